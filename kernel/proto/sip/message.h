/* SPDX-License-Identifier: GPL-2.0 */
/* SIP messages, read in place: RFC 3261 7, 20, 25. */
#ifndef PZZ_SIP_MESSAGE_H
#define PZZ_SIP_MESSAGE_H

#include "sip/text.h"

enum pzz_sip_header_id {
	PZZ_SIP_OTHER,
	PZZ_SIP_VIA,
	PZZ_SIP_FROM,
	PZZ_SIP_TO,
	PZZ_SIP_CALL_ID,
	PZZ_SIP_CSEQ,
	PZZ_SIP_CONTACT,
	PZZ_SIP_MAX_FORWARDS,
	PZZ_SIP_CONTENT_LENGTH,
	PZZ_SIP_CONTENT_TYPE,
	PZZ_SIP_CONTENT_ENCODING,
	PZZ_SIP_REQUIRE,
	PZZ_SIP_RECORD_ROUTE,
	PZZ_SIP_EXPIRES,
	PZZ_SIP_MIN_EXPIRES,
	PZZ_SIP_RETRY_AFTER,
	PZZ_SIP_WWW_AUTHENTICATE,
	PZZ_SIP_PROXY_AUTHENTICATE,

	PZZ_SIP_HEADERS
};

enum pzz_sip_method {
	PZZ_SIP_UNKNOWN,	/* one that we have never heard of */
	PZZ_SIP_FOREIGN,	/* known, but not for us */
	PZZ_SIP_INVITE,
	PZZ_SIP_ACK,
	PZZ_SIP_CANCEL,
	PZZ_SIP_OPTIONS,
	PZZ_SIP_REGISTER,
	PZZ_SIP_BYE,
};

struct pzz_sip_header {
	u8 id;			/* enum pzz_sip_header_id */
	struct pzz_text name;
	struct pzz_text value;	/* trimmed; may be folded */
};

/* The top Via, RFC 3261 20.42, RFC 3581. */
struct pzz_sip_via {
	struct pzz_text all;	/* this one only, trimmed */
	struct pzz_text host;
	struct pzz_text branch;
	struct pzz_text rport;	/* the name, where it has no value: to be filled in */
	bool received;		/* it has this parameter already */
	u16 port;		/* 0: none is given */
};

/* name-addr or addr-spec with parameters: RFC 3261 20.10, 20.20, 20.39 */
struct pzz_sip_addr {
	struct pzz_text uri;
	struct pzz_text params;	/* behind the first ';', or NULL */
};

struct pzz_sip_uri {
	struct pzz_text scheme;
	struct pzz_text user;	/* sip and sips only, as is the rest; NULL: none */
	struct pzz_text host;
	u16 port;
	struct pzz_text params;	/* behind the first ';', or NULL */
	bool headers;
};

enum pzz_sip_wrong {
	PZZ_SIP_GOOD,
	PZZ_SIP_WRONG,		/* a request to be answered with 400, a response to be dropped */
	PZZ_SIP_WRONG_VERSION,
};

struct pzz_sip_msg {
	struct pzz_text head;	/* the header lines, for pzz_sip_next() */
	struct pzz_text first[PZZ_SIP_HEADERS];	/* value of the first of each; NULL: none */
	struct pzz_text word;	/* the method as it stands in the request */
	struct pzz_text uri;
	struct pzz_text from_tag;
	struct pzz_text to_tag;
	struct pzz_sip_via via;
	u32 cseq;
	u32 body;		/* bytes */
	u16 status;		/* 0: a request */
	u8 method;		/* enum pzz_sip_method: of the request, or of CSeq of a response */
	u8 wrong;		/* enum pzz_sip_wrong */
	bool several;		/* more than one Via */
};

/*
 * Reads a whole datagram; false: it is no SIP message that could be answered.
 * Each byte is looked at a bounded number of times, whatever stands there.
 */
bool pzz_sip_read(const u8 *data, u32 len, struct pzz_sip_msg *m);

/* The next header field of @rest; false at the end and at what is none. */
bool pzz_sip_next(struct pzz_text *rest, struct pzz_sip_header *h);

bool pzz_sip_read_addr(struct pzz_text value, struct pzz_sip_addr *addr);
bool pzz_sip_read_uri(struct pzz_text t, struct pzz_sip_uri *uri);
bool pzz_sip_read_via(struct pzz_text value, struct pzz_sip_via *via);

/* RFC 3261 19.1.4: case matters, but not how a character is written. */
bool pzz_sip_user_equal(struct pzz_text a, struct pzz_text b);

#endif /* PZZ_SIP_MESSAGE_H */
