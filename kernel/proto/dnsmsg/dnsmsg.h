/* SPDX-License-Identifier: GPL-2.0 */
/* DNS messages, read and written: RFC 1035 4, RFC 6762 18, RFC 4795 2.1. */
#ifndef PZZ_DNSMSG_DNSMSG_H
#define PZZ_DNSMSG_DNSMSG_H

#include "dnsname/dnsname.h"
#include "pzz_setup.h"
#include "pzz_writer.h"

#define PZZ_DNS_HLEN	12

enum pzz_dns_type {
	PZZ_DNS_A = 1,
	PZZ_DNS_NS = 2,
	PZZ_DNS_CNAME = 5,
	PZZ_DNS_SOA = 6,
	PZZ_DNS_PTR = 12,
	PZZ_DNS_HINFO = 13,
	PZZ_DNS_MX = 15,
	PZZ_DNS_TXT = 16,
	PZZ_DNS_RP = 17,
	PZZ_DNS_AFSDB = 18,
	PZZ_DNS_RT = 21,
	PZZ_DNS_PX = 26,
	PZZ_DNS_AAAA = 28,
	PZZ_DNS_SRV = 33,
	PZZ_DNS_KX = 36,
	PZZ_DNS_DNAME = 39,
	PZZ_DNS_OPT = 41,
	PZZ_DNS_NSEC = 47,
	PZZ_DNS_ANY = 255,
};

#define PZZ_DNS_IN		1
#define PZZ_DNS_CLASS_ANY	255
#define PZZ_DNS_CLASS_MASK	0x7fff
#define PZZ_DNS_CACHE_FLUSH	0x8000	/* of a record's class */
#define PZZ_DNS_UNICAST		0x8000	/* of a question's class: QU */

/* The flags word */
enum pzz_dns_flags {
	PZZ_DNS_QR = 0x8000,
	PZZ_DNS_OPCODE = 0x7800,
	PZZ_DNS_AA = 0x0400,		/* LLMNR: C, conflict */
	PZZ_DNS_TC = 0x0200,
	PZZ_DNS_RD = 0x0100,		/* LLMNR: T, tentative */
	PZZ_DNS_RCODE = 0x000f,
};

enum pzz_dns_section { PZZ_DNS_QUESTIONS, PZZ_DNS_ANSWERS, PZZ_DNS_AUTHORITY, PZZ_DNS_ADDITIONAL };

/* A message and how far it has been read. Nothing is copied; @data must stay. */
struct pzz_dns_msg {
	const u8 *data;
	u32 len;
	u32 pos;
	u16 id;
	u16 flags;
	u16 count[4];		/* enum pzz_dns_section, as the header says */
	u16 left[4];		/* not yet read */
};

struct pzz_dns_question {
	const u8 *wire;			/* whole, in the message or in @copy */
	u32 len;
	struct pzz_dns_name copy;	/* only if it is compressed in the message */
	u16 type;
	u16 class;		/* with PZZ_DNS_UNICAST */
};

struct pzz_dns_rr {
	struct pzz_dns_name name;
	u32 ttl;
	u32 at;			/* where its data stands in the message */
	u16 type;
	u16 class;		/* with PZZ_DNS_CACHE_FLUSH */
	u16 data_len;
};

/* Reads the header. False: shorter than one. */
bool pzz_dns_begin(struct pzz_dns_msg *m, const u8 *data, u32 len);

/*
 * The next question, or record of @section; sections are read in their order,
 * and what of the former ones has not been read is skipped. False at the end
 * of the section, and when the message is malformed: then @m->pos is behind
 * @m->len. Work is bounded by @len, not by the counts.
 */
bool pzz_dns_question(struct pzz_dns_msg *m, struct pzz_dns_question *q);
bool pzz_dns_rr(struct pzz_dns_msg *m, enum pzz_dns_section section, struct pzz_dns_rr *rr);
static inline bool pzz_dns_malformed(const struct pzz_dns_msg *m)
{
	return m->pos > m->len;
}

/*
 * Whether the data of @rr, names in it uncompressed (RFC 6762 8.2, 18.14), are
 * those of @len bytes at @data, names compared without case. What is malformed
 * equals nothing. data_hash: of data that are equal it is the same; 0 if malformed.
 */
bool pzz_dns_data_equal(const struct pzz_dns_msg *m, const struct pzz_dns_rr *rr,
			const u8 *data, u32 len);

u32 pzz_dns_data_hash(const struct pzz_dns_msg *m, const struct pzz_dns_rr *rr);

/* Whether @len bytes are data that @type can have, names in them whole and uncompressed. */
bool pzz_dns_data_ok(u16 type, const u8 *data, u32 len);

/*
 * Writing: at @out->len when begun. Each put either adds the whole entry and
 * counts it, or changes nothing and returns false (no room); that is no
 * failure of the writer. Names are compressed against what is written already,
 * those in data too for PTR, NS, CNAME, and SRV unless @plain_srv (legacy
 * answers: RFC 6762 18.14). Names are whole and uncompressed. Sections in their order.
 */
struct pzz_dns_writer {
	struct pzz_writer *out;
	u32 base;
	u16 count[4];
	u16 flags;
	bool plain_srv;
	u8 n_seen;
	u16 seen[32];		/* offsets of labels that can be pointed at */
	u16 last_at;		/* where this name can be found, or 0: there is the header */
	const u8 *last;		/* of the last record or question */
};

/*
 * Room of PZZ_DNS_HLEN must be there, else the writer fails. Names that are put
 * must stay as they are until all is written.
 */
void pzz_dns_write(struct pzz_dns_writer *w, struct pzz_writer *out, u16 id, u16 flags);
bool pzz_dns_put_question(struct pzz_dns_writer *w, const u8 *name, u16 type, u16 class);
bool pzz_dns_put_rr(struct pzz_dns_writer *w, enum pzz_dns_section section, const u8 *name,
		    u16 type, u16 class, u32 ttl, const u8 *data, u32 data_len);
/* NSEC of RFC 6762 6.1: @name exists with these types, each below 256 and once, ascending. */
bool pzz_dns_put_nsec(struct pzz_dns_writer *w, enum pzz_dns_section section, const u8 *name,
		      u16 class, u32 ttl, const u16 *types, u32 n_types);
void pzz_dns_written(struct pzz_dns_writer *w);	/* puts the counts into the header */

#endif /* PZZ_DNSMSG_DNSMSG_H */
