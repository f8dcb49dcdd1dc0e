/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A target is a room, or the whole engine. Its input, as seeds.c writes it and
 * libFuzzer changes it:
 *
 *   2 bytes	which vector's configuration, modulo how many there are
 *   then once, or for a sequence any number of times:
 *   1 byte	enum fuzz_flags
 *   1 byte	time since the frame before, 2^n ns
 *   2 bytes	VLAN tag that the receiver took off
 *   2 bytes	how long the frame is; only in a sequence
 *   n bytes	the frame
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "judge.h"

enum fuzz_flags {
	FUZZ_TAGGED = 1,
	FUZZ_L4_VERIFIED = 2,
	FUZZ_AS_IT_IS = 4,	/* do not shape */
	FUZZ_SHAPE_1 = 8,	/* a choice of .shape() */
	FUZZ_SHAPE_2 = 16,
};

#define FUZZ_SETUP_LEN	2
#define FUZZ_HEAD_LEN	4

struct fuzz_target {
	const char *room;	/* whose vectors are the seeds; NULL: all of them */
	bool sequence;

	/* Instead of all else: what becomes of an input of its own kind */
	int (*run)(const u8 *data, size_t size);

	/* Puts right what mutation seldom gets right, so that the room is reached. */
	void (*shape)(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags);

	/* What is wrong with the last frame, beyond what judge.h knows; or NULL. */
	const char *(*judge)(const struct world *w);
};

extern const struct fuzz_target fuzz_target;

/* How many vectors there are, and the one of this number. */
size_t fuzz_vectors(void);
const struct pzz_vector *fuzz_vector(size_t number);

/* The IPv4 header checksum, if there is a header. */
void fuzz_repair_ip4(u8 *frame, u32 len);

/* libFuzzer's own name for what it calls. */
int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

#endif /* FUZZ_H */
