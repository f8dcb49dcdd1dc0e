/* SPDX-License-Identifier: GPL-2.0 */
/* What the files that know words share. */
#ifndef WORDS_H
#define WORDS_H

#include "frames.h"

struct frame_word {
	const char *name;
	void (*add)(struct frame *f, struct words *w);
};

extern const struct frame_word layer_words[];	/* layers.c */
extern const struct frame_word field_words[];	/* fields.c */

/* Each takes what it reads off @w, or dies. */
const char *next_word(struct words *w);
unsigned int take_number(struct words *w);
void take_mac(struct words *w, u8 *to);
void take_ip(struct words *w, int family, u8 *to);
void add_hex(struct frame *f, struct words *w);

#endif /* WORDS_H */
