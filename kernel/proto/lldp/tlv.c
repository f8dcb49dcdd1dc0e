// SPDX-License-Identifier: GPL-2.0
/* The TLVs of an LLDPDU: IEEE 802.1AB 8 and 9.2.7, IEEE 802.3 79.3.5. */
#include "lldp/lldp.h"

enum tlv_type {
	TLV_END = 0,
	TLV_CHASSIS_ID = 1,
	TLV_PORT_ID = 2,
	TLV_TTL = 3,
	TLV_SPECIFIC = 127,
};

#define ID_MIN		2	/* subtype and one byte */
#define ID_MAX		256
#define TTL_LEN		2
#define SPECIFIC_LEN	4	/* OUI and subtype */
#define EEE_LEN		14

struct tlv {
	const u8 *at;
	const u8 *value;
	u32 len;
	u8 type;
};

/* False if it goes beyond the end. */
static bool take_tlv(struct pzz_view *v, struct tlv *tlv)
{
	u16 head;

	tlv->at = v->pos;
	head = pzz_take_be16(v);
	tlv->type = (u8)(head >> 9);
	tlv->len = head & 0x1ff;
	tlv->value = pzz_take(v, tlv->len);
	return tlv->value;
}

/* 9.2.7.7.1: the first three, in their order. */
static u8 take_mandatory(struct pzz_view *v, struct pzz_lldp_pdu *pdu)
{
	struct tlv tlv;
	u8 type;

	for (type = TLV_CHASSIS_ID; type <= TLV_TTL; type++) {
		if (!take_tlv(v, &tlv))
			return PZZ_LLDP_CUT;
		if (tlv.type != type || tlv.len < (type == TLV_TTL ? TTL_LEN : ID_MIN) ||
		    (type != TLV_TTL && tlv.len > ID_MAX))
			return PZZ_LLDP_MANDATORY;
	}
	pdu->ttl = pzz_be16(tlv.value);
	return PZZ_LLDP_GOOD;
}

static bool is_eee(const struct tlv *tlv)
{
	static const u8 eee[SPECIFIC_LEN] = { 0x00, 0x12, 0x0f, 5 };

	return tlv->type == TLV_SPECIFIC && tlv->len >= SPECIFIC_LEN &&
	       pzz_load32(tlv->value) == pzz_load32(eee);
}

u8 pzz_lldp_parse(const u8 *data, u32 len, struct pzz_lldp_pdu *pdu)
{
	struct pzz_view v = pzz_view(data, len);
	struct tlv tlv;
	u8 reason;

	*pdu = (struct pzz_lldp_pdu){ };
	if (len > PROXZZZY_LLDP_PDU_MAX)
		return PZZ_LLDP_TOO_LONG;
	reason = take_mandatory(&v, pdu);
	if (reason != PZZ_LLDP_GOOD)
		return reason;
	while (pzz_left(&v)) {
		if (!take_tlv(&v, &tlv))
			return PZZ_LLDP_CUT;
		if (tlv.type == TLV_END)	/* padding may follow */
			return tlv.len ? PZZ_LLDP_END : PZZ_LLDP_GOOD;
		if (tlv.type <= TLV_TTL)
			return PZZ_LLDP_DUPLICATE;
		if (!is_eee(&tlv))
			continue;
		if (tlv.len != EEE_LEN)
			return PZZ_LLDP_EEE_LENGTH;
		if (pdu->eee)
			return PZZ_LLDP_DUPLICATE;
		pdu->eee = (u16)(tlv.at - data);
	}
	return PZZ_LLDP_GOOD;
}
