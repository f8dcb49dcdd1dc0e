/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Frames in words, and a wire to send them on. What is expected is written in
 * the same words as what is sent, so answers are compared byte by byte, and
 * with checksums that no code of the module has computed.
 */
#ifndef FRAMES_H
#define FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdnoreturn.h>

#define FRAME_MAX	9300
#define LAYERS_MAX	16

typedef unsigned char u8;
typedef unsigned int u32;

#define __printf(a, b)	__attribute__((format(printf, a, b)))

enum kind { K_ETH, K_TAG, K_ARP, K_IP4, K_IP6, K_EXT, K_TCP, K_UDP, K_ICMP, K_RAW };

struct layer {
	enum kind kind;
	size_t at;		/* where it begins */
	bool bad_sum;
	bool own_len;		/* its length field was given */
};

struct frame {
	u8 data[FRAME_MAX];
	size_t len;
	struct layer layer[LAYERS_MAX];
	unsigned int layers;
	size_t next_at;		/* the field that names what follows; 0: none */
	unsigned int next_len;	/* 1 or 2 bytes */
	int family;		/* of the last IP layer: 4, 6 or 0 */
	size_t cut;		/* length to cut to; 0: none */
	size_t pad;		/* bytes behind it all */
};

struct words {
	char **at;		/* ends with NULL */
};

noreturn void __printf(1, 2) die(const char *fmt, ...);

/* words.c: reads one frame, up to "and", @end (unless NULL) or the last word. */
void frame_read(struct frame *f, struct words *w, const char *end, const u8 *own_mac);

/* build.c */
u8 *frame_add(struct frame *f, size_t len);
struct layer *frame_layer(struct frame *f, enum kind kind);
void frame_next_is(struct frame *f, unsigned int value);	/* what now follows */
void frame_finish(struct frame *f);				/* lengths, checksums, pad, cut */
void put16(u8 *p, unsigned int value);
unsigned int get16(const u8 *p);

/* wire.c */
struct wire {
	int sock;
	u8 mac[6];
};

void wire_open(struct wire *w, const char *dev);
bool wire_send(const struct wire *w, const struct frame *f);
/* The next frame with its VLAN tag put back; 0 if none comes within @ms. */
size_t wire_receive(const struct wire *w, u8 *data, int ms);

#endif /* FRAMES_H */
