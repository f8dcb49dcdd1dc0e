/* SPDX-License-Identifier: GPL-2.0 */
/* Read by vectors.c only. */
#include "ndp/ndp.h"

static const struct pzz_setup ndp_on = {
	V_SETUP, .ndp = { .enable = true, .conflict = PROXZZZY_CONFLICT_IGNORE },
};

static const struct pzz_setup ndp_wake = {
	V_SETUP, .ndp = { .enable = true, .conflict = PROXZZZY_CONFLICT_WAKE },
};

static const struct pzz_setup ndp_router = {
	V_SETUP, .ndp = { .enable = true, .router = true },
};

static const struct pzz_setup ndp_off = { V_SETUP };

#include "ndp/vectors_ns.h"
#include "ndp/vectors_na.h"

#define OUTCOME(array, set, what, title) \
	.name = (title), .setup = &ndp_##set, PZZ_FRAME(ndp_##array), .verdict = PZZ_##what
#define REPLIES(array, set, why, answer, title) \
	OUTCOME(array, set, REPLY, title), .room = PZZ_ROOM_NDP, .reason = PZZ_NDP_##why, \
	PZZ_ANSWER(ndp_##answer)
#define IGNORES(array, set, why, title) \
	OUTCOME(array, set, IGNORE, title), .room = PZZ_ROOM_NDP, .reason = PZZ_NDP_##why
#define WAKES(array, set, why, title) \
	OUTCOME(array, set, WAKE, title), .room = PZZ_ROOM_NDP, .reason = PZZ_NDP_##why
/* Not this room's: wake/ has no use for it either. */
#define LEAVES(array, set, title) \
	OUTCOME(array, set, IGNORE, title), .room = PZZ_ROOM_WAKE, .reason = PZZ_ANY_REASON

static const struct pzz_vector ndp_vectors[] = {
	{ REPLIES(global, on, ANSWERED, global_reply,
		"solicitation for a global address [R25 R26 C7 C9 C10]") },
	{ REPLIES(link_local, on, ANSWERED, link_local_reply,
		"solicitation for a link-local address [R27 C7]") },
	{ REPLIES(temporary, on, ANSWERED, temporary_reply,
		"solicitation for a temporary address [R28 C8]") },
	{ REPLIES(unicast, on, ANSWERED, reply, "solicitation to the address itself [R25]") },
	{ REPLIES(unicast_bare, on, ANSWERED, reply,
		"solicitation to the address itself without options [R25]") },
	{ REPLIES(unicast_other, on, ANSWERED, reply,
		"solicitation to another of our addresses [R25]") },
	{ REPLIES(slla, on, ANSWERED, slla_reply, "the link-layer address of the option counts") },
	{ REPLIES(slla_multicast, on, ANSWERED, reply,
		"an option that is no station counts for nothing") },
	{ REPLIES(slla_twice, on, ANSWERED, reply, "a second source option is not looked at") },
	{ REPLIES(option_unknown, on, ANSWERED, reply, "an unknown option is skipped") },
	{ REPLIES(dad, on, DAD_ANSWERED, dad_reply,
		"duplicate address detection is answered to all nodes [R25 R26]") },
	{ REPLIES(dad_nonce, on, DAD_ANSWERED, dad_nonce_reply,
		"duplicate address detection with a nonce [R28]") },
	{ REPLIES(dad_link_local, on, DAD_ANSWERED, dad_link_local_reply,
		"duplicate address detection for a link-local address [R27]") },
	{ IGNORES(dad_slla, on, OPTION,
		"duplicate address detection with a source option [R36]") },
	{ IGNORES(dad_unicast, on, DESTINATION,
		"duplicate address detection to the address itself [R36]") },
	{ REPLIES(unicast, router, ANSWERED, router_reply, "a router says so") },
	{ REPLIES(dad, router, DAD_ANSWERED, router_dad_reply,
		"a router says so in duplicate address detection") },
	{ REPLIES(hop_by_hop, on, ANSWERED, reply, "behind a hop-by-hop header [R29]") },
	{ REPLIES(dest_opts, on, ANSWERED, reply, "behind destination options [R29]") },
	{ REPLIES(both_opts, on, ANSWERED, reply, "behind both [R29]") },
	{ IGNORES(atomic, on, FRAGMENT, "in an atomic fragment: RFC 6980 [R36]") },
	{ IGNORES(routed, on, ROUTING, "behind a routing header") },
	{ IGNORES(hop_limit, on, HOP_LIMIT, "hop limit is 254: it was forwarded [R36]") },
	{ IGNORES(code, on, CODE, "code is 1 [R36]") },
	{ IGNORES(checksum, on, CHECKSUM, "checksum is wrong [R36]") },
	{ REPLIES(checksum, on, ANSWERED, reply,
		"checksum that the device has verified"), .l4_verified = true },
	{ IGNORES(cut, on, SHORT, "one byte is missing [R36]") },
	{ IGNORES(target_multicast, on, TARGET, "target is multicast [R36]") },
	{ IGNORES(not_ours, on, NOT_OURS, "target is another host") },
	{ IGNORES(not_ours_same_group, on, NOT_OURS, "target of another host in the same group") },
	{ IGNORES(wrong_group, on, DESTINATION, "to the group of another address [R36]") },
	{ IGNORES(wrong_group_last, on, DESTINATION,
		"to a group that differs in the last byte [R36]") },
	{ IGNORES(wrong_group_first, on, DESTINATION,
		"to a group that differs in the first byte [R36]") },
	{ IGNORES(all_nodes, on, DESTINATION, "to all nodes [R36]") },
	{ IGNORES(from_us, on, SOURCE, "from our own address, by another MAC") },
	{ IGNORES(option_zero, on, OPTION, "option length is 0 [R36]") },
	{ IGNORES(option_beyond, on, OPTION, "option goes beyond the message [R36]") },
	{ IGNORES(option_half, on, OPTION, "option is half there [R36]") },
	{ IGNORES(option_byte, on, OPTION, "one byte of an option [R36]") },
	{ IGNORES(slla_long, on, OPTION, "source option of 16 bytes [R36]") },
	{ IGNORES(option_second, on, OPTION, "bad option behind a good one [R36]") },
	{ IGNORES(slla_ours, on, REFLECTED, "our own MAC as source option") },
	{ IGNORES(na_conflict, on, CONFLICT, "advertisement of our address by another MAC") },
	{ WAKES(na_conflict, wake, CONFLICT,
		"advertisement of our address by another MAC wakes") },
	{ WAKES(na_bare, wake, CONFLICT, "advertisement without option wakes") },
	{ WAKES(na_solicited, wake, CONFLICT, "solicited advertisement to us wakes") },
	{ IGNORES(na_reflected, wake, REFLECTED, "our own advertisement comes back") },
	{ IGNORES(na_other, wake, NOT_OURS, "advertisement of another host") },
	{ IGNORES(na_cast, wake, DESTINATION, "solicited advertisement to all nodes [R36]") },
	{ IGNORES(na_checksum, wake, CHECKSUM, "advertisement with a wrong checksum [R36]") },
	{ IGNORES(na_hop_limit, wake, HOP_LIMIT, "advertisement that was forwarded [R36]") },
	{ IGNORES(na_option_zero, wake, OPTION,
		"advertisement with an option of length 0 [R36]") },
	{ LEAVES(global, off, "solicitation while neighbour discovery is off") },
};

#undef OUTCOME
#undef REPLIES
#undef IGNORES
#undef WAKES
#undef LEAVES
