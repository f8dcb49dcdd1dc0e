// SPDX-License-Identifier: GPL-2.0
/* A frame layer by layer; lengths and checksums last, from the inside out. */
#include <string.h>

#include "frames.h"

enum { TCP = 6, UDP = 17, ICMP = 1, ICMPV6 = 58 };

void put16(u8 *p, unsigned int value)
{
	p[0] = (u8)(value >> 8);
	p[1] = (u8)value;
}

unsigned int get16(const u8 *p)
{
	return p[0] << 8 | p[1];
}

u8 *frame_add(struct frame *f, size_t len)
{
	u8 *p = f->data + f->len;

	if (len > FRAME_MAX - f->len)
		die("a frame has at most %d bytes", FRAME_MAX);
	memset(p, 0, len);
	f->len += len;
	return p;
}

struct layer *frame_layer(struct frame *f, enum kind kind)
{
	struct layer *l = &f->layer[f->layers];

	if (++f->layers == LAYERS_MAX)
		die("too many layers");
	*l = (struct layer){ .kind = kind, .at = f->len };
	return l;
}

void frame_next_is(struct frame *f, unsigned int value)
{
	if (!f->next_at)
		return;
	if (f->next_len == 2)
		put16(f->data + f->next_at, value);
	else
		f->data[f->next_at] = (u8)value;
	f->next_at = 0;
}

static u32 add(u32 sum, const u8 *p, size_t len)
{
	for (; len > 1; p += 2, len -= 2)
		sum += get16(p);
	return len ? sum + (p[0] << 8) : sum;
}

static unsigned int fold(u32 sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return ~sum & 0xffff;
}

static const struct layer *ip_before(const struct frame *f, const struct layer *l)
{
	while (l-- > f->layer)
		if (l->kind == K_IP4 || l->kind == K_IP6)
			return l;
	return NULL;
}

static u32 pseudo(const struct frame *f, const struct layer *ip, u32 proto, size_t len)
{
	const u8 *p = f->data + ip->at;

	if (ip->kind == K_IP4)
		return add(0, p + 12, 8) + proto + (u32)len;
	return add(0, p + 8, 32) + proto + (u32)len;
}

static void finish_l4(struct frame *f, const struct layer *l)
{
	const struct layer *ip = ip_before(f, l);
	size_t at = l->kind == K_TCP ? 16 : l->kind == K_UDP ? 6 : 2;
	u8 *p = f->data + l->at;
	size_t len = f->len - l->at;
	unsigned int sum;
	u32 start = 0;

	if (l->kind == K_UDP && !l->own_len)
		put16(p + 4, (unsigned int)len);
	if (ip && l->kind != K_ICMP)
		start = pseudo(f, ip, l->kind == K_TCP ? TCP : UDP, len);
	else if (ip && ip->kind == K_IP6)
		start = pseudo(f, ip, ICMPV6, len);
	sum = fold(add(start, p, len));
	if (!sum && l->kind == K_UDP)
		sum = 0xffff;
	put16(p + at, l->bad_sum ? sum ^ 0x0101 : sum);
}

static void finish_ip4(struct frame *f, const struct layer *l)
{
	u8 *p = f->data + l->at;
	size_t header = (p[0] & 15) * 4;
	unsigned int sum;

	if (!l->own_len)
		put16(p + 2, (unsigned int)(f->len - l->at));
	if (header > f->len - l->at)
		header = 20;
	sum = fold(add(0, p, header));
	put16(p + 10, l->bad_sum ? sum ^ 0x0101 : sum);
}

void frame_finish(struct frame *f)
{
	unsigned int i;

	for (i = f->layers; i-- > 0;) {
		const struct layer *l = &f->layer[i];

		if (l->kind == K_TCP || l->kind == K_UDP || l->kind == K_ICMP)
			finish_l4(f, l);
		else if (l->kind == K_IP4)
			finish_ip4(f, l);
		else if (l->kind == K_IP6 && !l->own_len)
			put16(f->data + l->at + 4, (unsigned int)(f->len - l->at - 40));
	}
	memset(frame_add(f, f->pad), 0xee, f->pad);
	if (f->cut && f->cut < f->len)
		f->len = f->cut;
}
