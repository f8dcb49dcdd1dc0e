// SPDX-License-Identifier: GPL-2.0
/* Telling whoever listens, in any context. */
#include <linux/ktime.h>

#include "netlink.h"

#define TEXT_MAX	160

static bool put_u64(struct sk_buff *skb, int type, u64 value)
{
	return nla_put_u64_64bit(skb, type, value, PROXZZZY_RECORD_A_PAD);
}

static bool put_rule(struct sk_buff *skb, const struct pzz_record *r)
{
	return r->rule &&
	       (nla_put_u32(skb, PROXZZZY_RECORD_A_RULE, r->rule) ||
		(r->label[0] && nla_put_string(skb, PROXZZZY_RECORD_A_LABEL, r->label)));
}

static bool put_times(struct sk_buff *skb, const struct pzz_record *r)
{
	return put_u64(skb, PROXZZZY_RECORD_A_REAL_NS, r->real_ns) ||
	       put_u64(skb, PROXZZZY_RECORD_A_BOOT_NS, r->boot_ns) ||
	       (r->user_ns && put_u64(skb, PROXZZZY_RECORD_A_USER_NS, r->user_ns));
}

static bool put_frame(struct sk_buff *skb, const struct pzz_record *r)
{
	return r->frame_len &&
	       ((r->kept && nla_put(skb, PROXZZZY_RECORD_A_FRAME, r->kept, r->frame)) ||
		nla_put_u32(skb, PROXZZZY_RECORD_A_FRAME_LEN, r->frame_len));
}

/* C14 */
int pzz_put_record(struct sk_buff *skb, const struct pzz_record *r)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_A_WAKE);

	if (!nest ||
	    put_u64(skb, PROXZZZY_RECORD_A_SEQ, r->seq) ||
	    nla_put_string(skb, PROXZZZY_RECORD_A_ROOM, pzz_stat_room_name(r->room)) ||
	    nla_put_string(skb, PROXZZZY_RECORD_A_REASON,
			   pzz_stat_reason_name(r->room, r->reason)) ||
	    put_rule(skb, r) ||
	    nla_put_u32(skb, PROXZZZY_RECORD_A_PHASE, r->phase) ||
	    put_times(skb, r) || put_frame(skb, r))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_event(struct sk_buff *skb, enum proxzzzy_event type, const char *text)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_A_EVENT);

	if (!nest ||
	    nla_put_u32(skb, PROXZZZY_EVENT_A_TYPE, type) ||
	    nla_put_string(skb, PROXZZZY_EVENT_A_TEXT, text) ||
	    nla_put_u64_64bit(skb, PROXZZZY_EVENT_A_BOOT_NS, ktime_get_boottime_ns(),
			      PROXZZZY_EVENT_A_PAD))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

struct what {
	const struct pzz_record *record;	/* these may be NULL */
	const struct pzz_lease *lease;
	const char *reason;			/* what has happened to the lease */
};

static int put_what(struct sk_buff *skb, const struct what *what)
{
	if (what->record)
		return pzz_put_record(skb, what->record);
	return what->lease ? pzz_put_lease(skb, what->lease, what->reason) : 0;
}

static void tell(const struct pzz_proxy *p, enum proxzzzy_event type, const char *text,
		 const struct what *what)
{
	const struct pzz_record *record = what->record;
	struct sk_buff *skb = genlmsg_new(512 + TEXT_MAX + (record ? record->kept : 0),
					  GFP_ATOMIC);
	void *head;

	if (!skb)
		return;
	head = genlmsg_put(skb, 0, 0, &pzz_family, 0, PROXZZZY_CMD_EVENT);
	if (!head || pzz_put_proxy(skb, p) || put_event(skb, type, text) ||
	    put_what(skb, what)) {
		nlmsg_free(skb);
		return;
	}
	genlmsg_end(skb, head);
	genlmsg_multicast_netns(&pzz_family, dev_net(p->dev), skb, 0, 0, GFP_ATOMIC);
}

static bool heard(const struct pzz_proxy *p)
{
	return READ_ONCE(pzz_netlink_up) &&
	       genl_has_listeners(&pzz_family, dev_net(p->dev), 0);
}

void pzz_event(struct pzz_proxy *p, enum proxzzzy_event type, const char *fmt, ...)
{
	char text[TEXT_MAX];
	va_list args;

	if (!heard(p))
		return;
	va_start(args, fmt);
	vscnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	tell(p, type, text, &(struct what){});
}

/* R35: the newest record. */
void pzz_event_wake(struct pzz_proxy *p, const struct pzz_record *record)
{
	char text[TEXT_MAX];

	if (!heard(p))
		return;
	scnprintf(text, sizeof(text), "%s wakes the host: %s%s%s", p->dev->name,
		  pzz_stat_reason_name(record->room, record->reason),
		  record->label[0] ? ", " : "", record->label);
	tell(p, PROXZZZY_EVENT_WAKE, text, &(struct what){ .record = record });
}

void pzz_event_lease(struct pzz_proxy *p, const struct pzz_lease *lease, const char *reason,
		     const char *what)
{
	char text[TEXT_MAX];

	if (!heard(p))
		return;
	scnprintf(text, sizeof(text), "the lease of %pI4 %s", lease->address, what);
	tell(p, PROXZZZY_EVENT_LEASE, text, &(struct what){ .lease = lease, .reason = reason });
}
