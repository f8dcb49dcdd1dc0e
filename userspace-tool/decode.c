// SPDX-License-Identifier: GPL-2.0
#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>

#include "decode.h"
#include "util.h"

/* What is left to read. A reader says so on @f when it is too short for it. */
struct view {
	FILE *f;
	const u8 *p;
	size_t len;
};

static const u8 *pull(struct view *v, size_t n)
{
	const u8 *p = v->p;

	if (v->len < n) {
		fputs(" (cut short)", v->f);
		return NULL;
	}
	v->p += n;
	v->len -= n;
	return p;
}

static unsigned int be16(const u8 *p)
{
	return (unsigned int)p[0] << 8 | p[1];
}

static void put_ip(FILE *f, int family, const u8 *ip)
{
	char s[INET6_ADDRSTRLEN] = "";

	inet_ntop(family, ip, s, sizeof(s));
	fputs(s, f);
}

/* The addresses of an IP header, which TCP and UDP show with their ports. */
struct ends {
	int family;
	const u8 *src;
	const u8 *dst;
};

static void put_end(FILE *f, const struct ends *e, const u8 *ip, const u8 *port)
{
	bool brackets = e->family == AF_INET6 && port;

	fputs(brackets ? "[" : "", f);
	put_ip(f, e->family, ip);
	fputs(brackets ? "]" : "", f);
	if (port)
		fprintf(f, ":%u", be16(port));
}

/* @ports: where the two port numbers are, or NULL */
static void put_ends(FILE *f, const struct ends *e, const u8 *ports)
{
	fputc(' ', f);
	put_end(f, e, e->src, ports);
	fputs(" > ", f);
	put_end(f, e, e->dst, ports ? ports + 2 : NULL);
}

static void tcp(struct view *v, const struct ends *e)
{
	static const char *const flags[] = {
		"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"
	};
	size_t segment = v->len, head;
	const u8 *h;

	put_ends(v->f, e, segment < 4 ? NULL : v->p);
	fputs(" TCP", v->f);
	h = pull(v, 20);
	if (!h)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(flags); i++)
		if (h[13] & 1U << i)
			fprintf(v->f, " %s", flags[i]);
	head = (size_t)(h[12] >> 4) * 4;
	if (head >= 20 && segment > head)
		fprintf(v->f, " %zu bytes", segment - head);
}

static void udp(struct view *v, const struct ends *e)
{
	const u8 *h;

	put_ends(v->f, e, v->len < 4 ? NULL : v->p);
	fputs(" UDP", v->f);
	h = pull(v, 8);
	if (h)
		fprintf(v->f, " %zu bytes", v->len);
}

static void icmp(struct view *v, const struct ends *e)
{
	const u8 *h;

	put_ends(v->f, e, NULL);
	fputs(" ICMP", v->f);
	h = pull(v, 4);
	if (!h)
		return;
	if (h[0] == 8)
		fputs(" echo request", v->f);
	else
		fprintf(v->f, " type %u code %u", h[0], h[1]);
}

static void icmp6(struct view *v, const struct ends *e)
{
	const u8 *h;

	put_ends(v->f, e, NULL);
	fputs(" ICMPv6", v->f);
	h = pull(v, 8);
	if (!h)
		return;
	if (h[0] == 128) {
		fputs(" echo request", v->f);
	} else if (h[0] == 135 || h[0] == 136) {
		fprintf(v->f, " neighbor %s", h[0] == 135 ? "solicitation" : "advertisement");
		h = pull(v, 16);
		if (!h)
			return;
		fputs(" for ", v->f);
		put_ip(v->f, AF_INET6, h);
	} else {
		fprintf(v->f, " type %u code %u", h[0], h[1]);
	}
}

static void transport(struct view *v, const struct ends *e, u8 protocol)
{
	switch (protocol) {
	case IPPROTO_TCP:
		return tcp(v, e);
	case IPPROTO_UDP:
		return udp(v, e);
	case IPPROTO_ICMP:
		return icmp(v, e);
	case IPPROTO_ICMPV6:
		return icmp6(v, e);
	}
	put_ends(v->f, e, NULL);
	fprintf(v->f, " protocol %u", protocol);
}

/* What an IP header says is longer is cut, and what it says is shorter is padding. */
static void trim(struct view *v, size_t len)
{
	if (v->len > len)
		v->len = len;
}

static void ipv4(struct view *v)
{
	const u8 *h = pull(v, 20);
	struct ends e = { .family = AF_INET };
	size_t head;

	if (!h)
		return;
	e.src = h + 12;
	e.dst = h + 16;
	head = (size_t)(h[0] & 15) * 4;
	if (h[0] >> 4 != 4 || head < 20 || be16(h + 2) < head) {
		fputs(" IPv4 with a wrong header", v->f);
		return;
	}
	trim(v, be16(h + 2) - 20U);
	if (!pull(v, head - 20))
		return;
	if (be16(h + 6) & 0x1fff) {
		put_ends(v->f, &e, NULL);
		fprintf(v->f, " fragment at %u of protocol %u", (be16(h + 6) & 0x1fff) * 8, h[9]);
		return;
	}
	transport(v, &e, h[9]);
}

/*
 * Steps over one extension header. Return: whether there was one that is whole;
 * then @next is what follows it. @fragment becomes the offset of a fragment that
 * is not the first, behind which nothing can be read.
 */
static bool extension(struct view *v, u8 *next, unsigned int *fragment)
{
	bool fixed = *next == IPPROTO_FRAGMENT;
	const u8 *h;
	size_t size = 8;

	if (!fixed && *next != IPPROTO_HOPOPTS && *next != IPPROTO_ROUTING &&
	    *next != IPPROTO_DSTOPTS)
		return false;
	if (v->len >= 2 && !fixed)
		size += v->p[1] * 8U;
	if (v->len < size || *fragment)
		return false;
	h = pull(v, size);
	*fragment = fixed ? be16(h + 2) & 0xfff8 : 0;
	*next = h[0];
	return true;
}

static void ipv6(struct view *v)
{
	const u8 *h = pull(v, 40);
	struct ends e = { .family = AF_INET6 };
	unsigned int fragment = 0;
	u8 next;

	if (!h)
		return;
	e.src = h + 8;
	e.dst = h + 24;
	next = h[6];
	trim(v, be16(h + 4));
	while (extension(v, &next, &fragment))
		;
	if (!fragment)
		return transport(v, &e, next);
	put_ends(v->f, &e, NULL);
	fprintf(v->f, " fragment at %u of protocol %u", fragment, next);
}

static void arp(struct view *v)
{
	const u8 *h;

	fputs(" ARP", v->f);
	h = pull(v, 28);
	if (!h)
		return;
	if (be16(h + 6) == 1) {
		fputs(" who has ", v->f);
		put_ip(v->f, AF_INET, h + 24);
		fputs(", asks ", v->f);
		put_ip(v->f, AF_INET, h + 14);
		return;
	}
	fputc(' ', v->f);
	put_ip(v->f, AF_INET, h + 14);
	fputs(" is at ", v->f);
	util_put_mac(v->f, h + 8, 6);
}

static void eapol(struct view *v)
{
	const u8 *h;

	fputs(" EAPOL", v->f);
	h = pull(v, 4);
	if (!h)
		return;
	if (h[1] == 0 && v->len >= 5 && v->p[0] == 1 && v->p[4] == 1)
		fputs(" EAP-Request/Identity", v->f);
	else
		fprintf(v->f, " type %u", h[1]);
}

static void payload(struct view *v, unsigned int type)
{
	switch (type) {
	case 0x0800:
		return ipv4(v);
	case 0x86dd:
		return ipv6(v);
	case 0x0806:
		return arp(v);
	case 0x888e:
		return eapol(v);
	case 0x0842:
		fprintf(v->f, " Wake-on-LAN, %zu bytes", v->len);
		return;
	}
	fprintf(v->f, type < 0x600 ? " LLC, %u bytes" : " EtherType 0x%04x", type);
}

void decode_frame(FILE *f, const u8 *frame, size_t len)
{
	struct view v = { .f = f, .p = frame, .len = len };
	const u8 *h;
	unsigned int type;

	if (len < 14) {
		fprintf(f, "%zu bytes", len);
		return;
	}
	h = pull(&v, 14);
	util_put_mac(f, h + 6, 6);
	fputs(" > ", f);
	util_put_mac(f, h, 6);
	type = be16(h + 12);
	for (int tags = 0; tags < 2 && (type == 0x8100 || type == 0x88a8); tags++) {
		h = pull(&v, 4);
		if (!h)
			return;
		fprintf(f, " VLAN %u priority %u", be16(h) & 0xfff, h[0] >> 5);
		type = be16(h + 2);
	}
	payload(&v, type);
}
