# SPDX-License-Identifier: GPL-2.0
"""SNMP messages that are wrong in one way each, and some that only look wrong."""

from ber import GET, GETBULK, INTEGER, NULL, OID, SEQUENCE, STRING, integer, oid, request, tlv

NOTHING = tlv(NULL, b"")
NUMBER = integer(1)
INDEFINITE = b"\x80"


def long_form(tag, data, size):
	"""A length in so many bytes, whatever it needs"""
	return bytes([tag, 0x80 | size]) + len(data).to_bytes(size, "big") + data


def of(binding, version=NUMBER, number=NUMBER, status=integer(0), behind=b"", kind=GET,
       community=b"public", index=integer(0)):
	"""A message of these parts; behind: what follows within the PDU"""
	return tlv(SEQUENCE, body(binding, version, number, status, behind, kind, community, index))


def body(binding, version=NUMBER, number=NUMBER, status=integer(0), behind=b"", kind=GET,
	 community=b"public", index=integer(0)):
	pdu = number + status + index + tlv(SEQUENCE, binding) + behind
	return version + tlv(STRING, community) + tlv(kind, pdu)


def nested(depth):
	data = b""
	while depth:
		data = tlv(SEQUENCE, data)
		depth -= 1
	return data


def name(contents):
	return tlv(SEQUENCE, tlv(OID, contents) + NOTHING)


def messages(known):
	"""(what it is, the message, whether it is right) for a question for this OID"""
	good = request(GET, [known])
	inner = body(tlv(SEQUENCE, oid(known) + NOTHING))
	binding = tlv(SEQUENCE, oid(known) + NOTHING)
	return [(what, message, False) for what, message in (
		("nothing", b""),
		("a tag alone", b"\x30"),
		("no SEQUENCE", b"\x31" + good[1:]),
		("a tag of several bytes", b"\x3f" + good),
		("an indefinite length", b"\x30" + INDEFINITE + inner + b"\0\0"),
		("an indefinite length of the PDU", tlv(SEQUENCE, NUMBER + tlv(STRING, b"public")
			+ bytes([GET]) + INDEFINITE + NUMBER * 3 + tlv(SEQUENCE, binding) + b"\0\0")),
		("an indefinite length of a binding", of(b"\x30" + INDEFINITE + binding[2:] + b"\0\0")),
		("an indefinite length of an OID", of(tlv(SEQUENCE, b"\x06" + INDEFINITE
			+ oid(known)[2:] + b"\0\0" + NOTHING))),
		("the reserved length", b"\x30\xff" + inner),
		("a length of 5 bytes", long_form(SEQUENCE, inner, 5)),
		("a length of 126 bytes", long_form(SEQUENCE, inner, 126)),
		("a length of 4 GiB", b"\x30\x84\xff\xff\xff\xff" + inner),
		("a length of 2 GiB", b"\x30\x84\x80\0\0\0" + inner),
		("a length that is cut off", b"\x30\x84\0\0"),
		("a length beyond the end", bytes([SEQUENCE, len(inner) + 1]) + inner),
		("a length before the end", bytes([SEQUENCE, len(inner) - 1]) + inner),
		("a byte behind the message", good + b"\0"),
		("a second message behind it", good + good),
		("a byte behind the PDU", tlv(SEQUENCE, inner + b"\0")),
		("an element behind the PDU", tlv(SEQUENCE, inner + NUMBER)),
		("a byte behind the bindings", of(binding, behind=b"\0")),
		("an element behind the bindings", of(binding, behind=NOTHING)),
		("a byte behind a value", of(tlv(SEQUENCE, oid(known) + NOTHING + b"\0"))),
		("two values", of(tlv(SEQUENCE, oid(known) + NOTHING * 2))),
		("a value beyond its binding", of(tlv(SEQUENCE, oid(known) + b"\x04\x10"))),
		("a binding without a value", of(tlv(SEQUENCE, oid(known)))),
		("an empty binding", of(tlv(SEQUENCE, b""))),
		("a binding that is no SEQUENCE", of(oid(known) + NOTHING)),
		("a name that is no OID", of(tlv(SEQUENCE, tlv(STRING, b"\x2b") + NOTHING))),
		("SEQUENCEs in each other", nested(350)),
		("SEQUENCEs in each other for bindings", of(nested(340))),
		("a PDU of nothing", tlv(SEQUENCE, NUMBER + tlv(STRING, b"public") + tlv(GET, b""))),
		("no PDU", tlv(SEQUENCE, NUMBER + tlv(STRING, b"public"))),
		("a version of no bytes", of(binding, version=tlv(INTEGER, b""))),
		("a version of 5 bytes", of(binding, version=tlv(INTEGER, b"\0\0\0\0\1"))),
		("a version that is a string", of(binding, version=tlv(STRING, b"\1"))),
		("a request id of no bytes", of(binding, number=tlv(INTEGER, b""))),
		("a request id of 5 bytes", of(binding, number=tlv(INTEGER, b"\0\x80\0\0\0"))),
		("a negative request id of 5 bytes", of(binding, number=tlv(
			INTEGER, b"\xff\x7f\xff\xff\xff"))),
		("a request id of 200 bytes", of(binding, number=tlv(INTEGER, bytes(200)))),
		("a request id that is a string", of(binding, number=tlv(STRING, b"\1"))),
		("an error status of 9 bytes", of(binding, status=tlv(INTEGER, bytes(9)))),
		("repetitions of 5 bytes", of(binding, index=tlv(INTEGER, b"\0\xff\xff\xff\xff"),
					      kind=GETBULK)),
		("an OID of no bytes", of(name(b""))),
		("an OID of 129 sub-identifiers", of(name(b"\x2b" + b"\1" * 127))),
		("an OID of 1300 sub-identifiers", of(name(b"\x2b" + b"\1" * 1298))),
		("a padded sub-identifier", of(name(b"\x2b\x80\6"))),
		("a sub-identifier without end", of(name(b"\x2b\6\x81"))),
		("a sub-identifier of 33 bits", of(name(b"\x2b\x90\x80\x80\x80\0"))),
		("a sub-identifier of 1000 bytes", of(name(b"\x2b" + b"\xff" * 999 + b"\1"))),
		("half a message", good[:len(good) // 2]),
	)] + [(what, message, True) for what, message in (
		("lengths of 4 bytes", long_form(SEQUENCE, inner, 4)),
		("a version of 4 bytes", of(binding, version=tlv(INTEGER, b"\0\0\0\1"))),
		("a negative request id", of(binding, number=integer(-2 ** 31))),
		("a padded request id", of(binding, number=tlv(INTEGER, b"\0\0\0\1"))),
		("a negative error status", of(binding, status=integer(-1), index=integer(-1))),
		("less than no repetitions", of(binding, status=integer(-5), index=integer(-2 ** 31),
						kind=GETBULK)),
		("no bindings", of(b"")),
		("an OID of 128 sub-identifiers", of(name(b"\x2b" + b"\1" * 126))),
		("a value of another type", of(tlv(SEQUENCE, oid(known) + tlv(STRING, b"x" * 1000)))),
	)]
