# SPDX-License-Identifier: GPL-2.0
"""SNMP messages of versions 1 and 2c, as much of BER as they need."""

V1, V2C = 0, 1
GET, GETNEXT, RESPONSE, SET, GETBULK = 0xa0, 0xa1, 0xa2, 0xa3, 0xa5
INTEGER, STRING, NULL, OID, SEQUENCE = 2, 4, 5, 6, 0x30
NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_MIB_VIEW = 0x80, 0x81, 0x82


def tlv(tag, data):
	n = len(data)
	if n < 128:
		return bytes([tag, n]) + data
	size = n.to_bytes((n.bit_length() + 7) // 8, "big")
	return bytes([tag, 0x80 | len(size)]) + size + data


def integer(n, tag=INTEGER):
	bits = (n if n >= 0 else ~n).bit_length()
	return tlv(tag, n.to_bytes(bits // 8 + 1, "big", signed=True))


def base128(n):
	out = [n & 0x7f]
	while n > 127:
		n >>= 7
		out.insert(0, n & 0x7f | 0x80)
	return bytes(out)


def oid(text):
	ids = [int(i) for i in text.strip(".").split(".")]
	return tlv(OID, base128(ids[0] * 40 + ids[1]) + b"".join(map(base128, ids[2:])))


def request(kind, oids, community="public", version=V2C, number=1, first=0, second=0,
	    value=tlv(NULL, b"")):
	"""first and second: non-repeaters and max-repetitions of GETBULK"""
	bindings = b"".join(tlv(SEQUENCE, oid(o) + value) for o in oids)
	pdu = integer(number) + integer(first) + integer(second) + tlv(SEQUENCE, bindings)
	return tlv(SEQUENCE, integer(version) + tlv(STRING, community.encode()) + tlv(kind, pdu))


def read(data):
	"""(tag, contents, rest)"""
	tag, n, at = data[0], data[1], 2
	if n & 0x80:
		at += n & 0x7f
		n = int.from_bytes(data[2:at], "big")
	assert at + n <= len(data), data.hex()
	return tag, data[at:at + n], data[at + n:]


def number(data):
	return int.from_bytes(data, "big", signed=True)


def answer(data):
	"""(request id, error status, error index, [(oid as bytes, tag, value)])"""
	tag, body, rest = read(data)
	assert tag == SEQUENCE and not rest, data.hex()
	body = read(read(body)[2])[2]
	tag, body, rest = read(body)
	assert tag == RESPONSE and not rest, data.hex()
	fields = []
	for _ in range(3):
		_, value, body = read(body)
		fields.append(number(value))
	bindings, body = [], read(body)[1]
	while body:
		_, one, body = read(body)
		_, name, one = read(one)
		tag, value, _ = read(one)
		bindings.append((name, tag, value))
	return (*fields, bindings)
