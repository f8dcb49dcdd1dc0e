/* SPDX-License-Identifier: GPL-2.0 */
/* What the cases about groups, names and records share. */
#ifndef NLCHECK_NAMES_H
#define NLCHECK_NAMES_H

#include "nlcheck.h"

/* Names on the wire: the literal's own zero is the root's. */
#define BOX		"\3box\5local"
#define NAME(literal)	{ PROXZZZY_RR_A_NAME, sizeof(literal), 0, literal, NULL }
#define DATA(literal)	BYTES(PROXZZZY_RR_A_DATA, literal)
#define DATA_NAME(lit)	{ PROXZZZY_RR_A_DATA, sizeof(lit), 0, lit, NULL }
#define TYPE(n)		U16(PROXZZZY_RR_A_TYPE, n)
#define TTL(n)		U32(PROXZZZY_RR_A_TTL, n)
#define SHARED		FLAG(PROXZZZY_RR_A_SHARED)
#define RECORD(attrs)	NEST(PROXZZZY_CONF_A_RR, attrs)
#define GROUP(bytes)	BYTES(PROXZZZY_GROUP_A_ADDRESS, bytes)
#define GROUP4		"\xef\1\2\3"
#define GROUP6		"\xff\5\0\0\0\0\0\0\0\0\0\0\0\0\0\x77"

enum { A = 1, SOA = 6, PTR = 12, HINFO = 13, MX = 15, TXT = 16, AAAA = 28, SRV = 33, OPT = 41,
	NSEC = 47, HTTPS = 65, ANY_TYPE = 255 };

/*
 * Many parts in messages of one command, each as large as it goes and accepted;
 * @all then has the parts, one behind the other, as CONF_GET would say them.
 */
struct many {
	struct socket *s;
	u8 cmd;
	struct nlmsghdr *h;	/* NULL: none begun */
	struct nlattr *nest;
	u8 *all;		/* free() it */
	size_t len;
	unsigned int messages;
};

struct nlmsghdr *many_next(struct many *m, size_t need);	/* with so much room */
void many_end(struct many *m);

void put_record(struct nlmsghdr *h, const void *name, u16 name_len, u16 type, u32 ttl,
		const void *data, u16 len, bool shared);
void put_address(struct nlmsghdr *h, u16 part, u8 len, const void *first, u16 last);

/* The sentence word by word, and where it points: an offset into the request, 0 for nowhere */
void refused_at(const char *what, struct reply r, int err, const char *sentence, u32 offset);

/* The same of a part: @at counts @attrs from 1; 0 is the nest that they stand in. */
struct misdeed {
	const char *name;
	int err;
	const char *sentence;
	u16 part;		/* 0: @attrs are parts themselves */
	u8 at;
	struct attr attrs[10];
};

/* Each alone; in a nest behind what @right puts, if it is not NULL, which goes with it. */
void misdeeds(struct socket *s, u8 cmd, const struct misdeed *rows, unsigned int n,
	      void (*right)(struct nlmsghdr *h));

#endif /* NLCHECK_NAMES_H */
