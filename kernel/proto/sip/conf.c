// SPDX-License-Identifier: GPL-2.0
/* Registrations: what they can't be, and how they are kept. */
#include "pzz_addrs.h"
#include "sip/sip.h"

#define HEADERS	700	/* bytes of a REGISTER besides what the host gives, challenges included */
#define TIME_MAX	PROXZZZY_SIP_TIME_MAX

static bool good_text(struct pzz_text t)
{
	return t.len && t.len <= PZZ_SIP_TEXT_MAX && !pzz_text_has_control(t);
}

static bool has_user(struct pzz_text value, struct pzz_text *user)
{
	struct pzz_sip_addr addr;
	struct pzz_sip_uri uri;

	if (!good_text(value) || !pzz_sip_read_addr(value, &addr) ||
	    !pzz_sip_read_uri(addr.uri, &uri) || !pzz_text_like(uri.scheme, PZZ_TEXT("sip")))
		return false;
	*user = uri.user;
	return uri.user.len;
}

static bool has_param(struct pzz_text value, struct pzz_text name)
{
	struct pzz_sip_addr addr;
	struct pzz_text param;

	return pzz_sip_read_addr(value, &addr) && pzz_text_param(addr.params, name, &param);
}

/* Whole lines, each a header field. */
static bool good_extra(struct pzz_text t)
{
	struct pzz_text rest = t;
	struct pzz_sip_header h;

	while (rest.len && pzz_sip_next(&rest, &h))
		if (!pzz_text_is_token(h.name) || h.id != PZZ_SIP_OTHER ||
		    pzz_text_has_control(h.value))
			return false;
	return !rest.len && t.len <= PROXZZZY_SIP_EXTRA_MAX;
}

static const char *texts_wrong(const struct pzz_sip_reg *r)
{
	struct pzz_sip_uri uri;
	struct pzz_text user;

	if (!good_text(r->uri) || !pzz_sip_read_uri(r->uri, &uri) || uri.headers ||
	    !pzz_text_like(uri.scheme, PZZ_TEXT("sip")))
		return "the request URI must be a SIP URI of at most 255 bytes";
	if (!has_user(r->to, &user) || !has_user(r->from, &user) || !has_user(r->contact, &user))
		return "To, From and Contact must be SIP addresses with a user, 255 bytes at most";
	if (!has_param(r->from, PZZ_TEXT("tag")) || has_param(r->to, PZZ_TEXT("tag")))
		return "From has to have a tag, and To none";
	if (has_param(r->contact, PZZ_TEXT("expires")))
		return "Contact must not have the parameter expires";
	if (!good_text(r->call_id) || pzz_text_has_lws(r->call_id))
		return "Call-ID must be one word of at most 255 bytes";
	if (r->agent.len && !good_text(r->agent))
		return "User-Agent must be printable, 255 bytes at most";
	return good_extra(r->extra) ? NULL :
	       "further header lines must be whole and none of those that are made here";
}

static const char *numbers_wrong(const struct pzz_sip_reg *r)
{
	if (r->answer != 180 && (r->answer < 400 || r->answer > 699))
		return "the answer to INVITE must be 400 to 699, or 180";
	if (r->tcp && !r->server.len)
		return "over TCP the server is given by address: that of the connection";
	if (r->tcp && r->anyone)
		return "over TCP only the server can call";
	if (r->failure > PZZ_SIP_FAILURE_REPORT)
		return "a failing registration can wake or be reported";
	if (!r->expires || r->expires > TIME_MAX || !r->interval || r->interval > TIME_MAX ||
	    r->first > TIME_MAX || r->left > TIME_MAX)
		return "times of a registration must be 1 to 604800 seconds";
	return r->cseq >> 31 ? "CSeq must be below 2147483648" : NULL;
}

static const char *auths_wrong(const struct pzz_sip_reg *r)
{
	const struct pzz_sip_auth *a;
	u32 i;

	if (r->n_auths > PZZ_SIP_AUTHS)
		return "too many credentials of one registration";
	for (i = 0; i < r->n_auths; i++) {
		a = &r->auths[i];
		if (a->hash >= PZZ_HASHES)
			return "credentials are for MD5 or SHA-256";
		if (!good_text(a->user) || a->realm.len > PZZ_SIP_TEXT_MAX ||
		    pzz_text_has_control(a->realm) || !pzz_text_is_plain(a->user) ||
		    !pzz_text_is_plain(a->realm))
			return "realm and user must be without quotes and backslashes";
	}
	return NULL;
}

static bool is_proxied(const struct pzz_setup *setup, const struct pzz_ip *ip)
{
	u32 i;

	for (i = 0; i < setup->n_addrs; i++)
		if (setup->addrs[i].len == ip->len &&
		    pzz_ip_equal(setup->addrs[i].b, ip->b, ip->len))
			return true;
	return false;
}

static const char *server_wrong(const struct pzz_setup *setup, const struct pzz_sip_reg *r)
{
	if (!r->local_port || r->local_port == PZZ_PORT_MDNS || r->local_port == PZZ_PORT_LLMNR ||
	    !is_proxied(setup, &r->local))
		return "a registration must come from a proxied address and a port";
	if (r->server.len)
		return r->server.len == r->local.len ? NULL :
		       "the server must be of the family of the local address";
	if (r->name.len < 2 || !pzz_dns_name_ok(r->name.b, r->name.len))
		return "a server by address, or by a whole domain name";
	return setup->n_dns ? NULL : "a server by name needs a DNS server";
}

static bool fits(const struct pzz_setup *setup, const struct pzz_sip_reg *r)
{
	u32 len = HEADERS + 2 * r->uri.len + r->to.len + r->from.len + r->call_id.len +
		  r->contact.len + r->agent.len + r->extra.len, most = 0, i;

	for (i = 0; i < r->n_auths; i++)
		if (r->auths[i].realm.len + r->auths[i].user.len > most)
			most = r->auths[i].realm.len + r->auths[i].user.len;
	return len + most + PZZ_UDP6_HEAD - PZZ_ETH_HLEN <= setup->mtu;
}

const char *pzz_sip_reg_wrong(const struct pzz_sip_reg *r)
{
	const char *why = texts_wrong(r);

	if (!why)
		why = numbers_wrong(r);
	return why ? why : auths_wrong(r);
}

static const char *reg_wrong(const struct pzz_setup *setup, const struct pzz_sip_reg *r)
{
	const char *why = server_wrong(setup, r);

	if (!why)
		why = pzz_sip_reg_wrong(r);
	if (!why && !r->tcp && !fits(setup, r))
		why = "the REGISTER would not fit the MTU";
	return why;
}

static bool is_twice(const struct pzz_setup *setup, u32 index)
{
	const struct pzz_sip_reg *r = &setup->sip.regs[index];
	u32 i;

	for (i = 0; i < index; i++)
		if (setup->sip.regs[i].local_port == r->local_port &&
		    setup->sip.regs[i].local.len == r->local.len &&
		    pzz_ip_equal(setup->sip.regs[i].local.b, r->local.b, r->local.len))
			return true;
	return false;
}

static const char *lists_wrong(const struct pzz_setup *setup)
{
	u32 i;

	if (setup->sip.n_regs > PZZ_SIP_REGS)
		return "too many registrations";
	if (setup->n_hops > PZZ_HOPS || setup->n_dns > PZZ_DNS_SERVERS)
		return "too many DNS servers or next hops";
	for (i = 0; i < setup->n_dns; i++)
		if (setup->dns[i].len != PZZ_IPV4_LEN && setup->dns[i].len != PZZ_IPV6_LEN)
			return "a DNS server has an address of 4 or 16 bytes";
	for (i = 0; i < setup->n_hops; i++)
		if (!pzz_mac_is_station(setup->hops[i].mac) ||
		    setup->hops[i].to.bits > 8 * setup->hops[i].to.ip.len)
			return "a next hop has the MAC address of a station";
	return NULL;
}

bool pzz_sip_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	u32 i;

	why->why = lists_wrong(setup);
	if (why->why)
		return false;
	why->table = PZZ_AT_SIP;
	for (i = 0; i < setup->sip.n_regs && !why->why; i++) {
		why->index = i;
		why->why = reg_wrong(setup, &setup->sip.regs[i]);
		if (!why->why && is_twice(setup, i))
			why->why = "a registration with this address and port is there already";
	}
	return !why->why;
}

static size_t texts_size(const struct pzz_sip_reg *r)
{
	size_t size = r->uri.len + r->to.len + r->from.len + r->call_id.len + r->contact.len +
		      r->agent.len + r->extra.len;
	u32 i;

	for (i = 0; i < r->n_auths; i++)
		size += sizeof(*r->auths) + r->auths[i].realm.len + r->auths[i].user.len;
	return size;
}

size_t pzz_sip_size(const struct pzz_setup *setup)
{
	size_t size = sizeof(struct pzz_sip_conf);
	u32 i;

	for (i = 0; i < setup->sip.n_regs; i++)
		size += sizeof(struct pzz_sip_entry) + texts_size(&setup->sip.regs[i]);
	return size;
}

static void keep(struct pzz_text *t, u8 **mem)
{
	if (t->len)
		memcpy(*mem, t->at, t->len);
	t->at = *mem;
	*mem += t->len;
}

static void keep_texts(struct pzz_sip_entry *e, struct pzz_sip_auth *auths, u8 **mem)
{
	struct pzz_sip_reg *r = &e->reg;
	u32 i;

	keep(&r->uri, mem);
	keep(&r->to, mem);
	keep(&r->from, mem);
	keep(&r->call_id, mem);
	keep(&r->contact, mem);
	keep(&r->agent, mem);
	keep(&r->extra, mem);
	for (i = 0; i < r->n_auths; i++) {
		auths[i] = r->auths[i];
		keep(&auths[i].realm, mem);
		keep(&auths[i].user, mem);
	}
	r->auths = auths;
	has_user(r->contact, &e->contact_user);
	has_user(r->to, &e->to_user);
}

const void *pzz_sip_build(void *mem, const struct pzz_setup *setup)
{
	struct pzz_sip_conf *sip = mem;
	struct pzz_sip_auth *auths;
	u32 i, n_auths = 0;
	u8 *texts;

	if (!setup->sip.n_regs)
		return NULL;
	memcpy(sip->secret, setup->sip.secret, sizeof(sip->secret));
	sip->n_regs = setup->sip.n_regs;
	sip->n_hops = setup->n_hops;
	sip->n_dns = setup->n_dns;
	if (setup->n_hops)
		memcpy(sip->hops, setup->hops, setup->n_hops * sizeof(*setup->hops));
	if (setup->n_dns)
		memcpy(sip->dns, setup->dns, setup->n_dns * sizeof(*setup->dns));
	for (i = 0; i < sip->n_regs; i++)
		n_auths += setup->sip.regs[i].n_auths;
	auths = (struct pzz_sip_auth *)(sip->regs + sip->n_regs);
	texts = (u8 *)(auths + n_auths);
	for (i = 0; i < sip->n_regs; i++) {
		sip->regs[i].reg = setup->sip.regs[i];
		keep_texts(&sip->regs[i], auths, &texts);
		auths += sip->regs[i].reg.n_auths;
	}
	return sip;
}
