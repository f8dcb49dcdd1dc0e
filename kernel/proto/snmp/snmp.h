/* SPDX-License-Identifier: GPL-2.0 */
/*
 * SNMP agent of cached values: R54-R59, C26, C27; RFC 1157 (v1), RFC 1901, 3416,
 * 3417 (v2c), RFC 3584 4.2 (Counter64).
 *
 * input:  is it a request that we answer, or one that wakes? How long is the
 *         answer at most? No lock, no clock.
 * settle: the source's bucket; has a value that is asked for grown too old? Where
 *         values do, how long the answer is depends on that. The mark is what the
 *         clock says.
 * reply:  writes it, by the same mark.
 *
 * The request is read once, and stays in the frame from then on.
 */
#ifndef PZZ_SNMP_SNMP_H
#define PZZ_SNMP_SNMP_H

#include "ber/ber.h"
#include "pzz_bucket.h"
#include "pzz_udp.h"

enum pzz_snmp_reason {
	PZZ_SNMP_ANSWERED,
	PZZ_SNMP_REFUSED,		/* SET by a community that may not: an error is answered */
	PZZ_SNMP_LIMITED,
	PZZ_SNMP_SET,			/* R59: wakes */
	PZZ_SNMP_UNCACHED,		/* R58: wakes */
	PZZ_SNMP_STALE,			/* a value is too old: wakes */
	PZZ_SNMP_SOURCE,
	PZZ_SNMP_CHECKSUM,
	PZZ_SNMP_COMMUNITY,		/* none of ours, or not from this source */
	PZZ_SNMP_VERSION_3,
	PZZ_SNMP_VERSION,
	PZZ_SNMP_PDU,			/* not one that an agent is asked by */
	PZZ_SNMP_MALFORMED,
	PZZ_SNMP_TOO_BIG,		/* not even an error fits a datagram */

	PZZ_SNMP_REASONS,
	PZZ_SNMP_NOT_OURS = PZZ_SNMP_REASONS	/* for another room */
};

enum pzz_snmp_version { PZZ_SNMP_V1 = 0, PZZ_SNMP_V2C = 1, PZZ_SNMP_V3 = 3 };

enum pzz_snmp_pdu {
	PZZ_SNMP_GET = 0xa0,
	PZZ_SNMP_GETNEXT = 0xa1,
	PZZ_SNMP_RESPONSE = 0xa2,
	PZZ_SNMP_SETS = 0xa3,
	PZZ_SNMP_GETBULK = 0xa5,
};

/* RFC 3416 3 */
enum pzz_snmp_status {
	PZZ_SNMP_NO_ERROR = 0,
	PZZ_SNMP_ERROR_TOO_BIG = 1,
	PZZ_SNMP_NO_SUCH_NAME = 2,
	PZZ_SNMP_NO_ACCESS = 6,
};

/* RFC 2578; and what a v2c answer has in the place of a value */
enum pzz_snmp_type {
	PZZ_SNMP_IPADDRESS = 0x40,
	PZZ_SNMP_COUNTER32 = 0x41,
	PZZ_SNMP_GAUGE32 = 0x42,
	PZZ_SNMP_TIMETICKS = 0x43,
	PZZ_SNMP_OPAQUE = 0x44,
	PZZ_SNMP_COUNTER64 = 0x46,
	PZZ_SNMP_NO_SUCH_OBJECT = 0x80,
	PZZ_SNMP_NO_SUCH_INSTANCE = 0x81,
	PZZ_SNMP_END_OF_MIB_VIEW = 0x82,
};

#define PZZ_SNMP_BINDINGS_MAX	512	/* of a request, and of an answer to GETBULK */
#define PZZ_SNMP_NONE		(~0U)
#define PZZ_SNMP_MISSING	0xffffff00U	/* and an exception: no index is as great */
#define PZZ_SNMP_FOUND		4
#define PZZ_SNMP_NEVER		(~0U)	/* no age reaches it */

/* Who sees an OID: the version is in bit 0, write access in bit 1. */
#define PZZ_SNMP_VIEWS		4
#define PZZ_SNMP_VIEW_V2C	1
#define PZZ_SNMP_VIEW_WRITER	2

/* A value. Times are hundredths of a second since pzz_snmp_conf.base. */
struct pzz_snmp_oid {
	u32 at;			/* offset into bytes: the binding as it goes out */
	u32 until;		/* the age limit; PZZ_SNMP_NEVER */
	u32 ticks;		/* PROXZZZY_AGE_COUNT: what it was at the base */
	u16 len;		/* of the binding */
	u16 oid_len;
	u16 object_len;		/* so many bytes of the OID name the object */
	u8 oid_at;		/* from .at on: the contents of the OID */
	u8 views;		/* one bit each */
	u8 age;
};

/* By view: how long the one that is seen for longest below this node is seen. */
struct pzz_snmp_node {
	u32 until[PZZ_SNMP_VIEWS];
};

struct pzz_snmp_conf {
	u64 base;		/* ns: when the last of the values that age was taken */
	bool getall;
	bool limited;		/* some have an age limit */
	bool wakes_stale;	/* and wake beyond it */
	u8 n_communities;
	u32 max[2];		/* of the payload of an answer: IPv4, IPv6 */
	struct pzz_limit limit;
	u32 n;
	u32 leaves;		/* n, or the next power of two */
	u32 slot_mask;
	struct pzz_community communities[PROXZZZY_COMMUNITY_MAX];
	struct pzz_snmp_oid *oids;	/* ascending */
	struct pzz_snmp_node *nodes;	/* the root is 1; the OIDs would be from .leaves on */
	u32 *slot;			/* by hash: index + 1, or 0 */
	u8 *bytes;
};

#define PZZ_SNMP_WAYS	4
#define PZZ_SNMP_SETS_OF_SOURCES	16

/* One who asks; 64 of them have buckets of their own. */
struct pzz_snmp_source {
	struct pzz_bucket bucket;
	u8 len;			/* of the address; 0: free */
	u8 ip[PZZ_IPV6_LEN];
};

struct pzz_snmp_state {
	u32 seed;
	struct pzz_snmp_source source[PZZ_SNMP_SETS_OF_SOURCES * PZZ_SNMP_WAYS];
};

struct pzz_snmp_request {
	u8 version;
	u8 pdu;			/* enum pzz_snmp_pdu */
	u8 view;
	bool write;
	struct pzz_view community;
	struct pzz_view id;	/* contents of the request id */
	int non_repeaters;	/* GETBULK only */
	int max_repetitions;
	u32 n;			/* bindings */
	struct pzz_view list;	/* they themselves */
	u32 before;		/* bytes of the question before them */
	u32 head;		/* and of an answer at most */
	u32 n_found;		/* what the first of them get is known: see value_for */
	u32 found[PZZ_SNMP_FOUND];
};

static_assert(sizeof(struct pzz_snmp_request) <= PZZ_FRAME_OWN, "a request stays in its frame");

static inline struct pzz_snmp_request *pzz_snmp_request(const struct pzz_frame *f)
{
	return pzz_frame_own(f);
}

/* conf.c, check.c */
const char *pzz_snmp_oid_wrong(const struct pzz_oid *o);	/* a sentence, or NULL */
const char *pzz_snmp_community_wrong(const struct pzz_community *c);
bool pzz_snmp_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why);
size_t pzz_snmp_conf_size(const struct pzz_setup *setup);
const void *pzz_snmp_conf_init(void *mem, const struct pzz_setup *setup);

/*
 * message.c. parse: PZZ_SNMP_ANSWERED, or why it is ignored. Linear in the frame.
 * binding: the name of the next one in @list; false after the last.
 */
u8 pzz_snmp_parse(const struct pzz_conf *conf, const struct pzz_frame *f,
		  struct pzz_snmp_request *req);
bool pzz_snmp_binding(struct pzz_view *list, struct pzz_view *oid);

/*
 * lookup.c. find: the index of an OID, or PZZ_SNMP_NONE. after: of the first that
 * is greater, seen or not. seen: of the first, from @from on, that @view sees.
 * missing: which exception an OID gets that @view does not see.
 */
u32 pzz_snmp_find(const struct pzz_snmp_conf *c, const struct pzz_view *oid);
u32 pzz_snmp_after(const struct pzz_snmp_conf *c, const struct pzz_view *oid);
u32 pzz_snmp_seen(const struct pzz_snmp_conf *c, u32 from, u8 view, u32 age);
u8 pzz_snmp_missing(const struct pzz_snmp_conf *c, const struct pzz_view *oid, u8 view);

/*
 * The clock as a mark: hundredths of a second since the base. Where there are age
 * limits it stops before it would wrap, after 497 days.
 */
u32 pzz_snmp_mark(const struct pzz_snmp_conf *c, u64 ns);

static inline u32 pzz_snmp_age(const struct pzz_snmp_conf *c, u32 mark)
{
	return c->limited ? mark : 0;
}

static inline u32 pzz_snmp_seen_until(const struct pzz_snmp_oid *o, u8 view)
{
	if (!(o->views >> view & 1))
		return 0;
	return o->age == PROXZZZY_AGE_NO_SUCH ? o->until : PZZ_SNMP_NEVER;
}

static inline bool pzz_snmp_is_stale(const struct pzz_snmp_oid *o, u32 age)
{
	return o->age == PROXZZZY_AGE_WAKE && age >= o->until;
}

/* An answer while it is written or, without @out, measured. */
struct pzz_snmp_answer {
	const struct pzz_snmp_conf *c;
	struct pzz_snmp_request *req;
	struct pzz_writer *out;
	u32 mark;
	u32 max;	/* of the payload */
	u32 list;	/* bytes of bindings so far */
	u32 n;		/* and how many they are */
	u32 index;	/* of the error */
	u8 status;	/* enum pzz_snmp_status */
};

/*
 * bindings.c. each: one for each of the question, of GET and GETNEXT; a failure is
 * in the answer. value_for: the value that an OID of the question gets, or
 * PZZ_SNMP_MISSING and an exception. takes: whether so many bytes more fit; if so,
 * they count. value_size: to measure, the most that it may be whatever the mark.
 * any_stale: a value that has to wake is asked for.
 */
void pzz_snmp_each(struct pzz_snmp_answer *a);
bool pzz_snmp_any_stale(const struct pzz_snmp_answer *a);
u32 pzz_snmp_value_for(const struct pzz_snmp_answer *a, const struct pzz_view *oid);
bool pzz_snmp_takes(struct pzz_snmp_answer *a, u32 size);
u32 pzz_snmp_value_size(const struct pzz_snmp_answer *a, const struct pzz_snmp_oid *o);
u32 pzz_snmp_exception_size(const struct pzz_view *oid);
void pzz_snmp_put_value(struct pzz_snmp_answer *a, const struct pzz_snmp_oid *o);
void pzz_snmp_put_exception(struct pzz_snmp_answer *a, const struct pzz_view *oid, u8 exception);
void pzz_snmp_fail(struct pzz_snmp_answer *a, u8 status, u32 index);

/* bulk.c: only to write, for how much there is shows by then. */
void pzz_snmp_bulk(struct pzz_snmp_answer *a);

/*
 * size.c. The PDU, the message, all of the payload of an answer whose bindings
 * are @list bytes; and how much it may be: one datagram, not in fragments. fits:
 * so many bytes of bindings, without an error.
 */
u32 pzz_snmp_pdu_size(const struct pzz_snmp_request *req, u32 index, u32 list);
u32 pzz_snmp_message_size(const struct pzz_snmp_request *req, u32 pdu);
u32 pzz_snmp_size(const struct pzz_snmp_request *req, u32 index, u32 list);
u32 pzz_snmp_size_max(const struct pzz_setup *setup, u8 family);

/* Quick: of most, the size need not be taken. */
static inline bool pzz_snmp_fits(const struct pzz_snmp_request *req, u32 list, u32 max)
{
	return likely(req->head + list <= max) || pzz_snmp_size(req, 0, list) <= max;
}

/*
 * answer.c. measure: at most so many bytes are written for this answer, without
 * age limits by any mark; 0 if a value that wakes by its age is asked for. write:
 * the whole frame.
 */
u32 pzz_snmp_measure(const struct pzz_conf *conf, const struct pzz_frame *f, u32 mark);
bool pzz_snmp_write(const struct pzz_conf *conf, const struct pzz_frame *f, u32 mark,
		    struct pzz_writer *out);

/* limit.c: takes a token of the sender's. */
bool pzz_snmp_allows(struct pzz_snmp_state *s, const struct pzz_limit *limit,
		     const struct pzz_frame *f, u64 now);

#endif /* PZZ_SNMP_SNMP_H */
