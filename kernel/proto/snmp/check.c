// SPDX-License-Identifier: GPL-2.0
/* What of a setup can be answered: C26, C27. */
#include "snmp/snmp.h"

static const char *settings_wrong(const struct pzz_setup *setup)
{
	u32 i, j;

	if (!setup->snmp.n_ports || setup->snmp.n_ports > PROXZZZY_SNMP_PORT_MAX)
		return "SNMP needs 1 to 8 ports";
	for (i = 0; i < setup->snmp.n_ports; i++) {
		if (!setup->snmp.ports[i])
			return "an SNMP port must be 1 to 65535";
		if (setup->snmp.ports[i] == PZZ_PORT_MDNS || setup->snmp.ports[i] == PZZ_PORT_LLMNR)
			return "an SNMP port cannot be that of mDNS or LLMNR";
		for (j = 0; j < i; j++)
			if (setup->snmp.ports[i] == setup->snmp.ports[j])
				return "an SNMP port is given twice";
	}
	if (setup->snmp.message_max < PROXZZZY_SNMP_MESSAGE_MIN ||
	    setup->snmp.message_max > PROXZZZY_SNMP_MESSAGE_MAX)
		return "the SNMP message limit must be 484 to 65507 bytes";
	if (!pzz_limit_ok(&setup->snmp.limit))
		return "the limit of SNMP answers is out of range";
	return NULL;
}

static bool prefix_ok(const struct pzz_prefix *p)
{
	u32 i;

	if (!p->ip.len)
		return true;
	if ((p->ip.len != PZZ_IPV4_LEN && p->ip.len != PZZ_IPV6_LEN) || p->bits > p->ip.len * 8)
		return false;
	for (i = p->bits; i < p->ip.len * 8U; i++)
		if (p->ip.b[i / 8] >> (7 - i % 8) & 1)
			return false;
	return true;
}

const char *pzz_snmp_community_wrong(const struct pzz_community *c)
{
	if (!c->len || c->len > PROXZZZY_COMMUNITY_LEN_MAX)
		return "an SNMP community must have 1 to 64 bytes";
	if (!prefix_ok(&c->from))
		return "the source prefix of an SNMP community is wrong";
	return NULL;
}

/* X.690 8.3.2: @bits of two's complement in the fewest bytes; unsigned: not negative */
static bool integer_ok(const struct pzz_oid *o, u32 bytes, bool is_signed)
{
	const u8 *v = o->value;

	if (!o->value_len || o->value_len > bytes + (is_signed ? 0 : 1))
		return false;
	if (!is_signed && (v[0] & 0x80 || (o->value_len > bytes && v[0])))
		return false;
	return o->value_len == 1 || (v[0] == 0 ? v[1] & 0x80 : v[0] != 0xff || !(v[1] & 0x80));
}

static bool value_ok(const struct pzz_oid *o)
{
	switch (o->type) {
	case PZZ_BER_INTEGER:
		return integer_ok(o, 4, true);
	case PZZ_SNMP_COUNTER32:
	case PZZ_SNMP_GAUGE32:
	case PZZ_SNMP_TIMETICKS:
		return integer_ok(o, 4, false);
	case PZZ_SNMP_COUNTER64:
		return integer_ok(o, 8, false);
	case PZZ_SNMP_IPADDRESS:
		return o->value_len == PZZ_IPV4_LEN;
	case PZZ_BER_NULL:
		return !o->value_len;
	case PZZ_BER_OID:
		return pzz_ber_oid_ok(o->value, o->value_len);
	case PZZ_BER_OCTETS:
	case PZZ_SNMP_OPAQUE:
		return o->value_len <= PROXZZZY_OID_VALUE_MAX;
	}
	return false;
}

static const char *age_wrong(const struct pzz_oid *o)
{
	if (o->age > PROXZZZY_AGE_WAKE)
		return "there is no such way to age";
	if (o->age == PROXZZZY_AGE_COUNT && o->type != PZZ_SNMP_TIMETICKS)
		return "only TimeTicks can count on";
	if ((o->age == PROXZZZY_AGE_NO_SUCH || o->age == PROXZZZY_AGE_WAKE) &&
	    (!o->max_age || o->max_age > PROXZZZY_OID_AGE_MAX))
		return "an age limit must be 1 to 31536000 seconds";
	return NULL;
}

const char *pzz_snmp_oid_wrong(const struct pzz_oid *o)
{
	if (!pzz_ber_ids_ok(o->ids, o->n_ids))
		return "an OID must have 2 to 128 sub-identifiers and begin with 0, 1 or 2";
	if (o->n_object && (o->n_object < 2 || o->n_object > o->n_ids))
		return "an object must be named by 2 or more sub-identifiers of the OID";
	if (o->access > PROXZZZY_ACCESS_NOBODY)
		return "there is no such access to an OID";
	if (!value_ok(o))
		return "this value cannot be of this type";
	return age_wrong(o);
}

static bool is_less(const struct pzz_oid *a, const struct pzz_oid *b)
{
	u32 i;

	for (i = 0; i < a->n_ids && i < b->n_ids; i++)
		if (a->ids[i] != b->ids[i])
			return a->ids[i] < b->ids[i];
	return a->n_ids < b->n_ids;
}

static const char *oids_wrong(const struct pzz_setup *setup, u32 *index)
{
	const char *why = NULL;
	u64 bytes = 0;
	u32 i;

	for (i = 0; i < setup->n_oids && !why; i++) {
		*index = i;
		bytes += setup->oids[i].value_len + setup->oids[i].n_ids * 5U;
		why = pzz_snmp_oid_wrong(&setup->oids[i]);
		if (!why && i && !is_less(&setup->oids[i - 1], &setup->oids[i]))
			why = "OIDs must ascend, each once";
		else if (!why && bytes > PROXZZZY_OID_BYTES_MAX)
			why = "OIDs and values together are too long";
	}
	return why;
}

bool pzz_snmp_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	u32 i;

	if (!setup->snmp.enable)
		return true;
	why->why = settings_wrong(setup);
	if (!why->why && setup->n_communities > PROXZZZY_COMMUNITY_MAX)
		why->why = "there are too many SNMP communities";
	if (!why->why && setup->n_oids > PROXZZZY_OID_MAX)
		why->why = "there are too many OIDs";
	for (i = 0; i < setup->n_communities && !why->why; i++) {
		why->table = PZZ_AT_COMMUNITY;
		why->index = i;
		why->why = pzz_snmp_community_wrong(&setup->communities[i]);
	}
	if (!why->why) {
		why->table = PZZ_AT_OID;
		why->why = oids_wrong(setup, &why->index);
	}
	return !why->why;
}
