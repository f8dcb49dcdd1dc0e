// SPDX-License-Identifier: GPL-2.0
/* What the server says to our REGISTER: RFC 3261 8.1.3, 10.2.4, 10.2.8. R47, R49. */
#include "pzz_addrs.h"
#include "sip/sip.h"

#define EXPIRES_MAX	604800
#define MARGIN_S	32	/* timer F: a registration is renewed that long before it ends */
#define REDIRECTS	2
#define CHALLENGES	4	/* of server and proxy, each with a stale nonce */

static struct pzz_outcome outcome(u8 reason)
{
	return pzz_outcome(PZZ_ROOM_SIP, PZZ_IGNORE, reason);
}

/* RFC 3261 17.1.3, 8.1.3.3 */
static bool is_answer(const struct pzz_sip_entry *e, const struct pzz_sip_client *c,
		      const struct pzz_frame *f, const struct pzz_sip_msg *m)
{
	u8 branch[7 + 16];
	struct pzz_writer out = pzz_writer(branch, sizeof(branch));

	if (c->phase != PZZ_SIP_PHASE_TRYING && c->phase != PZZ_SIP_PHASE_PROCEEDING)
		return false;
	PZZ_PUT(&out, "z9hG4bK");
	pzz_text_put_hex(&out, c->branch, 16);
	return !m->wrong && !m->several && m->method == PZZ_SIP_REGISTER && m->cseq == c->cseq &&
	       pzz_text_equal(m->via.branch, (struct pzz_text){ branch, out.len }) &&
	       pzz_text_equal(m->first[PZZ_SIP_CALL_ID], e->reg.call_id) &&
	       c->to_len == (f->family == 4 ? 4 : 16) && pzz_ip_equal(c->to, f->src, c->to_len);
}

/* How long our own Contact is kept; RFC 3261 10.2.4: that of the others is theirs. */
static u32 granted(const struct pzz_sip_entry *e, const struct pzz_sip_client *c,
		   const struct pzz_sip_msg *m)
{
	struct pzz_text rest = m->head, list, value;
	struct pzz_sip_header h;
	struct pzz_sip_addr own, addr;
	u32 seconds = c->expires;

	pzz_text_number(m->first[PZZ_SIP_EXPIRES], &seconds);
	if (!pzz_sip_read_addr(e->reg.contact, &own))
		return seconds;
	while (pzz_sip_next(&rest, &h)) {
		if (h.id != PZZ_SIP_CONTACT)
			continue;
		for (list = h.value; list.at;) {
			value = pzz_text_trim(pzz_text_until(&list, ','));
			if (pzz_sip_read_addr(value, &addr) &&
			    pzz_text_equal(addr.uri, own.uri) &&
			    pzz_text_param(addr.params, PZZ_TEXT("expires"), &value))
				pzz_text_number(value, &seconds);
		}
	}
	return seconds < EXPIRES_MAX ? seconds : EXPIRES_MAX;
}

/* R48: on the interval, but never later than it ends. */
static struct pzz_outcome registered(const struct pzz_sip_entry *e, struct pzz_sip_client *c,
				     const struct pzz_sip_msg *m, struct pzz_now now)
{
	u32 seconds = granted(e, c, m), wait, i;

	if (!seconds)
		return pzz_sip_client_reject(e, c, now);
	wait = seconds > 2 * MARGIN_S ? seconds - MARGIN_S : seconds / 2;
	if (wait > e->reg.interval && !e->reg.tcp)
		wait = e->reg.interval;
	c->phase = PZZ_SIP_PHASE_IDLE;
	c->lapses = c->sent + seconds * PZZ_NSEC_PER_SEC;
	c->due = c->sent + wait * PZZ_NSEC_PER_SEC;
	if (c->due < now.ns + PZZ_SIP_T1_NS)
		c->due = now.ns + PZZ_SIP_T1_NS;
	c->fails = 0;
	c->told = false;
	for (i = 0; i < 2; i++)
		c->challenge[i].accepted = c->challenge[i].known;
	return outcome(PZZ_SIP_REGISTERED);
}

static struct pzz_outcome challenged(struct pzz_sip_state *s, const struct pzz_sip_entry *e,
				     struct pzz_sip_client *c, const struct pzz_sip_msg *m,
				     struct pzz_now now)
{
	if (c->challenges++ == CHALLENGES)
		return pzz_sip_client_fail(s, e, c, now, 0);
	if (!pzz_sip_take_challenge(&e->reg, c, m, m->status == 407))
		return pzz_sip_client_reject(e, c, now);
	pzz_sip_client_send(s, c, now);
	return outcome(PZZ_SIP_CHALLENGED);
}

static struct pzz_outcome too_brief(struct pzz_sip_state *s, const struct pzz_sip_entry *e,
				    struct pzz_sip_client *c, const struct pzz_sip_msg *m,
				    struct pzz_now now)
{
	u32 least;

	if (c->briefed || !pzz_text_number(m->first[PZZ_SIP_MIN_EXPIRES], &least) ||
	    least <= c->expires || least > EXPIRES_MAX)
		return pzz_sip_client_reject(e, c, now);
	c->briefed = true;
	c->expires = least;
	pzz_sip_client_send(s, c, now);
	return outcome(PZZ_SIP_TOO_BRIEF);
}

/* "example.com" as it stands on the wire; bytes, or 0. */
static u8 name_of(struct pzz_text host, u8 *wire)
{
	struct pzz_text label;
	u32 len = 0;

	while (host.at) {
		label = pzz_text_until(&host, '.');
		if (!label.len && !host.at && len)
			break;
		if (!label.len || label.len > PZZ_DNS_LABEL_MAX ||
		    len + label.len + 2 > PROXZZZY_NAME_MAX)
			return 0;
		wire[len++] = (u8)label.len;
		memcpy(wire + len, label.at, label.len);
		len += label.len;
	}
	wire[len++] = 0;
	return (u8)len;
}

static bool is_over_udp(const struct pzz_sip_uri *uri)
{
	struct pzz_text value;

	return pzz_text_like(uri->scheme, PZZ_TEXT("sip")) && !uri->headers &&
	       (!pzz_text_param(uri->params, PZZ_TEXT("transport"), &value) ||
		pzz_text_like(value, PZZ_TEXT("udp"))) &&
	       !pzz_text_param(uri->params, PZZ_TEXT("maddr"), &value);
}

/* To where @uri says, at once or when its name is resolved. */
static bool go_to(struct pzz_sip_state *s, struct pzz_sip_client *c, const struct pzz_sip_uri *uri,
		  u8 ip_len, struct pzz_now now)
{
	u8 wire[PROXZZZY_NAME_MAX + 1];
	struct pzz_ip ip;
	u8 len;

	if (pzz_text_ip(uri->host, &ip)) {
		if (ip.len != ip_len || pzz_ip_is_multicast(ip.b, ip.len) ||
		    pzz_ip_is_zero(ip.b, ip.len))
			return false;
		memcpy(c->to, ip.b, ip.len);
		c->to_len = ip.len;
		c->to_port = uri->port ? uri->port : PZZ_PORT_SIP;
		pzz_sip_client_send(s, c, now);
		return true;
	}
	len = name_of(uri->host, wire);
	if (len < 2)
		return false;
	pzz_dnsc_begin(&c->dns, wire, len, uri->port, ip_len);
	c->foreign = true;
	c->phase = PZZ_SIP_PHASE_RESOLVE;
	c->due = now.ns;
	return true;
}

/* RFC 3261 8.1.3.4: the first contact, twice in one attempt at most. */
static struct pzz_outcome redirected(struct pzz_sip_state *s, const struct pzz_sip_entry *e,
				     struct pzz_sip_client *c, const struct pzz_sip_msg *m,
				     struct pzz_now now)
{
	struct pzz_text list = m->first[PZZ_SIP_CONTACT];
	struct pzz_sip_addr addr;
	struct pzz_sip_uri uri;

	if (c->redirects == REDIRECTS || !list.at || e->reg.tcp ||
	    !pzz_sip_read_addr(pzz_text_trim(pzz_text_until(&list, ',')), &addr) ||
	    !pzz_sip_read_uri(addr.uri, &uri) || addr.uri.len > PZZ_SIP_TEXT_MAX ||
	    !is_over_udp(&uri) || !go_to(s, c, &uri, e->reg.local.len, now))
		return pzz_sip_client_reject(e, c, now);
	c->redirects++;
	c->uri_len = (u16)addr.uri.len;
	memcpy(c->uri_text, addr.uri.at, addr.uri.len);
	return outcome(PZZ_SIP_REDIRECTED);
}

static u32 retry_after(const struct pzz_sip_msg *m)
{
	struct pzz_text t = m->first[PZZ_SIP_RETRY_AFTER];
	u32 n = 0;

	while (n < t.len && pzz_text_is_digit(t.at[n]))
		n++;
	t.len = n;
	n = 0;
	pzz_text_number(t, &n);
	return n < EXPIRES_MAX ? n : EXPIRES_MAX;
}

static struct pzz_outcome final(struct pzz_sip_state *s, const struct pzz_sip_entry *e,
				struct pzz_sip_client *c, const struct pzz_sip_msg *m,
				struct pzz_now now)
{
	if (m->status < 300)
		return registered(e, c, m, now);
	if (m->status < 400)
		return redirected(s, e, c, m, now);
	if (m->status == 401 || m->status == 407)
		return challenged(s, e, c, m, now);
	if (m->status == 423)
		return too_brief(s, e, c, m, now);
	if (m->status == 408 || m->status / 100 == 5)
		return pzz_sip_client_fail(s, e, c, now, retry_after(m));
	return pzz_sip_client_reject(e, c, now);
}

struct pzz_outcome pzz_sip_response(const struct pzz_conf *conf, struct pzz_sip_state *s, u32 index,
				    struct pzz_now now, const struct pzz_frame *f,
				    const struct pzz_sip_msg *m)
{
	const struct pzz_sip_entry *e = &pzz_sip_conf(conf)->regs[index];
	struct pzz_sip_client *c = &s->clients[index];

	if (!is_answer(e, c, f, m))
		return outcome(PZZ_SIP_UNASKED);
	if (m->status >= 200) {
		c->answer = m->status;
		return final(s, e, c, m, now);
	}
	c->phase = PZZ_SIP_PHASE_PROCEEDING;
	return outcome(PZZ_SIP_TRYING);
}
