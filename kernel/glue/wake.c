// SPDX-License-Identifier: GPL-2.0
/* Waking the host, and remembering why (C14, R35). */
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>
#include <linux/mm.h>
#include <linux/suspend.h>

#include "glue.h"

static struct pzz_record *slot(struct pzz_proxy *p, u64 seq)
{
	return &p->record[do_div(seq, PROXZZZY_WAKE_MAX)];
}

/* So that the wake itself needs no memory. Without it, the record has no frame. */
int pzz_records_alloc(struct pzz_proxy *p)
{
	u32 cap = min_t(u32, p->dev->mtu + VLAN_ETH_HLEN, PROXZZZY_FRAME_MAX);
	struct pzz_record *r = slot(p, p->wakes + 1);
	u8 *frame, *old;
	u32 old_cap;

	if (r->cap >= cap)
		return 0;
	frame = kvmalloc(cap, GFP_KERNEL);
	if (!frame)
		return -ENOMEM;
	spin_lock_bh(&p->wake_lock);
	old = r->frame;
	old_cap = r->cap;
	r->frame = frame;
	r->cap = cap;
	r->kept = 0;
	spin_unlock_bh(&p->wake_lock);
	kvfree_sensitive(old, old_cap);
	return 0;
}

/* A frame that woke the host may have a password in it. */
void pzz_records_free(struct pzz_proxy *p)
{
	unsigned int i;

	for (i = 0; i < PROXZZZY_WAKE_MAX; i++)
		kvfree_sensitive(p->record[i].frame, p->record[i].cap);
}

/* Appends what fits of @len bytes at @offset of the frame. */
static void keep(struct pzz_record *r, const struct sk_buff *skb, int offset, u32 len)
{
	len = min(len, r->cap - r->kept);
	if (!skb_copy_bits(skb, offset, r->frame + r->kept, len))
		r->kept += len;
}

/* The frame as it was on the wire, with the VLAN tag that the device may have taken off. */
static void keep_frame(struct pzz_record *r, const struct sk_buff *skb)
{
	int mac = skb_mac_offset(skb);
	u32 len = skb->len - mac;

	r->frame_len = len;
	if (!skb_vlan_tag_present(skb)) {
		keep(r, skb, mac, len);
		return;
	}
	r->frame_len += VLAN_HLEN;
	keep(r, skb, mac, 2 * ETH_ALEN);
	if (r->cap - r->kept >= VLAN_HLEN) {
		__be16 tag[2] = { skb->vlan_proto, htons(skb_vlan_tag_get(skb)) };

		memcpy(r->frame + r->kept, tag, VLAN_HLEN);
		r->kept += VLAN_HLEN;
	}
	keep(r, skb, mac + 2 * ETH_ALEN, len - 2 * ETH_ALEN);
}

static struct pzz_record *record(struct pzz_proxy *p, const struct pzz_live *live,
				 struct pzz_outcome why, u32 phase, const struct sk_buff *skb)
{
	const struct pzz_setup *setup = &live->store->setup;
	struct pzz_record *r = slot(p, p->wakes + 1);

	lockdep_assert_held(&p->wake_lock);
	r->seq = ++p->wakes;
	r->room = why.room;
	r->reason = why.reason;
	r->phase = phase;
	r->real_ns = ktime_get_real_ns();
	r->boot_ns = ktime_get_boottime_ns();
	r->user_ns = p->starter == PROXZZZY_STARTER_SUSPEND ? 0 : r->boot_ns;
	r->frame_len = 0;
	r->kept = 0;
	r->rule = 0;
	r->label[0] = '\0';
	if (why.rule < setup->n_rules) {
		r->rule = setup->rules[why.rule].id;
		strscpy(r->label, setup->rules[why.rule].label, sizeof(r->label));
	}
	if (skb)
		keep_frame(r, skb);
	return r;
}

/*
 * ORDER: the phase first, so that whoever sees the wake-up pending also sees
 * why; sleep.c raises it again where freeze_processes() may have cleared it.
 */
void pzz_wake(struct pzz_proxy *p, const struct pzz_live *live, struct pzz_outcome why,
	      struct sk_buff *skb)
{
	u32 phase = READ_ONCE(p->phase);

	do {
		if (!pzz_phase_watches(phase))
			return;
	} while (!try_cmpxchg(&p->phase, &phase, PROXZZZY_PHASE_WAKING));

	if (p->starter == PROXZZZY_STARTER_SUSPEND) {
		pm_wakeup_ws_event(p->ws, 0, true);
		pzz_proxies_waking();
	}

	spin_lock_bh(&p->wake_lock);
	pzz_event_wake(p, record(p, live, why, phase, skb));
	spin_unlock_bh(&p->wake_lock);

	if (p->starter == PROXZZZY_STARTER_COMMAND)
		pzz_proxy_reap();
}

void pzz_records_user_ran(struct pzz_proxy *p, u64 boot_ns)
{
	struct pzz_record *r;

	spin_lock_bh(&p->wake_lock);
	r = slot(p, p->wakes);
	if (r->seq && !r->user_ns)
		r->user_ns = boot_ns;
	spin_unlock_bh(&p->wake_lock);
}

bool pzz_record_read(struct pzz_proxy *p, u64 *seq, struct pzz_record *out, u8 *frame)
{
	const struct pzz_record *r;
	u64 oldest;

	spin_lock_bh(&p->wake_lock);
	oldest = p->wakes >= PROXZZZY_WAKE_MAX ? p->wakes - PROXZZZY_WAKE_MAX + 1 : 1;
	*seq = max(*seq, oldest);
	r = slot(p, *seq);
	if (*seq > p->wakes) {
		spin_unlock_bh(&p->wake_lock);
		return false;
	}
	*out = *r;
	out->frame = frame;
	memcpy(frame, r->frame, r->kept);
	spin_unlock_bh(&p->wake_lock);
	return true;
}
