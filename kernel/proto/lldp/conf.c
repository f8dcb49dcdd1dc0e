// SPDX-License-Identifier: GPL-2.0
/* The LLDPDUs that the host gives, one for each destination. */
#include "lldp/lldp.h"

/* IEEE 802.1AB 7.1: an agent sends to a group. */
static bool is_group(const u8 *mac)
{
	static const u8 broadcast[PZZ_MAC_LEN] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };

	return pzz_mac_is_group(mac) && !pzz_mac_equal(mac, broadcast);
}

static const char *wrong(const struct pzz_setup *setup, const struct pzz_lldp *l)
{
	struct pzz_lldp_pdu pdu;

	if (!is_group(l->to))
		return "LLDP goes to a multicast MAC address";
	if (!l->interval || l->interval > PROXZZZY_LLDP_INTERVAL_MAX)
		return "the LLDP interval must be 1 to 3600 seconds";
	if (l->len > PROXZZZY_LLDP_PDU_MAX || l->len > setup->mtu)
		return "an LLDPDU has at most 1500 bytes, and no more than the MTU";
	if (pzz_lldp_parse(l->pdu, l->len, &pdu) != PZZ_LLDP_GOOD)
		return "this is not an LLDPDU of IEEE 802.1AB";
	if (pdu.ttl <= l->interval)
		return "the LLDPDU would be out of date before the next one";
	return NULL;
}

bool pzz_lldp_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	u32 i, j;

	why->table = PZZ_AT_LLDP;
	for (i = 0; i < setup->n_lldps && !why->why; i++) {
		why->index = i;
		why->why = i == PROXZZZY_LLDP_MAX ? "there are at most 8 LLDPDUs" :
						    wrong(setup, &setup->lldps[i]);
		for (j = 0; j < i && !why->why; j++)
			if (pzz_mac_equal(setup->lldps[j].to, setup->lldps[i].to))
				why->why = "this destination has an LLDPDU already";
	}
	return !why->why;
}

size_t pzz_lldp_conf_size(const struct pzz_setup *setup)
{
	size_t size = sizeof(struct pzz_lldp_conf);
	u32 i;

	for (i = 0; i < setup->n_lldps; i++)
		size += setup->lldps[i].len;
	return setup->n_lldps ? size : 0;
}

static void init_agent(struct pzz_lldp_agent *a, const struct pzz_lldp *l, u8 *pdu)
{
	struct pzz_lldp_pdu p;

	pzz_lldp_parse(l->pdu, l->len, &p);
	memcpy(pdu, l->pdu, l->len);
	a->pdu = pdu;
	a->len = l->len;
	a->eee = p.eee;
	a->interval = l->interval * PZZ_NSEC_PER_SEC;
	memcpy(a->to, l->to, PZZ_MAC_LEN);
}

const void *pzz_lldp_conf_init(void *mem, const struct pzz_setup *setup)
{
	struct pzz_lldp_conf *c = mem;
	u8 *bytes = mem;
	u32 i;

	if (!setup->n_lldps)
		return NULL;
	bytes += sizeof(*c);
	c->n = setup->n_lldps;
	for (i = 0; i < c->n; i++) {
		init_agent(&c->agent[i], &setup->lldps[i], bytes);
		bytes += setup->lldps[i].len;
	}
	return c;
}
