/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The settings of DHCP, a row each: the grammar, netlink and JSON go through
 * the same table.
 */
#ifndef PZZCTL_DHCP_H
#define PZZCTL_DHCP_H

#include "model.h"

enum dhcp_form {
	DHCP_FORM_SWITCH, /* u32: 0 or 1 */
	DHCP_FORM_IP4,
	DHCP_FORM_MAC, /* zero: none */
	DHCP_FORM_TIME, /* u64: ns of CLOCK_BOOTTIME */
	DHCP_FORM_SECONDS, /* u32 */
	DHCP_FORM_LEASE, /* u32: seconds, or PROXZZZY_DHCP_INFINITE */
	DHCP_FORM_BYTES,
	DHCP_FORM_CODES, /* a byte each */
};

struct dhcp_row {
	const char *word; /* NULL: the value says it */
	const char *key; /* of JSON */
	u32 part; /* enum dhcp_part */
	enum dhcp_form form;
	u16 attr;
	u16 max; /* bytes */
	size_t at; /* in struct dhcp */
	size_t len_at; /* of BYTES and CODES: where their u16 length is */
};

extern const struct dhcp_row dhcp_rows[]; /* ends with part 0 */

static inline void *dhcp_value(struct dhcp *d, const struct dhcp_row *row)
{
	return (char *)d + row->at;
}

static inline const void *dhcp_see(const struct dhcp *d, const struct dhcp_row *row)
{
	return (const char *)d + row->at;
}

/* Bytes of the value as it is in struct dhcp */
size_t dhcp_size(const struct dhcp *d, const struct dhcp_row *row);

#endif /* PZZCTL_DHCP_H */
