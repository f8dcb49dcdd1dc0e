// SPDX-License-Identifier: GPL-2.0
/* All vectors there are. A new room is one line here and one in the table. */
#include "pzz_vector.h"

const struct pzz_ip pzz_vector_addrs[V_ADDRS] = {
	{ 4, { V_HOST_IP } },
	{ 4, { V_HOST_IP2 } },
	{ 4, { V_HOST_LLA } },
	{ 16, { V_HOST_IP6 } },
	{ 16, { V_HOST_TMP6 } },
	{ 16, { V_HOST_LL6 } },
};

#include "frame/vectors.h"
#include "arp/vectors.h"
#include "ndp/vectors.h"
#include "echo/vectors.h"
#include "igmp/vectors.h"
#include "mld/vectors.h"
#include "mdns/vectors.h"
#include "llmnr/vectors.h"
#include "snmp/vectors.h"
#include "teredo/vectors.h"
#include "lldp/vectors.h"
#include "dhcp/vectors.h"
#include "ra/vectors.h"
#include "sip/vectors.h"
#include "wake/vectors.h"

#define TABLE(room)	{ #room, room ## _vectors, PZZ_COUNT(room ## _vectors) }

const struct pzz_vector_table pzz_vector_tables[] = {
	TABLE(frame),
	TABLE(arp),
	TABLE(ndp),
	TABLE(echo),
	TABLE(igmp),
	TABLE(mld),
	TABLE(mdns),
	TABLE(llmnr),
	TABLE(snmp),
	TABLE(teredo),
	TABLE(lldp),
	TABLE(dhcp),
	TABLE(ra),
	TABLE(sip),
	TABLE(wake),
};

const size_t pzz_vector_tables_n = PZZ_COUNT(pzz_vector_tables);
