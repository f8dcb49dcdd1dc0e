/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is wrong with groups, names and records: one row a misdeed.
 */
#define SAY_SWITCH	"enable is a u8: 0 or 1"
#define SAY_IP		"an address is 4 bytes (IPv4) or 16 bytes (IPv6)"
#define SAY_GROUP	"a group is a multicast address of 4 bytes (IPv4) or 16 bytes (IPv6)"
#define SAY_UNICAST	"a group is a multicast address: 224.0.0.0/4 or ff00::/8"
#define SAY_NAME	"a name is a whole domain name of at most 255 bytes, uncompressed: labels of 1 to 63 bytes, each after its length, and a zero"
#define SAY_LOCAL	"the mDNS host name must be a name below \"local\""
#define SAY_TTL		"a TTL is a u32 of seconds: 1 to 2147483647"
#define SAY_TYPE	"a record's type is a u16: 1 to 65535"
#define SAY_QTYPE	"a record's type must not be one that only questions have"
#define SAY_PSEUDO	"OPT and NSEC records are made as they are needed; they can't be given"
#define SAY_DATA	"these data are not what records of this type have"
#define SAY_TWICE	"this attribute stands twice where it may stand once"
#define SAY_UNKNOWN	"Unknown attribute type"
#define SAY_ONLY	"only what is in a list can be deleted, as addresses and rules are; a setting is changed by adding it anew"
#define SAY_BY		"a record is deleted by its name, type and data alone"

#define IN(what)	PROXZZZY_CONF_A_##what
#define HOST(bytes)	BYTES(PROXZZZY_MDNS_A_HOST, bytes)
#define MGROUP(bytes)	BYTES(PROXZZZY_MDNS_A_GROUP, bytes)
#define L31		"\0370123456789012345678901234567890"
#define L64		"\1000123456789012345678901234567890123456789012345678901234567890123"
#define L62		"\07601234567890123456789012345678901234567890123456789012345678901"

static const struct attr nothing[] = { {} };
static const u8 zeros[PROXZZZY_DATA_MAX + 1];

static const struct misdeed adding[] = {
	{ "IGMP enable 2", ERANGE, SAY_SWITCH, IN(IGMP), 1, { U8(PROXZZZY_IGMP_A_ENABLE, 2) } },
	{ "IGMP enable as u32", EINVAL, SAY_SWITCH, IN(IGMP), 1,
	  { U32(PROXZZZY_IGMP_A_ENABLE, 1) } },
	{ "unknown attribute of IGMP", EINVAL, SAY_UNKNOWN, IN(IGMP), 1,
	  { U8(PROXZZZY_IGMP_A_MAX + 1, 1) } },
	{ "IGMP as a number", EINVAL, "the settings of IGMP are a nest", 0, 1,
	  { U32(IN(IGMP), 1) } },
	{ "IGMP twice", EINVAL, SAY_TWICE, 0, 1,
	  { NEST(IN(IGMP), nothing), NEST(IN(IGMP), nothing) } },
	{ "MLD enable 255", ERANGE, SAY_SWITCH, IN(MLD), 1, { U8(PROXZZZY_MLD_A_ENABLE, 255) } },
	{ "MLD as a number", EINVAL, "the settings of MLD are a nest", 0, 1, { U8(IN(MLD), 1) } },

	{ "group of 3 bytes", ERANGE, SAY_GROUP, IN(GROUP), 1, { GROUP("\xe0\0\1") } },
	{ "group of 5 bytes", EINVAL, SAY_IP, IN(GROUP), 1, { GROUP(GROUP4 "\1") } },
	{ "group of 17 bytes", ERANGE, SAY_GROUP, IN(GROUP), 1, { GROUP(GROUP6 "\1") } },
	{ "no group", EINVAL, "there is no group in this nest", IN(GROUP), 0, { {} } },
	{ "two groups in a nest", EINVAL, SAY_TWICE, IN(GROUP), 1,
	  { GROUP(GROUP4), GROUP(GROUP6) } },
	{ "a host as a group", EADDRNOTAVAIL, SAY_UNICAST, IN(GROUP), 1, { GROUP(IP4) } },
	{ "an IPv6 host as a group", EADDRNOTAVAIL, SAY_UNICAST, IN(GROUP), 1, { GROUP(IP6) } },
	{ "223.255.255.255", EADDRNOTAVAIL, SAY_UNICAST, IN(GROUP), 1,
	  { GROUP("\xdf\xff\xff\xff") } },
	{ "240.0.0.0", EADDRNOTAVAIL, SAY_UNICAST, IN(GROUP), 1, { GROUP("\xf0\0\0\0") } },
	{ "group 0.0.0.0", EADDRNOTAVAIL, SAY_UNICAST, IN(GROUP), 1, { GROUP("\0\0\0\0") } },
	{ "a group that is staged", EEXIST, "this group is staged already", IN(GROUP), 0,
	  { GROUP(GROUP4) } },
	{ "group as a number", EINVAL, "a group is a nest with 4 or 16 bytes in it", 0, 1,
	  { U32(IN(GROUP), 1) } },

	{ "mDNS enable 2", ERANGE, SAY_SWITCH, IN(MDNS), 1, { U8(PROXZZZY_MDNS_A_ENABLE, 2) } },
	{ "mDNS as a number", EINVAL, "the settings of mDNS are a nest", 0, 1,
	  { U32(IN(MDNS), 1) } },
	{ "host without its end", EINVAL, SAY_NAME, IN(MDNS), 2,
	  { U8(PROXZZZY_MDNS_A_ENABLE, 1), HOST(BOX) } },
	{ "host with more behind it", EINVAL, SAY_NAME, IN(MDNS), 1, { HOST(BOX "\0\0") } },
	{ "host with a label beyond the end", EINVAL, SAY_NAME, IN(MDNS), 1,
	  { HOST("\3box\6local\0") } },
	{ "host with a pointer", EINVAL, SAY_NAME, IN(MDNS), 1, { HOST("\3box\xc0\x0c") } },
	{ "host with a label of 64 bytes", EINVAL, SAY_NAME, IN(MDNS), 1,
	  { HOST(L64 "\5local\0") } },
	{ "host of 256 bytes", ERANGE, SAY_NAME, IN(MDNS), 1,
	  { { PROXZZZY_MDNS_A_HOST, 256, 0, zeros, NULL } } },
	{ "host that is the root", EINVAL, "the root is no host's name", IN(MDNS), 1,
	  { HOST("\0") } },
	{ "host that is local", EINVAL, SAY_LOCAL, IN(MDNS), 1, { HOST("\5local\0") } },
	{ "host not below local", EINVAL, SAY_LOCAL, IN(MDNS), 1, { HOST("\3box\0") } },
	{ "host below local.example", EINVAL, SAY_LOCAL, IN(MDNS), 1,
	  { HOST("\3box\5local\7example\0") } },
	{ "host below xlocal", EINVAL, SAY_LOCAL, IN(MDNS), 1, { HOST("\3box\6xlocal\0") } },
	{ "host of 182 bytes", EINVAL, "the mDNS host name is too long", IN(MDNS), 1,
	  { HOST(L62 L62 L31 "\0200123456789012345\5local\0") } },
	{ "mDNS TTL 0", ERANGE, SAY_TTL, IN(MDNS), 1, { U32(PROXZZZY_MDNS_A_TTL, 0) } },
	{ "mDNS TTL 2^31", ERANGE, SAY_TTL, IN(MDNS), 1, { U32(PROXZZZY_MDNS_A_TTL, 0x80000000) } },
	{ "mDNS TTL as u16", EINVAL, SAY_TTL, IN(MDNS), 1, { U16(PROXZZZY_MDNS_A_TTL, 1) } },
	{ "announce 9", ERANGE, "announce is a u8, how many times: 0 to 8", IN(MDNS), 1,
	  { U8(PROXZZZY_MDNS_A_ANNOUNCE, 9) } },
	{ "a host as a group of mDNS", EADDRNOTAVAIL, SAY_UNICAST, IN(MDNS), 2,
	  { MGROUP(GROUP4), MGROUP(IP6) } },
	{ "a group of mDNS of 5 bytes", EINVAL, SAY_IP, IN(MDNS), 1, { MGROUP(GROUP4 "\1") } },
	{ "a group of mDNS twice", EEXIST, "this group of mDNS stands here twice", IN(MDNS), 3,
	  { MGROUP(GROUP4), MGROUP(GROUP6), MGROUP(GROUP4) } },
	{ "nine groups of mDNS", ENOSPC, "mDNS has at most 8 groups", IN(MDNS), 9,
	  { MGROUP("\xef\1\1\1"), MGROUP("\xef\1\1\2"), MGROUP("\xef\1\1\3"), MGROUP("\xef\1\1\4"),
	    MGROUP("\xef\1\1\5"), MGROUP("\xef\1\1\6"), MGROUP("\xef\1\1\7"), MGROUP(GROUP6),
	    MGROUP("\xef\1\1\x9") } },

	{ "LLMNR enable 2", ERANGE, SAY_SWITCH, IN(LLMNR), 1, { U8(PROXZZZY_LLMNR_A_ENABLE, 2) } },
	{ "LLMNR as a number", EINVAL, "the settings of LLMNR are a nest", 0, 1,
	  { U32(IN(LLMNR), 1) } },
	{ "tentative 2", ERANGE, "tentative is a u8: 0 or 1", IN(LLMNR), 1,
	  { U8(PROXZZZY_LLMNR_A_TENTATIVE, 2) } },
	{ "LLMNR TTL 0", ERANGE, SAY_TTL, IN(LLMNR), 1, { U32(PROXZZZY_LLMNR_A_TTL, 0) } },
	{ "LLMNR TTL 2^31", ERANGE, SAY_TTL, IN(LLMNR), 1,
	  { U32(PROXZZZY_LLMNR_A_TTL, 0x80000000) } },
	{ "LLMNR host as text", EINVAL, SAY_NAME, IN(LLMNR), 1,
	  { BYTES(PROXZZZY_LLMNR_A_HOST, "box\0") } },
	{ "LLMNR host that is the root", EINVAL, "the root is no host's name", IN(LLMNR), 1,
	  { BYTES(PROXZZZY_LLMNR_A_HOST, "\0") } },
	{ "two hosts of LLMNR", EINVAL, SAY_TWICE, IN(LLMNR), 1,
	  { BYTES(PROXZZZY_LLMNR_A_HOST, ""), BYTES(PROXZZZY_LLMNR_A_HOST, "") } },

	{ "record as a number", EINVAL, "a record is a nest", 0, 1, { U32(IN(RR), 1) } },
	{ "record without a name", EINVAL, "a record needs a name", IN(RR), 0,
	  { TYPE(TXT), DATA("\0") } },
	{ "record without a type", EINVAL, "a record needs a type", IN(RR), 0,
	  { NAME(BOX), DATA("\0") } },
	{ "record without data", EINVAL, "a record needs data", IN(RR), 0,
	  { NAME(BOX), TYPE(TXT) } },
	{ "record with two names", EINVAL, SAY_TWICE, IN(RR), 1,
	  { NAME(BOX), NAME(BOX), TYPE(TXT), DATA("\0") } },
	{ "record without a letter in its name", ERANGE, SAY_NAME, IN(RR), 1,
	  { BYTES(PROXZZZY_RR_A_NAME, ""), TYPE(TXT), DATA("\0") } },
	{ "record whose name has no end", EINVAL, SAY_NAME, IN(RR), 1,
	  { BYTES(PROXZZZY_RR_A_NAME, BOX), TYPE(TXT), DATA("\0") } },
	{ "record whose name is a pointer", EINVAL, SAY_NAME, IN(RR), 1,
	  { BYTES(PROXZZZY_RR_A_NAME, "\xc0\0"), TYPE(TXT), DATA("\0") } },
	{ "record of the root", EINVAL, "the root has no records here", IN(RR), 1,
	  { BYTES(PROXZZZY_RR_A_NAME, "\0"), TYPE(TXT), DATA("\0") } },
	{ "type 0", ERANGE, SAY_TYPE, IN(RR), 2, { NAME(BOX), TYPE(0), DATA("\0") } },
	{ "type as u32", EINVAL, SAY_TYPE, IN(RR), 1,
	  { U32(PROXZZZY_RR_A_TYPE, 16), NAME(BOX), DATA("\0") } },
	{ "type 128", EINVAL, SAY_QTYPE, IN(RR), 2, { NAME(BOX), TYPE(128), DATA("\0") } },
	{ "type AXFR", EINVAL, SAY_QTYPE, IN(RR), 2, { NAME(BOX), TYPE(252), DATA("\0") } },
	{ "type ANY", EINVAL, SAY_QTYPE, IN(RR), 2, { NAME(BOX), TYPE(ANY_TYPE), DATA("\0") } },
	{ "type OPT", EINVAL, SAY_PSEUDO, IN(RR), 2, { NAME(BOX), TYPE(OPT), DATA("") } },
	{ "type NSEC", EINVAL, SAY_PSEUDO, IN(RR), 2,
	  { NAME(BOX), TYPE(NSEC), DATA(BOX "\0\0\1\x40") } },
	{ "TTL 0", ERANGE, SAY_TTL, IN(RR), 3, { NAME(BOX), TYPE(TXT), TTL(0), DATA("\0") } },
	{ "TTL 2^31", ERANGE, SAY_TTL, IN(RR), 3,
	  { NAME(BOX), TYPE(TXT), TTL(0x80000000), DATA("\0") } },
	{ "shared with a value", ERANGE, "shared is a flag without a value", IN(RR), 4,
	  { NAME(BOX), TYPE(TXT), DATA("\0"), U8(PROXZZZY_RR_A_SHARED, 1) } },
	{ "unknown attribute of a record", EINVAL, SAY_UNKNOWN, IN(RR), 4,
	  { NAME(BOX), TYPE(TXT), DATA("\0"), U8(PROXZZZY_RR_A_MAX + 1, 1) } },
	{ "8193 bytes of data", ERANGE, "a record's data are at most 8192 bytes", IN(RR), 3,
	  { NAME(BOX), TYPE(HTTPS), { PROXZZZY_RR_A_DATA, sizeof(zeros), 0, zeros, NULL } } },

	{ "A of 3 bytes", EINVAL, SAY_DATA, IN(RR), 3, { NAME(BOX), TYPE(A), DATA("\xc0\0\2") } },
	{ "A of 5 bytes", EINVAL, SAY_DATA, IN(RR), 1, { DATA(IP4 "\1"), NAME(BOX), TYPE(A) } },
	{ "AAAA of 4 bytes", EINVAL, SAY_DATA, IN(RR), 3, { NAME(BOX), TYPE(AAAA), DATA(IP4) } },
	{ "PTR to nothing", EINVAL, SAY_DATA, IN(RR), 3, { NAME(BOX), TYPE(PTR), DATA("") } },
	{ "PTR to a pointer", EINVAL, SAY_DATA, IN(RR), 3,
	  { NAME(BOX), TYPE(PTR), DATA("\3box\xc0\x0c") } },
	{ "PTR with more behind it", EINVAL, SAY_DATA, IN(RR), 3,
	  { NAME(BOX), TYPE(PTR), DATA(BOX "\0x") } },
	{ "SRV without a target", EINVAL, SAY_DATA, IN(RR), 3,
	  { NAME(BOX), TYPE(SRV), DATA("\0\0\0\0\0\x50") } },
	{ "SRV of 5 bytes", EINVAL, SAY_DATA, IN(RR), 3,
	  { NAME(BOX), TYPE(SRV), DATA("\0\0\0\0\0") } },
	{ "TXT without a string", EINVAL, SAY_DATA, IN(RR), 3, { NAME(BOX), TYPE(TXT), DATA("") } },
	{ "TXT beyond its end", EINVAL, SAY_DATA, IN(RR), 3,
	  { NAME(BOX), TYPE(TXT), DATA("\3ab") } },
	{ "HINFO of one string", EINVAL, SAY_DATA, IN(RR), 3,
	  { NAME(BOX), TYPE(HINFO), DATA("\3PC1") } },
	{ "HINFO of three strings", EINVAL, SAY_DATA, IN(RR), 3,
	  { NAME(BOX), TYPE(HINFO), DATA("\1a\1b\1c") } },
	{ "MX of 1 byte", EINVAL, SAY_DATA, IN(RR), 3, { NAME(BOX), TYPE(MX), DATA("\0") } },
	{ "SOA without its numbers", EINVAL, SAY_DATA, IN(RR), 3,
	  { NAME(BOX), TYPE(SOA), DATA(BOX "\0" BOX "\0") } },
};

/* The stage has GROUP4, and of BOX a TXT record without anything in it. */
static const struct misdeed deleting[] = {
	{ "a group that is not there", ENOENT, "this group is not staged", IN(GROUP), 0,
	  { GROUP(GROUP6) } },
	{ "no group at all", EINVAL, "there is no group in this nest", IN(GROUP), 0, { {} } },
	{ "a host as a group", EADDRNOTAVAIL, SAY_UNICAST, IN(GROUP), 1, { GROUP(IP4) } },
	{ "a group twice", ENOENT, "this stands twice in one message", 0, 2,
	  { NEST(IN(GROUP), group4), NEST(IN(GROUP), group4) } },
	{ "a name that is not there", ENOENT, "no such record is staged", IN(RR), 0,
	  { NAME("\3bix\5local") } },
	{ "a name below one that is there", ENOENT, "no such record is staged", IN(RR), 0,
	  { NAME("\1x\3box\5local") } },
	{ "a type that is not there", ENOENT, "no such record is staged", IN(RR), 0,
	  { NAME(BOX), TYPE(A) } },
	{ "data that are not there", ENOENT, "no such record is staged", IN(RR), 0,
	  { NAME(BOX), TYPE(TXT), DATA("\1x") } },
	{ "data that begin like those that are there", ENOENT, "no such record is staged", IN(RR),
	  0, { NAME(BOX), TYPE(TXT), DATA("\0\0") } },
	{ "a record twice", ENOENT, "this stands twice in one message", 0, 2,
	  { RECORD(box_txt), RECORD(box_name) } },
	{ "a record without a name", EINVAL, "a record needs a name", IN(RR), 0, { TYPE(TXT) } },
	{ "data without a type", EINVAL, "data name a record only together with its type", IN(RR),
	  0, { NAME(BOX), DATA("\0") } },
	{ "a name without an end", EINVAL, SAY_NAME, IN(RR), 1,
	  { BYTES(PROXZZZY_RR_A_NAME, BOX) } },
	{ "the root", EINVAL, "the root has no records here", IN(RR), 1,
	  { BYTES(PROXZZZY_RR_A_NAME, "\0") } },
	{ "a record by its TTL", EINVAL, SAY_BY, IN(RR), 2, { NAME(BOX), TTL(4500) } },
	{ "a record by its being shared", EINVAL, SAY_BY, IN(RR), 2, { NAME(BOX), SHARED } },
	{ "mDNS", EINVAL, SAY_ONLY, 0, 1, { NEST(IN(MDNS), nothing) } },
	{ "LLMNR", EINVAL, SAY_ONLY, 0, 1, { NEST(IN(LLMNR), nothing) } },
	{ "IGMP", EINVAL, SAY_ONLY, 0, 1, { NEST(IN(IGMP), nothing) } },
	{ "MLD", EINVAL, SAY_ONLY, 0, 1, { NEST(IN(MLD), nothing) } },
};
