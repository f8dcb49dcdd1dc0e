// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <string.h>

#include <linux/genetlink.h>

#include "nl_priv.h"
#include "util.h"

static void get_frame(struct wake *w, const struct nlattr *a)
{
	struct nl_range r = nl_range_of(a);

	if (!r.len)
		return;
	w->frame = util_grow(NULL, 0, r.len);
	memcpy(w->frame, r.p, r.len);
	w->captured = (u32)r.len;
}

static void get_wake(struct wake *w, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_RECORD_A_MAX + 1];

	nl_table(nl_range_of(a), tb, PROXZZZY_RECORD_A_MAX);
	w->seq = nl_u64(tb[PROXZZZY_RECORD_A_SEQ]);
	w->room = nl_str(tb[PROXZZZY_RECORD_A_ROOM]);
	w->reason = nl_str(tb[PROXZZZY_RECORD_A_REASON]);
	w->rule = nl_u32(tb[PROXZZZY_RECORD_A_RULE]);
	w->label = nl_str(tb[PROXZZZY_RECORD_A_LABEL]);
	w->phase = nl_u32(tb[PROXZZZY_RECORD_A_PHASE]);
	w->real_ns = nl_u64(tb[PROXZZZY_RECORD_A_REAL_NS]);
	w->boot_ns = nl_u64(tb[PROXZZZY_RECORD_A_BOOT_NS]);
	w->user_ns = nl_u64(tb[PROXZZZY_RECORD_A_USER_NS]);
	get_frame(w, tb[PROXZZZY_RECORD_A_FRAME]);
	w->frame_len = nl_u32(tb[PROXZZZY_RECORD_A_FRAME_LEN]);
	if (w->frame_len < w->captured)
		w->frame_len = w->captured;
}

static int each_wake(const struct nlmsghdr *nlh, void *out)
{
	const struct nlattr *tb[PROXZZZY_A_MAX + 1];
	struct wakes *all = out;

	nl_table(nl_range_of_msg(nlh), tb, PROXZZZY_A_MAX);
	if (!tb[PROXZZZY_A_WAKE])
		return 0;
	all->v = util_grow(all->v, all->n, sizeof(*all->v));
	get_wake(&all->v[all->n++], tb[PROXZZZY_A_WAKE]);
	return 0;
}

static void forget_wakes(void *out)
{
	wakes_free(out);
}

int nl_wakes_get(struct nl *nl, u32 ifindex, struct wakes *out)
{
	memset(out, 0, sizeof(*out));
	return nl_dump(nl, PROXZZZY_CMD_WAKE_GET, ifindex, each_wake, forget_wakes, out);
}

static void get_event(const struct nlmsghdr *nlh, struct event *ev)
{
	const struct nlattr *tb[PROXZZZY_A_MAX + 1], *in[PROXZZZY_EVENT_A_MAX + 1];

	memset(ev, 0, sizeof(*ev));
	nl_table(nl_range_of_msg(nlh), tb, PROXZZZY_A_MAX);
	nl_table(nl_range_of(tb[PROXZZZY_A_EVENT]), in, PROXZZZY_EVENT_A_MAX);
	ev->ifindex = nl_u32(tb[PROXZZZY_A_IFINDEX]);
	nl_copy_str(tb[PROXZZZY_A_IFNAME], ev->dev, sizeof(ev->dev));
	ev->type = nl_u32(in[PROXZZZY_EVENT_A_TYPE]);
	ev->text = nl_str(in[PROXZZZY_EVENT_A_TEXT]);
	ev->boot_ns = nl_u64(in[PROXZZZY_EVENT_A_BOOT_NS]);
	nl_get_lease(&ev->lease, tb[PROXZZZY_A_LEASE]);
	ev->has_wake = tb[PROXZZZY_A_WAKE];
	if (ev->has_wake)
		get_wake(&ev->wake, tb[PROXZZZY_A_WAKE]);
}

static bool is_event(const struct nl *nl, const struct nlmsghdr *nlh)
{
	const struct genlmsghdr *genl = mnl_nlmsg_get_payload(nlh);

	return nlh->nlmsg_type == nl->family && mnl_nlmsg_get_payload_len(nlh) >= sizeof(*genl) &&
	       genl->cmd == PROXZZZY_CMD_EVENT;
}

int nl_events_join(struct nl *nl)
{
	int group = (int)nl->events;

	if (!group) {
		nl_error_set(nl, -ENOENT, (struct nl_range){ 0 });
		return -ENOENT;
	}
	if (mnl_socket_setsockopt(nl->sock, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group)) < 0) {
		nl_error_set(nl, -errno, (struct nl_range){ 0 });
		return -errno;
	}
	return 0;
}

int nl_events_read(struct nl *nl, void (*each)(const struct event *ev, void *arg), void *arg)
{
	ssize_t got = mnl_socket_recvfrom(nl->sock, nl->answer, NL_ANSWER_MAX);
	const struct nlmsghdr *nlh = nl->answer;
	int len = (int)got;

	if (got < 0) {
		int err = -errno;

		nl_error_set(nl, err, (struct nl_range){ 0 });
		return err;
	}
	for (; mnl_nlmsg_ok(nlh, len); nlh = mnl_nlmsg_next(nlh, &len)) {
		struct event ev;

		if (!is_event(nl, nlh))
			continue;
		get_event(nlh, &ev);
		each(&ev, arg);
		event_free(&ev);
	}
	return 0;
}
