// SPDX-License-Identifier: GPL-2.0
#include <stddef.h>
#include <string.h>

#include "dhcp.h"

#define ROW(word, key, NAME, form, member)                                                \
	{                                                                                 \
		word, key, DHCP_PART_##NAME, DHCP_FORM_##form, PROXZZZY_DHCP_A_##NAME, 0, \
			offsetof(struct dhcp, member), 0                                  \
	}
#define LIST(word, key, NAME, form, member)                                            \
	{                                                                              \
		word, key, DHCP_PART_##NAME, DHCP_FORM_##form, PROXZZZY_DHCP_A_##NAME, \
			PROXZZZY_DHCP_##NAME##_MAX, offsetof(struct dhcp, member),     \
			offsetof(struct dhcp, member##_len)                            \
	}

const struct dhcp_row dhcp_rows[] = {
	ROW(NULL, "enable", ENABLE, SWITCH, enable),
	ROW("renew", "renew", RENEW, SWITCH, renew),
	ROW("address", "address", ADDRESS, IP4, address),
	ROW("server", "server", SERVER, IP4, server),
	ROW("server-mac", "server_mac", SERVER_MAC, MAC, server_mac),
	ROW("since", "since_boot_ns", SINCE, TIME, since),
	ROW("lease", "lease_s", LEASE, LEASE, lease),
	ROW("t1", "t1_s", T1, SECONDS, t1),
	ROW("t2", "t2_s", T2, SECONDS, t2),
	ROW("wake-before", "wake_before_s", WAKE_BEFORE, SECONDS, wake_before),
	LIST("request", "request", REQUEST, BYTES, request),
	LIST("ack", "ack", ACK, BYTES, ack),
	LIST("critical", "critical", CRITICAL, CODES, critical),
	{ 0 },
};

size_t dhcp_size(const struct dhcp *d, const struct dhcp_row *row)
{
	switch (row->form) {
	case DHCP_FORM_IP4:
		return sizeof(d->address);
	case DHCP_FORM_MAC:
		return sizeof(d->server_mac);
	case DHCP_FORM_TIME:
		return sizeof(d->since);
	case DHCP_FORM_BYTES:
	case DHCP_FORM_CODES:
		return *(const u16 *)((const char *)d + row->len_at);
	default:
		return sizeof(d->lease);
	}
}

bool dhcp_equal(const struct dhcp *a, const struct dhcp *b)
{
	if (a->parts != b->parts)
		return false;
	for (const struct dhcp_row *row = dhcp_rows; row->part; row++)
		if (a->parts & row->part &&
		    (dhcp_size(a, row) != dhcp_size(b, row) ||
		     memcmp(dhcp_see(a, row), dhcp_see(b, row), dhcp_size(a, row))))
			return false;
	return true;
}
