/* SPDX-License-Identifier: GPL-2.0 */
/* Talking to the family by hand: what proxzzzyctl would never say. */
#ifndef NLCHECK_H
#define NLCHECK_H

#include <stdbool.h>
#include <stddef.h>

#include <libmnl/libmnl.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>

#include <linux/proxzzzy.h>

typedef __u8 u8;
typedef __u16 u16;
typedef __u32 u32;
typedef __u64 u64;

/* checkpatch knows only the kernel's own definition */
#define __printf(f, a) __attribute__( \
	(format(printf, f, a)))

#define MESSAGE_MAX	60000

struct socket {
	struct mnl_socket *nl;
	u32 seq;
};

/* What came back */
struct reply {
	int err;		/* 0 or a positive errno; -1: no answer at all */
	char text[256];		/* the extack sentence, or empty */
	u32 offset;	/* of the bad attribute in the request, or 0 */
	unsigned int messages;	/* of the family's */
	bool interrupted;	/* NLM_F_DUMP_INTR was seen */
	u8 *conf;		/* all PROXZZZY_A_CONF payloads of a dump, one behind the other */
	size_t conf_len;
	unsigned int wakes;	/* wake records, in a dump or event */
	u64 wake_seq;		/* of the last of them, and the length of its frame */
	u32 frame_len;
	u32 event;		/* enum proxzzzy_event of the last event */
	u32 generation;/* of the last message */
};

/* An attribute of a table; ended by one of type 0 */
struct attr {
	u16 type;
	u16 len;
	u64 value;			/* of integers */
	const void *bytes;		/* else */
	const struct attr *nest;	/* else */
};

#define U8(type, value)		{ type, 1, value, NULL, NULL }
#define U16(type, value)	{ type, 2, value, NULL, NULL }
#define U32(type, value)	{ type, 4, value, NULL, NULL }
#define U64(type, value)	{ type, 8, value, NULL, NULL }
#define FLAG(type)		{ type, 0, 0, NULL, NULL }
#define BYTES(type, literal)	{ type, sizeof(literal) - 1, 0, literal, NULL }
#define NEST(type, attrs)	{ (type) | NLA_F_NESTED, 0, 0, NULL, attrs }

/* What many trees begin with */
#define IP4		"\xc0\x00\x02\x01"
#define IP6		"\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01"
#define ID(n)		U32(PROXZZZY_RULE_A_ID, n)
#define IS(kind)	U32(PROXZZZY_RULE_A_KIND, PROXZZZY_KIND_##kind)
#define ADDRESS(bytes)	BYTES(PROXZZZY_ADDR_A_ADDRESS, bytes)
#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

struct socket sock_open(void);
void sock_close(struct socket *s);
bool sock_join(struct socket *s);	/* the events; false and errno if refused */

/* The family's number in this namespace; also what find_group() needs. */
extern u16 family_id;
extern u32 group_id;
void family_find(void);

struct nlmsghdr *begin(void *buf, u8 cmd, u16 flags, u32 ifindex);
void put(struct nlmsghdr *h, const struct attr *attrs);

/* Sends, and reads all of the answer. Free its conf. */
struct reply talk(struct socket *s, struct nlmsghdr *h);

/* The same in pieces */
void send_only(struct socket *s, struct nlmsghdr *h);
bool receive(struct socket *s, struct reply *r);	/* one read; whether that was all */

/* begin() with a CONF tree and talk(); only the outcome */
struct reply ask(struct socket *s, u8 cmd, u32 ifindex);
struct reply ask_conf(struct socket *s, u8 cmd, u32 ifindex, const struct attr *conf);
struct reply dump(struct socket *s, u8 cmd, u32 ifindex);

/* A pair of interfaces in a namespace of our own; their indices. False: not possible. */
bool net_make(u32 index[2]);
bool net_add(const char *name, const char *peer);
void net_remove(u32 index);
bool net_up(u32 index, u32 mtu);

/* The interface that is configured, and another */
extern u32 dev[2];

/* A small configuration with a secret in it, and parts of it */
extern const struct attr only_by_command[], address4[], address6[], ssh[], modest[];

/* Begins a stage with @conf in it. */
struct socket staged(const struct attr *conf);
void commit(const struct attr *conf);

struct socket staged_copy(void);	/* of what is in force */

/* What CONF_GET says, to be freed; and whether two of them are the same to the last bit */
struct reply in_force(void);
bool same(const struct reply *a, const struct reply *b);

/* What the answer has to be: that errno and a word of the sentence, or no error. Frees it. */
void refused(const char *what, struct reply r, int err, const char *word);
void accepted(const char *what, struct reply r);

/* A part that is refused; @attrs stand in the nest @part, or are parts themselves if that is 0. */
struct bad {
	const char *name;
	int err;
	const char *word;	/* of the sentence */
	u16 part;
	struct attr attrs[11];
};

/* Adds each alone; each is refused and the attribute named. */
void all_refused(const struct bad *bads, unsigned int n);

/* Commits a copy of what is in force, which is @first: nothing changes. Frees it. */
void copied(struct reply first);

/* The part of this type in a dump with @nth before it, and whether it has what was given */
const struct nlattr *part_of(const struct reply *r, u16 type, unsigned int nth);
void has(const struct nlattr *nest, const struct attr *given);

extern bool passing;

/* A complaint about the case that runs; returns @fine. */
bool check(bool fine, const char *fmt, ...) __printf(2, 3);

/* The cases */
void caps(void);
void no_such(void);
void foreign(void);
void bad_parts(void);
void whole(void);
void twice(void);
void limits(void);
void commit_beyond(void);
void order(void);
void too_late(void);
void overtaken(void);
void secrets(void);
void events(void);
void unprivileged(void);
void orphans(void);
void wakes(void);
void bad_names(void);
void bad_deletions(void);
void names_together(void);
void name_limits(void);
void names_kept(void);
void deletions(void);
void large_records(void);
void name_defaults(void);
void names_whole(void);
void goodbyes(void);
void bad_links(void);
void links_together(void);
void links_kept(void);
void link_deletions(void);
void snmp_refused(void);
void snmp_twice(void);
void snmp_kept(void);
void snmp_limits(void);
void dhcp_refused(void);
void dhcp_together(void);
void dhcp_kept(void);
void lifetimes(void);
void sip_refused(void);
void sip_twice(void);
void sip_kept(void);
void sip_limits(void);
bool fuzz(u32 ifindex, u32 other, u64 seed, unsigned int count);

#endif /* NLCHECK_H */
