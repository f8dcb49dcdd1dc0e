/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Multicast DNS: RFC 6762, DNS-SD: RFC 6763; R60-R81, C28-C34.
 *
 * input:  is anything of ours asked for or said? No lock.
 * settle: which records are to be sent, to whom and when: into a slot.
 * tick:   a slot is due: one message, as much of it as fits.
 */
#ifndef PZZ_MDNS_MDNS_H
#define PZZ_MDNS_MDNS_H

#include "dnsmsg/dnsmsg.h"
#include "mdns/sets.h"
#include "pzz_udp.h"

enum pzz_mdns_reason {
	PZZ_MDNS_ANSWERED,		/* by tick */
	PZZ_MDNS_ANNOUNCED,
	PZZ_MDNS_QUERY,			/* something of it is ours; will be answered if need be */
	PZZ_MDNS_RESPONSE,		/* something of it is also ours */
	PZZ_MDNS_CONFLICT,		/* R80: wakes */
	PZZ_MDNS_NOT_OURS,
	PZZ_MDNS_GROUP,			/* of a group on which we don't speak */
	PZZ_MDNS_SCOPE,			/* R64 */
	PZZ_MDNS_REFLECTED,
	PZZ_MDNS_PORT,			/* a response from another port than 5353 */
	PZZ_MDNS_CHECKSUM,
	PZZ_MDNS_OPCODE,
	PZZ_MDNS_MALFORMED,

	PZZ_MDNS_REASONS
};

#define PZZ_MDNS_NONE		(~0U)
#define PZZ_MDNS_QUESTIONS_MAX	64	/* a message; what follows is not looked at */
#define PZZ_MDNS_GAP_NS		PZZ_NSEC_PER_SEC		/* RFC 6762 6 */
#define PZZ_MDNS_PROBE_GAP_NS	(250 * PZZ_NSEC_PER_MSEC)
#define PZZ_MDNS_LEGACY_TTL	10	/* seconds: RFC 6762 6.7 */

struct pzz_mdns_rr {
	u32 name;		/* index into names */
	u32 data;		/* offset into bytes */
	u32 ttl;
	u32 target;		/* name of ours that the data of a PTR or SRV is, or NONE */
	u16 data_len;
	u16 type;
	bool shared;
	bool delayed;		/* R74, R76: answered after a random time */
};

/* Its records stand together, by type. */
struct pzz_mdns_name {
	u32 hash;
	u32 wire;		/* offset into bytes */
	u32 first;
	u32 n;
	u8 len;
	bool unique;		/* some record of it is: so we know what there is not (R69) */
};

/* All of it, made of the addresses and what was given. Hash slots: index + 1, or 0. */
struct pzz_mdns_conf {
	u32 n_rrs;
	u32 n_names;
	u32 name_mask;
	u32 rr_mask;
	u32 n_bytes;
	u8 announce;
	u8 n_groups;
	struct pzz_ip groups[PROXZZZY_MDNS_GROUP_MAX];
	struct pzz_mdns_rr *rrs;
	struct pzz_mdns_name *names;
	u32 *name_slot;
	u32 *rr_slot;
	u8 *bytes;
};

/*
 * Slots: sets of what is to be sent. A number below n_rrs is that record, above,
 * that name's NSEC.
 */
enum {
	PZZ_MDNS_NOW,		/* each of these for IPv4 and then for IPv6, by multicast */
	PZZ_MDNS_LATER = PZZ_MDNS_NOW + 2,
	PZZ_MDNS_ALL = PZZ_MDNS_LATER + 2,		/* announcements and goodbyes */
	PZZ_MDNS_WAIT = PZZ_MDNS_ALL + 2,		/* R68: queriers that say more */
	PZZ_MDNS_UNICAST = PZZ_MDNS_WAIT + 8,		/* R63, R66, R79 */
	PZZ_MDNS_SLOTS = PZZ_MDNS_UNICAST + 8,

	/* not slots, but sets as well */
	PZZ_MDNS_ASKED = PZZ_MDNS_SLOTS,		/* scratch: by the message at hand */
	PZZ_MDNS_ASKED_QU,
	PZZ_MDNS_SENT,					/* scratch: is in this message */
	PZZ_MDNS_SETS
};

struct pzz_mdns_slot {
	u64 due;			/* PZZ_NEVER: the set is empty; pzz_mdns_set_due() */
	u64 gap;			/* NOW: between two multicasts of a record */
	u8 rounds;			/* ALL: announcements so far */
	struct pzz_flow flow;		/* WAIT: dst is the querier; UNICAST: to whom */
	u16 id;
	bool legacy;
	struct pzz_dns_name name;	/* legacy: the question, which is repeated */
	u16 type;
	u16 class;
};

struct pzz_mdns_state {
	u64 announce_at;		/* when the first announcement was */
	u32 random;
	u32 busy;			/* bits: slots that are due at some time */
	bool goodbye;			/* all has been taken back: R81 */
	struct pzz_dns_question q;	/* scratch */
	struct pzz_dns_rr rr;		/* scratch */
	struct pzz_mdns_slot slot[PZZ_MDNS_SLOTS];
	u64 mem[];			/* last multicasts, then the sets */
};

/* The only way to set .due */
static inline void pzz_mdns_set_due(struct pzz_mdns_state *s, struct pzz_mdns_slot *slot, u64 due)
{
	u32 bit = 1U << (slot - s->slot);

	slot->due = due;
	s->busy = due == PZZ_NEVER ? s->busy & ~bit : s->busy | bit;
}

/* conf.c, check.c */
size_t pzz_mdns_conf_size(const struct pzz_setup *setup);
const void *pzz_mdns_conf_init(void *mem, const struct pzz_setup *setup);
bool pzz_mdns_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why);

/* What is wrong with a record's name or type, or a host name that is not empty; or NULL */
const char *pzz_mdns_name_wrong(const u8 *wire, u32 len);
const char *pzz_mdns_type_wrong(u16 type);
const char *pzz_mdns_host_wrong(const struct pzz_name *host);

/* lookup.c: an index, or PZZ_MDNS_NONE */
u32 pzz_mdns_find_name(const struct pzz_mdns_conf *c, const u8 *wire, u32 len, u32 hash);
u32 pzz_mdns_name_asked(const struct pzz_mdns_conf *c, const struct pzz_dns_question *q);
u32 pzz_mdns_find_rr(const struct pzz_mdns_conf *c, const struct pzz_dns_msg *m,
		     const struct pzz_dns_rr *rr, u32 name);
u32 pzz_mdns_rr_hash(u32 name_hash, u32 data_hash);

/*
 * foreign.c: whether @msg is a query all of whose questions are plainly for names
 * that are not ours. No other check has to be made to ignore it. False: look.
 */
bool pzz_mdns_is_foreign(const struct pzz_conf *conf, const u8 *msg, u32 len);

/* The records of @name that @type asks for: from *first up to, but not, *end. */
void pzz_mdns_range(const struct pzz_mdns_conf *c, u32 name, u16 type, u32 *first, u32 *end);

static inline const u8 *pzz_mdns_wire(const struct pzz_mdns_conf *c, u32 name)
{
	return c->bytes + c->names[name].wire;
}

static inline u32 pzz_mdns_universe(const struct pzz_mdns_conf *c)
{
	return c->n_rrs + c->n_names;
}

/* state.c */
struct pzz_set pzz_mdns_set(const struct pzz_mdns_conf *c, struct pzz_mdns_state *s,
			    unsigned int which);
u64 *pzz_mdns_last(const struct pzz_mdns_conf *c, struct pzz_mdns_state *s, u32 number,
		   unsigned int v6);		/* ns of the last multicast; 0: none */
u32 pzz_mdns_random(struct pzz_mdns_state *s, u32 below);
size_t pzz_mdns_state_size(const struct pzz_conf *conf);
u64 pzz_mdns_begin(const struct pzz_conf *conf, void *state, struct pzz_now now);
unsigned int pzz_mdns_first(const struct pzz_mdns_state *s);	/* the slot that is due first */
u64 pzz_mdns_next(const struct pzz_conf *conf, const void *state);
bool pzz_mdns_goodbye(const struct pzz_conf *conf, void *state, struct pzz_now now);

/* query.c, response.c: settle */
void pzz_mdns_query(const struct pzz_conf *conf, struct pzz_mdns_state *s, struct pzz_now now,
		    const struct pzz_frame *f, struct pzz_dns_msg *m);
void pzz_mdns_response(const struct pzz_conf *conf, struct pzz_mdns_state *s, struct pzz_now now,
		       const struct pzz_frame *f, struct pzz_dns_msg *m);

/* send.c */
struct pzz_due pzz_mdns_tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			     struct pzz_writer *out);

#endif /* PZZ_MDNS_MDNS_H */
