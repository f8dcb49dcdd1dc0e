// SPDX-License-Identifier: GPL-2.0
/* draft-ietf-opsawg-pcapng, in this machine's byte order. */
#include <stdlib.h>
#include <string.h>

#include "pcapng.h"
#include "util.h"
#include "version.h"

enum {
	BLOCK_SECTION = 0x0a0d0d0a,
	BLOCK_INTERFACE = 1,
	BLOCK_PACKET = 6,

	OPT_END = 0,
	OPT_COMMENT = 1,
	OPT_USERAPPL = 4,
	OPT_IF_NAME = 2,
	OPT_IF_TSRESOL = 9,
	OPT_PACKET_FLAGS = 2,

	LINKTYPE_ETHERNET = 1,
	FLAGS_INBOUND = 1,
};

static void put32(FILE *f, u32 v)
{
	fwrite(&v, sizeof(v), 1, f);
}

static void put16(FILE *f, unsigned int v)
{
	u16 v16 = (u16)v;

	fwrite(&v16, sizeof(v16), 1, f);
}

static void put_padded(FILE *f, const void *p, size_t len)
{
	static const char zeros[4];

	fwrite(p, 1, len, f);
	fwrite(zeros, 1, -len & 3, f);
}

static void put_option(FILE *f, unsigned int code, const void *p, size_t len)
{
	put16(f, code);
	put16(f, (unsigned int)len);
	put_padded(f, p, len);
}

/* Writes what @body holds, closed here, as a block. */
static void put_block(FILE *f, u32 type, struct util_text *body)
{
	u32 len;

	put_option(body->f, OPT_END, "", 0);
	util_text_close(body);
	len = (u32)body->len + 12;
	put32(f, type);
	put32(f, len);
	fwrite(body->s, 1, body->len, f);
	put32(f, len);
	free(body->s);
}

static void put_section(FILE *f)
{
	static const char program[] = "proxzzzyctl " PROXZZZYCTL_VERSION;
	struct util_text b;

	util_text_open(&b);
	put32(b.f, 0x1a2b3c4d); /* which byte order this is */
	put16(b.f, 1);
	put16(b.f, 0);
	put32(b.f, ~0U); /* the section's length is not said: 64 bits */
	put32(b.f, ~0U);
	put_option(b.f, OPT_USERAPPL, program, strlen(program));
	put_block(f, BLOCK_SECTION, &b);
}

static void put_interface(FILE *f, const char *dev)
{
	const u8 nanoseconds = 9;
	struct util_text b, name;

	util_text_open(&name);
	util_put_plain(name.f, dev);
	util_text_close(&name);
	util_text_open(&b);
	put16(b.f, LINKTYPE_ETHERNET);
	put16(b.f, 0);
	put32(b.f, PROXZZZY_FRAME_MAX);
	put_option(b.f, OPT_IF_NAME, name.s, name.len);
	put_option(b.f, OPT_IF_TSRESOL, &nanoseconds, 1);
	put_block(f, BLOCK_INTERFACE, &b);
	free(name.s);
}

static void put_packet(FILE *f, u32 interface, const struct wake *w)
{
	const u32 flags = FLAGS_INBOUND;
	struct util_text b, comment;

	util_text_open(&comment);
	print_verdict(comment.f, w);
	util_text_close(&comment);
	util_text_open(&b);
	put32(b.f, interface);
	put32(b.f, (u32)(w->real_ns >> 32));
	put32(b.f, (u32)w->real_ns);
	put32(b.f, w->captured);
	put32(b.f, w->frame_len);
	put_padded(b.f, w->frame, w->captured);
	put_option(b.f, OPT_COMMENT, comment.s, comment.len);
	put_option(b.f, OPT_PACKET_FLAGS, &flags, sizeof(flags));
	put_block(f, BLOCK_PACKET, &b);
	free(comment.s);
}

void pcapng_write(FILE *f, const struct proxies *p)
{
	put_section(f);
	for (size_t i = 0; i < p->n; i++)
		put_interface(f, p->v[i].dev);
	for (size_t i = 0; i < p->n; i++)
		for (size_t j = 0; j < p->v[i].wakes.n; j++)
			if (p->v[i].wakes.v[j].captured) /* not every wake has a frame */
				put_packet(f, (u32)i, &p->v[i].wakes.v[j]);
}
