// SPDX-License-Identifier: GPL-2.0
/*
 * One counter for each room and reason, per CPU. Every frame that is seen while
 * proxying is counted exactly once. So is what a timer led to, and that a second
 * time in TICKS: the sum less TICKS is the number of frames.
 */
#include <linux/percpu.h>

#include "glue.h"
#include "wake/wake.h"

static const char *const host_reasons[PZZ_HOST_REASONS] = {
	[PZZ_HOST_OTHERHOST]	= "other-host",
	[PZZ_HOST_NOMEM]	= "no-memory",
	[PZZ_HOST_TOO_BIG]	= "reply-too-big",
	[PZZ_HOST_XMIT]		= "reply-not-sent",
	[PZZ_HOST_WAKING]	= "waking",
};

static unsigned int base[PZZ_ROOMS + 1];	/* first counter of each room */
static unsigned int n_counters;			/* and behind them: */

enum { REPLIES, TICKS, N_OTHERS };

unsigned int pzz_stat_reasons(unsigned int room)
{
	return room == PZZ_ROOM_HOST ? PZZ_HOST_REASONS : pzz_rooms[room]->n_reasons;
}

const char *pzz_stat_room_name(unsigned int room)
{
	return room == PZZ_ROOM_HOST ? "host" : pzz_rooms[room]->name;
}

const char *pzz_stat_reason_name(unsigned int room, unsigned int reason)
{
	return room == PZZ_ROOM_HOST ? host_reasons[reason] : pzz_rooms[room]->reasons[reason];
}

int pzz_stats_init(void)
{
	unsigned int room;

	for (room = 0; room <= PZZ_ROOM_HOST; room++) {
		base[room] = n_counters;
		n_counters += pzz_stat_reasons(room);
	}
	return 0;
}

struct pzz_pcpu __percpu *pzz_stats_alloc(void)
{
	struct pzz_pcpu __percpu *pcpu;
	int cpu;

	pcpu = __alloc_percpu(sizeof(*pcpu) + (n_counters + N_OTHERS) * sizeof(u64_stats_t),
			      __alignof__(*pcpu));
	if (pcpu)
		for_each_possible_cpu(cpu)
			u64_stats_init(&per_cpu_ptr(pcpu, cpu)->syncp);
	return pcpu;
}

static void count(struct pzz_proxy *p, unsigned int index)
{
	struct pzz_pcpu *pcpu = this_cpu_ptr(p->pcpu);

	u64_stats_update_begin(&pcpu->syncp);
	u64_stats_inc(&pcpu->count[index]);
	u64_stats_update_end(&pcpu->syncp);
}

/* BH off. */
void pzz_count(struct pzz_proxy *p, unsigned int room, unsigned int reason)
{
	count(p, base[room] + reason);
}

void pzz_count_tick(struct pzz_proxy *p, unsigned int room, unsigned int reason)
{
	count(p, base[room] + reason);
	count(p, n_counters + TICKS);
}

void pzz_count_reply(struct pzz_proxy *p)
{
	count(p, n_counters + REPLIES);
}

static u64 sum(const struct pzz_proxy *p, unsigned int index)
{
	u64 total = 0, part;
	unsigned int start;
	int cpu;

	for_each_possible_cpu(cpu) {
		const struct pzz_pcpu *pcpu = per_cpu_ptr(p->pcpu, cpu);

		do {
			start = u64_stats_fetch_begin(&pcpu->syncp);
			part = u64_stats_read(&pcpu->count[index]);
		} while (u64_stats_fetch_retry(&pcpu->syncp, start));
		total += part;
	}
	return total;
}

u64 pzz_stat_sum(const struct pzz_proxy *p, unsigned int room, unsigned int reason)
{
	return sum(p, base[room] + reason);
}

struct pzz_totals pzz_stat_totals(const struct pzz_proxy *p)
{
	struct pzz_totals t = {
		.replies = sum(p, n_counters + REPLIES),
		.suppressed = pzz_stat_sum(p, PZZ_ROOM_WAKE, PZZ_WAKE_RULE_LIMITED) +
			      pzz_stat_sum(p, PZZ_ROOM_WAKE, PZZ_WAKE_LIMITED),
	};
	u64 ticks = sum(p, n_counters + TICKS);	/* first: never more than the sum has */
	unsigned int i;

	for (i = 0; i < n_counters; i++)
		t.frames += sum(p, i);
	t.frames -= ticks;
	return t;
}
