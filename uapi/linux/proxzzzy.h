/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * proxzzzy: a network proxy for this host while it is in suspend-to-idle, as
 * ISO/IEC 16317 (ECMA-393) describes it. This file is the whole interface.
 *
 * Talk to the generic netlink family "proxzzzy", version 1. A proxy belongs to
 * one network interface and is named by PROXZZZY_A_IFINDEX in the network
 * namespace of the socket. Integers are in host byte order; addresses, MAC
 * addresses and patterns are the bytes as they stand on the wire. Every refusal
 * carries an extended acknowledgment: a sentence, and the offending attribute.
 * Asking needs no privilege, but for PROXZZZY_CMD_WAKE_GET, whose frames are
 * other people's traffic; that and everything that changes something needs
 * CAP_NET_ADMIN in the initial user namespace, because a proxy can wake the
 * machine and keep it from sleeping.
 *
 * Configuration
 * -------------
 * A configuration comes into force as a whole or not at all:
 *
 *   PROXZZZY_CMD_CONF_BEGIN   opens a stage. It belongs to this socket and this
 *                             interface and dies with either. It starts empty
 *                             (every setting at its default) or, with
 *                             PROXZZZY_A_FROM_CURRENT, as a copy of what is in
 *                             force, secrets included; nothing in force yet is
 *                             the same as empty.
 *   PROXZZZY_CMD_CONF_ADD     any number of times; PROXZZZY_A_CONF holds as
 *                             many parts of the tree below as fit a message.
 *                             An address or a rule id that is staged already is
 *                             refused with -EEXIST.
 *   PROXZZZY_CMD_CONF_DEL     takes addresses and groups (by address), records (by
 *                             name, type and data; by name and type: all of
 *                             them; by name: all of it), Teredo clients (by
 *                             packet, of which addresses and ports count),
 *                             LLDPDUs (by destination), lifetimes (by address),
 *                             DNS servers (by address), registrations (by LOCAL
 *                             and LOCAL_PORT) and rules (by id) out of the stage
 *                             again; -ENOENT if not staged. An empty nest stands
 *                             for all Teredo clients, or all LLDPDUs.
 *   PROXZZZY_CMD_CONF_COMMIT  checks the whole and puts it in force. -EAGAIN if
 *                             another commit came between this stage's begin
 *                             and now. A refused commit keeps the stage.
 *   PROXZZZY_CMD_CONF_ABORT   drops the stage.
 *   PROXZZZY_CMD_PROXY_DEL    removes the proxy and its configuration.
 *
 *   PROXZZZY_A_IFINDEX		u32
 *   PROXZZZY_A_FROM_CURRENT	flag, CONF_BEGIN only
 *   PROXZZZY_A_CONF		nest
 *     PROXZZZY_CONF_A_MAC	6 bytes; default the interface's own, followed as
 *				it changes (C1, C10)
 *     PROXZZZY_CONF_A_S2IDLE	u32, enum proxzzzy_s2idle; default PROXY
 *     PROXZZZY_CONF_A_DEEP	u32, enum proxzzzy_deep; default LEAVE
 *     PROXZZZY_CONF_A_PRIORITY	u8, 0..7: IPv4 and IPv6 go out with an IEEE 802.1p
 *				priority tag of this value (R23);
 *				PROXZZZY_PRIORITY_NONE, the default: untagged
 *     PROXZZZY_CONF_A_ADDR	nest, repeated (C5, C7, C8, C9)
 *       PROXZZZY_ADDR_A_ADDRESS	4 or 16 bytes
 *     PROXZZZY_CONF_A_ARP	nest
 *       PROXZZZY_ARP_A_ENABLE	u8, 0 or 1; default 1
 *       PROXZZZY_ARP_A_CONFLICT	u32, enum proxzzzy_conflict; default DEFEND
 *       PROXZZZY_ARP_A_ANNOUNCE	u32, milliseconds between ARP Announcements
 *				of every IPv4 address while proxying, 100 to
 *				86400000; 0, the default: never
 *     PROXZZZY_CONF_A_NDP	nest
 *       PROXZZZY_NDP_A_ENABLE	u8, 0 or 1; default 1
 *       PROXZZZY_NDP_A_CONFLICT	u32, enum proxzzzy_conflict, DEFEND is refused;
 *				default IGNORE
 *       PROXZZZY_NDP_A_ROUTER	u8, 0 or 1: the R flag of Neighbor
 *				Advertisements; default 0
 *     PROXZZZY_CONF_A_ECHO	nest
 *       PROXZZZY_ECHO_A_ENABLE	u8, 0 or 1; default 0
 *       PROXZZZY_ECHO_A_LIMIT	nest, see below; default 10 a second, burst 10
 *     PROXZZZY_CONF_A_WAKE	nest
 *       PROXZZZY_WAKE_A_LIMIT	nest, see below: the bucket that every wake by a
 *				frame has to pass; default 30 a minute, burst 10
 *     PROXZZZY_CONF_A_IGMP	nest
 *       PROXZZZY_IGMP_A_ENABLE	u8, 0 or 1; default 1: report the IPv4 groups (R39, R40)
 *     PROXZZZY_CONF_A_MLD	nest
 *       PROXZZZY_MLD_A_ENABLE	u8, 0 or 1; default 1: report the IPv6 groups, the
 *				solicited-node groups of the addresses included
 *     PROXZZZY_CONF_A_GROUP	nest, repeated: groups that the host is a member of
 *				(C15). Those that mDNS and LLMNR need come by
 *				themselves when these are enabled (R60, R84).
 *       PROXZZZY_GROUP_A_ADDRESS	4 or 16 bytes, multicast
 *     PROXZZZY_CONF_A_MDNS	nest
 *       PROXZZZY_MDNS_A_ENABLE	u8, 0 or 1; default 0
 *       PROXZZZY_MDNS_A_HOST	0..181 bytes, a name below "local", see below (C29). Its
 *				A and AAAA records, and the PTR records of the
 *				reverse names, are made of the addresses (C28).
 *				An empty attribute, the default: none.
 *       PROXZZZY_MDNS_A_TTL	u32, seconds, of the records made so, 1 to
 *				0x7fffffff; default 120
 *       PROXZZZY_MDNS_A_ANNOUNCE	u8, 0 to 8: so many announcements of all records when
 *				proxying begins, the second a second after the
 *				first, each later one after twice the time
 *				(RFC 6762 8.3); default 2
 *       PROXZZZY_MDNS_A_GROUP	4 or 16 bytes, multicast, repeated, 8 at most: groups
 *				of wider scope than link-local on which mDNS is
 *				spoken as well (R61, C34). Those given replace
 *				the former ones.
 *     PROXZZZY_CONF_A_LLMNR	nest
 *       PROXZZZY_LLMNR_A_ENABLE	u8, 0 or 1; default 0
 *       PROXZZZY_LLMNR_A_HOST	0..255 bytes, a name, see below (C36); its
 *				records are made of the addresses (C35). An empty
 *				attribute, the default: none.
 *       PROXZZZY_LLMNR_A_TTL	u32, seconds, 1 to 0x7fffffff; default 30
 *       PROXZZZY_LLMNR_A_TENTATIVE u8, 0 or 1: nobody has verified yet that the name is
 *				unique (RFC 4795 2.1.1, the T bit); default 0
 *     PROXZZZY_CONF_A_RR	nest, repeated: what mDNS answers besides the records
 *				of the host name (C30-C33). A record is named by
 *				its name, type and data. Class is always IN.
 *       PROXZZZY_RR_A_NAME	1..255 bytes, a name, see below
 *       PROXZZZY_RR_A_TYPE	u16, 1..65535, no query type (128..255), not OPT, not NSEC
 *       PROXZZZY_RR_A_TTL	u32, seconds, 1..0x7fffffff; default 4500, and 120 for
 *				A, AAAA, SRV (RFC 6762 10)
 *       PROXZZZY_RR_A_DATA	0..8192 bytes, RDATA as on the wire with names
 *				uncompressed. With headers and name it must fit
 *				one frame of the interface's MTU. No two records of a
 *				name and type have the same data, those that are made
 *				of the addresses included.
 *       PROXZZZY_RR_A_SHARED	flag: others may have records of this name and type
 *				too, so there is no conflict and no cache-flush
 *				bit. All records of a name and type are alike in it.
 *     PROXZZZY_CONF_A_SNMP	nest: an agent for v1 and v2c that answers from the
 *				values below (R54-R59); v3 is ignored
 *       PROXZZZY_SNMP_A_ENABLE	u8, 0 or 1; default 0
 *       PROXZZZY_SNMP_A_GETALL	u8, 0 or 1: a GET of what is not among the values wakes
 *				(R58); default 0
 *       PROXZZZY_SNMP_A_PORT	u16, 1..65535, repeated, 8 at most: UDP ports; default
 *				161. Those given replace the former ones.
 *       PROXZZZY_SNMP_A_MESSAGE	u32, 484..65507 bytes of an answer, if one frame of
 *				the interface's MTU does not allow less; default 65507
 *       PROXZZZY_SNMP_A_LIMIT	nest, see below: answers to one source; default 2000 a
 *				second, burst 20000
 *     PROXZZZY_CONF_A_COMMUNITY	nest, repeated, 16 at most (C26). Never dumped, but for
 *				SECRET_KEPT and what is not its name.
 *       PROXZZZY_COMMUNITY_A_NAME	1..64 bytes. One name may stand more than once, each
 *				for another prefix.
 *       PROXZZZY_COMMUNITY_A_WRITE	flag: it may SET, which wakes (R59)
 *       PROXZZZY_COMMUNITY_A_FROM	4 or 16 bytes, source prefix, bits beyond its length 0;
 *				default any
 *       PROXZZZY_COMMUNITY_A_FROM_LEN u8, its bits; default all of them
 *       PROXZZZY_COMMUNITY_A_SECRET_KEPT flag. In a dump: there is a name. Not in requests.
 *     PROXZZZY_CONF_A_OID	nest, repeated: a value (C27)
 *       PROXZZZY_OID_A_ID	8..512 bytes: 2 to 128 sub-identifiers, each a u32 in the
 *				byte order of the machine. Unique.
 *       PROXZZZY_OID_A_TYPE	u8, the BER tag: 2 INTEGER, 4 OCTET STRING, 5 NULL, 6
 *				OBJECT IDENTIFIER, 0x40 IpAddress, 0x41 Counter32, 0x42
 *				Gauge32, 0x43 TimeTicks, 0x44 Opaque, 0x46 Counter64
 *				(which version 1 never sees)
 *       PROXZZZY_OID_A_VALUE	0..8192 bytes, contents octets in BER, in the fewest
 *				bytes; default none
 *       PROXZZZY_OID_A_ACCESS	u32, enum proxzzzy_access; default ALL
 *       PROXZZZY_OID_A_AGE	u32, enum proxzzzy_age; default NONE
 *       PROXZZZY_OID_A_MAX_AGE	u32, 1..31536000 seconds; NO_SUCH and WAKE only
 *       PROXZZZY_OID_A_TAKEN	u64, ns of CLOCK_BOOTTIME when the value was right;
 *				default: now
 *       PROXZZZY_OID_A_OBJECT	u8, so many sub-identifiers name the object and the
 *				others the instance; default all but the last one
 *     PROXZZZY_CONF_A_TEREDO	nest, repeated, 8 at most: a Teredo client of this host is
 *				kept alive (R52), and an indirect bubble to it wakes
 *				(R53)
 *       PROXZZZY_TEREDO_A_PACKET 28..1280 bytes, IPv4 with all its headers and right
 *				checksums: the host's Router Solicitation to its
 *				server, from a proxied address (C25). Addresses and
 *				ports name the client; each is there once.
 *       PROXZZZY_TEREDO_A_MAC	6 bytes, the station on the way to the server; needed
 *       PROXZZZY_TEREDO_A_INTERVAL_FROM u32, seconds, 1 to 86400: sent again after a random
 *				time from this (C24); default 23
 *       PROXZZZY_TEREDO_A_INTERVAL_TO u32, seconds, likewise: to this; default 30
 *       PROXZZZY_TEREDO_A_ADDRESS 16 bytes, the client's Teredo address; default any that
 *				names the server
 *     PROXZZZY_CONF_A_LLDP	nest, repeated, 8 at most: an LLDP session for IEEE 802.3az
 *				is carried on (R3)
 *       PROXZZZY_LLDP_A_PDU	1..1500 bytes, the host's LLDPDU, from behind the EtherType
 *				on; its TTL is longer than the interval
 *       PROXZZZY_LLDP_A_TO	6 bytes, a multicast MAC address; each is there once
 *       PROXZZZY_LLDP_A_INTERVAL u32, seconds, 1 to 3600; default 30
 *     PROXZZZY_CONF_A_DHCP	nest: an IPv4 lease of the host's, kept by RFC 2131 (R41-R43).
 *				What a sleep has made of it counts until the next
 *				configuration comes into force.
 *       PROXZZZY_DHCP_A_ENABLE	u8, 0 or 1; default 0
 *       PROXZZZY_DHCP_A_RENEW	u8, 0 or 1: ask the server, and then all servers, to
 *				extend it (R42), or only wake before its end (R41);
 *				default 1
 *       PROXZZZY_DHCP_A_ADDRESS	4 bytes, one of the addresses (C16)
 *       PROXZZZY_DHCP_A_SERVER	4 bytes, its server identifier (C20)
 *       PROXZZZY_DHCP_A_SERVER_MAC 6 bytes, of the next hop on the way to it; zero, the
 *				default: unknown, so that only a broadcast asks
 *       PROXZZZY_DHCP_A_SINCE	u64, ns of CLOCK_BOOTTIME when the lease was asked for;
 *				default 0
 *       PROXZZZY_DHCP_A_LEASE	u32, seconds from then to its end (C19);
 *				PROXZZZY_DHCP_INFINITE: it has none
 *       PROXZZZY_DHCP_A_T1	u32, likewise, when to ask the server; 0, the default: at
 *				half of the time
 *       PROXZZZY_DHCP_A_T2	u32, likewise, when to ask all servers; 0, the default: at
 *				7/8 of the time
 *       PROXZZZY_DHCP_A_WAKE_BEFORE u32, seconds before the end when the host is woken if
 *				nobody has answered; default 60
 *       PROXZZZY_DHCP_A_REQUEST	0..512 bytes, the options of the host's client in a
 *				request, as on the wire: code, length, data. Those
 *				that RFC 2131 lays down come by themselves.
 *       PROXZZZY_DHCP_A_ACK	0..4096 bytes, the options of the server's answer, likewise
 *				(C17, C18)
 *       PROXZZZY_DHCP_A_CRITICAL	0..16 bytes, codes of options that option 55 in REQUEST
 *				asks for. One that is no longer what it is in ACK
 *				wakes (R43).
 *     PROXZZZY_CONF_A_LIFETIME	nest, repeated: an IPv6 address that is not for ever. Before
 *				the last of them is over, the host is woken (R41).
 *       PROXZZZY_LIFETIME_A_ADDRESS 16 bytes, one of the addresses
 *       PROXZZZY_LIFETIME_A_PREFIX_LEN u8, 0..128: the host has made it of a prefix of that
 *				length, so that a Router Advertisement of that prefix
 *				extends it; 0, the default: by DHCPv6, or by hand
 *       PROXZZZY_LIFETIME_A_UNTIL	u64, ns of CLOCK_BOOTTIME; all ones: for ever
 *     PROXZZZY_CONF_A_LIFETIME_BEFORE u32, seconds before the last one is over when the host
 *				is woken; default 60
 *     PROXZZZY_CONF_A_DNS	nest, repeated, 4 at most: DNS servers to ask (C23)
 *       PROXZZZY_DNS_A_ADDRESS	4 or 16 bytes
 *     PROXZZZY_CONF_A_SIP	nest, repeated, 8 at most: a registration that is kept
 *				alive (R44-R49), and who calls there wakes (R50, R51).
 *				It is named by LOCAL and LOCAL_PORT. Texts are values
 *				of header fields as they stand in a REGISTER.
 *       PROXZZZY_SIP_A_LOCAL	4 or 16 bytes, one of the addresses: where it is sent from
 *       PROXZZZY_SIP_A_LOCAL_PORT u16, 1..65535; default 5060. Over UDP not a port of
 *				SNMP, nor of a Teredo packet.
 *       PROXZZZY_SIP_A_TRANSPORT u32, enum proxzzzy_sip_transport; default UDP. With TCP,
 *				LOCAL, LOCAL_PORT, SERVER and PORT name a connection
 *				which the host has when it falls asleep; NAME, HOP and
 *				ANYONE are not for it.
 *       PROXZZZY_SIP_A_SERVER	4 or 16 bytes, the registrar (C21); or else
 *       PROXZZZY_SIP_A_NAME	2..255 bytes, its name, see below, which the DNS servers are
 *				asked for (R46)
 *       PROXZZZY_SIP_A_PORT	u16, 1..65535, its port; default that of the SRV record for
 *				a name, else 5060
 *       PROXZZZY_SIP_A_HOP	6 bytes, the station on the way to it; default: what the
 *				routes and the neighbour table say when a sleep begins
 *       PROXZZZY_SIP_A_URI	1..255 bytes, the Request-URI, "sip:example.org"
 *       PROXZZZY_SIP_A_TO	1..255 bytes, the address of record
 *       PROXZZZY_SIP_A_CONTACT	1..255 bytes, without the parameter expires
 *       PROXZZZY_SIP_A_FROM	1..255 bytes, with its tag; default TO with a tag of our own
 *       PROXZZZY_SIP_A_CALL_ID	1..255 bytes; default one of our own
 *       PROXZZZY_SIP_A_CSEQ	u32, 0..0x7fffffff: of the last REGISTER of the host's (R47);
 *				default 0. PROXZZZY_REG_A_CSEQ says where to go on.
 *       PROXZZZY_SIP_A_AGENT	0..255 bytes, User-Agent; default none
 *       PROXZZZY_SIP_A_EXTRA	0..1020 bytes, further header lines, each with its CRLF
 *       PROXZZZY_SIP_A_EXPIRES	u32, seconds to ask for, 1..604800; default 3600
 *       PROXZZZY_SIP_A_INTERVAL	u32, seconds between registrations at most, 1..604800 (R48);
 *				default 29. Over TCP, between pings by CRLF (RFC 5626
 *				3.5.1), and REGISTER is for before it expires; default
 *				100.
 *       PROXZZZY_SIP_A_SINCE	u64, ns of CLOCK_BOOTTIME when the host has registered;
 *				default: unknown, so that a sleep begins with a REGISTER
 *       PROXZZZY_SIP_A_GRANTED	u32, seconds that it holds from SINCE on, 1..604800;
 *				default EXPIRES
 *       PROXZZZY_SIP_A_ANSWER	u32, to who calls: 400..699, and the host is woken; or 180,
 *				and it also gets the INVITE; default 486
 *       PROXZZZY_SIP_A_ANYONE	flag: others than the server may call
 *       PROXZZZY_SIP_A_FAILURE	u32, enum proxzzzy_sip_failure; default WAKE
 *       PROXZZZY_SIP_A_AUTH	nest, repeated, 4 at most (C22). Those of one algorithm for
 *				other realms have the same user or another.
 *         PROXZZZY_AUTH_A_REALM	0..255 bytes, as between the quotes
 *         PROXZZZY_AUTH_A_USER	1..255 bytes, likewise
 *         PROXZZZY_AUTH_A_HASH	u32, enum proxzzzy_hash; default MD5
 *         PROXZZZY_AUTH_A_HA1	16 bytes for MD5, 32 for SHA256: the hash of
 *				"user:realm:password". Never dumped.
 *         PROXZZZY_AUTH_A_SECRET_KEPT flag. In a dump: there is an HA1. In CONF_ADD: take
 *				it from the registration in force of this name, by
 *				realm, user and algorithm; -ENOKEY if it has none.
 *     PROXZZZY_CONF_A_RULE	nest, repeated
 *       PROXZZZY_RULE_A_ID	u32, 1..0x7fffffff, unique. Rules are tried in
 *				ascending order and the first that matches counts.
 *       PROXZZZY_RULE_A_KIND	u32, enum proxzzzy_kind
 *       PROXZZZY_RULE_A_ACTION	u32, enum proxzzzy_action; default WAKE
 *       PROXZZZY_RULE_A_LABEL	string of 1..63 bytes, shown with a wake
 *       PROXZZZY_RULE_A_PORT	u16, 1..65535, destination port; TCP_SYN, UDP and
 *				TCP_DATA only; default any
 *       PROXZZZY_RULE_A_PORT_TO	u16, last port of a range that PORT begins. A range
 *				counts as up to 8 of PROXZZZY_SHAPE_MAX.
 *       PROXZZZY_RULE_A_FROM	4 or 16 bytes, source prefix; default any. FROM and
 *				TO are for TCP_SYN, UDP and TCP_DATA only; their
 *				bits beyond the prefix length have to be 0. (A
 *				Magic Packet names its receiver itself, so its IP
 *				destination is not looked at.)
 *       PROXZZZY_RULE_A_FROM_LEN	u8, its bits; default all of them
 *       PROXZZZY_RULE_A_TO	4 or 16 bytes, destination prefix; default the
 *				proxied addresses. A frame to another address,
 *				multicast and broadcast included, matches only
 *				a rule that says so here.
 *       PROXZZZY_RULE_A_TO_LEN	u8, its bits; default all of them
 *       PROXZZZY_RULE_A_OFFSET	u32, 0..1499: BYTES only, where PATTERN stands,
 *				counted from the first byte of the Ethernet
 *				header without VLAN tags; default 0
 *       PROXZZZY_RULE_A_PATTERN	1..64 bytes, BYTES only
 *       PROXZZZY_RULE_A_MASK	as long as PATTERN: bits that count; default all.
 *				Bits of PATTERN outside of it have to be 0.
 *       PROXZZZY_RULE_A_PASSWORD	4 or 6 bytes, MAGIC only: SecureOn. Never dumped.
 *       PROXZZZY_RULE_A_SECRET_KEPT flag. In a dump: there is a secret. In
 *				CONF_ADD: take it from the rule of this id in the
 *				configuration in force; -ENOKEY if it has none.
 *       PROXZZZY_RULE_A_ANYWHERE	flag, MAGIC only: search every frame, not only
 *				EtherType 0x0842 and UDP payload
 *       PROXZZZY_RULE_A_LIMIT	nest, see below; default 12 a minute, burst 6
 *
 *   A name is a domain name as RFC 1035 3.1 puts it on the wire, uncompressed:
 *   labels of 1..63 bytes, each after its length, then a zero; at most
 *   PROXZZZY_NAME_MAX bytes. Bytes are UTF-8 and kept as they are; ASCII letters
 *   are compared without their case.
 *
 *   A limit is a token bucket:
 *       PROXZZZY_LIMIT_A_RATE	u32, tokens a unit, 1..1000000; 0 is no limit.
 *				Needed; the others have defaults.
 *       PROXZZZY_LIMIT_A_UNIT	u32, seconds, 1, 60, 3600 or 86400; default 1
 *       PROXZZZY_LIMIT_A_BURST	u32, tokens it holds, 1..1000000; default 5
 *
 * PROXZZZY_CMD_CONF_GET (dump, by PROXZZZY_A_IFINDEX) answers with the same tree
 * split over as many messages as it takes: the settings first, then the lease,
 * addresses, groups, records, communities, values, Teredo clients, LLDPDUs,
 * lifetimes, DNS servers, registrations, then rules in order. Each message has
 * PROXZZZY_A_GENERATION; if it differs between two of them, begin again.
 *
 * Operation
 * ---------
 *   PROXZZZY_CMD_CAPS_GET	do: what this module can do (C11), PROXZZZY_A_CAPS
 *   PROXZZZY_CMD_PROXY_GET	do, or dump of all in this namespace:
 *				PROXZZZY_A_STATUS (C13), and PROXZZZY_A_LEASE if a
 *				sleep has used one since the configuration came
 *   PROXZZZY_CMD_START		do: proxy now, without a suspend (R32). The first
 *				wake verdict ends it as it would end a sleep.
 *   PROXZZZY_CMD_STOP		do: end that; -EALREADY if nothing runs. During
 *				a suspend it cannot be called: nobody runs.
 *   PROXZZZY_CMD_GOODBYE	do: take back all that mDNS has said, by records of
 *				TTL 0 (R81): for a sleep from which the host could
 *				not be woken. -ENODATA if mDNS has nothing to say,
 *				-ENETDOWN without a link.
 *   PROXZZZY_CMD_STATS_GET	dump, by PROXZZZY_A_IFINDEX: one PROXZZZY_A_COUNTER
 *				or PROXZZZY_A_RULE_COUNTER a message. Counters live as
 *				long as the proxy; those of a rule as long as the
 *				configuration in force.
 *   PROXZZZY_CMD_WAKE_GET	dump, by PROXZZZY_A_IFINDEX: the last wakes, oldest
 *				first, one PROXZZZY_A_WAKE a message (C14)
 *   PROXZZZY_CMD_EVENT		to the multicast group "events":
 *				PROXZZZY_A_EVENT and what belongs to it. Joining
 *				needs CAP_NET_ADMIN, for an event may hold a frame.
 *
 * A wake record, in a dump or an event, may hold a frame of PROXZZZY_FRAME_MAX
 * bytes, and a record of a configuration PROXZZZY_DATA_MAX bytes of data: read
 * with a buffer of 16 KiB at least. A dump that fails says so, and
 * why, in its NLMSG_DONE.
 */
#ifndef _UAPI_LINUX_PROXZZZY_H
#define _UAPI_LINUX_PROXZZZY_H

#include <linux/types.h>

#define PROXZZZY_GENL_NAME	"proxzzzy"
#define PROXZZZY_GENL_VERSION	1
#define PROXZZZY_MCGRP_EVENTS	"events"

#define PROXZZZY_ADDR_MAX	64	/* of each family, a proxy */
#define PROXZZZY_RULE_MAX	1024	/* a proxy */
#define PROXZZZY_SHAPE_MAX	64	/* combinations of kind, prefix lengths, offset, mask */
#define PROXZZZY_PROXY_MAX	64	/* a machine */
#define PROXZZZY_STAGE_MAX	64	/* open stages, a machine */
#define PROXZZZY_WAKE_MAX	16	/* wake records kept, a proxy */
#define PROXZZZY_FRAME_MAX	9234	/* bytes of a frame that a wake record keeps */
#define PROXZZZY_LABEL_MAX	63	/* bytes */
#define PROXZZZY_PATTERN_MAX	64	/* bytes */
#define PROXZZZY_OFFSET_MAX	1499	/* bytes */
#define PROXZZZY_RULE_ID_MAX	0x7fffffff
#define PROXZZZY_PRIORITY_NONE	255
#define PROXZZZY_ANNOUNCE_MIN	100	/* milliseconds */
#define PROXZZZY_ANNOUNCE_MAX	86400000
#define PROXZZZY_LIMIT_MAX	1000000
#define PROXZZZY_GROUP_MAX	256	/* of each family, a proxy */
#define PROXZZZY_MDNS_GROUP_MAX	8
#define PROXZZZY_MDNS_ANNOUNCE_MAX	8
#define PROXZZZY_RR_MAX	10000	/* a proxy */
#define PROXZZZY_RR_BYTES_MAX	4194304	/* of their names and data together */
#define PROXZZZY_SNMP_PORT_MAX	8
#define PROXZZZY_SNMP_MESSAGE_MIN	484	/* bytes: RFC 3417 3.2 */
#define PROXZZZY_SNMP_MESSAGE_MAX	65507
#define PROXZZZY_COMMUNITY_MAX	16	/* a proxy */
#define PROXZZZY_COMMUNITY_LEN_MAX	64	/* bytes */
#define PROXZZZY_OID_MAX	10000	/* values, a proxy */
#define PROXZZZY_OID_BYTES_MAX	4194304	/* 5 for each sub-identifier, and the values */
#define PROXZZZY_OID_VALUE_MAX	8192	/* bytes */
#define PROXZZZY_OID_AGE_MAX	31536000	/* seconds */
#define PROXZZZY_NAME_MAX	255	/* bytes on the wire */
#define PROXZZZY_DATA_MAX	8192	/* bytes */
#define PROXZZZY_TTL_MAX	0x7fffffff	/* seconds */
#define PROXZZZY_TEREDO_MAX	8	/* a proxy */
#define PROXZZZY_TEREDO_PACKET_MAX	1280	/* bytes, from the IPv4 header on */
#define PROXZZZY_TEREDO_INTERVAL_MAX	86400	/* seconds */
#define PROXZZZY_LLDP_MAX	8	/* a proxy */
#define PROXZZZY_LLDP_PDU_MAX	1500	/* bytes, from behind the EtherType on */
#define PROXZZZY_LLDP_INTERVAL_MAX	3600	/* seconds */
#define PROXZZZY_DHCP_REQUEST_MAX	512	/* bytes of options */
#define PROXZZZY_DHCP_ACK_MAX	4096	/* bytes of options */
#define PROXZZZY_DHCP_CRITICAL_MAX	16	/* options */
#define PROXZZZY_DHCP_INFINITE	0xffffffff
#define PROXZZZY_DNS_MAX	4	/* a proxy */
#define PROXZZZY_SIP_MAX	8	/* registrations, a proxy */
#define PROXZZZY_SIP_AUTH_MAX	4	/* credentials, a registration */
#define PROXZZZY_SIP_TEXT_MAX	255	/* bytes */
#define PROXZZZY_SIP_EXTRA_MAX	1020	/* bytes */
#define PROXZZZY_SIP_TIME_MAX	604800	/* seconds */

enum proxzzzy_cmd {
	PROXZZZY_CMD_CAPS_GET = 1,
	PROXZZZY_CMD_PROXY_GET,
	PROXZZZY_CMD_PROXY_DEL,
	PROXZZZY_CMD_CONF_GET,
	PROXZZZY_CMD_CONF_BEGIN,
	PROXZZZY_CMD_CONF_ADD,
	PROXZZZY_CMD_CONF_DEL,
	PROXZZZY_CMD_CONF_COMMIT,
	PROXZZZY_CMD_CONF_ABORT,
	PROXZZZY_CMD_START,
	PROXZZZY_CMD_STOP,
	PROXZZZY_CMD_STATS_GET,
	PROXZZZY_CMD_WAKE_GET,
	PROXZZZY_CMD_EVENT,
	PROXZZZY_CMD_GOODBYE,

	__PROXZZZY_CMD_MAX,
	PROXZZZY_CMD_MAX = __PROXZZZY_CMD_MAX - 1
};

enum proxzzzy_attr {
	PROXZZZY_A_IFINDEX = 1,		/* u32 */
	PROXZZZY_A_IFNAME,		/* string, in answers */
	PROXZZZY_A_GENERATION,		/* u32, commits so far */
	PROXZZZY_A_FROM_CURRENT,	/* flag */
	PROXZZZY_A_CONF,		/* nest of enum proxzzzy_conf_attr */
	PROXZZZY_A_CAPS,		/* nest of enum proxzzzy_caps_attr */
	PROXZZZY_A_STATUS,		/* nest of enum proxzzzy_status_attr */
	PROXZZZY_A_COUNTER,		/* nest of enum proxzzzy_counter_attr */
	PROXZZZY_A_RULE_COUNTER,	/* nest of enum proxzzzy_rule_counter_attr */
	PROXZZZY_A_WAKE,		/* nest of enum proxzzzy_record_attr */
	PROXZZZY_A_EVENT,		/* nest of enum proxzzzy_event_attr */
	PROXZZZY_A_PAD,
	PROXZZZY_A_LEASE,		/* nest of enum proxzzzy_lease_attr */

	__PROXZZZY_A_MAX,
	PROXZZZY_A_MAX = __PROXZZZY_A_MAX - 1
};

/* What to do about suspend-to-idle */
enum proxzzzy_s2idle {
	PROXZZZY_S2IDLE_PROXY,	/* hold the device awake and proxy */
	PROXZZZY_S2IDLE_OFF,	/* only PROXZZZY_CMD_START starts this proxy */
};

/* What to do about sleeps in which no code runs: S3 and hibernation */
enum proxzzzy_deep {
	PROXZZZY_DEEP_LEAVE,	/* let it sleep unproxied, and say so */
	PROXZZZY_DEEP_REFUSE,	/* refuse that suspend */
};

/* Another host uses one of our addresses (R24, RFC 5227 2.4, RFC 4862 5.4) */
enum proxzzzy_conflict {
	PROXZZZY_CONFLICT_IGNORE,	/* count it and say so */
	PROXZZZY_CONFLICT_DEFEND,	/* RFC 5227 2.4 (b): announce once; at a second
					 * conflict within 10 s give the address up
					 * and wake the host
					 */
	PROXZZZY_CONFLICT_WAKE,		/* wake the host at once */
};

enum proxzzzy_kind {
	PROXZZZY_KIND_TCP_SYN = 1,	/* R30: SYN without ACK, RST, FIN; ECE and CWR may be set */
	PROXZZZY_KIND_UDP,		/* WAKE-UDP */
	PROXZZZY_KIND_TCP_DATA,		/* WAKE-DATA: a segment with ACK and payload */
	PROXZZZY_KIND_MAGIC,		/* R31: Magic Packet, SecureOn with a password */
	PROXZZZY_KIND_EAPOL,		/* R4: EAP-Request/Identity */
	PROXZZZY_KIND_BYTES,		/* bytes at an offset under a mask */

	__PROXZZZY_KIND_MAX,
	PROXZZZY_KIND_MAX = __PROXZZZY_KIND_MAX - 1
};

enum proxzzzy_action {
	PROXZZZY_ACTION_WAKE,
	PROXZZZY_ACTION_IGNORE,		/* and look no further */
};

/* Where a proxy is in the way of a sleep */
enum proxzzzy_phase {
	PROXZZZY_PHASE_OFF,		/* frames go to the host's stack */
	PROXZZZY_PHASE_PREPARING,	/* suspend has begun, user space still answers */
	PROXZZZY_PHASE_PROXYING,	/* the proxy answers */
	PROXZZZY_PHASE_WAKING,		/* a wake was decided: frames go to the stack */
};

enum proxzzzy_starter {
	PROXZZZY_STARTER_NONE,
	PROXZZZY_STARTER_COMMAND,
	PROXZZZY_STARTER_SUSPEND,
};

/* Who gets an OID. To the others it is as if it were known not to exist. */
enum proxzzzy_access {
	PROXZZZY_ACCESS_ALL,
	PROXZZZY_ACCESS_WRITERS,	/* communities that may write */
	PROXZZZY_ACCESS_NOBODY,
};

/* What becomes of a value while time goes on. */
enum proxzzzy_age {
	PROXZZZY_AGE_NONE,
	PROXZZZY_AGE_COUNT,		/* TimeTicks only: counts on, as sysUpTime does */
	PROXZZZY_AGE_NO_SUCH,		/* too old, it does not exist */
	PROXZZZY_AGE_WAKE,		/* too old, a question for it wakes */
};

/* Where a lease is: RFC 2131 4.4 */
enum proxzzzy_lease {
	PROXZZZY_LEASE_BOUND,
	PROXZZZY_LEASE_RENEWING,	/* the server is asked to extend it */
	PROXZZZY_LEASE_REBINDING,	/* all servers are */
	PROXZZZY_LEASE_LOST,		/* refused, or over: the address is not used */
};

/* What a registration that fails leads to, once: an event, and with WAKE also that */
enum proxzzzy_sip_failure {
	PROXZZZY_SIP_FAILURE_WAKE,
	PROXZZZY_SIP_FAILURE_REPORT,
};

/* How a registration is made: by datagrams of our own, or on the host's own connection */
enum proxzzzy_sip_transport {
	PROXZZZY_SIP_TRANSPORT_UDP,
	PROXZZZY_SIP_TRANSPORT_TCP,
};

/* Algorithms of RFC 8760 */
enum proxzzzy_hash {
	PROXZZZY_HASH_MD5,
	PROXZZZY_HASH_SHA256,
};

enum proxzzzy_conf_attr {
	PROXZZZY_CONF_A_MAC = 1,
	PROXZZZY_CONF_A_S2IDLE,
	PROXZZZY_CONF_A_DEEP,
	PROXZZZY_CONF_A_PRIORITY,
	PROXZZZY_CONF_A_ADDR,
	PROXZZZY_CONF_A_ARP,
	PROXZZZY_CONF_A_NDP,
	PROXZZZY_CONF_A_ECHO,
	PROXZZZY_CONF_A_WAKE,
	PROXZZZY_CONF_A_RULE,
	PROXZZZY_CONF_A_IGMP,
	PROXZZZY_CONF_A_MLD,
	PROXZZZY_CONF_A_GROUP,
	PROXZZZY_CONF_A_MDNS,
	PROXZZZY_CONF_A_LLMNR,
	PROXZZZY_CONF_A_RR,
	PROXZZZY_CONF_A_SNMP,
	PROXZZZY_CONF_A_COMMUNITY,
	PROXZZZY_CONF_A_OID,
	PROXZZZY_CONF_A_TEREDO,
	PROXZZZY_CONF_A_LLDP,
	PROXZZZY_CONF_A_DHCP,
	PROXZZZY_CONF_A_LIFETIME,
	PROXZZZY_CONF_A_LIFETIME_BEFORE,
	PROXZZZY_CONF_A_DNS,
	PROXZZZY_CONF_A_SIP,

	__PROXZZZY_CONF_A_MAX,
	PROXZZZY_CONF_A_MAX = __PROXZZZY_CONF_A_MAX - 1
};

enum proxzzzy_addr_attr {
	PROXZZZY_ADDR_A_ADDRESS = 1,

	__PROXZZZY_ADDR_A_MAX,
	PROXZZZY_ADDR_A_MAX = __PROXZZZY_ADDR_A_MAX - 1
};

enum proxzzzy_arp_attr {
	PROXZZZY_ARP_A_ENABLE = 1,
	PROXZZZY_ARP_A_CONFLICT,
	PROXZZZY_ARP_A_ANNOUNCE,

	__PROXZZZY_ARP_A_MAX,
	PROXZZZY_ARP_A_MAX = __PROXZZZY_ARP_A_MAX - 1
};

enum proxzzzy_ndp_attr {
	PROXZZZY_NDP_A_ENABLE = 1,
	PROXZZZY_NDP_A_CONFLICT,
	PROXZZZY_NDP_A_ROUTER,

	__PROXZZZY_NDP_A_MAX,
	PROXZZZY_NDP_A_MAX = __PROXZZZY_NDP_A_MAX - 1
};

enum proxzzzy_echo_attr {
	PROXZZZY_ECHO_A_ENABLE = 1,
	PROXZZZY_ECHO_A_LIMIT,

	__PROXZZZY_ECHO_A_MAX,
	PROXZZZY_ECHO_A_MAX = __PROXZZZY_ECHO_A_MAX - 1
};

enum proxzzzy_wake_attr {
	PROXZZZY_WAKE_A_LIMIT = 1,

	__PROXZZZY_WAKE_A_MAX,
	PROXZZZY_WAKE_A_MAX = __PROXZZZY_WAKE_A_MAX - 1
};

enum proxzzzy_igmp_attr {
	PROXZZZY_IGMP_A_ENABLE = 1,

	__PROXZZZY_IGMP_A_MAX,
	PROXZZZY_IGMP_A_MAX = __PROXZZZY_IGMP_A_MAX - 1
};

enum proxzzzy_mld_attr {
	PROXZZZY_MLD_A_ENABLE = 1,

	__PROXZZZY_MLD_A_MAX,
	PROXZZZY_MLD_A_MAX = __PROXZZZY_MLD_A_MAX - 1
};

enum proxzzzy_group_attr {
	PROXZZZY_GROUP_A_ADDRESS = 1,

	__PROXZZZY_GROUP_A_MAX,
	PROXZZZY_GROUP_A_MAX = __PROXZZZY_GROUP_A_MAX - 1
};

enum proxzzzy_mdns_attr {
	PROXZZZY_MDNS_A_ENABLE = 1,
	PROXZZZY_MDNS_A_HOST,
	PROXZZZY_MDNS_A_TTL,
	PROXZZZY_MDNS_A_ANNOUNCE,
	PROXZZZY_MDNS_A_GROUP,

	__PROXZZZY_MDNS_A_MAX,
	PROXZZZY_MDNS_A_MAX = __PROXZZZY_MDNS_A_MAX - 1
};

enum proxzzzy_llmnr_attr {
	PROXZZZY_LLMNR_A_ENABLE = 1,
	PROXZZZY_LLMNR_A_HOST,
	PROXZZZY_LLMNR_A_TTL,
	PROXZZZY_LLMNR_A_TENTATIVE,

	__PROXZZZY_LLMNR_A_MAX,
	PROXZZZY_LLMNR_A_MAX = __PROXZZZY_LLMNR_A_MAX - 1
};

enum proxzzzy_rr_attr {
	PROXZZZY_RR_A_NAME = 1,
	PROXZZZY_RR_A_TYPE,
	PROXZZZY_RR_A_TTL,
	PROXZZZY_RR_A_DATA,
	PROXZZZY_RR_A_SHARED,

	__PROXZZZY_RR_A_MAX,
	PROXZZZY_RR_A_MAX = __PROXZZZY_RR_A_MAX - 1
};

enum proxzzzy_snmp_attr {
	PROXZZZY_SNMP_A_ENABLE = 1,
	PROXZZZY_SNMP_A_GETALL,
	PROXZZZY_SNMP_A_PORT,
	PROXZZZY_SNMP_A_MESSAGE,
	PROXZZZY_SNMP_A_LIMIT,

	__PROXZZZY_SNMP_A_MAX,
	PROXZZZY_SNMP_A_MAX = __PROXZZZY_SNMP_A_MAX - 1
};

enum proxzzzy_community_attr {
	PROXZZZY_COMMUNITY_A_NAME = 1,
	PROXZZZY_COMMUNITY_A_WRITE,
	PROXZZZY_COMMUNITY_A_FROM,
	PROXZZZY_COMMUNITY_A_FROM_LEN,
	PROXZZZY_COMMUNITY_A_SECRET_KEPT,

	__PROXZZZY_COMMUNITY_A_MAX,
	PROXZZZY_COMMUNITY_A_MAX = __PROXZZZY_COMMUNITY_A_MAX - 1
};

enum proxzzzy_oid_attr {
	PROXZZZY_OID_A_ID = 1,
	PROXZZZY_OID_A_TYPE,
	PROXZZZY_OID_A_VALUE,
	PROXZZZY_OID_A_ACCESS,
	PROXZZZY_OID_A_AGE,
	PROXZZZY_OID_A_MAX_AGE,
	PROXZZZY_OID_A_TAKEN,
	PROXZZZY_OID_A_OBJECT,
	PROXZZZY_OID_A_PAD,

	__PROXZZZY_OID_A_MAX,
	PROXZZZY_OID_A_MAX = __PROXZZZY_OID_A_MAX - 1
};

enum proxzzzy_teredo_attr {
	PROXZZZY_TEREDO_A_PACKET = 1,
	PROXZZZY_TEREDO_A_MAC,
	PROXZZZY_TEREDO_A_INTERVAL_FROM,
	PROXZZZY_TEREDO_A_INTERVAL_TO,
	PROXZZZY_TEREDO_A_ADDRESS,

	__PROXZZZY_TEREDO_A_MAX,
	PROXZZZY_TEREDO_A_MAX = __PROXZZZY_TEREDO_A_MAX - 1
};

enum proxzzzy_lldp_attr {
	PROXZZZY_LLDP_A_PDU = 1,
	PROXZZZY_LLDP_A_TO,
	PROXZZZY_LLDP_A_INTERVAL,

	__PROXZZZY_LLDP_A_MAX,
	PROXZZZY_LLDP_A_MAX = __PROXZZZY_LLDP_A_MAX - 1
};

enum proxzzzy_dhcp_attr {
	PROXZZZY_DHCP_A_ENABLE = 1,
	PROXZZZY_DHCP_A_RENEW,
	PROXZZZY_DHCP_A_ADDRESS,
	PROXZZZY_DHCP_A_SERVER,
	PROXZZZY_DHCP_A_SERVER_MAC,
	PROXZZZY_DHCP_A_SINCE,
	PROXZZZY_DHCP_A_LEASE,
	PROXZZZY_DHCP_A_T1,
	PROXZZZY_DHCP_A_T2,
	PROXZZZY_DHCP_A_WAKE_BEFORE,
	PROXZZZY_DHCP_A_REQUEST,
	PROXZZZY_DHCP_A_ACK,
	PROXZZZY_DHCP_A_CRITICAL,
	PROXZZZY_DHCP_A_PAD,

	__PROXZZZY_DHCP_A_MAX,
	PROXZZZY_DHCP_A_MAX = __PROXZZZY_DHCP_A_MAX - 1
};

enum proxzzzy_lifetime_attr {
	PROXZZZY_LIFETIME_A_ADDRESS = 1,
	PROXZZZY_LIFETIME_A_PREFIX_LEN,
	PROXZZZY_LIFETIME_A_UNTIL,
	PROXZZZY_LIFETIME_A_PAD,

	__PROXZZZY_LIFETIME_A_MAX,
	PROXZZZY_LIFETIME_A_MAX = __PROXZZZY_LIFETIME_A_MAX - 1
};

enum proxzzzy_dns_attr {
	PROXZZZY_DNS_A_ADDRESS = 1,

	__PROXZZZY_DNS_A_MAX,
	PROXZZZY_DNS_A_MAX = __PROXZZZY_DNS_A_MAX - 1
};

enum proxzzzy_sip_attr {
	PROXZZZY_SIP_A_LOCAL = 1,
	PROXZZZY_SIP_A_LOCAL_PORT,
	PROXZZZY_SIP_A_SERVER,
	PROXZZZY_SIP_A_NAME,
	PROXZZZY_SIP_A_PORT,
	PROXZZZY_SIP_A_HOP,
	PROXZZZY_SIP_A_URI,
	PROXZZZY_SIP_A_TO,
	PROXZZZY_SIP_A_CONTACT,
	PROXZZZY_SIP_A_FROM,
	PROXZZZY_SIP_A_CALL_ID,
	PROXZZZY_SIP_A_CSEQ,
	PROXZZZY_SIP_A_AGENT,
	PROXZZZY_SIP_A_EXTRA,
	PROXZZZY_SIP_A_EXPIRES,
	PROXZZZY_SIP_A_INTERVAL,
	PROXZZZY_SIP_A_SINCE,
	PROXZZZY_SIP_A_GRANTED,
	PROXZZZY_SIP_A_ANSWER,
	PROXZZZY_SIP_A_ANYONE,
	PROXZZZY_SIP_A_FAILURE,
	PROXZZZY_SIP_A_AUTH,
	PROXZZZY_SIP_A_PAD,
	PROXZZZY_SIP_A_TRANSPORT,

	__PROXZZZY_SIP_A_MAX,
	PROXZZZY_SIP_A_MAX = __PROXZZZY_SIP_A_MAX - 1
};

enum proxzzzy_auth_attr {
	PROXZZZY_AUTH_A_REALM = 1,
	PROXZZZY_AUTH_A_USER,
	PROXZZZY_AUTH_A_HASH,
	PROXZZZY_AUTH_A_HA1,
	PROXZZZY_AUTH_A_SECRET_KEPT,

	__PROXZZZY_AUTH_A_MAX,
	PROXZZZY_AUTH_A_MAX = __PROXZZZY_AUTH_A_MAX - 1
};

enum proxzzzy_limit_attr {
	PROXZZZY_LIMIT_A_RATE = 1,
	PROXZZZY_LIMIT_A_UNIT,
	PROXZZZY_LIMIT_A_BURST,

	__PROXZZZY_LIMIT_A_MAX,
	PROXZZZY_LIMIT_A_MAX = __PROXZZZY_LIMIT_A_MAX - 1
};

enum proxzzzy_rule_attr {
	PROXZZZY_RULE_A_ID = 1,
	PROXZZZY_RULE_A_KIND,
	PROXZZZY_RULE_A_ACTION,
	PROXZZZY_RULE_A_LABEL,
	PROXZZZY_RULE_A_PORT,
	PROXZZZY_RULE_A_PORT_TO,
	PROXZZZY_RULE_A_FROM,
	PROXZZZY_RULE_A_FROM_LEN,
	PROXZZZY_RULE_A_TO,
	PROXZZZY_RULE_A_TO_LEN,
	PROXZZZY_RULE_A_OFFSET,
	PROXZZZY_RULE_A_PATTERN,
	PROXZZZY_RULE_A_MASK,
	PROXZZZY_RULE_A_PASSWORD,
	PROXZZZY_RULE_A_SECRET_KEPT,
	PROXZZZY_RULE_A_ANYWHERE,
	PROXZZZY_RULE_A_LIMIT,

	__PROXZZZY_RULE_A_MAX,
	PROXZZZY_RULE_A_MAX = __PROXZZZY_RULE_A_MAX - 1
};

/* C11: one PROXZZZY_CAPS_A_ROOM a protocol; limits are named, so that a client shows new ones */
enum proxzzzy_caps_attr {
	PROXZZZY_CAPS_A_VERSION = 1,	/* string, of the module */
	PROXZZZY_CAPS_A_ROOM,		/* nest of enum proxzzzy_room_attr, repeated */
	PROXZZZY_CAPS_A_LIMIT,		/* nest of enum proxzzzy_caplimit_attr, repeated */

	__PROXZZZY_CAPS_A_MAX,
	PROXZZZY_CAPS_A_MAX = __PROXZZZY_CAPS_A_MAX - 1
};

enum proxzzzy_room_attr {
	PROXZZZY_ROOM_A_NAME = 1,	/* string */
	PROXZZZY_ROOM_A_CLAUSES,	/* string: what of the standard and which RFCs it meets */

	__PROXZZZY_ROOM_A_MAX,
	PROXZZZY_ROOM_A_MAX = __PROXZZZY_ROOM_A_MAX - 1
};

enum proxzzzy_caplimit_attr {
	PROXZZZY_CAPLIMIT_A_NAME = 1,	/* string, such as "addresses" */
	PROXZZZY_CAPLIMIT_A_VALUE,	/* u32 */

	__PROXZZZY_CAPLIMIT_A_MAX,
	PROXZZZY_CAPLIMIT_A_MAX = __PROXZZZY_CAPLIMIT_A_MAX - 1
};

/* C13. Times are CLOCK_BOOTTIME in nanoseconds; counts are since the proxy was made. */
enum proxzzzy_status_attr {
	PROXZZZY_STATUS_A_PHASE = 1,	/* u32, enum proxzzzy_phase */
	PROXZZZY_STATUS_A_STARTER,	/* u32, enum proxzzzy_starter */
	PROXZZZY_STATUS_A_CARRIER,	/* u8, 0 or 1 */
	PROXZZZY_STATUS_A_HELD,		/* string, repeated: devices held awake now */
	PROXZZZY_STATUS_A_TICK_KEPT,	/* u8, 1 while timers are kept alive */
	PROXZZZY_STATUS_A_SLEEPS,	/* u64, suspends that were proxied */
	PROXZZZY_STATUS_A_UNPROXIED,	/* u64, suspends that were not */
	PROXZZZY_STATUS_A_PROXIED_NS,	/* u64, time spent proxying */
	PROXZZZY_STATUS_A_FRAMES,	/* u64, frames seen while proxying */
	PROXZZZY_STATUS_A_REPLIES,	/* u64, frames sent, announcements included */
	PROXZZZY_STATUS_A_WAKES,	/* u64 */
	PROXZZZY_STATUS_A_SUPPRESSED,	/* u64, wakes that a limit prevented */
	PROXZZZY_STATUS_A_ERROR,	/* string: the last thing that went wrong */
	PROXZZZY_STATUS_A_ERROR_TIME,	/* u64 */
	PROXZZZY_STATUS_A_PAD,
	PROXZZZY_STATUS_A_BEGAN_NS,	/* u64, when the last run began to proxy; 0: none yet */
	PROXZZZY_STATUS_A_ENDED_NS,	/* u64, when it ended; 0: it has not */
	PROXZZZY_STATUS_A_REGISTRATION,	/* nest of enum proxzzzy_reg_attr, repeated */

	__PROXZZZY_STATUS_A_MAX,
	PROXZZZY_STATUS_A_MAX = __PROXZZZY_STATUS_A_MAX - 1
};

/* The lease as it now is. Times are CLOCK_BOOTTIME in nanoseconds, all ones: never. */
enum proxzzzy_lease_attr {
	PROXZZZY_LEASE_A_PHASE = 1,	/* u32, enum proxzzzy_lease */
	PROXZZZY_LEASE_A_REASON,	/* string, in an event: what has happened */
	PROXZZZY_LEASE_A_ADDRESS,	/* 4 bytes */
	PROXZZZY_LEASE_A_SERVER,	/* 4 bytes, who has given or extended it last */
	PROXZZZY_LEASE_A_SECONDS,	/* u32, how long it was given for; or DHCP_INFINITE */
	PROXZZZY_LEASE_A_RENEWALS,	/* u32, since the configuration came */
	PROXZZZY_LEASE_A_REQUESTS,	/* u32, likewise */
	PROXZZZY_LEASE_A_SINCE_NS,	/* u64 */
	PROXZZZY_LEASE_A_T1_NS,		/* u64 */
	PROXZZZY_LEASE_A_T2_NS,		/* u64 */
	PROXZZZY_LEASE_A_EXPIRY_NS,	/* u64 */
	PROXZZZY_LEASE_A_PAD,

	__PROXZZZY_LEASE_A_MAX,
	PROXZZZY_LEASE_A_MAX = __PROXZZZY_LEASE_A_MAX - 1
};

/* A registration as it now is, for the host to go on with (R47) */
enum proxzzzy_reg_attr {
	PROXZZZY_REG_A_LOCAL = 1,	/* 4 or 16 bytes */
	PROXZZZY_REG_A_LOCAL_PORT,	/* u16 */
	PROXZZZY_REG_A_FAILED,		/* u8, 1: it has failed, and that was told */
	PROXZZZY_REG_A_CSEQ,		/* u32, of the last REGISTER of the host's or ours */
	PROXZZZY_REG_A_ANSWER,		/* u32, status of the last final answer; 0: none yet */
	PROXZZZY_REG_A_EXPIRY_NS,	/* u64, when the server forgets it */
	PROXZZZY_REG_A_PAD,
	PROXZZZY_REG_A_TRANSPORT,	/* u32, enum proxzzzy_sip_transport */

	__PROXZZZY_REG_A_MAX,
	PROXZZZY_REG_A_MAX = __PROXZZZY_REG_A_MAX - 1
};

enum proxzzzy_counter_attr {
	PROXZZZY_COUNTER_A_ROOM = 1,	/* string */
	PROXZZZY_COUNTER_A_REASON,	/* string */
	PROXZZZY_COUNTER_A_COUNT,	/* u64 */
	PROXZZZY_COUNTER_A_PAD,

	__PROXZZZY_COUNTER_A_MAX,
	PROXZZZY_COUNTER_A_MAX = __PROXZZZY_COUNTER_A_MAX - 1
};

enum proxzzzy_rule_counter_attr {
	PROXZZZY_RULE_COUNTER_A_ID = 1,		/* u32 */
	PROXZZZY_RULE_COUNTER_A_LABEL,		/* string, if it has one */
	PROXZZZY_RULE_COUNTER_A_MATCHED,	/* u64, frames */
	PROXZZZY_RULE_COUNTER_A_WOKEN,		/* u64, wakes */
	PROXZZZY_RULE_COUNTER_A_SUPPRESSED,	/* u64, would have woken but were limited */
	PROXZZZY_RULE_COUNTER_A_PAD,

	__PROXZZZY_RULE_COUNTER_A_MAX,
	PROXZZZY_RULE_COUNTER_A_MAX = __PROXZZZY_RULE_COUNTER_A_MAX - 1
};

/* C14: a wake record */
enum proxzzzy_record_attr {
	PROXZZZY_RECORD_A_SEQ = 1,	/* u64, counts from 1 for each proxy */
	PROXZZZY_RECORD_A_ROOM,		/* string: who decided */
	PROXZZZY_RECORD_A_REASON,	/* string */
	PROXZZZY_RECORD_A_RULE,		/* u32, the rule's id; absent if none */
	PROXZZZY_RECORD_A_LABEL,	/* string, the rule's */
	PROXZZZY_RECORD_A_PHASE,	/* u32, enum proxzzzy_phase when it came */
	PROXZZZY_RECORD_A_REAL_NS,	/* u64, CLOCK_REALTIME when the frame came */
	PROXZZZY_RECORD_A_BOOT_NS,	/* u64, CLOCK_BOOTTIME of the same instant */
	PROXZZZY_RECORD_A_USER_NS,	/* u64, CLOCK_BOOTTIME when user space ran again */
	PROXZZZY_RECORD_A_FRAME,	/* bytes from the Ethernet header on */
	PROXZZZY_RECORD_A_FRAME_LEN,	/* u32, as long as it was on the wire */
	PROXZZZY_RECORD_A_PAD,

	__PROXZZZY_RECORD_A_MAX,
	PROXZZZY_RECORD_A_MAX = __PROXZZZY_RECORD_A_MAX - 1
};

enum proxzzzy_event {
	PROXZZZY_EVENT_STARTED = 1,	/* proxying begins */
	PROXZZZY_EVENT_STOPPED,		/* proxying has ended */
	PROXZZZY_EVENT_WAKE,		/* with PROXZZZY_A_WAKE */
	PROXZZZY_EVENT_LINK_LOST,	/* R2, R34 */
	PROXZZZY_EVENT_LINK_BACK,
	PROXZZZY_EVENT_CONFLICT,	/* another host uses one of our addresses */
	PROXZZZY_EVENT_UNPROXIED,	/* a suspend was not proxied, and why */
	PROXZZZY_EVENT_COMMITTED,	/* a configuration came into force */
	PROXZZZY_EVENT_DELETED,		/* the proxy is gone */
	PROXZZZY_EVENT_LEASE,		/* with PROXZZZY_A_LEASE: extended, near its end, lost */
	PROXZZZY_EVENT_REGISTRATION,	/* a registration has failed */
};

enum proxzzzy_event_attr {
	PROXZZZY_EVENT_A_TYPE = 1,	/* u32, enum proxzzzy_event */
	PROXZZZY_EVENT_A_TEXT,		/* string: the same as a sentence */
	PROXZZZY_EVENT_A_BOOT_NS,	/* u64, CLOCK_BOOTTIME */
	PROXZZZY_EVENT_A_PAD,

	__PROXZZZY_EVENT_A_MAX,
	PROXZZZY_EVENT_A_MAX = __PROXZZZY_EVENT_A_MAX - 1
};

#endif /* _UAPI_LINUX_PROXZZZY_H */
