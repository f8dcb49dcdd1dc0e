/* SPDX-License-Identifier: GPL-2.0 */
/* Read by vectors.h only. */
#ifndef PZZ_SIP_VECTORS_RING_H
#define PZZ_SIP_VECTORS_RING_H

static const char sip_nobody_took[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x1f\x00\x00\x40\x00\x40\x11\xb5\x60\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x0b\x06\x71"
	"SIP/2.0 480 Temporarily Unavailable\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_nobody_took_sent[] = {
	SIP_AT(sip_nobody_took, 32000),
	SIP_AT(sip_nobody_took, 32500),
	SIP_AT(sip_nobody_took, 33500),
	SIP_AT(sip_nobody_took, 35500),
	SIP_AT(sip_nobody_took, 39500),
};

static const char sip_ring[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x9d\x12\x34\x00\x00\x40\x11\xe2\xae\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x89\x0d\x9f"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Record-Route: <sip:192.0.2.99;lr>\r\n"
	"Record-Route: <sip:a.test;lr>, <sip:b.test;lr>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_ring_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x87\x00\x00\x40\x00\x40\x11\xb4\xf8\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x73\x23\x43"
	"SIP/2.0 180 Ringing\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Record-Route: <sip:192.0.2.99;lr>\r\n"
	"Record-Route: <sip:a.test;lr>, <sip:b.test;lr>\r\n"
	"Contact: <sip:user@192.0.2.10:5070>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_ring_reliable[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x5b\x12\x34\x00\x00\x40\x11\xe2\xf0\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x47\xe5\x86"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Require: 100rel\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_ring_reliable_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x2a\x00\x00\x40\x00\x40\x11\xb5\x55\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x16\xb0\xfd"
	"SIP/2.0 420 Bad Extension\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Unsupported: 100rel\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_foreign[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x4a\x12\x34\x00\x00\x40\x11\xe3\x17\xc0\x00\x02\x4d\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x36\x8b\x40"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_anyone[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x4a\x12\x34\x00\x00\x40\x11\xe3\x17\xc0\x00\x02\x4d\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x36\x8d\x42"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.77:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_anyone_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x11\x00\x00\x40\x00\x40\x11\xb5\x84\xc0\x00\x02\x0a\xc0\x00\x02\x4d"
	"\x13\xce\x13\xc4\x00\xfd\x4e\x0b"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.77:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=208e811c\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_anyone_sent[] = {
	SIP_AGAIN(sip_anyone_reply)
};

static const char sip_ip6[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x86\xdd"
	"\x60\x00\x00\x00\x01\x3a\x11\x40\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00"
	"\x00\x00\x00\x99\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x10"
	"\x13\xc4\x13\xce\x01\x3a\xe5\xa2"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP [2001:db8::99]:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_ip6_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x86\xdd"
	"\x60\x00\x00\x00\x01\x01\x11\x40\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00"
	"\x00\x00\x00\x10\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x99"
	"\x13\xce\x13\xc4\x01\x01\x49\xbe"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP [2001:db8::99]:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=c846e147\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_ip6_sent[] = {
	SIP_AGAIN(sip_ip6_reply)
};

static const char sip_ip6_received[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x86\xdd"
	"\x60\x00\x00\x00\x01\x3a\x11\x40\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00"
	"\x00\x00\x00\x99\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x10"
	"\x13\xc4\x13\xce\x01\x3a\xe7\xa4"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP [2001:db8::77]:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_ip6_received_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x86\xdd"
	"\x60\x00\x00\x00\x01\x20\x11\x40\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00"
	"\x00\x00\x00\x10\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x99"
	"\x13\xce\x13\xc4\x01\x20\x15\x08"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP [2001:db8::77]:5060;branch=z9hG4bKabc123;received=2001:db8:0:0:0:0:"
	"0:99\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=ee0556e7\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_ip6_received_sent[] = {
	SIP_AGAIN(sip_ip6_received_reply)
};

#endif /* PZZ_SIP_VECTORS_RING_H */
