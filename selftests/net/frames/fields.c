// SPDX-License-Identifier: GPL-2.0
/* The words that change a field of the last layer, or of the whole. */
#include "words.h"

static struct layer *last(struct frame *f)
{
	return &f->layer[f->layers - 1];
}

static u8 *last_ip(struct frame *f)
{
	if (last(f)->kind != K_IP4 && last(f)->kind != K_IP6)
		die("this belongs behind ip4 or ip6");
	return f->data + last(f)->at;
}

static void w_type(struct frame *f, struct words *w)
{
	frame_next_is(f, take_number(w));
}

static void w_ttl(struct frame *f, struct words *w)
{
	last_ip(f)[f->family == 4 ? 8 : 7] = (u8)take_number(w);
}

static void w_tos(struct frame *f, struct words *w)
{
	unsigned int tos = take_number(w);
	u8 *p = last_ip(f);

	if (f->family == 4)
		p[1] = (u8)tos;
	else
		put16(p, 6 << 12 | tos << 4);
}

static void w_ident(struct frame *f, struct words *w)
{
	put16(last_ip(f) + 4, take_number(w));
}

static void w_frag(struct frame *f, struct words *w)
{
	put16(last_ip(f) + 6, take_number(w));
}

static void w_ihl(struct frame *f, struct words *w)
{
	u8 *p = last_ip(f);

	p[0] = (u8)((p[0] & 0xf0) | take_number(w));
}

static void w_version(struct frame *f, struct words *w)
{
	u8 *p = last_ip(f);

	p[0] = (u8)((p[0] & 0x0f) | take_number(w) << 4);
}

static void w_opt(struct frame *f, struct words *w)
{
	u8 *p = last_ip(f);
	size_t from = f->len;

	add_hex(f, w);
	p[0] = (u8)(p[0] + (f->len - from) / 4);
}

static void w_len(struct frame *f, struct words *w)
{
	size_t at = last(f)->kind == K_IP4 ? 2 : 4;

	last(f)->own_len = true;
	put16(f->data + last(f)->at + at, take_number(w));
}

static void w_off(struct frame *f, struct words *w)
{
	f->data[last(f)->at + 12] = (u8)(take_number(w) << 4);
}

static void w_badsum(struct frame *f, struct words *w)
{
	(void)w;
	last(f)->bad_sum = true;
}

static void w_pad(struct frame *f, struct words *w)
{
	f->pad = take_number(w);
}

static void w_cut(struct frame *f, struct words *w)
{
	f->cut = take_number(w);
}

const struct frame_word field_words[] = {
	{ "type", w_type }, { "proto", w_type }, { "ttl", w_ttl }, { "tos", w_tos },
	{ "ident", w_ident }, { "frag", w_frag }, { "ihl", w_ihl }, { "version", w_version },
	{ "opt", w_opt }, { "len", w_len }, { "off", w_off }, { "badsum", w_badsum },
	{ "pad", w_pad }, { "cut", w_cut }, { NULL },
};
