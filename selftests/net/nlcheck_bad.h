/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Parts of a configuration that CONF_ADD has to refuse: one row a misdeed, with
 * the error, a word of the sentence, and the attributes. @part is the nest of
 * PROXZZZY_CONF_A_* that they stand in; 0: they are such parts themselves.
 */
static const struct attr no_rate[] = { U32(PROXZZZY_LIMIT_A_UNIT, 60), {} };

static const struct attr odd_unit[] = {
	U32(PROXZZZY_LIMIT_A_RATE, 1), U32(PROXZZZY_LIMIT_A_UNIT, 61), {}
};

static const struct attr no_burst[] = {
	U32(PROXZZZY_LIMIT_A_RATE, 1), U32(PROXZZZY_LIMIT_A_BURST, 0), {}
};

static const struct attr much_rate[] = { U32(PROXZZZY_LIMIT_A_RATE, 1000001), {} };

static const struct attr empty[] = { {} };

#define IN_RULE		PROXZZZY_CONF_A_RULE
#define IN_ADDR		PROXZZZY_CONF_A_ADDR

static const struct bad {
	const char *name;
	int err;
	const char *word;
	u16 part;
	struct attr attrs[6];
} bads[] = {
	{ "MAC of 5 bytes", ERANGE, "6 bytes", 0, { BYTES(PROXZZZY_CONF_A_MAC, "\2\0\0\0\0") } },
	{ "MAC of 7 bytes", ERANGE, "6 bytes", 0,
	  { BYTES(PROXZZZY_CONF_A_MAC, "\2\0\0\0\0\1\0") } },
	{ "group MAC", EADDRNOTAVAIL, "MAC", 0, { BYTES(PROXZZZY_CONF_A_MAC, "\3\0\0\0\0\1") } },
	{ "zero MAC", EADDRNOTAVAIL, "MAC", 0, { BYTES(PROXZZZY_CONF_A_MAC, "\0\0\0\0\0\0") } },
	{ "s2idle out of range", ERANGE, "s2idle", 0, { U32(PROXZZZY_CONF_A_S2IDLE, 2) } },
	{ "s2idle as u16", EINVAL, "s2idle", 0, { U16(PROXZZZY_CONF_A_S2IDLE, 1) } },
	{ "deep out of range", ERANGE, "deep", 0, { U32(PROXZZZY_CONF_A_DEEP, 2) } },
	{ "priority 8", ERANGE, "priority", 0, { U8(PROXZZZY_CONF_A_PRIORITY, 8) } },
	{ "priority 254", ERANGE, "priority", 0, { U8(PROXZZZY_CONF_A_PRIORITY, 254) } },
	{ "priority as u32", EINVAL, "priority", 0, { U32(PROXZZZY_CONF_A_PRIORITY, 1) } },
	{ "part 0x77", EINVAL, "Unknown", 0, { U32(0x77, 1) } },
	{ "ARP as a number", EINVAL, "nest", 0, { U32(PROXZZZY_CONF_A_ARP, 1) } },
	{ "deep as a nest", EINVAL, "deep", 0, { NEST(PROXZZZY_CONF_A_DEEP, empty) } },
	{ "deep twice", EINVAL, "twice", 0,
	  { U32(PROXZZZY_CONF_A_DEEP, 0), U32(PROXZZZY_CONF_A_DEEP, 1) } },

	{ "address of 3 bytes", ERANGE, "4 bytes", IN_ADDR, { ADDRESS("\xc0\0\2") } },
	{ "address of 5 bytes", EINVAL, "4 bytes", IN_ADDR, { ADDRESS("\xc0\0\2\1\1") } },
	{ "address of 17 bytes", ERANGE, "4 bytes", IN_ADDR, { ADDRESS(IP6 "\0") } },
	{ "no address", EINVAL, "no address", IN_ADDR, { {} } },
	{ "address twice in a nest", EINVAL, "twice", IN_ADDR, { ADDRESS(IP4), ADDRESS(IP6) } },
	{ "0.0.0.0", EADDRNOTAVAIL, "0.0.0.0", IN_ADDR, { ADDRESS("\0\0\0\0") } },
	{ "127.1.2.3", EADDRNOTAVAIL, "loopback", IN_ADDR, { ADDRESS("\x7f\1\2\3") } },
	{ "224.0.0.251", EADDRNOTAVAIL, "multicast", IN_ADDR, { ADDRESS("\xe0\0\0\xfb") } },
	{ "255.255.255.255", EADDRNOTAVAIL, "broadcast", IN_ADDR,
	  { ADDRESS("\xff\xff\xff\xff") } },
	{ "::", EADDRNOTAVAIL, "unspecified", IN_ADDR,
	  { ADDRESS("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0") } },
	{ "::1", EADDRNOTAVAIL, "loopback", IN_ADDR,
	  { ADDRESS("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1") } },
	{ "ff02::1", EADDRNOTAVAIL, "multicast", IN_ADDR,
	  { ADDRESS("\xff\2\0\0\0\0\0\0\0\0\0\0\0\0\0\1") } },
	{ "::ffff:192.0.2.1", EADDRNOTAVAIL, "mapped", IN_ADDR,
	  { ADDRESS("\0\0\0\0\0\0\0\0\0\0\xff\xff\xc0\0\2\1") } },

	{ "ARP enable 2", ERANGE, "0 or 1", PROXZZZY_CONF_A_ARP,
	  { U8(PROXZZZY_ARP_A_ENABLE, 2) } },
	{ "ARP conflict 3", ERANGE, "conflict", PROXZZZY_CONF_A_ARP,
	  { U32(PROXZZZY_ARP_A_CONFLICT, 3) } },
	{ "ARP announce 99", ERANGE, "100", PROXZZZY_CONF_A_ARP,
	  { U32(PROXZZZY_ARP_A_ANNOUNCE, 99) } },
	{ "ARP announce too rare", ERANGE, "86400000", PROXZZZY_CONF_A_ARP,
	  { U32(PROXZZZY_ARP_A_ANNOUNCE, 86400001) } },
	{ "NDP defend", EOPNOTSUPP, "defend", PROXZZZY_CONF_A_NDP,
	  { U32(PROXZZZY_NDP_A_CONFLICT, PROXZZZY_CONFLICT_DEFEND) } },
	{ "NDP router 2", ERANGE, "router", PROXZZZY_CONF_A_NDP,
	  { U8(PROXZZZY_NDP_A_ROUTER, 2) } },
	{ "unknown attribute of NDP", EINVAL, "Unknown", PROXZZZY_CONF_A_NDP,
	  { U8(PROXZZZY_NDP_A_MAX + 1, 1) } },
	{ "echo limit without a rate", EINVAL, "rate", PROXZZZY_CONF_A_ECHO,
	  { NEST(PROXZZZY_ECHO_A_LIMIT, no_rate) } },
	{ "wake limit of 61 seconds", EINVAL, "unit", PROXZZZY_CONF_A_WAKE,
	  { NEST(PROXZZZY_WAKE_A_LIMIT, odd_unit) } },
	{ "wake limit without burst", ERANGE, "burst", PROXZZZY_CONF_A_WAKE,
	  { NEST(PROXZZZY_WAKE_A_LIMIT, no_burst) } },
	{ "wake limit of a million and one", ERANGE, "rate", PROXZZZY_CONF_A_WAKE,
	  { NEST(PROXZZZY_WAKE_A_LIMIT, much_rate) } },

	{ "rule without id", EINVAL, "id", IN_RULE, { U32(PROXZZZY_RULE_A_KIND, 1) } },
	{ "rule without kind", EINVAL, "kind", IN_RULE, { U32(PROXZZZY_RULE_A_ID, 1) } },
	{ "rule id 0", ERANGE, "id", IN_RULE, { ID(0), IS(TCP_SYN) } },
	{ "rule id 2^31", ERANGE, "id", IN_RULE, { ID(0x80000000), IS(TCP_SYN) } },
	{ "kind 0", ERANGE, "kind", IN_RULE,
	  { U32(PROXZZZY_RULE_A_ID, 1), U32(PROXZZZY_RULE_A_KIND, 0) } },
	{ "kind beyond the last", ERANGE, "kind", IN_RULE,
	  { U32(PROXZZZY_RULE_A_ID, 1), U32(PROXZZZY_RULE_A_KIND, PROXZZZY_KIND_MAX + 1) } },
	{ "action 2", ERANGE, "action", IN_RULE,
	  { ID(1), IS(TCP_SYN), U32(PROXZZZY_RULE_A_ACTION, 2) } },
	{ "empty label", EINVAL, "label", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_LABEL, "\0") } },
	{ "label without its end", EINVAL, "label", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_LABEL, "x") } },
	{ "label of 64 bytes", EINVAL, "label", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_LABEL,
	    "0123456789012345678901234567890123456789012345678901234567890123\0") } },
	{ "label with an escape", EINVAL, "label", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_LABEL, "\33[2J\0") } },
	{ "label that is not UTF-8", EINVAL, "label", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_LABEL, "\xc3(\0") } },
	{ "port 0", ERANGE, "port", IN_RULE,
	  { ID(1), IS(TCP_SYN), U16(PROXZZZY_RULE_A_PORT, 0) } },
	{ "port as u32", EINVAL, "port", IN_RULE,
	  { ID(1), IS(TCP_SYN), U32(PROXZZZY_RULE_A_PORT, 22) } },
	{ "range without its first port", EINVAL, "first", IN_RULE,
	  { ID(1), IS(TCP_SYN), U16(PROXZZZY_RULE_A_PORT_TO, 22) } },
	{ "range backwards", EINVAL, "port", IN_RULE,
	  { ID(1), IS(TCP_SYN), U16(PROXZZZY_RULE_A_PORT, 23),
	    U16(PROXZZZY_RULE_A_PORT_TO, 22) } },
	{ "port of a magic packet", EINVAL, "port", IN_RULE,
	  { ID(7), IS(MAGIC), U16(PROXZZZY_RULE_A_PORT, 9) } },
	{ "prefix length without a prefix", EINVAL, "address", IN_RULE,
	  { ID(1), IS(TCP_SYN), U8(PROXZZZY_RULE_A_FROM_LEN, 24) } },
	{ "IPv4 prefix of 33 bits", EINVAL, "32", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_FROM, IP4),
	    U8(PROXZZZY_RULE_A_FROM_LEN, 33) } },
	{ "prefix of 129 bits", ERANGE, "prefix", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_TO, IP6),
	    U8(PROXZZZY_RULE_A_TO_LEN, 129) } },
	{ "prefix with host bits", EINVAL, "bits", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_TO, IP4),
	    U8(PROXZZZY_RULE_A_TO_LEN, 24) } },
	{ "prefix of 8 bytes", EINVAL, "16", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_TO, "\x20\1\x0d\xb8\0\0\0\0") } },
	{ "prefixes of two families", EINVAL, "family", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_FROM, IP4),
	    BYTES(PROXZZZY_RULE_A_TO, IP6) } },
	{ "bytes without a pattern", EINVAL, "pattern", IN_RULE, { ID(7), IS(BYTES) } },
	{ "empty pattern", ERANGE, "pattern", IN_RULE,
	  { ID(7), IS(BYTES), BYTES(PROXZZZY_RULE_A_PATTERN, "") } },
	{ "offset 1500", ERANGE, "offset", IN_RULE,
	  { ID(7), IS(BYTES), BYTES(PROXZZZY_RULE_A_PATTERN, "x"),
	    U32(PROXZZZY_RULE_A_OFFSET, 1500) } },
	{ "mask shorter than its pattern", EINVAL, "mask", IN_RULE,
	  { ID(7), IS(BYTES), BYTES(PROXZZZY_RULE_A_PATTERN, "xy"),
	    BYTES(PROXZZZY_RULE_A_MASK, "\xff") } },
	{ "mask of zeros", EINVAL, "mask", IN_RULE,
	  { ID(7), IS(BYTES), BYTES(PROXZZZY_RULE_A_PATTERN, "\0"),
	    BYTES(PROXZZZY_RULE_A_MASK, "\0") } },
	{ "pattern of a SYN", EINVAL, "pattern", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_PATTERN, "x") } },
	{ "password of 5 bytes", EINVAL, "password", IN_RULE,
	  { ID(7), IS(MAGIC), BYTES(PROXZZZY_RULE_A_PASSWORD, "12345") } },
	{ "password of a SYN", EINVAL, "password", IN_RULE,
	  { ID(1), IS(TCP_SYN), BYTES(PROXZZZY_RULE_A_PASSWORD, "1234") } },
	{ "password, and the old one", EINVAL, "both", IN_RULE,
	  { ID(7), IS(MAGIC), BYTES(PROXZZZY_RULE_A_PASSWORD, "1234"),
	    FLAG(PROXZZZY_RULE_A_SECRET_KEPT) } },
	{ "secret kept where there is none", ENOKEY, "secret", IN_RULE,
	  { ID(7), IS(MAGIC), FLAG(PROXZZZY_RULE_A_SECRET_KEPT) } },
	{ "flag with a value", ERANGE, "flag", IN_RULE,
	  { ID(7), IS(MAGIC), U8(PROXZZZY_RULE_A_ANYWHERE, 1) } },
	{ "anywhere of a SYN", EINVAL, "magic", IN_RULE,
	  { ID(1), IS(TCP_SYN), FLAG(PROXZZZY_RULE_A_ANYWHERE) } },
	{ "rule limit without a rate", EINVAL, "rate", IN_RULE,
	  { ID(1), IS(TCP_SYN), NEST(PROXZZZY_RULE_A_LIMIT, no_rate) } },
};
