// SPDX-License-Identifier: GPL-2.0
/*
 * The words of a frame, outermost layer first:
 *
 *	eth TO [FROM]		FROM is the device's own address if it is left out
 *	tag PRIORITY:VID	IEEE 802.1Q
 *	type N			EtherType, or length, of what follows as hex
 *	arp OP SHA SPA THA TPA
 *	ip4 FROM TO		then: tos ttl proto ident frag len ihl version N, opt HEX, badsum
 *	ip6 FROM TO		then: tclass ttl proto len version N
 *	hbh|dopt|rh|fh HEX	an extension header: what stands behind its next header field
 *	tcp SPORT DPORT FLAGS	then: off N, badsum; FLAGS of SAFRPEC
 *	udp SPORT DPORT		then: len N, badsum
 *	icmp TYPE CODE		ICMP or ICMPv6, as the IP before it; then badsum
 *	echo|reply ID SEQ, ns TARGET, na FLAGS TARGET, slla|tlla MAC
 *	hex BYTES, fill N BYTE, magic MAC, text WORD
 *	pad N			bytes that belong to no packet
 *	cut N			the length of the whole
 *
 * Numbers are as in C.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"

const char *next_word(struct words *w)
{
	if (!*w->at)
		die("a word is missing at the end");
	return *w->at++;
}

unsigned int take_number(struct words *w)
{
	const char *text = next_word(w);
	char *end;
	unsigned long value = strtoul(text, &end, 0);

	if (!*text || *end || value > 0xffffffff)
		die("'%s' is no number", text);
	return (unsigned int)value;
}

void take_mac(struct words *w, u8 *to)
{
	const char *text = next_word(w);
	int n = 0;

	if (sscanf(text, "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx%n", to, to + 1, to + 2, to + 3, to + 4,
		   to + 5, &n) != 6 || text[n])
		die("'%s' is no MAC address", text);
}

void take_ip(struct words *w, int family, u8 *to)
{
	const char *text = next_word(w);

	if (inet_pton(family == 4 ? AF_INET : AF_INET6, text, to) != 1)
		die("'%s' is no IPv%d address", text, family);
}

void add_hex(struct frame *f, struct words *w)
{
	const char *text = next_word(w);
	unsigned int byte;

	for (; *text; text += 2) {
		if (!isxdigit(text[0]) || !isxdigit(text[1]) || sscanf(text, "%2x", &byte) != 1)
			die("'%s' is not hexadecimal", text);
		*frame_add(f, 1) = (u8)byte;
	}
}

static const struct frame_word *find(const struct frame_word *table, const char *name)
{
	while (table->name && strcmp(table->name, name))
		table++;
	return table->name ? table : NULL;
}

static void take(struct frame *f, struct words *w)
{
	const char *name = next_word(w);
	const struct frame_word *known = find(layer_words, name);

	if (!known)
		known = find(field_words, name);
	if (!known)
		die("a frame has no '%s'", name);
	known->add(f, w);
}

static bool at_end(const struct words *w, const char *end)
{
	return !*w->at || !strcmp(*w->at, "and") || (end && !strcmp(*w->at, end));
}

void frame_read(struct frame *f, struct words *w, const char *end, const u8 *own_mac)
{
	unsigned char ignored[6];
	u8 *p;

	memset(f, 0, sizeof(*f));
	if (strcmp(next_word(w), "eth"))
		die("a frame begins with 'eth'");
	frame_layer(f, K_ETH);
	p = frame_add(f, 14);
	take_mac(w, p);
	memcpy(p + 6, own_mac, 6);
	if (*w->at && sscanf(*w->at, "%hhx:%hhx:", ignored, ignored + 1) == 2)
		take_mac(w, p + 6);
	f->next_at = 12;
	f->next_len = 2;
	while (!at_end(w, end))
		take(f, w);
	frame_finish(f);
}
