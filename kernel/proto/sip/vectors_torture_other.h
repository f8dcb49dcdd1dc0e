/* SPDX-License-Identifier: GPL-2.0 */
/* Read by vectors.h only. */
#ifndef PZZ_SIP_VECTORS_TORTURE_OTHER_H
#define PZZ_SIP_VECTORS_TORTURE_OTHER_H

static const char sip_badbranch[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x21\x12\x34\x00\x00\x40\x11\xe3\x2a\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x0d\xef\xe6"
	"OPTIONS sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: badbranch.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bK\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_badbranch_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x46\x00\x00\x40\x00\x40\x11\xb5\x39\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x32\xf7\x68"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bK;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=d0ecc57d\r\n"
	"Call-ID: badbranch.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Allow: INVITE, ACK, CANCEL, OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_insuf[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x00\xa0\x12\x34\x00\x00\x40\x11\xe3\xab\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x00\x8c\x48\xc2"
	"INVITE sip:user@example.com SIP/2.0\r\n"
	"CSeq: 193942 INVITE\r\n"
	"Via: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_insuf_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x00\xa8\x00\x00\x40\x00\x40\x11\xb5\xd7\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x00\x94\x90\xb9"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf;received=192.0.2.99\r\n"
	"CSeq: 193942 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_unkscm[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x39\x12\x34\x00\x00\x40\x11\xe3\x12\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x25\xb0\x55"
	"OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: unkscm.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_unkscm_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x30\x00\x00\x40\x00\x40\x11\xb5\x4f\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x1c\x2f\x85"
	"SIP/2.0 416 Unsupported URI Scheme\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: unkscm.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_novelsc[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x2c\x12\x34\x00\x00\x40\x11\xe3\x1f\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x18\xa4\x3f"
	"OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: novelsc.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_novelsc_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x31\x00\x00\x40\x00\x40\x11\xb5\x4e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x1d\x88\xc0"
	"SIP/2.0 416 Unsupported URI Scheme\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: novelsc.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_unksm2[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x35\x12\x34\x00\x00\x40\x11\xe3\x16\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x21\x31\x37"
	"REGISTER sip:example.com SIP/2.0\r\n"
	"To: isbn:2983792873\r\n"
	"From: <http://www.example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: unksm2.23lkasf@example.com\r\n"
	"CSeq: 234234 REGISTER\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Contact: <name:John_Smith>\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_unksm2_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x4b\x00\x00\x40\x00\x40\x11\xb5\x34\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x37\x43\xa7"
	"SIP/2.0 405 Method Not Allowed\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <http://www.example.com>;tag=sip31g\r\n"
	"To: isbn:2983792873;tag=31f2c2f7\r\n"
	"Call-ID: unksm2.23lkasf@example.com\r\n"
	"CSeq: 234234 REGISTER\r\n"
	"Allow: INVITE, ACK, CANCEL, OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_bext01[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x9d\x12\x34\x00\x00\x40\x11\xe2\xae\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x89\x2f\xf3"
	"OPTIONS sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: bext01.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Require: nothingSupportsThis, nothingSupportsThisEither\r\n"
	"Proxy-Require: noProxiesSupportThis, norDoAnyProxiesSupportThis\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_bext01_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x63\x00\x00\x40\x00\x40\x11\xb5\x1c\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x4f\xfc\x64"
	"SIP/2.0 420 Bad Extension\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: bext01.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Unsupported: nothingSupportsThis,nothingSupportsThisEither\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_invut[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x72\x12\x34\x00\x00\x40\x11\xe2\xd9\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x5e\x28\x2f"
	"INVITE sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: invut.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Type: application/unknownformat\r\n"
	"Content-Length: 40\r\n"
	"\r\n"
	"<audio>\r\n"
	" <pcmu port=\"443\"/>\r\n"
	"</audio>\r\n";

static const char sip_invut_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x62\x00\x00\x40\x00\x40\x11\xb5\x1d\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x4e\x42\x2e"
	"SIP/2.0 415 Unsupported Media Type\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: invut.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Accept: application/sdp\r\n"
	"Accept-Encoding: identity\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_regaut01[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x58\x12\x34\x00\x00\x40\x11\xe2\xf3\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x44\x15\x40"
	"REGISTER sip:example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: regaut01.23lkasf@example.com\r\n"
	"CSeq: 234234 REGISTER\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Authorization: NoOneKnowsThisScheme opaque-data=here\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_regaut01_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x54\x00\x00\x40\x00\x40\x11\xb5\x2b\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x40\x45\x5f"
	"SIP/2.0 405 Method Not Allowed\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: regaut01.23lkasf@example.com\r\n"
	"CSeq: 234234 REGISTER\r\n"
	"Allow: INVITE, ACK, CANCEL, OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_multi01[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\xa6\x12\x34\x00\x00\x40\x11\xe2\xa5\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x92\x77\xe7"
	"INVITE sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: multi01.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"CSeq: 59 INVITE\r\n"
	"Call-ID: multi01.98asdh@192.0.2.2\r\n"
	"Max-Forwards: 5\r\n"
	"To: sip:other@example.com\r\n"
	"From: sip:caller@example.net;tag=2\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_multi01_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x25\x00\x00\x40\x00\x40\x11\xb5\x5a\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x11\xfb\x5a"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: multi01.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_mcl01[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x36\x12\x34\x00\x00\x40\x11\xe3\x15\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x22\xe2\x57"
	"OPTIONS sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: mcl01.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 13\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_mcl01_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x24\x00\x00\x40\x00\x40\x11\xb5\x5b\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x10\x5f\x8b"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: mcl01.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_bcast[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x60\x12\x34\x00\x00\x40\x11\xe2\xeb\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x4c\x82\x5d"
	"SIP/2.0 200 OK\r\n"
	"Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923\r\n"
	"Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1saber23\r\n"
	"Call-ID: unreason.1234ksdfak3j2erwedfsASdf\r\n"
	"CSeq: 35 INVITE\r\n"
	"From: sip:user@example.com;tag=11141343\r\n"
	"To: sip:user@example.edu;tag=2229\r\n"
	"Content-Length: 0\r\n"
	"Contact: <sip:user@host198.example.com>\r\n"
	"\r\n";

static const char sip_zeromf[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x22\x12\x34\x00\x00\x40\x11\xe3\x29\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x0e\x07\xe8"
	"OPTIONS sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 0\r\n"
	"Call-ID: zeromf.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_zeromf_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x48\x00\x00\x40\x00\x40\x11\xb5\x37\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x34\x44\x55"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: zeromf.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Allow: INVITE, ACK, CANCEL, OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_cparam01[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x5a\x12\x34\x00\x00\x40\x11\xe2\xf1\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x46\xfe\x19"
	"REGISTER sip:example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: cparam01.23lkasf@example.com\r\n"
	"CSeq: 234234 REGISTER\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Contact: sip:+19725552222@gw1.example.net;unknownparam\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_cparam01_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x54\x00\x00\x40\x00\x40\x11\xb5\x2b\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x40\x30\x88"
	"SIP/2.0 405 Method Not Allowed\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: cparam01.23lkasf@example.com\r\n"
	"CSeq: 234234 REGISTER\r\n"
	"Allow: INVITE, ACK, CANCEL, OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_sdp01[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x3e\x12\x34\x00\x00\x40\x11\xe3\x0d\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x2a\x73\xb6"
	"INVITE sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: sdp01.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Accept: text/nobodyKnowsThis\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_sdp01_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x21\x00\x00\x40\x00\x40\x11\xb5\x5e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x0d\xf8\x06"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: sdp01.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_sdp01_sent[] = {
	SIP_AGAIN(sip_sdp01_reply)
};

static const char sip_inv2543[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x26\x12\x34\x00\x00\x40\x11\xe3\x25\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x12\xae\xc6"
	"INVITE sip:user@example.com SIP/2.0\r\n"
	"Via: SIP/2.0/UDP iftgw.example.com\r\n"
	"From: <sip:+13035551111@ift.client.example.net;user=phone>\r\n"
	"To: sip:+16505552222@ss1.example.net;user=phone\r\n"
	"Call-ID: inv2543.1717@ift.client.example.com\r\n"
	"CSeq: 56 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_inv2543_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x39\x00\x00\x40\x00\x40\x11\xb5\x46\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x25\x13\x5a"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP iftgw.example.com;received=192.0.2.99\r\n"
	"From: <sip:+13035551111@ift.client.example.net;user=phone>\r\n"
	"To: sip:+16505552222@ss1.example.net;user=phone;tag=6537b8cc\r\n"
	"Call-ID: inv2543.1717@ift.client.example.com\r\n"
	"CSeq: 56 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_inv2543_sent[] = {
	SIP_AGAIN(sip_inv2543_reply)
};

#endif /* PZZ_SIP_VECTORS_TORTURE_OTHER_H */
