// SPDX-License-Identifier: GPL-2.0
/*
 * Connections of the host's that go on in a sleep (R45, R50). Its own TCP has them: frames
 * are passed to it, and what it has queued for the application is read here, and answered
 * on the socket. All of it while user space is frozen, a message as a whole, under the
 * socket's lock: so for the application it was never there, or it is all there.
 */
#include <linux/mutex.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/workqueue.h>
#include <net/inet6_hashtables.h>
#include <net/inet_hashtables.h>
#include <net/tcp.h>

#include "glue.h"
#include "pzz_proto.h"
#include "sip/sip.h"

#define STEPS	32			/* messages in one go; the rest waits for the next */
#define BUSY_NS	(200 * NSEC_PER_MSEC)	/* when to look again at a socket that takes nothing */
#define BUSY_MAX_NS	(4 * NSEC_PER_SEC)	/* then what it has is the host's */
#define AGAIN_NS	(4 * NSEC_PER_SEC)	/* when a wake that was limited is tried again */
#define FRESH		(5 * HZ)

struct stream {
	struct sock *sk;
	bool met;			/* looked at in this sleep */
	bool fresh;			/* it was busy just before: what comes may be a rest */
	bool over;			/* and the room knows; what comes is the host's */
	bool ended;			/* but nothing will, and nobody waits for an answer */
	bool torn;			/* half of what was said has gone out */
	u32 reg;			/* index of its registration */
	u64 busy;			/* since when it takes nothing; 0: it does */
};

struct pzz_streams {
	struct pzz_proxy *p;
	struct delayed_work heard;	/* a frame has come; pinned to the CPU that has it */
	bool more;			/* frames came when that was on its way already */
	struct delayed_work due;
	struct mutex lock;		/* protects next 4 fields */
	u32 n;
	struct stream v[PROXZZZY_SIP_MAX];
	u8 in[PZZ_SIP_STREAM_MAX];
	u8 out[PZZ_SIP_SAY_MAX];

	spinlock_t last_lock;		/* protects next field */
	struct sk_buff *last;		/* the newest frame with data, for the record */
};

static bool goes_on(const struct pzz_streams *s)
{
	return READ_ONCE(s->p->phase) == PROXZZZY_PHASE_PROXYING;
}

/* What is in force, as on the path of a frame, until leave(). */
static struct pzz_live *enter(const struct pzz_streams *s)
	__acquires(RCU)
{
	local_bh_disable();
	rcu_read_lock();
	return rcu_dereference(s->p->live);
}

static void leave(void)
	__releases(RCU)
{
	rcu_read_unlock();
	local_bh_enable();
}

/* The socket */

static struct sock *look_up(struct net_device *dev, const struct pzz_sip_reg *r)
{
	struct in6_addr from6, to6;
	__be32 from, to;

	if (r->local.len == PZZ_IPV6_LEN) {
		memcpy(&from6, r->server.b, sizeof(from6));
		memcpy(&to6, r->local.b, sizeof(to6));
		return pzz_inet6_lookup_established(dev_net(dev), &from6, htons(pzz_sip_port(r)),
						    &to6, r->local_port, dev->ifindex);
	}
	memcpy(&from, r->server.b, sizeof(from));
	memcpy(&to, r->local.b, sizeof(to));
	return pzz_inet_lookup_established(dev_net(dev), from, htons(pzz_sip_port(r)), to,
					   r->local_port, dev->ifindex);
}

/* An application has it, and nobody else: not TLS, MPTCP or sockmap. */
static bool is_plain(const struct sock *sk)
{
	return sk_fullsock(sk) && sk->sk_protocol == IPPROTO_TCP && sk->sk_socket &&
	       !sk->sk_user_data && !inet_csk(sk)->icsk_ulp_ops;
}

/* BH off */
static struct sock *find(struct net_device *dev, const struct pzz_sip_reg *r)
{
	struct sock *sk = look_up(dev, r);

	if (sk && !is_plain(sk)) {
		sock_gen_put(sk);
		sk = NULL;
	}
	return sk;
}

/*
 * Not all that the application has written is out, or it has waited for room to write
 * more: it may be amid a message, until it runs again.
 */
static bool is_amid(const struct sock *sk)
{
	return tcp_sk(sk)->write_seq != tcp_sk(sk)->snd_nxt ||
	       (sk->sk_socket && test_bit(SOCK_NOSPACE, &sk->sk_socket->flags));
}

static bool takes(const struct sock *sk)
{
	return sk_stream_memory_free(sk) && sk_stream_wspace(sk) >= PZZ_SIP_SAY_MAX;
}

/* Whether it can be read and written as a stream; an error is the application's to see. */
static bool is_usable(const struct sock *sk)
{
	return (1 << sk->sk_state) & (TCPF_ESTABLISHED | TCPF_CLOSE_WAIT) && !sk->sk_err &&
	       !tcp_sk(sk)->urg_data;
}

/* Nothing more will come. */
static bool has_ended(const struct sock *sk)
{
	return sk->sk_shutdown & RCV_SHUTDOWN;
}

/* Copies what has come, @max bytes at most, and leaves it there. */
static u32 peek(struct sock *sk, u8 *to, u32 max)
{
	u32 seq = tcp_sk(sk)->copied_seq, n = 0, offset, len;
	struct sk_buff *skb;

	sock_owned_by_me(sk);
	skb_queue_walk(&sk->sk_receive_queue, skb) {
		offset = seq - TCP_SKB_CB(skb)->seq;
		if (offset >= skb->len)		/* nothing of it is left */
			continue;
		len = min(skb->len - offset, max - n);
		if (skb_copy_bits(skb, offset, to + n, len))
			break;
		n += len;
		seq += len;
		if (n == max)
			break;
	}
	return n;
}

static int drop(read_descriptor_t *desc, struct sk_buff *skb, unsigned int offset, size_t len)
{
	len = min(len, desc->count);
	desc->count -= len;
	return len;
}

static bool take(struct sock *sk, u32 n)
{
	read_descriptor_t desc = { .count = n };

	return !n || tcp_read_sock(sk, &desc, drop) == n;
}

/* Return: false if it is not all on its way; then *@torn says whether some is. */
static bool say(struct sock *sk, const struct pzz_writer *out, bool *torn)
{
	struct msghdr msg = { .msg_flags = MSG_DONTWAIT | MSG_NOSIGNAL };
	struct kvec vec = { .iov_base = out->buf, .iov_len = out->len };
	u8 nagle = tcp_sk(sk)->nonagle;
	int n;

	if (!out->len)
		return true;
	iov_iter_kvec(&msg.msg_iter, WRITE, &vec, 1, out->len);
	tcp_sk(sk)->nonagle |= TCP_NAGLE_OFF;	/* nothing more comes that it could wait for */
	n = tcp_sendmsg_locked(sk, &msg, out->len);
	tcp_sk(sk)->nonagle = nagle;
	*torn = n > 0 && n < out->len;
	return n == out->len;
}

/* What the room decides */

/* No frame has led to what time has. */
static bool is_by_time(struct pzz_outcome why)
{
	return why.reason == PZZ_SIP_GIVEN_UP || why.reason == PZZ_SIP_DISCONNECTED ||
	       why.reason == PZZ_SIP_LOST;
}

static void wake(struct pzz_streams *s, const struct pzz_live *live, struct pzz_outcome why)
{
	struct sk_buff *frame;

	spin_lock(&s->last_lock);
	frame = s->last;
	s->last = NULL;
	spin_unlock(&s->last_lock);
	pzz_wake(s->p, live, why, is_by_time(why) ? NULL : frame);
	kfree_skb(frame);
}

/* Counts and tells what has become of what a room was asked. Between enter() and leave(). */
static void carry_out(struct pzz_streams *s, const struct pzz_live *live,
		      const struct pzz_outcome *what)
{
	if (what->reason != PZZ_SIP_IDLE || what->room != PZZ_ROOM_SIP)
		pzz_count_tick(s->p, what->room, what->reason);
	if (what->verdict == PZZ_REPLY)
		pzz_count_reply(s->p);
	if (what->report)
		pzz_registration_tell(s->p, live, what);
	if (what->verdict == PZZ_WAKE)
		wake(s, live, *what);
}

static struct pzz_sip_step ask(struct pzz_streams *s, const struct stream *st, u32 len,
			       struct pzz_writer *out)
{
	struct pzz_live *live = enter(s);
	struct pzz_sip_step step;

	spin_lock(&live->lock);
	step = pzz_sip_stream_step(live->conf, live->state, st->reg, pzz_now(), s->in, len, out);
	spin_unlock(&live->lock);
	leave();
	return step;
}

/*
 * The application has read a message but for its last bytes, perhaps: an empty line, soon
 * after the freeze, may be its end.
 */
static bool is_rest(const struct stream *st, const u8 *data, u32 len)
{
	return st->fresh && len && (data[0] == '\r' || data[0] == '\n');
}

/* One message, or what was due. Returns whether there was anything. */
static bool one_step(struct pzz_streams *s, struct stream *st)
{
	struct pzz_writer out = pzz_writer(s->out, sizeof(s->out));
	u32 len = peek(st->sk, s->in, sizeof(s->in));
	struct pzz_sip_step step;

	st->over = is_rest(st, s->in, len);
	if (st->over)
		return false;
	step = ask(s, st, len, &out);
	if (!say(st->sk, &out, &st->torn)) {
		step.what.verdict = PZZ_WAKE;	/* it is all there for the host */
		step.what.room = PZZ_ROOM_SIP;
		step.what.reason = PZZ_SIP_STREAM;
	} else if (!take(st->sk, step.used)) {
		st->torn = true;
	}
	st->fresh &= !step.used && !out.len;
	carry_out(s, enter(s), &step.what);
	leave();
	return step.used || out.len;
}

static u64 next_of(struct pzz_streams *s, const struct stream *st)
{
	struct pzz_live *live = enter(s);
	u64 next;

	spin_lock(&live->lock);
	next = pzz_sip_stream_next(live->conf, live->state, st->reg);
	spin_unlock(&live->lock);
	leave();
	return next;
}

static void lose(struct pzz_streams *s, struct stream *st)
{
	struct pzz_live *live = enter(s);
	struct pzz_outcome what;

	st->over = true;
	st->ended = st->sk && has_ended(st->sk);
	spin_lock(&live->lock);
	what = pzz_sip_stream_gone(live->conf, live->state, st->reg);
	spin_unlock(&live->lock);
	carry_out(s, live, &what);
	leave();
}

void pzz_streams_gate(struct pzz_live *live, struct pzz_outcome *what)
{
	*what = pzz_outcome(PZZ_ROOM_SIP, PZZ_WAKE, PZZ_SIP_STREAM);
	spin_lock(&live->lock);
	*what = pzz_wake_gate(live->conf, live->state, pzz_now(), *what);
	spin_unlock(&live->lock);
}

/* What came and the room can't be asked about is the host's. Returns when to try again. */
static u64 hand_over(struct pzz_streams *s, struct stream *st)
{
	struct pzz_outcome what;
	struct pzz_live *live;

	if (!goes_on(s) || st->ended || !peek(st->sk, s->in, 1))
		return PZZ_NEVER;
	live = enter(s);
	pzz_streams_gate(live, &what);
	carry_out(s, live, &what);
	leave();
	return ktime_get_boottime_ns() + AGAIN_NS;
}

static u64 wait(struct pzz_streams *s, struct stream *st)
{
	u64 now = ktime_get_boottime_ns();

	if (!st->busy)
		st->busy = now;
	if (now - st->busy >= BUSY_MAX_NS)
		hand_over(s, st);
	return now + BUSY_NS;
}

/* All that can be done now. Returns when to look again, in ns. */
static u64 talk(struct pzz_streams *s, struct stream *st)
{
	u64 next = 0;
	u32 i;

	for (i = 0; i < STEPS && goes_on(s); i++) {
		if (!is_usable(st->sk)) {
			lose(s, st);
			break;
		}
		if (!takes(st->sk))
			return wait(s, st);
		st->busy = 0;
		if (!one_step(s, st)) {
			if (st->over || !goes_on(s))
				break;
			if (has_ended(st->sk)) {
				lose(s, st);
				break;
			}
			next = next_of(s, st);
			if (next > ktime_get_boottime_ns())
				break;
		}
	}
	return next;
}

/*
 * The first look in a sleep. What is there already the application may have been told of,
 * or have read in part, when it was frozen: then the connection stays its own.
 */
static void meet(struct pzz_streams *s, struct stream *st)
{
	st->met = true;
	st->fresh = tcp_jiffies32 - inet_csk(st->sk)->icsk_ack.lrcvtime < FRESH;
	if (is_amid(st->sk))
		lose(s, st);
	else
		st->over = peek(st->sk, s->in, 1);
}

static u64 serve(struct pzz_streams *s, struct stream *st)
{
	u64 next = PZZ_NEVER;

	if (!st->sk) {
		if (!st->over)
			lose(s, st);
		return PZZ_NEVER;
	}
	lock_sock(st->sk);
	if (!st->met)
		meet(s, st);
	if (!st->over)
		next = talk(s, st);
	if (st->over)
		next = hand_over(s, st);
	release_sock(st->sk);
	if (st->torn) {
		tcp_abort(st->sk, ECONNABORTED);
		st->torn = false;
		next = 0;	/* it has ended */
	}
	return next;
}

/* User space is frozen: whoever has a connection has it until the end. */
static void find_all(struct pzz_streams *s)
{
	const struct pzz_setup *setup = &enter(s)->store->setup;
	u32 i;

	for (i = 0; i < s->n; i++)
		if (!s->v[i].sk && !s->v[i].over)
			s->v[i].sk = find(s->p->dev, &setup->sip.regs[s->v[i].reg]);
	leave();
}

static void run(struct pzz_streams *s)
{
	u64 next = PZZ_NEVER, now;
	u32 i;

	mutex_lock(&s->lock);
	if (goes_on(s))
		find_all(s);
	for (i = 0; i < s->n && goes_on(s); i++)
		next = min(next, serve(s, &s->v[i]));
	now = ktime_get_boottime_ns();
	if (next != PZZ_NEVER && goes_on(s))
		mod_delayed_work(system_highpri_wq, &s->due,
				 next > now ? nsecs_to_jiffies(next - now) + 1 : 1);
	mutex_unlock(&s->lock);
}

static void run_heard(struct work_struct *work)
{
	struct pzz_streams *s = container_of(to_delayed_work(work), struct pzz_streams, heard);
	bool more = xchg(&s->more, false);

	run(s);
	if (more && goes_on(s))
		mod_delayed_work(system_highpri_wq, &s->due, 2);
}

static void run_due(struct work_struct *work)
{
	run(container_of(to_delayed_work(work), struct pzz_streams, due));
}

/* From the glue */

void pzz_streams_run(struct pzz_proxy *p)
{
	if (p->streams)
		mod_delayed_work(system_highpri_wq, &p->streams->due, 0);
}

static void keep_last(struct pzz_streams *s, struct sk_buff *skb)
{
	struct sk_buff *old;

	skb = skb_clone(skb, GFP_ATOMIC);
	if (!skb)
		return;
	spin_lock(&s->last_lock);
	old = s->last;
	s->last = skb;
	spin_unlock(&s->last_lock);
	kfree_skb(old);
}

static u32 data_of(const struct pzz_frame *f, const u8 **data)
{
	u32 hlen = (f->data[f->l4 + 12] >> 4) * 4U;

	*data = f->data + f->l4 + hlen;
	return f->l4_len - hlen;
}

bool pzz_streams_is_call(const struct pzz_frame *f)
{
	const u8 *data;

	return data_of(f, &data) >= 7 && !memcmp(data, "INVITE ", 7);
}

/*
 * ORDER: a timer of this CPU runs when this softirq is through, and by then the stack has
 * the frame, which it gets after us. Nothing puts the work off: a frame that comes while
 * it is on its way, on another CPU perhaps, is looked for once more.
 */
bool pzz_streams_heard(struct pzz_proxy *p, const struct pzz_frame *f, struct sk_buff *skb)
{
	struct pzz_streams *s = READ_ONCE(p->streams);
	const u8 *data;
	u32 len = data_of(f, &data);

	if (!s)
		return !len;
	if (len)
		keep_last(s, skb);
	if (!queue_delayed_work_on(smp_processor_id(), system_highpri_wq, &s->heard, 1))
		WRITE_ONCE(s->more, true);
	return true;
}

static u32 n_streams(const struct pzz_setup *setup)
{
	u32 i, n = 0;

	for (i = 0; i < setup->sip.n_regs; i++)
		n += setup->sip.regs[i].tcp;
	return n;
}

static struct pzz_streams *streams_new(struct pzz_proxy *p)
{
	struct pzz_streams *s = kvzalloc(sizeof(*s), GFP_KERNEL);

	if (!s)
		return NULL;
	s->p = p;
	INIT_DELAYED_WORK(&s->heard, run_heard);
	INIT_DELAYED_WORK(&s->due, run_due);
	mutex_init(&s->lock);
	spin_lock_init(&s->last_lock);
	return s;
}

static void forget(struct pzz_streams *s)
{
	while (s->n)
		if (s->v[--s->n].sk)
			sock_put(s->v[s->n].sk);
	memset(s->v, 0, sizeof(s->v));
}

void pzz_streams_pause(struct pzz_proxy *p)
{
	if (!p->streams)
		return;
	mutex_lock(&p->streams->lock);
	forget(p->streams);
	mutex_unlock(&p->streams->lock);
}

void pzz_streams_begin(struct pzz_proxy *p)
{
	const struct pzz_setup *setup = &rtnl_dereference(p->live)->store->setup;
	struct pzz_streams *s = p->streams;
	u32 i;

	if (!s && !n_streams(setup))
		return;
	if (!s)
		s = streams_new(p);
	if (!s) {
		pzz_proxy_error(p, "no memory to go on with connections to SIP servers");
		return;
	}
	mutex_lock(&s->lock);
	forget(s);
	for (i = 0; i < setup->sip.n_regs; i++)
		if (setup->sip.regs[i].tcp)
			s->v[s->n++].reg = i;
	mutex_unlock(&s->lock);
	/* Pairs with the READ_ONCE() of pzz_streams_heard(). */
	smp_store_release(&p->streams, s);
	if (p->phase == PROXZZZY_PHASE_PROXYING)
		pzz_streams_run(p);
}

void pzz_streams_end(struct pzz_proxy *p)
{
	struct pzz_streams *s = p->streams;

	if (!s)
		return;
	p->streams = NULL;
	cancel_delayed_work_sync(&s->heard);
	cancel_delayed_work_sync(&s->due);
	forget(s);
	kfree_skb(s->last);
	kvfree_sensitive(s, sizeof(*s));
}
