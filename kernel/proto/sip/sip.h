/* SPDX-License-Identifier: GPL-2.0 */
/* SIP: the registration is kept, who calls is told, the host is woken. R44-R51. */
#ifndef PZZ_SIP_SIP_H
#define PZZ_SIP_SIP_H

#include "dnsc/dnsc.h"
#include "hash/hash.h"
#include "pzz_udp.h"
#include "sip/message.h"

enum pzz_sip_reason {
	/* answers to requests: see pzz_sip_status() */
	PZZ_SIP_INVITED,		/* with what is configured; also wakes */
	PZZ_SIP_HANDED_OVER,		/* 180, and the INVITE is the host's */
	PZZ_SIP_REPEATED,		/* as before: a retransmission */
	PZZ_SIP_TERMINATED,		/* 487, after CANCEL */
	PZZ_SIP_CANCELLED,		/* 200 to CANCEL */
	PZZ_SIP_ASKED,			/* OPTIONS: as an INVITE would be */
	PZZ_SIP_BAD_REQUEST,		/* 400 */
	PZZ_SIP_NOT_FOUND,		/* 404 */
	PZZ_SIP_METHOD,			/* 405 */
	PZZ_SIP_MEDIA,			/* 415 */
	PZZ_SIP_SCHEME,			/* 416 */
	PZZ_SIP_EXTENSION,		/* 420 */
	PZZ_SIP_NO_CALL,		/* 481 */
	PZZ_SIP_NOT_IMPLEMENTED,	/* 501 */
	PZZ_SIP_VERSION,		/* 505 */

	/* requests that are not answered */
	PZZ_SIP_TOO_LONG,		/* the answer would be; an INVITE wakes all the same */
	PZZ_SIP_ACKED,
	PZZ_SIP_KEEP_ALIVE,
	PZZ_SIP_SOURCE,			/* not from the server */
	PZZ_SIP_CHECKSUM,
	PZZ_SIP_MALFORMED,

	/* the registration */
	PZZ_SIP_REGISTERING,		/* REGISTER goes out */
	PZZ_SIP_RESOLVING,		/* a DNS query goes out */
	PZZ_SIP_RESOLVED,		/* an answer to it */
	PZZ_SIP_UNASKED,		/* DNS or SIP, an answer to nothing of ours */
	PZZ_SIP_TRYING,			/* 1xx */
	PZZ_SIP_REGISTERED,		/* 2xx */
	PZZ_SIP_CHALLENGED,		/* 401, 407 */
	PZZ_SIP_REDIRECTED,		/* 3xx */
	PZZ_SIP_TOO_BRIEF,		/* 423 */
	PZZ_SIP_LATER,			/* to be tried again: 408, 5xx, or another address */
	PZZ_SIP_REJECTED,		/* for good, or without credentials for it */
	PZZ_SIP_LOST,			/* it will have ended before the next try */
	PZZ_SIP_GIVEN_UP,		/* final answer to a call, without ACK */
	PZZ_SIP_IDLE,			/* nothing to do after all */

	/* connections of the host's, R45, R50 */
	PZZ_SIP_SEGMENT,		/* a frame of one: its own TCP goes on with it */
	PZZ_SIP_PATH,			/* what the path says of one, by ICMP */
	PZZ_SIP_PINGING,		/* CRLF CRLF goes out */
	PZZ_SIP_STREAM,			/* what came is for the host's application */
	PZZ_SIP_DISCONNECTED,		/* it has ended, or was not there */

	PZZ_SIP_REASONS
};

#define PZZ_SIP_T1_NS		(500 * PZZ_NSEC_PER_MSEC)	/* RFC 3261 17.1.1.1 */
#define PZZ_SIP_T2_NS		(4 * PZZ_NSEC_PER_SEC)
#define PZZ_SIP_T4_NS		(5 * PZZ_NSEC_PER_SEC)
#define PZZ_SIP_TIMEOUT_NS	(64 * PZZ_SIP_T1_NS)		/* timers F and H */
#define PZZ_SIP_NONCE_MAX	256
#define PZZ_SIP_OPAQUE_MAX	128
#define PZZ_SIP_TEXT_MAX	PROXZZZY_SIP_TEXT_MAX
#define PZZ_SIP_CALLS		4
#define PZZ_SIP_HEAD_MAX	1472
#define PZZ_SIP_PONG_NS		(10 * PZZ_NSEC_PER_SEC)	/* RFC 5626 4.4.1 */
#define PZZ_SIP_STREAM_MAX	8192	/* bytes of a message over TCP that are looked at */
#define PZZ_SIP_SAY_MAX		4608	/* and that are said at once */

/* A registration as it is kept: its texts and credentials are in the same block. */
struct pzz_sip_entry {
	struct pzz_sip_reg reg;
	struct pzz_text contact_user;
	struct pzz_text to_user;
};

struct pzz_sip_conf {
	u8 secret[16];
	u32 n_regs;
	u32 n_hops;
	u32 n_dns;
	struct pzz_hop hops[PZZ_HOPS];
	struct pzz_ip dns[PZZ_DNS_SERVERS];
	struct pzz_sip_entry regs[];
};

/* What a server has challenged us with, RFC 3261 22; [0] itself, [1] a proxy on the way. */
struct pzz_sip_challenge {
	bool known;
	bool answered;		/* in the attempt that runs */
	bool accepted;		/* our credentials, by a 2xx since the sleep began */
	bool qop;
	bool named;		/* the algorithm, so that it is named back */
	bool opaque;
	u8 auth;		/* index into reg.auths */
	u16 nonce_len;
	u16 opaque_len;
	u32 count;		/* nc */
	u8 nonce_text[PZZ_SIP_NONCE_MAX];
	u8 opaque_text[PZZ_SIP_OPAQUE_MAX];
};

enum pzz_sip_phase {
	PZZ_SIP_PHASE_IDLE,		/* until the next attempt */
	PZZ_SIP_PHASE_RESOLVE,
	PZZ_SIP_PHASE_TRYING,		/* RFC 3261 17.1.2 */
	PZZ_SIP_PHASE_PROCEEDING,
};

/* One registration of ours. */
struct pzz_sip_client {
	u64 due;
	u64 ends;		/* timer F */
	u64 lapses;		/* when the server forgets us */
	u64 sent;		/* the request that runs, first */
	u64 wait;		/* timer E */
	u64 branch;
	u64 cnonce;
	u32 cseq;
	u32 expires;
	u32 fails;
	u8 phase;
	u8 redirects;		/* in this attempt */
	u8 challenges;		/* in this attempt */
	bool told;		/* of its failure */
	bool briefed;		/* 423 in this attempt */
	u16 answer;		/* the last final one */
	u8 at;			/* which of dns.addrs */
	u8 to_len;		/* 0: nobody yet */
	u16 to_port;
	u8 to[16];
	u16 uri_len;		/* redirected to uri_text; 0: not */
	bool foreign;		/* dns is about that */
	bool said;		/* over TCP: the request that runs has gone out */
	bool answers_pings;	/* the server does */
	u64 ping;		/* when to send the next one */
	u64 pinged;		/* when one went out that has heard nothing yet; 0: none */
	u64 partial;		/* since when half a message has been there; 0: none */
	u64 again;		/* when to try once more to wake, which was limited; 0: not */
	u8 uri_text[PZZ_SIP_TEXT_MAX];
	struct pzz_sip_challenge challenge[2];
	struct pzz_dnsc dns;
};

enum pzz_sip_call_phase {
	PZZ_SIP_CALL_FREE,
	PZZ_SIP_CALL_PENDING,		/* 180 said */
	PZZ_SIP_CALL_FINAL,		/* until ACK */
	PZZ_SIP_CALL_CONFIRMED,		/* timer I */
};

/* An INVITE and what was answered, RFC 3261 17.2.1. */
struct pzz_sip_call {
	u64 key;
	u64 due;
	u64 ends;
	u64 wait;
	u32 tag;
	u16 status;
	u16 len;		/* 0: too long to be kept */
	u8 phase;
	u8 stream;		/* over TCP: 1 + index of the registration */
	struct pzz_flow flow;
	u8 head[PZZ_SIP_HEAD_MAX];	/* of the responses, behind the status line */
};

struct pzz_sip_state {
	u8 pool[PZZ_HASH_MAX];
	u32 n_hops;
	struct pzz_hop hops[PZZ_HOPS];
	struct pzz_sip_call calls[PZZ_SIP_CALLS];
	struct pzz_sip_client clients[];
};

/* For the host that wakes: with which CSeq to go on, and how long it is registered. */
struct pzz_sip_status {
	u32 cseq;
	bool registered;
	u16 answer;		/* the last final one to REGISTER; 0: none */
	u64 lapses;		/* ns, CLOCK_BOOTTIME */
};

/* Of registration @index, under the state lock. */
struct pzz_sip_status pzz_sip_status(const struct pzz_conf *conf, const void *state, u32 index);

/*
 * For the glue, under the state lock of @state: next hops that are looked at before
 * those of the setup, at most PZZ_HOPS; and what of another configuration's state
 * goes on in this one, by Call-ID.
 */
void pzz_sip_use_hops(const struct pzz_conf *conf, void *state, const struct pzz_hop *hops, u32 n);
void pzz_sip_go_on(const struct pzz_conf *conf, void *state, const struct pzz_conf *was,
		   const void *old);

/*
 * stream.c, for the glue, under the state lock of @state: a connection of the host's,
 * which registration @index is about, while the host's user space is frozen.
 * step: @data is what has come and nobody has read, @len bytes, PZZ_SIP_STREAM_MAX at
 * most; @out has place for PZZ_SIP_SAY_MAX. What was written is to be sent, then @used
 * bytes are to be taken off; again while there is anything of both. A WAKE has passed
 * the common bucket.
 * gone: there is no such connection (any more).
 * next: when to call step again, whatever comes; ns.
 */
struct pzz_sip_step {
	struct pzz_outcome what;
	u32 used;
};

struct pzz_sip_step pzz_sip_stream_step(const struct pzz_conf *conf, void *state, u32 index,
					struct pzz_now now, const u8 *data, u32 len,
					struct pzz_writer *out);
struct pzz_outcome pzz_sip_stream_gone(const struct pzz_conf *conf, void *state, u32 index);
u64 pzz_sip_stream_next(const struct pzz_conf *conf, const void *state, u32 index);

/* conf.c; reg_wrong: what can be said of one registration alone, or NULL */
const char *pzz_sip_reg_wrong(const struct pzz_sip_reg *reg);
bool pzz_sip_check(const struct pzz_setup *setup, struct pzz_refusal *why);
size_t pzz_sip_size(const struct pzz_setup *setup);
const void *pzz_sip_build(void *mem, const struct pzz_setup *setup);

/* The server's, where it is given by address. */
static inline u16 pzz_sip_port(const struct pzz_sip_reg *reg)
{
	return reg->port ? reg->port : PZZ_PORT_SIP;
}

static inline const struct pzz_sip_conf *pzz_sip_conf(const struct pzz_conf *conf)
{
	return conf->room[PZZ_ROOM_SIP];
}

/* sip.c: is this datagram, or segment of a connection, for the room? */
bool pzz_sip_is_ours(const struct pzz_conf *conf, const struct pzz_frame *f);

/* Something that nobody guesses. */
u64 pzz_sip_chance(struct pzz_sip_state *s, struct pzz_now now);

/* hops.c: fills in @flow, but for ports; addresses of @len bytes; false: no hop is known. */
bool pzz_sip_flow(const struct pzz_conf *conf, const struct pzz_sip_state *s, const u8 *from,
		  const u8 *to, u8 len, struct pzz_flow *flow);

/* server.c: what a request is worth; PZZ_SIP_INVITED: to be settled with a call. */
u8 pzz_sip_judge(const struct pzz_sip_entry *e, const struct pzz_sip_msg *m);
bool pzz_sip_is_supported(const struct pzz_sip_reg *reg, struct pzz_text tag);
u64 pzz_sip_key(const struct pzz_sip_conf *sip, const struct pzz_sip_msg *m);

/* answer.c: the response to @m; a tag is only needed where there is none */
struct pzz_sip_response {
	u16 status;
	u32 tag;
};

u16 pzz_sip_code(const struct pzz_sip_reg *reg, u8 reason, u8 also);
void pzz_sip_put_status(struct pzz_writer *out, u16 status);
void pzz_sip_put_head(struct pzz_writer *out, const struct pzz_frame *f,
		      const struct pzz_sip_msg *m, struct pzz_sip_response r);
void pzz_sip_put_rest(struct pzz_writer *out, const struct pzz_sip_entry *e,
		      const struct pzz_sip_msg *m, u16 status);
u32 pzz_sip_response_size(const struct pzz_sip_entry *e, const struct pzz_frame *f,
			  const struct pzz_sip_msg *m, u16 status);
struct pzz_flow pzz_sip_flow_back(const struct pzz_conf *conf, const struct pzz_frame *f,
				  const struct pzz_sip_msg *m);

/* call.c: the call of this key, and a place for one more; NULL: none */
struct pzz_sip_call *pzz_sip_call_find(struct pzz_sip_state *s, u64 key);
struct pzz_sip_call *pzz_sip_call_place(struct pzz_sip_state *s);
struct pzz_outcome pzz_sip_request(const struct pzz_conf *conf, struct pzz_sip_state *s,
				   const struct pzz_sip_entry *e, struct pzz_now now,
				   const struct pzz_frame *f, const struct pzz_sip_msg *m);
u64 pzz_sip_calls_next(const struct pzz_sip_state *s);
struct pzz_outcome pzz_sip_calls_tick(const struct pzz_conf *conf, struct pzz_sip_state *s,
				      struct pzz_now now, struct pzz_writer *out);

/* client.c */
void pzz_sip_client_begin(const struct pzz_sip_entry *e, struct pzz_sip_client *c, u64 ns);
struct pzz_outcome pzz_sip_client_tick(const struct pzz_conf *conf, struct pzz_sip_state *s,
				       u32 index, struct pzz_now now, struct pzz_writer *out);

/* A new request, at once; the same attempt. */
void pzz_sip_client_send(struct pzz_sip_state *s, struct pzz_sip_client *c, struct pzz_now now);

/* Looks for the server of the attempt, and then sends. */
void pzz_sip_client_find(struct pzz_sip_state *s, const struct pzz_sip_entry *e,
			 struct pzz_sip_client *c, struct pzz_now now);

/* It can be tried again, not before @retry seconds; or it cannot, for long. */
struct pzz_outcome pzz_sip_client_fail(struct pzz_sip_state *s, const struct pzz_sip_entry *e,
				       struct pzz_sip_client *c, struct pzz_now now, u32 retry);
struct pzz_outcome pzz_sip_client_reject(const struct pzz_sip_entry *e, struct pzz_sip_client *c,
					 struct pzz_now now);

/* Its connection has ended. */
struct pzz_outcome pzz_sip_client_gone(const struct pzz_sip_entry *e, struct pzz_sip_client *c);

/* response.c */
struct pzz_outcome pzz_sip_response(const struct pzz_conf *conf, struct pzz_sip_state *s, u32 index,
				    struct pzz_now now, const struct pzz_frame *f,
				    const struct pzz_sip_msg *m);

/* register.c: the REGISTER that runs */
void pzz_sip_put_register(struct pzz_writer *out, const struct pzz_sip_entry *e,
			  const struct pzz_sip_client *c);

/* digest.c: false: nothing in @m that we have credentials for */
bool pzz_sip_take_challenge(const struct pzz_sip_reg *reg, struct pzz_sip_client *c,
			    const struct pzz_sip_msg *m, u8 which);
void pzz_sip_put_authorization(struct pzz_writer *out, const struct pzz_sip_reg *reg,
			       const struct pzz_sip_client *c, u8 which, struct pzz_text uri);

#endif /* PZZ_SIP_SIP_H */
