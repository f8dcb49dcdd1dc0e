/* SPDX-License-Identifier: GPL-2.0 */
/* Read by vectors.h only. */
#ifndef PZZ_SIP_VECTORS_CALL_H
#define PZZ_SIP_VECTORS_CALL_H

static const char sip_invite[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\xc9\x12\x34\x00\x00\x40\x11\xe2\x82\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\xb5\xdc\xc0"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Type: application/sdp\r\n"
	"Content-Length: 95\r\n"
	"\r\n"
	"v=0\r\n"
	"o=caller 1 1 IN IP4 192.0.2.99\r\n"
	"s=-\r\n"
	"c=IN IP4 192.0.2.99\r\n"
	"t=0 0\r\n"
	"m=audio 49170 RTP/AVP 0\r\n";

static const char sip_invite_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x11\x00\x00\x40\x00\x40\x11\xb5\x6e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x00\xfd\x21\x47"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_invite_sent[] = {
	SIP_AGAIN(sip_invite_reply)
};

static const char sip_no_sdp[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x4a\x12\x34\x00\x00\x40\x11\xe3\x01\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x36\x8b\x2a"
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

static const char sip_no_sdp_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x11\x00\x00\x40\x00\x40\x11\xb5\x6e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x00\xfd\x21\x47"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_no_sdp_sent[] = {
	SIP_AGAIN(sip_no_sdp_reply)
};

static const char sip_rport[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x50\x12\x34\x00\x00\x40\x11\xe2\xfb\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x9c\x41\x13\xce\x01\x3c\xaa\x82"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5062;rport;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_rport_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x31\x00\x00\x40\x00\x40\x11\xb5\x4e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x9c\x41\x01\x1d\xca\xee"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5062;rport=40001;branch=z9hG4bKabc123;received=192.0.2.9"
	"9\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_rport_sent[] = {
	SIP_AGAIN(sip_rport_reply)
};

static const char sip_no_rport[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x4a\x12\x34\x00\x00\x40\x11\xe3\x01\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x9c\x41\x13\xce\x01\x36\x00\xad"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5062;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_no_rport_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x11\x00\x00\x40\x00\x40\x11\xb5\x6e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc6\x00\xfd\x1f\x45"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5062;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_no_rport_sent[] = {
	SIP_AGAIN(sip_no_rport_reply)
};

static const char sip_received[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x4a\x12\x34\x00\x00\x40\x11\xe3\x01\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x36\xed\xb9"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP proxy.peer.test;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_received_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x25\x00\x00\x40\x00\x40\x11\xb5\x5a\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x11\x6d\x79"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP proxy.peer.test;branch=z9hG4bKabc123;received=192.0.2.99\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=6ce1b47c\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_received_sent[] = {
	SIP_AGAIN(sip_received_reply)
};

static const char sip_maddr[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x5b\x12\x34\x00\x00\x40\x11\xe2\xf0\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x47\x92\x86"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123;maddr=192.0.2.77\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_maddr_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x22\x00\x00\x40\x00\x40\x11\xb5\x5d\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x0e\x27\xa4"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123;maddr=192.0.2.77\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_maddr_sent[] = {
	SIP_AGAIN(sip_maddr_reply)
};

static const char sip_vias[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x97\x12\x34\x00\x00\x40\x11\xe2\xb4\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x83\x4c\xc0"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"Via: SIP/2.0/TCP a.test;branch=z9hG4bK2, SIP/2.0/UDP b.test;branch=z9hG4bK3\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_vias_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x5e\x00\x00\x40\x00\x40\x11\xb5\x21\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x4a\xe1\xdd"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"Via: SIP/2.0/TCP a.test;branch=z9hG4bK2, SIP/2.0/UDP b.test;branch=z9hG4bK3\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_vias_sent[] = {
	SIP_AGAIN(sip_vias_reply)
};

static const char sip_compact[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x2b\x12\x34\x00\x00\x40\x11\xe3\x20\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x17\x90\xbf"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"v: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"f: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"t: <sip:user@peer.test>\r\n"
	"i: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"m: <sip:caller@192.0.2.99>\r\n"
	"l: 0\r\n"
	"\r\n";

static const char sip_compact_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x11\x00\x00\x40\x00\x40\x11\xb5\x6e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x00\xfd\x21\x47"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_compact_sent[] = {
	SIP_AGAIN(sip_compact_reply)
};

static const char sip_escaped[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x4c\x12\x34\x00\x00\x40\x11\xe2\xff\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x38\x54\x41"
	"INVITE sip:%75ser@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_escaped_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x11\x00\x00\x40\x00\x40\x11\xb5\x6e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x00\xfd\x21\x47"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_escaped_sent[] = {
	SIP_AGAIN(sip_escaped_reply)
};

static const char sip_to_user[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x4c\x12\x34\x00\x00\x40\x11\xe2\xff\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x38\x3a\xa9"
	"INVITE sip:vivekg@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_to_user_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x11\x00\x00\x40\x00\x40\x11\xb5\x6e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x00\xfd\x21\x47"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_to_user_sent[] = {
	SIP_AGAIN(sip_to_user_reply)
};

static const char sip_blank[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x4e\x12\x34\x00\x00\x40\x11\xe2\xfd\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x3a\x71\x0e"
	"\r\n"
	"\r\n"
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

static const char sip_blank_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x11\x00\x00\x40\x00\x40\x11\xb5\x6e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x00\xfd\x21\x47"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_blank_sent[] = {
	SIP_AGAIN(sip_blank_reply)
};

static const char sip_reliable[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x62\x12\x34\x00\x00\x40\x11\xe2\xe9\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x4e\xb2\x3c"
	"INVITE sip:user@192.0.2.10:5070 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"Max-Forwards: 70\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Contact: <sip:caller@192.0.2.99>\r\n"
	"Require: 100rel, timer\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_reliable_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x11\x00\x00\x40\x00\x40\x11\xb5\x6e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x00\xfd\x21\x47"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKabc123\r\n"
	"From: \"A. Caller\" <sip:caller@peer.test>;tag=77aa\r\n"
	"To: <sip:user@peer.test>;tag=693324c5\r\n"
	"Call-ID: 3848276298220188511@peer.test\r\n"
	"CSeq: 1 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_reliable_sent[] = {
	SIP_AGAIN(sip_reliable_reply)
};

#endif /* PZZ_SIP_VECTORS_CALL_H */
