// SPDX-License-Identifier: GPL-2.0
/* What is asked next, of whom, and how long an answer is waited for. */
#include "dnsc/read.h"

#define PORT_FIRST	49152	/* RFC 6335 6: dynamic ports */

static const u8 srv_prefix[] = "\4_sip\4_udp";

static void ask(struct pzz_dnsc *d, const u8 *wire, u32 len, u16 type)
{
	memmove(d->wire, wire, len);
	d->len = (u8)len;
	d->type = type;
	d->tries = 0;
	d->aliases = 0;
	d->phase = PZZ_DNSC_ASK;
}

static void ask_addr(struct pzz_dnsc *d)
{
	const struct pzz_dnsc_target *t = &d->targets[d->target];

	ask(d, t->wire, t->len, d->ip_len == 4 ? PZZ_DNS_A : PZZ_DNS_AAAA);
}

void pzz_dnsc_begin(struct pzz_dnsc *d, const u8 *name, u8 len, u16 port, u8 ip_len)
{
	struct pzz_dnsc_target *t = &d->targets[0];
	u32 prefix = sizeof(srv_prefix) - 1;

	memset(d, 0, sizeof(*d));
	d->ip_len = ip_len;
	d->end = PZZ_NEVER;
	d->n_targets = 1;
	memcpy(t->wire, name, len);
	t->len = len;
	t->port = port ? port : 5060;
	if (port || len + prefix > PROXZZZY_NAME_MAX) {
		ask_addr(d);
		return;
	}
	memcpy(d->wire, srv_prefix, prefix);
	memcpy(d->wire + prefix, name, len);
	ask(d, d->wire, len + prefix, PZZ_DNS_SRV);
}

/* There is nothing (more) of this kind: what then? RFC 3263 4.2. */
void pzz_dnsc_next(struct pzz_dnsc *d)
{
	if (d->type != PZZ_DNS_SRV)
		d->target++;
	if (d->target < d->n_targets && d->n_addrs < PZZ_DNSC_ADDRS)
		ask_addr(d);
	else
		d->phase = d->n_addrs ? PZZ_DNSC_DONE : PZZ_DNSC_FAILED;
}

/* This server is of no use, or silent; its question is asked elsewhere. */
void pzz_dnsc_again(struct pzz_dnsc *d)
{
	d->tries++;
	d->phase = PZZ_DNSC_ASK;
}

bool pzz_dnsc_due(struct pzz_dnsc *d, u32 n_servers, u64 ns, u64 chance)
{
	if (d->phase == PZZ_DNSC_WAIT && d->due <= ns)
		pzz_dnsc_again(d);
	if (d->phase != PZZ_DNSC_ASK)
		return false;
	if (d->tries >= PZZ_DNSC_ROUNDS * n_servers) {
		/* Addresses of other targets are better than none. */
		d->phase = d->n_addrs ? PZZ_DNSC_DONE : PZZ_DNSC_FAILED;
		return false;
	}
	d->chance = chance;
	d->id = (u16)chance;
	d->sport = (u16)(PORT_FIRST + (chance >> 16 & 0x3fff));
	d->due = ns + (PZZ_NSEC_PER_SEC << (d->tries / n_servers));
	d->phase = PZZ_DNSC_WAIT;
	return true;
}

void pzz_dnsc_write(struct pzz_dnsc *d, struct pzz_writer *out)
{
	struct pzz_dns_writer w;

	pzz_dns_write(&w, out, d->id, PZZ_DNS_RD);
	if (out->failed)
		return;
	if (!pzz_dns_put_question(&w, d->wire, d->type, PZZ_DNS_IN))
		out->failed = true;
	pzz_dns_written(&w);
}
