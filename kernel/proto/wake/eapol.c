// SPDX-License-Identifier: GPL-2.0
/* IEEE 802.1X-2010 11.3: EAPOL; RFC 3748 4.1 and 5.1: EAP and its Identity type. */
#include "eapol.h"
#include "pzz_proto.h"

enum {
	EAPOL_EAP = 0,
	EAP_REQUEST = 1,
	EAP_IDENTITY = 1,
	EAP_LEAST = 5,	/* code, identifier, length and type */
};

static bool is_for_us(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	static const u8 pae_group[PZZ_MAC_LEN] = { 0x01, 0x80, 0xc2, 0x00, 0x00, 0x03 };

	return pzz_mac_equal(f->data, pae_group) || pzz_mac_equal(f->data, conf->mac);
}

/* A later version is read as if it were ours (IEEE 802.1X-2010 11.3.1). */
bool pzz_eapol_identity(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	struct pzz_view v = pzz_view(f->data + f->l3, f->len - f->l3);
	u8 type, code, eap_type;
	u16 body, length;

	pzz_take_u8(&v);	/* version */
	type = pzz_take_u8(&v);
	body = pzz_take_be16(&v);
	if (body > pzz_left(&v))
		return false;
	code = pzz_take_u8(&v);
	pzz_take_u8(&v);	/* identifier */
	length = pzz_take_be16(&v);
	eap_type = pzz_take_u8(&v);
	return pzz_ok(&v) && type == EAPOL_EAP && code == EAP_REQUEST &&
	       eap_type == EAP_IDENTITY && length >= EAP_LEAST && length <= body &&
	       is_for_us(conf, f);
}
