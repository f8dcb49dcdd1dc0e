// SPDX-License-Identifier: GPL-2.0
/* The words that add something to a frame. */
#include <stdio.h>
#include <string.h>

#include "words.h"

static void link_next(struct frame *f, size_t at, unsigned int len)
{
	f->next_at = at;
	f->next_len = len;
}

static void w_tag(struct frame *f, struct words *w)
{
	unsigned int priority, vid;
	const char *text = next_word(w);
	u8 *p;

	if (sscanf(text, "%u:%u", &priority, &vid) != 2)
		die("'%s' is no PRIORITY:VID", text);
	frame_next_is(f, 0x8100);
	frame_layer(f, K_TAG);
	p = frame_add(f, 4);
	put16(p, priority << 13 | vid);
	link_next(f, f->len - 2, 2);
}

static void w_arp(struct frame *f, struct words *w)
{
	static const u8 head[] = { 0, 1, 8, 0, 6, 4 };
	u8 *p;

	frame_next_is(f, 0x0806);
	frame_layer(f, K_ARP);
	p = frame_add(f, 28);
	memcpy(p, head, sizeof(head));
	put16(p + 6, take_number(w));
	take_mac(w, p + 8);
	take_ip(w, 4, p + 14);
	take_mac(w, p + 18);
	take_ip(w, 4, p + 24);
}

static void w_ip4(struct frame *f, struct words *w)
{
	u8 *p;

	frame_next_is(f, f->family ? 4 : 0x0800);
	frame_layer(f, K_IP4);
	p = frame_add(f, 20);
	p[0] = 0x45;
	put16(p + 4, 1);
	p[8] = 64;
	take_ip(w, 4, p + 12);
	take_ip(w, 4, p + 16);
	f->family = 4;
	link_next(f, f->len - 11, 1);
}

static void w_ip6(struct frame *f, struct words *w)
{
	u8 *p;

	frame_next_is(f, f->family ? 41 : 0x86dd);
	frame_layer(f, K_IP6);
	p = frame_add(f, 40);
	p[0] = 0x60;
	p[7] = 64;
	take_ip(w, 6, p + 8);
	take_ip(w, 6, p + 24);
	f->family = 6;
	link_next(f, f->len - 34, 1);
}

static void extension(struct frame *f, struct words *w, unsigned int type)
{
	size_t at = f->len;

	frame_next_is(f, type);
	frame_layer(f, K_EXT);
	frame_add(f, 1)[0] = 59;	/* no next header, unless one follows */
	add_hex(f, w);
	link_next(f, at, 1);
}

static void w_hbh(struct frame *f, struct words *w)
{
	extension(f, w, 0);
}

static void w_dopt(struct frame *f, struct words *w)
{
	extension(f, w, 60);
}

static void w_rh(struct frame *f, struct words *w)
{
	extension(f, w, 43);
}

static void w_fh(struct frame *f, struct words *w)
{
	extension(f, w, 44);
}

static void w_tcp(struct frame *f, struct words *w)
{
	static const char names[] = "FSRPAUEC";
	const char *flags, *at;
	u8 *p;

	frame_next_is(f, 6);
	frame_layer(f, K_TCP);
	p = frame_add(f, 20);
	put16(p, take_number(w));
	put16(p + 2, take_number(w));
	p[7] = 1;
	p[12] = 5 << 4;
	put16(p + 14, 64240);
	for (flags = next_word(w); *flags; flags++) {
		at = strchr(names, *flags);
		if (!at && *flags != '-')
			die("TCP has no flag '%c'", *flags);
		if (at)
			p[13] |= (u8)(1 << (at - names));
	}
}

static void w_udp(struct frame *f, struct words *w)
{
	u8 *p;

	frame_next_is(f, 17);
	frame_layer(f, K_UDP);
	p = frame_add(f, 8);
	put16(p, take_number(w));
	put16(p + 2, take_number(w));
}

static u8 *icmp(struct frame *f, size_t len)
{
	frame_next_is(f, f->family == 6 ? 58 : 1);
	frame_layer(f, K_ICMP);
	return frame_add(f, len);
}

static void w_icmp(struct frame *f, struct words *w)
{
	u8 *p = icmp(f, 4);

	p[0] = (u8)take_number(w);
	p[1] = (u8)take_number(w);
}

static void echo(struct frame *f, struct words *w, unsigned int type4, unsigned int type6)
{
	u8 *p = icmp(f, 8);

	p[0] = (u8)(f->family == 6 ? type6 : type4);
	put16(p + 4, take_number(w));
	put16(p + 6, take_number(w));
}

static void w_echo(struct frame *f, struct words *w)
{
	echo(f, w, 8, 128);
}

static void w_reply(struct frame *f, struct words *w)
{
	echo(f, w, 0, 129);
}

static void w_ns(struct frame *f, struct words *w)
{
	u8 *p = icmp(f, 24);

	p[0] = 135;
	take_ip(w, 6, p + 8);
}

/* FLAGS of RSO: router, solicited, override */
static void w_na(struct frame *f, struct words *w)
{
	u8 *p = icmp(f, 24);
	const char *flags = next_word(w);

	p[0] = 136;
	p[4] = (u8)((strchr(flags, 'R') ? 0x80 : 0) | (strchr(flags, 'S') ? 0x40 : 0) |
			 (strchr(flags, 'O') ? 0x20 : 0));
	take_ip(w, 6, p + 8);
}

static void w_slla(struct frame *f, struct words *w)
{
	u8 *p = frame_add(f, 8);

	p[0] = 1;
	p[1] = 1;
	take_mac(w, p + 2);
}

static void w_tlla(struct frame *f, struct words *w)
{
	u8 *p = frame_add(f, 8);

	p[0] = 2;
	p[1] = 1;
	take_mac(w, p + 2);
}

static void w_fill(struct frame *f, struct words *w)
{
	unsigned int n = take_number(w);
	u8 *p = frame_add(f, n);

	memset(p, (int)take_number(w), n);
}

static void w_magic(struct frame *f, struct words *w)
{
	u8 *p = frame_add(f, 102);
	unsigned int i;

	memset(p, 0xff, 6);
	take_mac(w, p + 6);
	for (i = 2; i <= 16; i++)
		memcpy(p + i * 6, p + 6, 6);
}

static void w_text(struct frame *f, struct words *w)
{
	const char *text = next_word(w);

	memcpy(frame_add(f, strlen(text)), text, strlen(text));
}

const struct frame_word layer_words[] = {
	{ "tag", w_tag }, { "arp", w_arp }, { "ip4", w_ip4 }, { "ip6", w_ip6 },
	{ "hbh", w_hbh }, { "dopt", w_dopt }, { "rh", w_rh }, { "fh", w_fh },
	{ "tcp", w_tcp }, { "udp", w_udp }, { "icmp", w_icmp }, { "echo", w_echo },
	{ "reply", w_reply }, { "ns", w_ns }, { "na", w_na }, { "slla", w_slla },
	{ "tlla", w_tlla }, { "hex", add_hex }, { "fill", w_fill }, { "magic", w_magic },
	{ "text", w_text }, { NULL },
};
