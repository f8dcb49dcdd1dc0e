/* SPDX-License-Identifier: GPL-2.0 */
/* Read by vectors.c only. */
#include "mdns/mdns.h"

/* _http._tcp.local PTR */
static const u8 mdns_name0[] = {
	0x05, 0x5f, 0x68, 0x74, 0x74, 0x70, 0x04, 0x5f, 0x74, 0x63, 0x70, 0x05, 0x6c, 0x6f, 0x63,
	0x61, 0x6c, 0,
};

static const u8 mdns_data0[] = {
	0x03, 0x77, 0x65, 0x62, 0x05, 0x5f, 0x68, 0x74, 0x74, 0x70, 0x04, 0x5f, 0x74, 0x63, 0x70,
	0x05, 0x6c, 0x6f, 0x63, 0x61, 0x6c, 0,
};

/* web._http._tcp.local SRV */
static const u8 mdns_name1[] = {
	0x03, 0x77, 0x65, 0x62, 0x05, 0x5f, 0x68, 0x74, 0x74, 0x70, 0x04, 0x5f, 0x74, 0x63, 0x70,
	0x05, 0x6c, 0x6f, 0x63, 0x61, 0x6c, 0,
};

static const u8 mdns_data1[] = {
	0, 0, 0, 0, 0, 0x50, 0x03, 0x62, 0x6f, 0x78, 0x05, 0x6c, 0x6f, 0x63, 0x61, 0x6c, 0,
};

/* web._http._tcp.local TXT */
static const u8 mdns_name2[] = {
	0x03, 0x77, 0x65, 0x62, 0x05, 0x5f, 0x68, 0x74, 0x74, 0x70, 0x04, 0x5f, 0x74, 0x63, 0x70,
	0x05, 0x6c, 0x6f, 0x63, 0x61, 0x6c, 0,
};

static const u8 mdns_data2[] = {
	0x06, 0x70, 0x61, 0x74, 0x68, 0x3d, 0x2f,
};

/* common.local SRV */
static const u8 mdns_name3[] = {
	0x06, 0x63, 0x6f, 0x6d, 0x6d, 0x6f, 0x6e, 0x05, 0x6c, 0x6f, 0x63, 0x61, 0x6c, 0,
};

static const u8 mdns_data3[] = {
	0, 0, 0, 0, 0, 0x51, 0x05, 0x6f, 0x74, 0x68, 0x65, 0x72, 0x05, 0x6c, 0x6f, 0x63, 0x61,
	0x6c, 0,
};

/* common.local TXT */
static const u8 mdns_name4[] = {
	0x06, 0x63, 0x6f, 0x6d, 0x6d, 0x6f, 0x6e, 0x05, 0x6c, 0x6f, 0x63, 0x61, 0x6c, 0,
};

static const u8 mdns_data4[] = {
	0x01, 0x61,
};

/* raw.local 65 */
static const u8 mdns_name5[] = {
	0x03, 0x72, 0x61, 0x77, 0x05, 0x6c, 0x6f, 0x63, 0x61, 0x6c, 0,
};

static const u8 mdns_data5[] = {
	0x01, 0x02, 0x03,
};

static const struct pzz_rr mdns_rrs[] = {
	{ .name = mdns_name0, .name_len = sizeof(mdns_name0), .type = 12, .ttl = 4500,
	  .data = mdns_data0, .data_len = sizeof(mdns_data0), .shared = true },
	{ .name = mdns_name1, .name_len = sizeof(mdns_name1), .type = 33, .ttl = 120,
	  .data = mdns_data1, .data_len = sizeof(mdns_data1) },
	{ .name = mdns_name2, .name_len = sizeof(mdns_name2), .type = 16, .ttl = 4500,
	  .data = mdns_data2, .data_len = sizeof(mdns_data2) },
	{ .name = mdns_name3, .name_len = sizeof(mdns_name3), .type = 33, .ttl = 120,
	  .data = mdns_data3, .data_len = sizeof(mdns_data3), .shared = true },
	{ .name = mdns_name4, .name_len = sizeof(mdns_name4), .type = 16, .ttl = 4500,
	  .data = mdns_data4, .data_len = sizeof(mdns_data4), .shared = true },
	{ .name = mdns_name5, .name_len = sizeof(mdns_name5), .type = 65, .ttl = 600,
	  .data = mdns_data5, .data_len = sizeof(mdns_data5) },
};

static const struct pzz_setup mdns_is_on = {
	V_SETUP,
	.mdns = {
		.enable = true, .ttl = 120,
		.host = { 11, { 3, 'b', 'o', 'x', 5, 'l', 'o', 'c', 'a', 'l', 0 } },
	},
	.n_rrs = PZZ_COUNT(mdns_rrs), .rrs = mdns_rrs,
};

static const struct pzz_setup mdns_is_off = {
	V_SETUP,
};

static const struct pzz_setup mdns_is_bare = {
	V_SETUP,
	.mdns = {
		.enable = true, .ttl = 120,
		.host = { 11, { 3, 'b', 'o', 'x', 5, 'l', 'o', 'c', 'a', 'l', 0 } },
	},
};

#include "mdns/vectors_address.h"
#include "mdns/vectors_service.h"
#include "mdns/vectors_known.h"
#include "mdns/vectors_wait.h"
#include "mdns/vectors_unicast.h"
#include "mdns/vectors_response.h"
#include "mdns/vectors_evil.h"

static const struct pzz_vector mdns_vectors[] = {
	{ .name = "an A query: all addresses at once, the others along [R62,R65,R70,R72,C28]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_a),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_a_sent) },
	{ .name = "an AAAA query over IPv6 [R62,R70,R72]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_aaaa),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_aaaa_sent) },
	{ .name = "names are compared without case",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_case),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_case_sent) },
	{ .name = "an ANY query",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_any),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_any_sent) },
	{ .name = "class ANY",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_any_class),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_any_class_sent) },
	{ .name = "a reverse query, at once [R69,C29]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_reverse),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_reverse_sent) },
	{ .name = "a reverse query for a link-local address [R71]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_link_local),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_link_local_sent) },
	{ .name = "a reverse query for an IPv6 address",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_reverse6),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_reverse6_sent) },
	{ .name = "a browser waits a little for its PTR [R74,C32]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_browse),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_browse_sent) },
	{ .name = "a unique SRV at once [R75,C30]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_srv),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_srv_sent) },
	{ .name = "a unique TXT at once [R75,C33]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_txt),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_txt_sent) },
	{ .name = "a shared SRV later [R76,C31]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_shared_srv),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_shared_srv_sent) },
	{ .name = "a shared TXT later [R76,C31]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_shared_txt),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_shared_txt_sent) },
	{ .name = "all types of service [R74]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_types),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_types_sent) },
	{ .name = "a type that only the host knows",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_raw),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_raw_sent) },
	{ .name = "a type that our name has not: NSEC [R69,R73]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_negative),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_negative_sent) },
	{ .name = "of a shared name we don't know all: silence [R73]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_negative_shared),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY },
	{ .name = "a known answer is not given [R67]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_known),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY },
	{ .name = "one that is known for less than half its life is given [R67]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_known_short),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_known_short_sent) },
	{ .name = "a known answer with compressed names [R67]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_known_compressed),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY },
	{ .name = "another known answer changes nothing [R67]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_known_other),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_known_other_sent) },
	{ .name = "TC: more known answers come, so wait [R68]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_truncated),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_truncated_sent) },
	{ .name = "known answers without a question",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_continued),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY },
	{ .name = "two questions, one response [R77,R78]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_two),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_two_sent) },
	{ .name = "what is unique at once, what is shared later [R70,R74,R77]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_mixed),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_mixed_sent) },
	{ .name = "QU, but nobody has heard it lately: multicast [R66]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_qu),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_qu_sent) },
	{ .name = "a direct unicast query [R63]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_direct),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_direct_sent) },
	{ .name = "a direct unicast query of a host that begins with 64",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_direct64),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_direct64_sent) },
	{ .name = "a legacy query: id, question, TTL of 10, no cache flush [R79]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_legacy),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_legacy_sent) },
	{ .name = "a legacy browser waits, too [R74,R79]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_legacy_ptr),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_legacy_ptr_sent) },
	{ .name = "two legacy questions have two responses [R77,R79]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_legacy_two),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_legacy_two_sent) },
	{ .name = "a probe for our name is answered at once",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_probe),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_probe_sent) },
	{ .name = "a probe does not wait for what is shared",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_probe_ptr),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_probe_ptr_sent) },
	{ .name = "another host answers for our name [R80]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_conflict),
	  .verdict = PZZ_WAKE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_CONFLICT },
	{ .name = "even as an additional record [R80]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_conflict_additional),
	  .verdict = PZZ_WAKE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_CONFLICT },
	{ .name = "whatever the case [R80]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_conflict_case),
	  .verdict = PZZ_WAKE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_CONFLICT },
	{ .name = "the same records of a reflector are no conflict [R80]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_same),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_RESPONSE },
	{ .name = "our own packet, reflected [R80]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_own),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_REFLECTED },
	{ .name = "another host's instance of a shared type [R80]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_shared),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_NOT_OURS },
	{ .name = "the end of another's record is no conflict [R80]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_goodbye_other),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_NOT_OURS },
	{ .name = "an NSEC for our name is no conflict",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_nsec_other),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_NOT_OURS },
	{ .name = "a type that we don't have is no conflict",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_other_type),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_NOT_OURS },
	{ .name = "somebody ends our record: we say it again",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_goodbye_ours),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_RESPONSE,
	  PZZ_SENT(mdns_goodbye_ours_sent) },
	{ .name = "another class is none of ours",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_class_ch),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY },
	{ .name = "another name",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_other),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_FRAME, .reason = PZZ_FRAME_FOREIGN_NAME },
	{ .name = "the name above ours",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_parent),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_FRAME, .reason = PZZ_FRAME_FOREIGN_NAME },
	{ .name = "no question at all",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_empty),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_NOT_OURS },
	{ .name = "a response from another port [R64]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_response_port),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_PORT },
	{ .name = "a unicast query that a router has passed on [R64]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_routed),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_SCOPE },
	{ .name = "a query from 0.0.0.0 [R64]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_from_zero),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_SCOPE },
	{ .name = "a group on which we don't speak [R62]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_group),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_GROUP },
	{ .name = "the group's address, but in a frame to us",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_unicast_mac),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_GROUP },
	{ .name = "opcode 2",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_opcode),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_OPCODE },
	{ .name = "a wrong checksum [R36]",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_checksum),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_CHECKSUM },
	{ .name = "11 bytes",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_short),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_MALFORMED },
	{ .name = "fewer questions than the header says",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_lying_count),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_MALFORMED },
	{ .name = "a pointer to itself",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_loop),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_MALFORMED },
	{ .name = "half a pointer",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_half_pointer),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_MALFORMED },
	{ .name = "a label of a reserved kind",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_label),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_MALFORMED },
	{ .name = "data beyond the end",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_data_overrun),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_MALFORMED },
	{ .name = "garbage behind a good question does not hurt",
	  .setup = &mdns_is_on, PZZ_FRAME(mdns_late_garbage),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_MDNS, .reason = PZZ_MDNS_QUERY,
	  PZZ_SENT(mdns_late_garbage_sent) },
	{ .name = "mDNS that is off is left to the rules",
	  .setup = &mdns_is_off, PZZ_FRAME(mdns_when_off),
	  .verdict = PZZ_IGNORE, .room = PZZ_ROOM_FRAME, .reason = PZZ_ANY_REASON },
};
