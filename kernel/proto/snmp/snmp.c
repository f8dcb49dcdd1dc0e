// SPDX-License-Identifier: GPL-2.0
/* What becomes of a request: R54-R59. */
#include "snmp/snmp.h"

static const char *const reasons[PZZ_SNMP_REASONS] = {
	[PZZ_SNMP_ANSWERED]	= "answered",
	[PZZ_SNMP_REFUSED]	= "refused",
	[PZZ_SNMP_LIMITED]	= "limited",
	[PZZ_SNMP_SET]		= "set",
	[PZZ_SNMP_UNCACHED]	= "uncached",
	[PZZ_SNMP_STALE]	= "stale",
	[PZZ_SNMP_SOURCE]	= "source",
	[PZZ_SNMP_CHECKSUM]	= "checksum",
	[PZZ_SNMP_COMMUNITY]	= "community",
	[PZZ_SNMP_VERSION_3]	= "version-3",
	[PZZ_SNMP_VERSION]	= "version",
	[PZZ_SNMP_PDU]		= "pdu",
	[PZZ_SNMP_MALFORMED]	= "malformed",
	[PZZ_SNMP_TOO_BIG]	= "too-big",
};

static struct pzz_outcome outcome(u8 verdict, u8 reason)
{
	return pzz_outcome(PZZ_ROOM_SNMP, verdict, reason);
}

/* R58 */
static bool is_uncached(const struct pzz_snmp_conf *c, const struct pzz_snmp_request *req)
{
	struct pzz_view list = req->list, oid;

	if (req->pdu != PZZ_SNMP_GET || !c->getall || req->n > PZZ_SNMP_BINDINGS_MAX)
		return false;
	while (pzz_snmp_binding(&list, &oid))
		if (pzz_snmp_find(c, &oid) == PZZ_SNMP_NONE)
			return true;
	return false;
}

static struct pzz_outcome decide(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	const struct pzz_snmp_conf *c = conf->room[PZZ_ROOM_SNMP];
	const struct pzz_snmp_request *req = pzz_snmp_request(f);
	struct pzz_outcome what;

	if (req->pdu == PZZ_SNMP_SETS && req->write)		/* R59 */
		return outcome(PZZ_WAKE, PZZ_SNMP_SET);
	if (is_uncached(c, req))
		return outcome(PZZ_WAKE, PZZ_SNMP_UNCACHED);
	what = outcome(PZZ_REPLY, req->pdu == PZZ_SNMP_SETS ? PZZ_SNMP_REFUSED : PZZ_SNMP_ANSWERED);
	what.settle = true;
	if (likely(!c->limited))
		what.size = pzz_snmp_measure(conf, f, 0);
	return what;
}

/* A datagram to an address that is not proxied may still be for a rule of wake/. */
static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	u8 reason = pzz_snmp_parse(conf, f, pzz_snmp_request(f));

	if (reason == PZZ_SNMP_ANSWERED && !pzz_udp_ok(f))
		reason = PZZ_SNMP_CHECKSUM;
	if (reason == PZZ_SNMP_NOT_OURS)
		return outcome(PZZ_NEXT, PZZ_SNMP_ANSWERED);
	if (reason != PZZ_SNMP_ANSWERED)
		return outcome(PZZ_IGNORE, reason);
	return decide(conf, f);
}

static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	const struct pzz_snmp_conf *c = conf->room[PZZ_ROOM_SNMP];

	if (was.verdict != PZZ_REPLY)
		return was;
	was.mark = pzz_snmp_mark(c, now.ns);
	if (unlikely(c->limited))
		was.size = pzz_snmp_measure(conf, f, was.mark);
	if (!was.size)
		return outcome(PZZ_WAKE, PZZ_SNMP_STALE);
	if (!pzz_snmp_allows(state, &c->limit, f, now.ns))
		return outcome(PZZ_IGNORE, PZZ_SNMP_LIMITED);
	return was;
}

static bool reply(const struct pzz_conf *conf, const struct pzz_frame *f,
		  const struct pzz_outcome *what, struct pzz_writer *out)
{
	return pzz_snmp_write(conf, f, what->mark, out);
}

static size_t state_size(const struct pzz_conf *conf)
{
	return sizeof(struct pzz_snmp_state);
}

/* What was asked during a former sleep does not matter, nor does where buckets are. */
static u64 begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	const struct pzz_snmp_conf *c = conf->room[PZZ_ROOM_SNMP];
	struct pzz_snmp_state *s = state;
	unsigned int i;

	memset(s, 0, sizeof(*s));
	s->seed = now.random;
	for (i = 0; i < PZZ_COUNT(s->source); i++) {
		pzz_bucket_init(&s->source[i].bucket, &c->limit);
		s->source[i].bucket.then = now.ns;
	}
	return PZZ_NEVER;
}

const struct pzz_room pzz_snmp_room = {
	.name = "snmp",
	.clauses = "8.5 R54-R59; RFC 1157, 1901, 3416, 3417, 3584 4.2",
	.reasons = reasons,
	.n_reasons = PZZ_SNMP_REASONS,
	.conf_check = pzz_snmp_conf_check,
	.conf_size = pzz_snmp_conf_size,
	.conf_init = pzz_snmp_conf_init,
	.state_size = state_size,
	.input = input,
	.settle = settle,
	.reply = reply,
	.begin = begin,
};
