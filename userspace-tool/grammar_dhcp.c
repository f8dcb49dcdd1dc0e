// SPDX-License-Identifier: GPL-2.0
#include <string.h>
#include <time.h>

#include "dhcp.h"
#include "grammar.h"
#include "grammar_dhcp.h"
#include "grammar_names.h"
#include "util.h"

static bool take_ip4(struct cursor *c, u8 to[4])
{
	struct ip ip = { 0 };

	if (!take_ip(c, &ip))
		return false;
	if (ip.len != 4)
		return take_fail_last(c, "DHCP is about IPv4 addresses");
	memcpy(to, ip.b, 4);
	return true;
}

static bool take_server_mac(struct cursor *c, u8 mac[6])
{
	memset(mac, 0, 6);
	return take_if(c, "none") || take_mac(c, "a unicast MAC address, or none", mac);
}

/* Nanoseconds, with zero among them */
static bool take_number(struct cursor *c, u64 *ns)
{
	const char *word = take_peek(c);
	size_t len = word ? strlen(word) : 0;

	if (!len || len > 18 || strspn(word, "0123456789") != len)
		return false;
	for (*ns = 0; *word; word++)
		*ns = *ns * 10 + (u64)(*word - '0');
	c->i++;
	return true;
}

static bool take_time(struct cursor *c, u64 *ns)
{
	struct timespec now = { 0 };

	if (!take_if(c, "now"))
		return take_number(c, ns) ||
		       take_fail(c, "expected now, or nanoseconds of CLOCK_BOOTTIME");
	clock_gettime(CLOCK_BOOTTIME, &now);
	*ns = (u64)now.tv_sec * 1000000000 + (u64)now.tv_nsec;
	return true;
}

static bool take_lease(struct cursor *c, u32 *seconds)
{
	*seconds = PROXZZZY_DHCP_INFINITE;
	return take_if(c, "infinite") ||
	       take_u32(c, "infinite, or seconds", 1, PROXZZZY_DHCP_INFINITE - 1, seconds);
}

static bool take_options(struct cursor *c, const struct dhcp_row *row, u8 *to, u16 *len)
{
	const char *s = take_peek(c);

	*len = 0;
	if (take_if(c, "none"))
		return true;
	*len = s ? (u16)util_unhex(s, strlen(s), "", to, row->max) : 0;
	if (!*len)
		return take_fail(c, "expected none, or 1 to %u bytes in hexadecimal digits",
				 row->max);
	c->i++;
	return true;
}

/* 1,3,6 */
static bool take_codes(struct cursor *c, const struct dhcp_row *row, u8 *to, u16 *len)
{
	const char *s = take_peek(c);
	bool more = true;

	*len = 0;
	if (take_if(c, "none"))
		return true;
	while (s && more && *len < row->max) {
		size_t digits = strspn(s, "0123456789");
		unsigned int code = 0;

		for (size_t i = 0; i < digits && i < 3; i++)
			code = code * 10 + (unsigned int)(s[i] - '0');
		if (!digits || digits > 3 || code > UINT8_MAX)
			break;
		to[(*len)++] = (u8)code;
		s += digits;
		more = *s == ',';
		s += more;
	}
	if (!s || more || *s)
		return take_fail(c, "expected none, or 1 to %u codes of options such as 1,3,6",
				 row->max);
	c->i++;
	return true;
}

static bool take_value(struct cursor *c, struct dhcp *d, const struct dhcp_row *row)
{
	void *to = dhcp_value(d, row);

	switch (row->form) {
	case DHCP_FORM_SWITCH:
		return take_name(c, names_switch, to);
	case DHCP_FORM_IP4:
		return take_ip4(c, to);
	case DHCP_FORM_MAC:
		return take_server_mac(c, to);
	case DHCP_FORM_TIME:
		return take_time(c, to);
	case DHCP_FORM_LEASE:
		return take_lease(c, to);
	case DHCP_FORM_BYTES:
		return take_options(c, row, to, (u16 *)((char *)d + row->len_at));
	case DHCP_FORM_CODES:
		return take_codes(c, row, to, (u16 *)((char *)d + row->len_at));
	default:
		return take_u32(c, "seconds", 0, UINT32_MAX, to);
	}
}

/* The row that the word at the cursor begins, which is stepped over if it is not the value. */
static const struct dhcp_row *row_here(struct cursor *c)
{
	const struct dhcp_row *row = dhcp_rows;
	u32 ignored;

	if (take_peek(c) && names_value(names_switch, take_peek(c), &ignored))
		return row; /* on or off: the first */
	for (row++; row->part; row++)
		if (take_if(c, row->word))
			return row;
	return NULL;
}

static bool take_row(struct cursor *c, struct change *ch, const struct dhcp_row *row)
{
	struct dhcp *d = &ch->set.dhcp;
	bool again = d->parts & row->part;

	if (again && row->word)
		return take_fail_last(c, "set already for %s", ch->dev);
	d->parts |= row->part;
	if (!take_value(c, d, row))
		return false;
	return !again || take_fail_last(c, "set already for %s", ch->dev);
}

bool grammar_dhcp(struct cursor *c, struct change *ch)
{
	const struct dhcp_row *row = row_here(c);

	if (!row)
		return take_fail(c, "expected on, off, renew, address, server, server-mac, since, lease, t1, t2, wake-before, request, ack or critical");
	ch->set.has |= HAS_DHCP;
	for (; row; row = row_here(c))
		if (!take_row(c, ch, row))
			return false;
	return true;
}

static bool fresh_lifetime(struct cursor *c, struct change *ch, struct ip *ip)
{
	if (!take_ip(c, ip))
		return false;
	if (ip->len != 16)
		return take_fail_last(c, "a lifetime is that of an IPv6 address");
	return !change_names_lifetime(ch, ip) || take_fail_last(c, "named already for %s", ch->dev);
}

static bool take_until(struct cursor *c, struct lifetime *life)
{
	life->until = ~0ULL;
	return take_if(c, "forever") || take_number(c, &life->until) ||
	       take_fail(c, "expected forever, or nanoseconds of CLOCK_BOOTTIME");
}

/* ADDRESS [prefix BITS] until NS|forever */
bool grammar_lifetime(struct cursor *c, struct change *ch)
{
	struct lifetime *life;
	struct ip ip;
	u32 bits = 0;

	if (!fresh_lifetime(c, ch, &ip))
		return false;
	life = config_add_lifetime(&ch->set);
	life->ip = ip;
	life->line = c->line;
	if (take_if(c, "prefix") && !take_u32(c, "the length of a prefix", 0, 128, &bits))
		return false;
	life->bits = (u8)bits;
	return take_if(c, "until") ? take_until(c, life) : take_fail(c, "expected until");
}

bool grammar_lifetime_before(struct cursor *c, struct change *ch)
{
	return grammar_once(c, ch, HAS_LIFETIME_BEFORE) &&
	       take_u32(c, "seconds", 0, UINT32_MAX, &ch->set.lifetime_before);
}

bool grammar_del_lifetime(struct cursor *c, struct change *ch)
{
	struct address *a;
	struct ip ip;

	if (!fresh_lifetime(c, ch, &ip))
		return false;
	ch->del_lifetimes = util_grow(ch->del_lifetimes, ch->n_del_lifetimes, sizeof(*a));
	a = &ch->del_lifetimes[ch->n_del_lifetimes++];
	a->ip = ip;
	a->line = c->line;
	return true;
}

static void put_mac(FILE *f, const u8 *mac)
{
	static const u8 none[6];

	if (memcmp(mac, none, sizeof(none)))
		util_put_mac(f, mac, sizeof(none));
	else
		fputs("none", f);
}

static void put_list(FILE *f, const struct dhcp_row *row, const u8 *b, size_t len)
{
	if (!len)
		fputs("none", f);
	else if (row->form == DHCP_FORM_BYTES)
		util_put_hex(f, b, len);
	else
		for (size_t i = 0; i < len; i++)
			fprintf(f, i ? ",%u" : "%u", b[i]);
}

static void put_value(FILE *f, const struct dhcp *d, const struct dhcp_row *row)
{
	const void *value = dhcp_see(d, row);
	struct ip ip = { .len = 4 };

	switch (row->form) {
	case DHCP_FORM_SWITCH:
		fputs(names_word(names_switch, *(const u32 *)value), f);
		break;
	case DHCP_FORM_IP4:
		memcpy(ip.b, value, 4);
		grammar_put_ip(f, &ip);
		break;
	case DHCP_FORM_MAC:
		put_mac(f, value);
		break;
	case DHCP_FORM_TIME:
		fprintf(f, "%llu", *(const u64 *)value);
		break;
	case DHCP_FORM_BYTES:
	case DHCP_FORM_CODES:
		put_list(f, row, value, dhcp_size(d, row));
		break;
	default:
		if (row->form == DHCP_FORM_LEASE && *(const u32 *)value == PROXZZZY_DHCP_INFINITE)
			fputs("infinite", f);
		else
			fprintf(f, "%u", *(const u32 *)value);
	}
}

void grammar_put_dhcp(FILE *f, const struct config *cfg)
{
	for (const struct dhcp_row *row = dhcp_rows; row->part; row++) {
		if (!(cfg->dhcp.parts & row->part))
			continue;
		fputc(' ', f);
		if (row->word)
			fprintf(f, "%s ", row->word);
		put_value(f, &cfg->dhcp, row);
	}
}

void grammar_put_lifetime(FILE *f, const struct lifetime *life)
{
	grammar_put_ip(f, &life->ip);
	if (life->bits)
		fprintf(f, " prefix %u", life->bits);
	if (life->until == ~0ULL)
		fputs(" until forever", f);
	else
		fprintf(f, " until %llu", life->until);
}

void grammar_put_lifetime_before(FILE *f, const struct config *cfg)
{
	fprintf(f, " %u", cfg->lifetime_before);
}

static void begin(FILE *f, const char *verb, const char *dev)
{
	fprintf(f, "%s dev ", verb);
	util_put_word(f, dev);
	fputs(" lifetime ", f);
}

void grammar_put_lifetimes(FILE *f, const char *dev, const struct config *cfg)
{
	for (size_t i = 0; i < cfg->n_lifetimes; i++) {
		begin(f, "set", dev);
		grammar_put_lifetime(f, &cfg->lifetimes[i]);
		fputc('\n', f);
	}
}

void grammar_put_deleted_lifetimes(FILE *f, const struct change *c)
{
	for (size_t i = 0; i < c->n_del_lifetimes; i++) {
		begin(f, "del", c->dev);
		grammar_put_ip(f, &c->del_lifetimes[i].ip);
		fputc('\n', f);
	}
}
