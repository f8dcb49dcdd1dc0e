// SPDX-License-Identifier: GPL-2.0
/* The defaults, as linux/proxzzzy.h promises them. */
#include "pzz_setup.h"

void pzz_setup_init(struct pzz_setup *s)
{
	*s = (struct pzz_setup){
		.mtu = 1500,
		.arp = { .enable = true, .conflict = PROXZZZY_CONFLICT_DEFEND },
		.ndp = { .enable = true, .conflict = PROXZZZY_CONFLICT_IGNORE },
		.echo.limit = { .rate = 10, .unit = 1, .burst = 10 },
		.igmp.enable = true,
		.mld.enable = true,
		.mdns = { .ttl = 120, .announce = 2 },
		.llmnr.ttl = 30,
		.snmp = {
			.n_ports = 1, .ports = { 161 }, .message_max = PROXZZZY_SNMP_MESSAGE_MAX,
			.limit = { .rate = 2000, .unit = 1, .burst = 20000 },
		},
		.dhcp = { .renew = true, .wake_before = 60 },
		.lifetime_wake_before = 60,
		.wake.limit = { .rate = 30, .unit = 60, .burst = 10 },
	};
}
