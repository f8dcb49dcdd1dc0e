/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The seam upwards: what a protocol room is, and what the glue may ask of all
 * of them together.
 *
 * A room never allocates, locks, sleeps, logs, reads a clock or a global. It
 * gets a frame whose offsets frame/ has validated, its const configuration, its
 * small state where it has any, and a bounded writer.
 */
#ifndef PZZ_ENGINE_H
#define PZZ_ENGINE_H

#include "pzz_frame.h"
#include "pzz_setup.h"
#include "pzz_writer.h"

enum pzz_verdict {
	PZZ_NEXT,	/* not mine: the next room may look; never leaves the engine */
	PZZ_IGNORE,	/* consume it silently */
	PZZ_REPLY,	/* consume it and send what .reply() writes */
	PZZ_WAKE,	/* wake the host; this frame and all later ones go to its stack */
	PZZ_PASS,	/* to the host's stack, without waking it */
};

enum pzz_room_id {
	PZZ_ROOM_FRAME,
	PZZ_ROOM_ARP,
	PZZ_ROOM_NDP,
	PZZ_ROOM_ECHO,
	PZZ_ROOM_IGMP,
	PZZ_ROOM_MLD,
	PZZ_ROOM_MDNS,
	PZZ_ROOM_LLMNR,
	PZZ_ROOM_SNMP,
	PZZ_ROOM_TEREDO,
	PZZ_ROOM_LLDP,
	PZZ_ROOM_DHCP,
	PZZ_ROOM_RA,
	PZZ_ROOM_SIP,
	PZZ_ROOM_WAKE,

	PZZ_ROOMS
};

/* What else becomes of a frame that is answered. */
enum pzz_also {
	PZZ_ALSO_NOTHING,
	PZZ_ALSO_WAKE,		/* wake the host when the answer is out; the frame is consumed */
	PZZ_ALSO_HAND_OVER,	/* and give it the frame, too */
};

#define PZZ_NO_RULE	0xffff
#define PZZ_NEVER	(~0ULL)

/*
 * What became of a frame; a room fills all of it. Too large for two registers, so
 * that it is built in place: to take many small fields apart costs more.
 */
struct pzz_outcome {
	u8 verdict;	/* enum pzz_verdict */
	u8 room;	/* enum pzz_room_id */
	u8 reason;	/* that room's own enum, an index into pzz_room.reasons */
	bool settle;	/* not final: .settle() decides, under the state lock */
	u32 rule;	/* index into pzz_setup.rules, or PZZ_NO_RULE */
	u32 size;	/* REPLY: bytes that .reply() writes at most */
	u32 mark;	/* the room's own: what .input() found for .settle() and .reply() */
	bool conflict;	/* another host uses setup.addrs[mark]: worth an event (R24) */
	bool lost;	/* setup.addrs[mark] is no longer ours: ARP is silent about it now */
	u8 also;	/* enum pzz_also, REPLY to a frame only; with .settle, see there */
	bool report;	/* IGNORE or WAKE: worth an event; setup.sip.regs[mark] has failed */
};

/* Now, and a number that nobody can guess; both fresh at each call. */
struct pzz_now {
	u64 ns;		/* CLOCK_BOOTTIME */
	u32 random;
};

/* What a timer run led to, and when the room wants to be called again. */
struct pzz_due {
	struct pzz_outcome what;	/* REPLY: send what was written; WAKE; IGNORE: nothing */
	u64 next;			/* ns; not after now: at once; PZZ_NEVER */
};

struct pzz_conf;

struct pzz_room {
	const char *name;
	const char *clauses;		/* for the capability table */
	const char *const *reasons;	/* names, lower case, words joined by '-' */
	u8 n_reasons;
	bool host_stack;		/* off, its frames are the host's; others are wake/'s */

	/*
	 * Configuration. @setup has been checked by no one yet: conf_check()
	 * returns false and fills @why for what this room can't do. conf_init()
	 * builds in @mem, of conf_size() bytes, what the room looks things up in;
	 * NULL if the setup leaves the room without work. All may be NULL.
	 */
	bool (*conf_check)(const struct pzz_setup *setup, struct pzz_refusal *why);
	size_t (*conf_size)(const struct pzz_setup *setup);
	const void *(*conf_init)(void *mem, const struct pzz_setup *setup);

	/*
	 * State, aligned to 8 and zeroed before state_init(); both NULL for a
	 * stateless room. Size 0: no state for this configuration.
	 */
	size_t (*state_size)(const struct pzz_conf *conf);
	void (*state_init)(const struct pzz_conf *conf, void *state);

	/*
	 * input: no lock, no clock. Decides, writes nothing but pzz_frame_own(). Of
	 * @state, which may change meanwhile, it may READ_ONCE() single words only.
	 * settle: only for an outcome with .settle; under the state lock. What is
	 * also to wake has to pass the common bucket, like every wake: without a
	 * token, reply gets it as PZZ_ALSO_NOTHING.
	 * reply: only for the final PZZ_REPLY; false if it did not fit.
	 */
	struct pzz_outcome (*input)(const struct pzz_conf *conf, const void *state,
				    const struct pzz_frame *f);
	struct pzz_outcome (*settle)(const struct pzz_conf *conf, void *state, struct pzz_now now,
				     const struct pzz_frame *f, struct pzz_outcome was);
	bool (*reply)(const struct pzz_conf *conf, const struct pzz_frame *f,
		      const struct pzz_outcome *what, struct pzz_writer *out);

	/*
	 * begin: the host has just fallen asleep (or was told to start); forgets
	 * what a former sleep left and returns the first deadline. tick: a
	 * deadline is due. At most one frame each call, of pzz_conf.mtu + 14
	 * bytes at most. Under the state lock. begin and tick may be NULL, tick
	 * for a room without deadlines. deadlines: whether this configuration
	 * has any, so that timers must be kept alive in s2idle; NULL: whenever
	 * there is a tick and the room is not off.
	 * next: the first deadline as the state is now; for rooms whose settle or
	 * goodbye makes deadlines. goodbye: from now on, tick takes back what the
	 * room has said (R81); false if there is nothing.
	 */
	bool (*deadlines)(const struct pzz_conf *conf);
	u64 (*begin)(const struct pzz_conf *conf, void *state, struct pzz_now now);
	struct pzz_due (*tick)(const struct pzz_conf *conf, void *state, struct pzz_now now,
			       struct pzz_writer *out);
	u64 (*next)(const struct pzz_conf *conf, const void *state);
	bool (*goodbye)(const struct pzz_conf *conf, void *state, struct pzz_now now);
};

extern const struct pzz_room *const pzz_rooms[PZZ_ROOMS];
extern const struct pzz_room pzz_frame_room;
extern const struct pzz_room pzz_arp_room;
extern const struct pzz_room pzz_ndp_room;
extern const struct pzz_room pzz_echo_room;
extern const struct pzz_room pzz_igmp_room;
extern const struct pzz_room pzz_mld_room;
extern const struct pzz_room pzz_mdns_room;
extern const struct pzz_room pzz_llmnr_room;
extern const struct pzz_room pzz_snmp_room;
extern const struct pzz_room pzz_teredo_room;
extern const struct pzz_room pzz_lldp_room;
extern const struct pzz_room pzz_dhcp_room;
extern const struct pzz_room pzz_ra_room;
extern const struct pzz_room pzz_sip_room;
extern const struct pzz_room pzz_wake_room;

#define PZZ_CONF_PORTS	(PROXZZZY_SNMP_PORT_MAX + PROXZZZY_TEREDO_MAX)

/* A UDP port of our own that the host has chosen for a room */
struct pzz_room_port {
	u16 port;
	u8 room;
};

/* One configuration in force: immutable, one block of memory, no pointer out of it. */
struct pzz_conf {
	u8 mac[6];
	bool router;
	bool every_frame;	/* wake/ wants to see what other rooms ignored */
	bool groups;		/* and UDP to groups and broadcasts */
	bool names;		/* and of that, mDNS and LLMNR */
	u8 n_ports;
	struct pzz_room_port ports[PZZ_CONF_PORTS];
	bool dhcp;		/* and what servers say to DHCP clients */
	bool streams;		/* connections of the host's go on, which needs its neighbours */
	u32 mtu;
	u32 n_rules;
	size_t size;
	const struct pzz_addrs *addrs;
	const void *room[PZZ_ROOMS];	/* NULL: that room is off */
	size_t state_off[PZZ_ROOMS];	/* into the state block */
	size_t state_size;
};

/*
 * pzz_conf_check(): everything that can be wrong with @setup. Call it first.
 * pzz_conf_size(): bytes for pzz_conf_init(), for a checked setup.
 * pzz_conf_init(): builds @mem; keeps no pointer into @setup. @mem is aligned to 8.
 */
bool pzz_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why);
size_t pzz_conf_size(const struct pzz_setup *setup);
const struct pzz_conf *pzz_conf_init(void *mem, const struct pzz_setup *setup);

/* @state: conf->state_size zeroed bytes, aligned to 8. */
void pzz_state_init(const struct pzz_conf *conf, void *state);

/*
 * pzz_input(): parses @f (data, len and flags filled in by pzz_frame_init())
 * and asks the one room it is for. Never PZZ_NEXT. Needs no lock, and @state
 * may change meanwhile.
 * pzz_settle(): for an outcome with .settle, under the state lock. Final. It may
 * make deadlines: @deadline is that of pzz_begin(). @next is the earliest so far,
 * and afterwards again.
 * pzz_reply(): writes the whole frame from the Ethernet header on, without FCS,
 * without VLAN tag, at most what.size bytes.
 */
struct pzz_outcome pzz_settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
			      const struct pzz_frame *f, struct pzz_outcome was, u64 *deadline,
			      u64 *next);
static inline struct pzz_outcome pzz_input(const struct pzz_conf *conf, const void *state,
					   struct pzz_frame *f);
static inline bool pzz_reply(const struct pzz_conf *conf, const struct pzz_frame *f,
			     const struct pzz_outcome *what, struct pzz_writer *out);

/* pzz_input() without a copy */
void pzz_judge(const struct pzz_conf *conf, const void *state, struct pzz_frame *f,
	       struct pzz_outcome *what);

static inline struct pzz_outcome pzz_input(const struct pzz_conf *conf, const void *state,
					   struct pzz_frame *f)
{
	struct pzz_outcome what;

	pzz_judge(conf, state, f, &what);
	return what;
}

static inline bool pzz_reply(const struct pzz_conf *conf, const struct pzz_frame *f,
			     const struct pzz_outcome *what, struct pzz_writer *out)
{
	return pzz_rooms[what->room]->reply(conf, f, what, out) && !out->failed;
}

/*
 * Timers, under the state lock. @deadline is PZZ_ROOMS numbers that the caller
 * keeps. pzz_begin() and pzz_tick() return the earliest of them. pzz_begin()
 * is called at each start, with deadlines or without. pzz_tick() does what is
 * due for one room and reports it in @what (PZZ_IGNORE: nothing to send and
 * nothing to count); call it again while what it returns is not after now, but
 * not without bound.
 */
bool pzz_deadlines(const struct pzz_conf *conf);
u64 pzz_begin(const struct pzz_conf *conf, void *state, struct pzz_now now, u64 *deadline);
u64 pzz_tick(const struct pzz_conf *conf, void *state, struct pzz_now now, u64 *deadline,
	     struct pzz_outcome *what, struct pzz_writer *out);

/* R81. Makes deadlines, all due now; PZZ_NEVER: there is nothing to take back. */
u64 pzz_goodbye(const struct pzz_conf *conf, void *state, struct pzz_now now, u64 *deadline);

/*
 * The common bucket, which every wake by a frame has to pass: @was if it had a
 * token, else wake/'s own PZZ_IGNORE that says suppressed. pzz_settle() asks it
 * for the wakes of all rooms but wake/, which does so itself. @state is the
 * whole state block, under the state lock.
 */
struct pzz_outcome pzz_wake_gate(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 struct pzz_outcome was);

/* Frames that a rule matched, and what became of those that would wake: see wake/. */
struct pzz_rule_count {
	u64 matched;
	u64 woken;
	u64 suppressed;
};

/* Counters of rule @index, under the state lock. */
struct pzz_rule_count pzz_wake_count(const struct pzz_conf *conf, const void *state, u32 index);

/* Where a lease is in RFC 2131 4.4; LOST: refused or over, the address is not ours. */
enum pzz_lease_phase {
	PZZ_LEASE_BOUND,
	PZZ_LEASE_RENEWING,
	PZZ_LEASE_REBINDING,
	PZZ_LEASE_LOST,
};

/* The lease as it now is. Times in ns of CLOCK_BOOTTIME; of an infinite one PZZ_NEVER. */
struct pzz_lease {
	u8 phase;		/* enum pzz_lease_phase */
	u8 address[4];
	u8 server[4];		/* its identifier: who has given or extended it last */
	u8 server_mac[6];	/* of the next hop to it; zero: unknown */
	u32 seconds;		/* how long it was given for */
	u32 renewals;		/* since it was configured */
	u32 requests;
	u64 since;
	u64 t1;			/* with their fuzz */
	u64 t2;
	u64 expiry;
};

/* False: there is none, for dhcp/ is off or has not begun yet. @state as above, locked. */
bool pzz_dhcp_lease(const struct pzz_conf *conf, const void *state, struct pzz_lease *lease);

static inline struct pzz_outcome pzz_outcome(u8 room, u8 verdict, u8 reason)
{
	return (struct pzz_outcome){
		.verdict = verdict, .room = room, .reason = reason, .rule = PZZ_NO_RULE,
	};
}

#endif /* PZZ_ENGINE_H */
