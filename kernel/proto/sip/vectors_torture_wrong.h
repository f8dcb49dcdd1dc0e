/* SPDX-License-Identifier: GPL-2.0 */
/* Read by vectors.h only. */
#ifndef PZZ_SIP_VECTORS_TORTURE_WRONG_H
#define PZZ_SIP_VECTORS_TORTURE_WRONG_H

static const char sip_badinv01[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x3b\x12\x34\x00\x00\x40\x11\xe3\x10\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x27\xcc\xf5"
	"INVITE sip:user@example.com SIP/2.0\r\n"
	"To: sip:j.user@example.com\r\n"
	"From: sip:caller@example.net;tag=134161461246\r\n"
	"Max-Forwards: 7\r\n"
	"Call-ID: badinv01.0ha0isndaksdjasdf3234nas\r\n"
	"CSeq: 8 INVITE\r\n"
	"Via: SIP/2.0/UDP 192.0.2.15;;,;,,\r\n"
	"Contact: \"Joe\" <sip:joe@example.org>;;;;\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_badinv01_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x15\x00\x00\x40\x00\x40\x11\xb5\x6a\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x01\x61\xcf"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP 192.0.2.15;;;received=192.0.2.99,;,,\r\n"
	"From: sip:caller@example.net;tag=134161461246\r\n"
	"To: sip:j.user@example.com;tag=6ba4ce10\r\n"
	"Call-ID: badinv01.0ha0isndaksdjasdf3234nas\r\n"
	"CSeq: 8 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_clerr[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x23\x12\x34\x00\x00\x40\x11\xe3\x28\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x0f\x3d\xf2"
	"INVITE sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: clerr.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 9999\r\n"
	"\r\n";

static const char sip_clerr_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x23\x00\x00\x40\x00\x40\x11\xb5\x5c\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x0f\x34\x9a"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: clerr.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_ncl[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x21\x12\x34\x00\x00\x40\x11\xe3\x2a\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x0d\xb9\x62"
	"INVITE sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: ncl.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: -999\r\n"
	"\r\n";

static const char sip_ncl_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x21\x00\x00\x40\x00\x40\x11\xb5\x5e\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x0d\x95\x19"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: ncl.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_scalar02[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x31\x12\x34\x00\x00\x40\x11\xe3\x1a\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x1d\xc5\x0b"
	"REGISTER sip:example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 300\r\n"
	"Call-ID: scalar02.23lkasf@example.com\r\n"
	"CSeq: 36893488147419103232 REGISTER\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_scalar02_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x36\x00\x00\x40\x00\x40\x11\xb5\x49\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x22\xe7\x82"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: scalar02.23lkasf@example.com\r\n"
	"CSeq: 36893488147419103232 REGISTER\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_scalarlg[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x4c\x12\x34\x00\x00\x40\x11\xe2\xff\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x38\xbd\xb8"
	"SIP/2.0 503 Service Unavailable\r\n"
	"Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923\r\n"
	"Call-ID: unreason.1234ksdfak3j2erwedfsASdf\r\n"
	"CSeq: 9292394834772304023312 INVITE\r\n"
	"From: sip:user@example.com;tag=11141343\r\n"
	"To: sip:user@example.edu;tag=2229\r\n"
	"Content-Length: 0\r\n"
	"Contact: <sip:user@host198.example.com>\r\n"
	"\r\n";

static const char sip_quotbal[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x31\x12\x34\x00\x00\x40\x11\xe3\x1a\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x1d\xd1\xf3"
	"INVITE sip:user@example.com SIP/2.0\r\n"
	"To: \"Mr. J. User <sip:j.user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: quotbal.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_quotbal_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x34\x00\x00\x40\x00\x40\x11\xb5\x4b\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x20\x1c\x8d"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: \"Mr. J. User <sip:j.user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: quotbal.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_ltgtruri[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x25\x12\x34\x00\x00\x40\x11\xe3\x26\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x11\x6f\x90"
	"INVITE <sip:user@example.com> SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: ltgtruri.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_ltgtruri_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x26\x00\x00\x40\x00\x40\x11\xb5\x59\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x12\x5c\x06"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: ltgtruri.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_lwsruri[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x26\x12\x34\x00\x00\x40\x11\xe3\x25\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x12\x9a\x09"
	"INVITE sip:user@example.com; lr SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: lwsruri.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_lwsruri_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x25\x00\x00\x40\x00\x40\x11\xb5\x5a\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x11\xb1\x18"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: lwsruri.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_lwsstart[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x25\x12\x34\x00\x00\x40\x11\xe3\x26\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x11\x94\x9e"
	"INVITE  sip:user@example.com  SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: lwsstart.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_lwsstart_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x26\x00\x00\x40\x00\x40\x11\xb5\x59\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x12\x4e\x0d"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: lwsstart.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_trws[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x23\x12\x34\x00\x00\x40\x11\xe3\x28\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x0f\xcf\x62"
	"OPTIONS sip:user@example.com SIP/2.0  \r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: trws.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_trws_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x23\x00\x00\x40\x00\x40\x11\xb5\x5c\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x0f\xd0\xe8"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: trws.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_escruri[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x3e\x12\x34\x00\x00\x40\x11\xe3\x0d\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x2a\x9c\x80"
	"INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: escruri.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_escruri_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x25\x00\x00\x40\x00\x40\x11\xb5\x5a\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x11\xc8\x1c"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: escruri.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_baddate[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x47\x12\x34\x00\x00\x40\x11\xe3\x04\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x33\x00\x46"
	"INVITE sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: baddate.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Date: Fri, 01 Jan 2010 16:00:00 EST\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_baddate_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x23\x00\x00\x40\x00\x40\x11\xb5\x5c\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x0f\x7f\x5d"
	"SIP/2.0 486 Busy Here\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: baddate.23lkasf@example.com\r\n"
	"CSeq: 234234 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const struct pzz_vector_sent sip_baddate_sent[] = {
	SIP_AGAIN(sip_baddate_reply)
};

static const char sip_regbadct[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x61\x12\x34\x00\x00\x40\x11\xe2\xea\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x4d\x3e\x8b"
	"REGISTER sip:example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: regbadct.23lkasf@example.com\r\n"
	"CSeq: 234234 REGISTER\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_regbadct_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x54\x00\x00\x40\x00\x40\x11\xb5\x2b\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x40\x11\x40"
	"SIP/2.0 405 Method Not Allowed\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: regbadct.23lkasf@example.com\r\n"
	"CSeq: 234234 REGISTER\r\n"
	"Allow: INVITE, ACK, CANCEL, OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_badaspec[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x3c\x12\x34\x00\x00\x40\x11\xe3\x0f\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x28\xae\xbc"
	"OPTIONS sip:user@example.org SIP/2.0\r\n"
	"To: \"Watson, Thomas\" < sip:t.watson@example.org >\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: badaspec.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_badaspec_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x3e\x00\x00\x40\x00\x40\x11\xb5\x41\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x2a\xa6\x11"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: \"Watson, Thomas\" < sip:t.watson@example.org >;tag=31f2c2f7\r\n"
	"Call-ID: badaspec.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_baddn[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x32\x12\x34\x00\x00\x40\x11\xe3\x19\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x1e\x0d\x90"
	"OPTIONS sip:user@example.org SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: Bell, Alexander <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: baddn.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_baddn_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x34\x00\x00\x40\x00\x40\x11\xb5\x4b\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x20\x6a\x7f"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: Bell, Alexander <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: baddn.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_badvers[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x24\x12\x34\x00\x00\x40\x11\xe3\x27\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x10\x57\xed"
	"OPTIONS sip:user@example.org SIP/7.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: badvers.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Via: SIP/7.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_badvers_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x30\x00\x00\x40\x00\x40\x11\xb5\x4f\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x1c\x30\x66"
	"SIP/2.0 505 Version Not Supported\r\n"
	"Via: SIP/7.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=20651f9f\r\n"
	"Call-ID: badvers.23lkasf@example.com\r\n"
	"CSeq: 234234 OPTIONS\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_mismatch01[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x21\x12\x34\x00\x00\x40\x11\xe3\x2a\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x0d\x7b\x6a"
	"OPTIONS sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: mismatch01.23lkasf@example.com\r\n"
	"CSeq: 8 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_mismatch01_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x23\x00\x00\x40\x00\x40\x11\xb5\x5c\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x0f\x5c\xcc"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: mismatch01.23lkasf@example.com\r\n"
	"CSeq: 8 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_mismatch02[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x23\x12\x34\x00\x00\x40\x11\xe3\x28\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x0f\x4a\x17"
	"NEWMETHOD sip:user@example.com SIP/2.0\r\n"
	"To: <sip:user@example.com>\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"Max-Forwards: 87\r\n"
	"Call-ID: mismatch02.23lkasf@example.com\r\n"
	"CSeq: 8 INVITE\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_mismatch02_reply[] =
	"\x02\x00\x5e\x10\x00\x99\x02\x00\x5e\x10\x00\x01\x08\x00"
	"\x45\x00\x01\x23\x00\x00\x40\x00\x40\x11\xb5\x5c\xc0\x00\x02\x0a\xc0\x00\x02\x63"
	"\x13\xce\x13\xc4\x01\x0f\x5c\xcb"
	"SIP/2.0 400 Bad Request\r\n"
	"Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw;received=192.0.2.99\r\n"
	"From: <sip:caller@example.com>;tag=sip31g\r\n"
	"To: <sip:user@example.com>;tag=31f2c2f7\r\n"
	"Call-ID: mismatch02.23lkasf@example.com\r\n"
	"CSeq: 8 INVITE\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static const char sip_bigcode[] =
	"\x02\x00\x5e\x10\x00\x01\x02\x00\x5e\x10\x00\x99\x08\x00"
	"\x45\x00\x01\x49\x12\x34\x00\x00\x40\x11\xe3\x02\xc0\x00\x02\x63\xc0\x00\x02\x0a"
	"\x13\xc4\x13\xce\x01\x35\x13\x65"
	"SIP/2.0 4294967301 better not break the receiver\r\n"
	"Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923\r\n"
	"Call-ID: unreason.1234ksdfak3j2erwedfsASdf\r\n"
	"CSeq: 35 INVITE\r\n"
	"From: sip:user@example.com;tag=11141343\r\n"
	"To: sip:user@example.edu;tag=2229\r\n"
	"Content-Length: 0\r\n"
	"Contact: <sip:user@host198.example.com>\r\n"
	"\r\n";

#endif /* PZZ_SIP_VECTORS_TORTURE_WRONG_H */
