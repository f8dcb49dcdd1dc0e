/* SPDX-License-Identifier: GPL-2.0 */
/* A reader of DNS messages of the tests' own, so that our code is not its own judge. */
#ifndef DNS_READ_H
#define DNS_READ_H

#include "pzz_vector.h"

#define READ_MAX	256

struct read_rr {
	char name[1024];	/* "box.local" */
	u8 section;		/* 1 answer, 2 authority, 3 additional */
	u16 type;
	u16 class;
	u32 ttl;
	u32 data_len;
	u8 data[1500];		/* names in it uncompressed, of PTR and SRV */
};

struct read_msg {
	u16 id;
	u16 flags;
	u16 questions;
	u32 n;
	struct read_rr rr[READ_MAX];
	bool v6;
	bool multicast;
	u16 dport;
};

/* The UDP payload of @frame. Returns NULL, or what is wrong. */
const char *dns_read(struct read_msg *m, const u8 *frame, u32 len);

/* Records of @section with this name and type. */
u32 dns_count(const struct read_msg *m, u8 section, const char *name, u16 type);

#endif /* DNS_READ_H */
