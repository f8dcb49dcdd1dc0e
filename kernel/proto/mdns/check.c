// SPDX-License-Identifier: GPL-2.0
/* What records can't be, in sentences. That none is there twice the caller knows. */
#include "mdns/mdns.h"
#include "pzz_proto.h"

/* All headers, and of the record type, class, TTL and length */
#define HEAD	(PZZ_UDP6_HEAD + PZZ_DNS_HLEN + 10U)

static const u8 local_name[] = "\5local";

const char *pzz_mdns_name_wrong(const u8 *wire, u32 len)
{
	if (!pzz_dns_name_ok(wire, len))
		return "a record's name must be a whole domain name of at most 255 bytes";
	if (len < 2)
		return "the root has no records here";
	return NULL;
}

const char *pzz_mdns_type_wrong(u16 type)
{
	if (!type || (type >= 128 && type <= 255))
		return "a record's type must not be one that only questions have";
	if (type == PZZ_DNS_OPT || type == PZZ_DNS_NSEC)
		return "OPT and NSEC records are made as they are needed; they can't be given";
	return NULL;
}

static const char *data_wrong(const struct pzz_setup *setup, const struct pzz_rr *rr)
{
	if (rr->data_len > PROXZZZY_DATA_MAX || !pzz_dns_data_ok(rr->type, rr->data, rr->data_len))
		return "these data are not what records of this type have";
	if (HEAD + rr->name_len + rr->data_len > setup->mtu + PZZ_ETH_HLEN)
		return "this record does not fit the interface's MTU";
	return NULL;
}

static const char *rr_wrong(const struct pzz_setup *setup, const struct pzz_rr *rr)
{
	const char *wrong = pzz_mdns_name_wrong(rr->name, rr->name_len);

	if (!wrong)
		wrong = pzz_mdns_type_wrong(rr->type);
	if (!wrong && (!rr->ttl || rr->ttl > PROXZZZY_TTL_MAX))
		wrong = "a record's TTL must be 1 to 2147483647 seconds";
	return wrong ? wrong : data_wrong(setup, rr);
}

const char *pzz_mdns_host_wrong(const struct pzz_name *host)
{
	if (host->len && (!pzz_dns_name_ok(host->b, host->len) || host->len <= sizeof(local_name) ||
			  !pzz_dns_name_under(host->b, host->len, local_name, sizeof(local_name))))
		return "the mDNS host name must be a name below \"local\"";
	if (host->len > PROXZZZY_NAME_MAX - PZZ_DNS_REVERSE_MAX)
		return "the mDNS host name is too long";
	return NULL;
}

static const char *settings_wrong(const struct pzz_setup *setup)
{
	const char *wrong = pzz_mdns_host_wrong(&setup->mdns.host);
	unsigned int i;

	if (wrong)
		return wrong;
	if (!setup->mdns.ttl || setup->mdns.ttl > PROXZZZY_TTL_MAX)
		return "the mDNS TTL must be 1 to 2147483647 seconds";
	if (setup->mdns.announce > PROXZZZY_MDNS_ANNOUNCE_MAX)
		return "mDNS announces 8 times at most";
	for (i = 0; i < setup->mdns.n_groups; i++)
		if (!pzz_ip_is_multicast(setup->mdns.groups[i].b, setup->mdns.groups[i].len))
			return "an mDNS group is a multicast address";
	return NULL;
}

bool pzz_mdns_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	u32 i, bytes = 0;

	why->why = setup->mdns.enable ? settings_wrong(setup) : NULL;
	if (!why->why && setup->n_rrs > PROXZZZY_RR_MAX)
		why->why = "a proxy has at most 10000 records";
	for (i = 0; i < setup->n_rrs && !why->why; i++) {
		why->table = PZZ_AT_RR;
		why->index = i;
		why->why = rr_wrong(setup, &setup->rrs[i]);
		bytes += setup->rrs[i].name_len + setup->rrs[i].data_len;
		if (!why->why && bytes > PROXZZZY_RR_BYTES_MAX)
			why->why = "the names and data of all records are more than 4 MiB";
	}
	return !why->why;
}
