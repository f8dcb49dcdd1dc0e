// SPDX-License-Identifier: GPL-2.0
/* One frame, one room: the dispatch, and what is done for all rooms alike. */
#include "arp/arp.h"
#include "frame/frame.h"

static const void *state_of(const struct pzz_conf *conf, const void *state, unsigned int room)
{
	return (const u8 *)state + conf->state_off[room];
}

static void *mutable_state_of(const struct pzz_conf *conf, void *state, unsigned int room)
{
	return (u8 *)state + conf->state_off[room];
}

static struct pzz_outcome ask(const struct pzz_conf *conf, const void *state, unsigned int room,
			      const struct pzz_frame *f)
{
	if (unlikely(!conf->room[room]))
		return pzz_outcome(PZZ_ROOM_FRAME, PZZ_NEXT, PZZ_FRAME_UNHANDLED);
	return pzz_rooms[room]->input(conf, state_of(conf, state, room), f);
}

static bool is_final(const struct pzz_conf *conf, const struct pzz_outcome *what)
{
	if (what->verdict == PZZ_IGNORE)
		return !conf->every_frame || what->settle;
	return what->verdict == PZZ_REPLY || what->verdict == PZZ_PASS ||
	       what->room == PZZ_ROOM_WAKE;
}

/*
 * Patterns may stand anywhere, so wake/ also sees what another room has no use
 * for. A wake by another room has yet to pass the gate of wake/.
 */
static noinline void look_again(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f, struct pzz_outcome *what)
{
	struct pzz_outcome was = *what;

	if (was.verdict != PZZ_WAKE && was.room != PZZ_ROOM_WAKE)
		*what = ask(conf, state, PZZ_ROOM_WAKE, f);
	if (what->verdict == PZZ_NEXT || (what->verdict == PZZ_IGNORE && !what->settle))
		*what = was;
	if (what->verdict == PZZ_NEXT)
		*what = pzz_outcome(PZZ_ROOM_FRAME, PZZ_IGNORE, PZZ_FRAME_UNHANDLED);
	if (what->verdict == PZZ_WAKE && what->room != PZZ_ROOM_WAKE)
		what->settle = true;
	if (was.conflict) {
		what->conflict = true;
		what->mark = was.mark;
	}
}

/* To one of us and not to all: rules of wake/ may want what comes to all. */
static noinline void find_port(const struct pzz_conf *conf, struct pzz_frame *f)
{
	unsigned int i;

	if (f->room != PZZ_ROOM_WAKE || f->l4_proto != PZZ_IP_UDP || f->cast != PZZ_TO_HOST)
		return;
	for (i = 0; i < conf->n_ports; i++)
		if (conf->ports[i].port == f->dport)
			f->room = conf->ports[i].room;
}

static noinline void ask_room(const struct pzz_conf *conf, const void *state,
			      struct pzz_frame *f, struct pzz_outcome *what)
{
	if (unlikely(conf->n_ports))
		find_port(conf, f);
	if (unlikely(!conf->room[f->room])) {
		if (pzz_rooms[f->room]->host_stack) {
			*what = pzz_outcome(PZZ_ROOM_FRAME, PZZ_PASS, PZZ_FRAME_HOST_STACK);
			return;
		}
		f->room = PZZ_ROOM_WAKE;
	}
	*what = pzz_rooms[f->room]->input(conf, state_of(conf, state, f->room), f);
	if (unlikely(!is_final(conf, what)))
		look_again(conf, state, f, what);
}

/* What frame/ drops is the most by far: it needs neither a call more nor a copy. */
void pzz_judge(const struct pzz_conf *conf, const void *state, struct pzz_frame *f,
	       struct pzz_outcome *what)
{
	u8 reason = pzz_frame_parse(conf, f);

	if (reason == PZZ_FRAME_GOOD) {
		ask_room(conf, state, f, what);
		return;
	}
	what->verdict = PZZ_IGNORE;
	what->room = PZZ_ROOM_FRAME;
	what->reason = reason;
	what->settle = false;
	what->rule = PZZ_NO_RULE;
	what->size = 0;
	what->mark = 0;
	what->conflict = false;
	what->lost = false;
	what->also = PZZ_ALSO_NOTHING;
	what->report = false;
}

static unsigned int earliest(const u64 *deadline)
{
	unsigned int i, first = 0;
	u64 least = deadline[0];

	for (i = 1; i < PZZ_ROOMS; i++)
		if (deadline[i] < least) {
			least = deadline[i];
			first = i;
		}
	return first;
}

/* Nobody shall find us at an address that is not ours any more. */
static void give_up_lost(const struct pzz_conf *conf, void *state, const struct pzz_outcome *what)
{
	if (unlikely(what->lost) && conf->room[PZZ_ROOM_ARP])
		pzz_arp_give_up(mutable_state_of(conf, state, PZZ_ROOM_ARP), what->mark);
}

/* Whether a frame that is answered may wake, too. */
static noinline bool may_wake(const struct pzz_conf *conf, void *state, struct pzz_now now,
			      struct pzz_outcome what)
{
	what.verdict = PZZ_WAKE;
	return pzz_wake_gate(conf, state, now, what).verdict == PZZ_WAKE;
}

struct pzz_outcome pzz_settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
			      const struct pzz_frame *f, struct pzz_outcome was, u64 *deadline,
			      u64 *next)
{
	const struct pzz_room *room = pzz_rooms[was.room];
	void *own = mutable_state_of(conf, state, was.room);

	if (room->settle)
		was = room->settle(conf, own, now, f, was);
	if (room->next && conf->room[was.room]) {
		deadline[was.room] = room->next(conf, own);
		*next = deadline[earliest(deadline)];
	}
	give_up_lost(conf, state, &was);
	was.settle = false;
	if (unlikely(was.also) && !may_wake(conf, state, now, was))
		was.also = PZZ_ALSO_NOTHING;
	if (was.verdict == PZZ_WAKE && was.room != PZZ_ROOM_WAKE)
		was = pzz_wake_gate(conf, state, now, was);
	return was;
}

bool pzz_deadlines(const struct pzz_conf *conf)
{
	unsigned int i;

	for (i = 0; i < PZZ_ROOMS; i++) {
		const struct pzz_room *room = pzz_rooms[i];

		if (conf->room[i] && room->tick && (!room->deadlines || room->deadlines(conf)))
			return true;
	}
	return false;
}

u64 pzz_begin(const struct pzz_conf *conf, void *state, struct pzz_now now, u64 *deadline)
{
	unsigned int i;

	for (i = 0; i < PZZ_ROOMS; i++) {
		deadline[i] = PZZ_NEVER;
		if (conf->room[i] && pzz_rooms[i]->begin)
			deadline[i] = pzz_rooms[i]->begin(conf, mutable_state_of(conf, state, i),
							  now);
	}
	return deadline[earliest(deadline)];
}

u64 pzz_tick(const struct pzz_conf *conf, void *state, struct pzz_now now, u64 *deadline,
	     struct pzz_outcome *what, struct pzz_writer *out)
{
	unsigned int room = earliest(deadline);
	struct pzz_due due;

	*what = pzz_outcome(PZZ_ROOM_FRAME, PZZ_IGNORE, PZZ_FRAME_UNHANDLED);
	if (deadline[room] == PZZ_NEVER || deadline[room] > now.ns)
		return deadline[room];

	due = pzz_rooms[room]->tick(conf, mutable_state_of(conf, state, room), now, out);
	deadline[room] = due.next;
	*what = due.what;
	give_up_lost(conf, state, what);
	return deadline[earliest(deadline)];
}

u64 pzz_goodbye(const struct pzz_conf *conf, void *state, struct pzz_now now, u64 *deadline)
{
	bool any = false;
	unsigned int i;

	for (i = 0; i < PZZ_ROOMS; i++) {
		if (!conf->room[i] || !pzz_rooms[i]->goodbye ||
		    !pzz_rooms[i]->goodbye(conf, mutable_state_of(conf, state, i), now))
			continue;
		deadline[i] = now.ns;
		any = true;
	}
	return any ? deadline[earliest(deadline)] : PZZ_NEVER;
}
