// SPDX-License-Identifier: GPL-2.0
/* Addresses: RFC 3261 19.1, 20.10, 25.1. */
#include "sip/message.h"

static bool find(struct pzz_text t, u8 c, u32 *at)
{
	for (*at = 0; *at < t.len; ++*at)
		if (t.at[*at] == c)
			return true;
	return false;
}

static struct pzz_text from(struct pzz_text t, u32 at)
{
	return (struct pzz_text){ t.at + at, t.len - at };
}

static bool is_scheme(struct pzz_text t)
{
	return t.len && (t.at[0] | 0x20) >= 'a' && (t.at[0] | 0x20) <= 'z' && pzz_text_is_token(t);
}

static bool is_host(struct pzz_text t)
{
	struct pzz_ip ip;
	u32 i;
	u8 c;

	if (t.len && t.at[0] == '[')
		return pzz_text_ip(t, &ip);
	for (i = 0; i < t.len; i++) {
		c = t.at[i] | 0x20;
		if (!pzz_text_is_digit(t.at[i]) && !(c >= 'a' && c <= 'z') && t.at[i] != '-' &&
		    t.at[i] != '.' && t.at[i] != '_')
			return false;
	}
	return t.len;
}

static bool read_port(struct pzz_text t, u16 *port)
{
	u32 n;

	if (!pzz_text_number(pzz_text_trim(t), &n) || !n || n > 0xffff)
		return false;
	*port = (u16)n;
	return true;
}

/* host [":" port], also with LWS around the colon as in Via */
static bool read_hostport(struct pzz_text t, struct pzz_text *host, u16 *port)
{
	u32 at = 0;

	*port = 0;
	if (t.len && t.at[0] == '[' && !find(t, ']', &at))
		return false;
	host->at = t.at;
	for (; at < t.len && t.at[at] != ':'; at++)
		;
	host->len = at;
	*host = pzz_text_trim(*host);
	return is_host(*host) && (at == t.len || read_port(from(t, at + 1), port));
}

static bool is_sip(struct pzz_text scheme)
{
	return pzz_text_like(scheme, PZZ_TEXT("sip")) || pzz_text_like(scheme, PZZ_TEXT("sips"));
}

static bool read_sip_uri(struct pzz_text t, struct pzz_sip_uri *uri)
{
	struct pzz_text hostport;
	u32 at;

	if (find(t, '@', &at)) {
		uri->user = (struct pzz_text){ t.at, at };
		t = from(t, at + 1);
		if (find(uri->user, ':', &at))
			uri->user.len = at;	/* a password; RFC 3261 19.1.1: not for us */
		if (!uri->user.len)
			return false;
	}
	if (find(t, '?', &at)) {
		uri->headers = true;
		t.len = at;
	}
	hostport = t;
	if (find(t, ';', &at)) {
		hostport.len = at;
		uri->params = from(t, at + 1);
	}
	return read_hostport(hostport, &uri->host, &uri->port);
}

bool pzz_sip_read_uri(struct pzz_text t, struct pzz_sip_uri *uri)
{
	u32 at, i;

	memset(uri, 0, sizeof(*uri));
	for (i = 0; i < t.len; i++)
		if (t.at[i] <= ' ' || t.at[i] == 0x7f || t.at[i] == '<' || t.at[i] == '>' ||
		    t.at[i] == '"')
			return false;
	if (!find(t, ':', &at) || at + 1 == t.len)
		return false;
	uri->scheme = (struct pzz_text){ t.at, at };
	if (!is_scheme(uri->scheme))
		return false;
	return !is_sip(uri->scheme) || read_sip_uri(from(t, at + 1), uri);
}

/* Each with a name that is a token, and a value if there is a '='. */
static bool good_params(struct pzz_text params)
{
	struct pzz_text name, value, inside;

	while (pzz_text_next_param(&params, ';', &name, &value)) {
		if (!pzz_text_is_token(name))
			return false;
		if (value.at && (!value.len || (!pzz_text_quoted(value, &inside) &&
						pzz_text_has_lws(value))))
			return false;
	}
	return true;
}

/* A quoted string, or tokens with LWS between them. */
static bool good_display_name(struct pzz_text t)
{
	struct pzz_text inside;
	u32 i;

	t = pzz_text_trim(t);
	if (pzz_text_quoted(t, &inside))
		return true;
	for (i = 0; i < t.len; i++)
		if (!pzz_text_is_lws(t.at[i]) &&
		    !pzz_text_is_token((struct pzz_text){ t.at + i, 1 }))
			return false;
	return true;
}

static bool read_name_addr(struct pzz_text value, struct pzz_text rest, struct pzz_sip_addr *addr)
{
	struct pzz_text name = { value.at, value.len - rest.len - 1 };
	u32 at;

	if (!good_display_name(name) || !find(rest, '>', &at))
		return false;
	addr->uri = (struct pzz_text){ rest.at, at };
	rest = pzz_text_trim(from(rest, at + 1));
	if (!rest.len)
		return true;
	if (rest.at[0] != ';')
		return false;
	addr->params = from(rest, 1);
	return good_params(addr->params);
}

/* RFC 3261 20.10: without <>, what follows a ';' belongs to the header field. */
bool pzz_sip_read_addr(struct pzz_text value, struct pzz_sip_addr *addr)
{
	struct pzz_text rest = value, part;
	struct pzz_sip_uri uri;
	u32 at;

	memset(addr, 0, sizeof(*addr));
	if (!pzz_text_balanced(value))
		return false;
	pzz_text_until(&rest, '<');
	if (rest.at) {
		if (!read_name_addr(value, rest, addr))
			return false;
	} else {
		part = value;
		addr->uri = pzz_text_trim(pzz_text_until(&part, ';'));
		addr->params = part;
		if (find(addr->uri, '?', &at) || find(addr->uri, ',', &at) ||
		    !good_params(addr->params))
			return false;
	}
	return pzz_sip_read_uri(addr->uri, &uri);
}

static struct pzz_text take_until(struct pzz_text *rest, u8 c)
{
	return rest->at ? pzz_text_trim(pzz_text_until(rest, c)) : *rest;
}

static bool read_via_params(struct pzz_text params, struct pzz_sip_via *via)
{
	struct pzz_text name, value;
	bool good = good_params(params);

	while (pzz_text_next_param(&params, ';', &name, &value)) {
		if (pzz_text_like(name, PZZ_TEXT("branch")))
			via->branch = value;
		else if (pzz_text_like(name, PZZ_TEXT("received")))
			via->received = true;
		else if (pzz_text_like(name, PZZ_TEXT("rport")) && !value.at)
			via->rport = name;
	}
	return good;
}

bool pzz_sip_read_via(struct pzz_text value, struct pzz_sip_via *via)
{
	struct pzz_text rest = value, sent_by;
	bool good;
	u32 i;

	memset(via, 0, sizeof(*via));
	rest = pzz_text_trim(pzz_text_until(&rest, ','));
	via->all = rest;
	if (!pzz_text_like(take_until(&rest, '/'), PZZ_TEXT("SIP")) ||
	    !pzz_text_equal(take_until(&rest, '/'), PZZ_TEXT("2.0")))
		return false;
	rest = pzz_text_trim(rest);
	for (i = 0; i < rest.len && !pzz_text_is_lws(rest.at[i]); i++)
		;
	if (!rest.at || !pzz_text_is_token((struct pzz_text){ rest.at, i }) || i == rest.len)
		return false;
	rest = from(rest, i);
	sent_by = take_until(&rest, ';');
	good = read_hostport(sent_by, &via->host, &via->port);
	return read_via_params(rest, via) && good;
}

static int hex(u8 c)
{
	if (pzz_text_is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int next_char(struct pzz_text t, u32 *at)
{
	int high, low;

	if (*at == t.len)
		return -1;
	if (t.at[*at] == '%' && t.len - *at > 2) {
		high = hex(t.at[*at + 1]);
		low = hex(t.at[*at + 2]);
		if (high >= 0 && low >= 0) {
			*at += 3;
			return high << 4 | low;
		}
	}
	return t.at[(*at)++];
}

bool pzz_sip_user_equal(struct pzz_text a, struct pzz_text b)
{
	u32 i = 0, j = 0;
	int x, y;

	do {
		x = next_char(a, &i);
		y = next_char(b, &j);
	} while (x == y && x >= 0);
	return x == y;
}
