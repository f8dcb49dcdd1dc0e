// SPDX-License-Identifier: GPL-2.0
/* Teredo clients (C24, C25) and LLDPDUs (R3) of a configuration, each with memory of its own. */
#include <linux/etherdevice.h>
#include <linux/slab.h>
#include <linux/stringify.h>

#include "conf_parts.h"
#include "teredo/teredo.h"

/* RFC 4380 5.2: 30 s, less a random part of up to a quarter */
#define TEREDO_FROM	23
#define TEREDO_TO	30

#define LLDP_INTERVAL	30	/* IEEE 802.1AB 9.2.5.7: msgTxInterval */

static int packet_get(struct pzz_teredo *t, const struct nlattr *attr,
		      struct netlink_ext_ack *extack)
{
	t->packet = nla_data(attr);
	t->len = nla_len(attr);
	if (!pzz_teredo_packet_ok(t))
		return pzz_refuse(extack, attr, -EINVAL,
				  "a Teredo packet must be a whole IPv4 packet of one UDP datagram");
	return 0;
}

/* @t then points into the message. */
static int teredo_get(struct pzz_teredo *t, const struct nlattr *nest,
		      struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_TEREDO_A_MAX + 1];
	int err;

	err = pzz_nest_parse(tb, &pzz_teredo_nest, nest, extack);
	if (err)
		return err;
	if (!tb[PROXZZZY_TEREDO_A_PACKET])
		return pzz_refuse_missing(extack, nest, PROXZZZY_TEREDO_A_PACKET,
					  "a Teredo client needs the packet that it sends");
	if (!tb[PROXZZZY_TEREDO_A_MAC])
		return pzz_refuse_missing(extack, nest, PROXZZZY_TEREDO_A_MAC,
					  "a Teredo client needs the MAC address on the way to its server");
	*t = (struct pzz_teredo){ .min = TEREDO_FROM, .max = TEREDO_TO };
	memcpy(t->mac, nla_data(tb[PROXZZZY_TEREDO_A_MAC]), ETH_ALEN);
	if (tb[PROXZZZY_TEREDO_A_INTERVAL_FROM])
		t->min = nla_get_u32(tb[PROXZZZY_TEREDO_A_INTERVAL_FROM]);
	if (tb[PROXZZZY_TEREDO_A_INTERVAL_TO])
		t->max = nla_get_u32(tb[PROXZZZY_TEREDO_A_INTERVAL_TO]);
	if (tb[PROXZZZY_TEREDO_A_ADDRESS])
		err = pzz_ip_get(&t->address, tb[PROXZZZY_TEREDO_A_ADDRESS], extack);
	return err ?: packet_get(t, tb[PROXZZZY_TEREDO_A_PACKET], extack);
}

/* A copy of @t, whose memory is another's. */
static int append_teredo(struct pzz_store *store, const struct pzz_teredo *t)
{
	struct pzz_teredo *to = &store->teredos[store->setup.n_teredos];

	*to = *t;
	to->packet = kmemdup(t->packet, t->len, GFP_KERNEL);
	if (!to->packet)
		return -ENOMEM;
	store->setup.n_teredos++;
	return 0;
}

int pzz_store_teredo_add(struct pzz_store *store, const struct nlattr *nest,
			 struct netlink_ext_ack *extack)
{
	struct pzz_teredo t;
	int err;
	u32 i;

	if (store->setup.n_teredos == PROXZZZY_TEREDO_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a proxy has at most "
				  __stringify(PROXZZZY_TEREDO_MAX) " Teredo clients");
	err = teredo_get(&t, nest, extack);
	if (err)
		return err;
	for (i = 0; i < store->setup.n_teredos; i++)
		if (pzz_teredo_same(&store->teredos[i], &t))
			return pzz_refuse(extack, nest, -EEXIST,
					  "this Teredo client has a packet already");
	err = append_teredo(store, &t);
	return err ? pzz_refuse(extack, nest, err, "no memory for a Teredo packet") : 0;
}

int pzz_store_teredos_mark(const struct pzz_store *store, unsigned long *marks,
			   const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_TEREDO_A_MAX + 1], *packet;
	struct pzz_teredo t = {};
	bool found = false;
	int err;
	u32 i;

	err = pzz_nest_parse(tb, &pzz_teredo_del_nest, nest, extack);
	if (err)
		return err;
	packet = tb[PROXZZZY_TEREDO_A_PACKET];
	if (packet)
		err = packet_get(&t, packet, extack);
	for (i = 0; i < store->setup.n_teredos && !err; i++)
		if (!packet || pzz_teredo_same(&store->teredos[i], &t)) {
			__set_bit(i, marks);
			found = true;
		}
	if (err || found)
		return err;
	return pzz_refuse(extack, nest, -ENOENT, "no such Teredo client is staged");
}

static int lldp_get(struct pzz_lldp *l, const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_LLDP_A_MAX + 1];
	int err;

	err = pzz_nest_parse(tb, &pzz_lldp_nest, nest, extack);
	if (err)
		return err;
	if (!tb[PROXZZZY_LLDP_A_PDU])
		return pzz_refuse_missing(extack, nest, PROXZZZY_LLDP_A_PDU,
					  "LLDP needs the LLDPDU that is sent");
	if (!tb[PROXZZZY_LLDP_A_TO])
		return pzz_refuse_missing(extack, nest, PROXZZZY_LLDP_A_TO,
					  "an LLDPDU needs its destination");
	*l = (struct pzz_lldp){ .interval = LLDP_INTERVAL };
	l->pdu = nla_data(tb[PROXZZZY_LLDP_A_PDU]);
	l->len = nla_len(tb[PROXZZZY_LLDP_A_PDU]);
	memcpy(l->to, nla_data(tb[PROXZZZY_LLDP_A_TO]), ETH_ALEN);
	if (tb[PROXZZZY_LLDP_A_INTERVAL])
		l->interval = nla_get_u32(tb[PROXZZZY_LLDP_A_INTERVAL]);
	return 0;
}

static int append_lldp(struct pzz_store *store, const struct pzz_lldp *l)
{
	struct pzz_lldp *to = &store->lldps[store->setup.n_lldps];

	*to = *l;
	to->pdu = kmemdup(l->pdu, l->len, GFP_KERNEL);
	if (!to->pdu)
		return -ENOMEM;
	store->setup.n_lldps++;
	return 0;
}

int pzz_store_lldp_add(struct pzz_store *store, const struct nlattr *nest,
		       struct netlink_ext_ack *extack)
{
	struct pzz_lldp l;
	int err;
	u32 i;

	if (store->setup.n_lldps == PROXZZZY_LLDP_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a proxy has at most "
				  __stringify(PROXZZZY_LLDP_MAX) " LLDPDUs");
	err = lldp_get(&l, nest, extack);
	if (err)
		return err;
	for (i = 0; i < store->setup.n_lldps; i++)
		if (!memcmp(store->lldps[i].to, l.to, ETH_ALEN))
			return pzz_refuse(extack, nest, -EEXIST,
					  "this destination has an LLDPDU already");
	err = append_lldp(store, &l);
	return err ? pzz_refuse(extack, nest, err, "no memory for an LLDPDU") : 0;
}

int pzz_store_lldps_mark(const struct pzz_store *store, unsigned long *marks,
			 const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_LLDP_A_MAX + 1], *to;
	bool found = false;
	int err;
	u32 i;

	err = pzz_nest_parse(tb, &pzz_lldp_del_nest, nest, extack);
	if (err)
		return err;
	to = tb[PROXZZZY_LLDP_A_TO];
	for (i = 0; i < store->setup.n_lldps; i++)
		if (!to || !memcmp(store->lldps[i].to, nla_data(to), ETH_ALEN)) {
			__set_bit(i, marks);
			found = true;
		}
	return found ? 0 : pzz_refuse(extack, nest, -ENOENT, "no such LLDPDU is staged");
}

int pzz_store_links_copy(struct pzz_store *store, const struct pzz_store *from)
{
	int err = 0;
	u32 i;

	store->setup.teredos = store->teredos;
	store->setup.lldps = store->lldps;
	store->setup.n_teredos = 0;
	store->setup.n_lldps = 0;
	for (i = 0; i < from->setup.n_teredos && !err; i++)
		err = append_teredo(store, &from->teredos[i]);
	for (i = 0; i < from->setup.n_lldps && !err; i++)
		err = append_lldp(store, &from->lldps[i]);
	return err;
}

void pzz_store_links_cut(struct pzz_store *store, u32 n_teredos, u32 n_lldps)
{
	while (store->setup.n_teredos > n_teredos)
		kfree(store->teredos[--store->setup.n_teredos].packet);
	while (store->setup.n_lldps > n_lldps)
		kfree(store->lldps[--store->setup.n_lldps].pdu);
}

void pzz_store_links_drop(struct pzz_store *store, const unsigned long *teredos,
			  const unsigned long *lldps)
{
	u32 i, n;

	for (i = 0, n = 0; i < store->setup.n_teredos; i++)
		if (test_bit(i, teredos))
			kfree(store->teredos[i].packet);
		else
			store->teredos[n++] = store->teredos[i];
	store->setup.n_teredos = n;
	for (i = 0, n = 0; i < store->setup.n_lldps; i++)
		if (test_bit(i, lldps))
			kfree(store->lldps[i].pdu);
		else
			store->lldps[n++] = store->lldps[i];
	store->setup.n_lldps = n;
}
