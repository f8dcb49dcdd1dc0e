#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""The YAML spec, the uapi header and the kernel's tables say the same.

	spec_check.py [SPEC HEADER GLUE]

Names, order and values of every constant, enum, attribute and command; the
type of every attribute as its comment in the header has it; who may do what.
KTAP; the differences as diagnostics.
"""

import os
import re
import sys

import yaml

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FAMILY = "proxzzzy"


def read(path):
	with open(path, encoding="utf-8") as f:
		return f.read()


def c_name(*parts):
	return "-".join(parts).upper().replace("-", "_")


class Header:
	"""What the header defines: numbers, strings, enums, attribute types."""

	def __init__(self, text):
		self.prose = text[:text.index("#ifndef")]
		self.comments = dict(re.findall(r"^\t(\w+)(?: = \d+)?,\s*/\* (.*?) \*/", text, re.M))
		plain = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
		self.numbers = {}
		self.strings = {}
		for name, value in re.findall(r"^#define[ \t]+(\w+)[ \t]+(\S.*?)[ \t]*$", plain, re.M):
			if value.startswith('"'):
				self.strings[name] = value.strip('"')
			else:
				self.numbers[name] = int(value, 0)
		self.enums = {}
		for name, body in re.findall(r"^enum (\w+) \{(.*?)^\};", plain, re.M | re.S):
			self.enums[name] = self.enum(body)

	@staticmethod
	def enum(body):
		"""{name: value} without the _MAX entries, which must be right."""
		values = {}
		number = 0
		for item in re.findall(r"(\w+)(?:\s*=\s*([^,\n]+))?", body):
			if item[0].startswith("__") or item[0].endswith("_MAX"):
				continue
			number = int(item[1], 0) if item[1] else number
			values[item[0]] = number
			number += 1
		return values

	def type_of(self, name):
		"""The type that the header gives an attribute, in its comment or prose."""
		text = self.comments.get(name)
		if text is None:
			m = re.search(r"\b%s\s+(.*)$" % name, self.prose, re.M)
			text = m.group(1) if m else ""
		m = re.match(r"(u8|u16|u32|u64|string|flag|nest|\d[\d., or]* bytes|as long as)", text)
		if not m:
			return "binary" if text.startswith("bytes") else "unknown: '%s'" % text
		return m.group(1) if m.group(1).isalnum() else "binary"


def compare(what, want, have):
	"""Differences between two ordered mappings, as sentences."""
	if list(want.items()) == list(have.items()):
		return []
	said = []
	for name in list(want) + [n for n in have if n not in want]:
		if name not in have:
			said.append("%s: %s is in the spec only" % (what, name))
		elif name not in want:
			said.append("%s: %s is in the header only" % (what, name))
		elif want[name] != have[name]:
			said.append("%s: %s is %s in the spec, %s in the header"
				    % (what, name, want[name], have[name]))
	return said or ["%s: the order differs" % what]


def numbered(names, start=1):
	return {name: start + i for i, name in enumerate(names)}


def constants(spec, header):
	want = {c_name(FAMILY, d["name"]): d["value"] for d in spec["definitions"]
		if d["type"] == "const"}
	have = dict(header.numbers)
	said = []
	if have.pop("PROXZZZY_GENL_VERSION", None) != 1:
		said.append("the family's version is not 1")
	if header.strings.get("PROXZZZY_GENL_NAME") != spec["name"]:
		said.append("the family's name differs")
	groups = [g["name"] for g in spec["mcast-groups"]["list"]]
	if [v for k, v in header.strings.items() if "MCGRP" in k] != groups:
		said.append("multicast groups differ")
	return said + compare("constants", want, have)


def enums(spec, header):
	said = []
	for d in spec["definitions"]:
		if d["type"] == "const":
			continue
		names = [e if isinstance(e, str) else e["name"] for e in d["entries"]]
		want = numbered([c_name(FAMILY, d["name"], n) for n in names],
				d.get("value-start", 0))
		name = c_name(FAMILY, d["name"]).lower()
		said += compare("enum " + name, want, header.enums.get(name, {}))
	return said


def attributes(spec, header):
	said = []
	for s in spec["attribute-sets"]:
		names = [c_name(s["name-prefix"][:-1], a["name"]) for a in s["attributes"]]
		name = s["enum-name"].replace("-", "_")
		said += compare("enum " + name, numbered(names), header.enums.get(name, {}))
	return said


def types(spec, header):
	said = []
	sets = {s["name"] for s in spec["attribute-sets"]}
	known = {d["name"] for d in spec["definitions"]}
	for s in spec["attribute-sets"]:
		for a in s["attributes"]:
			name = c_name(s["name-prefix"][:-1], a["name"])
			have = header.type_of(name)
			if a["type"] not in ("pad", have):
				said.append("%s is %s in the spec, %s in the header"
					    % (name, a["type"], have))
			if a["type"] == "nest" and a.get("nested-attributes") not in sets:
				said.append("%s is a nest of nothing known" % name)
			if a.get("enum", FAMILY) not in known | {FAMILY}:
				said.append("%s is of an unknown enum" % name)
	return said


def commands(spec, header):
	ops = spec["operations"]
	names = [c_name(ops["name-prefix"][:-1], o["name"]) for o in ops["list"]]
	want = numbered(names)
	said = compare("commands", want, header.enums.get("proxzzzy_cmd", {}))
	said += ["enum %s is not in the spec" % e for e in header.enums
		 if e not in spec_enums(spec)]
	top = {a["name"] for a in spec["attribute-sets"][0]["attributes"]}
	for o in ops["list"]:
		parts = [o.get("event")] + [p for k in ("do", "dump")
			 for p in o.get(k, {}).values()]
		for part in filter(None, parts):
			said += ["%s: no attribute %s" % (o["name"], a)
				 for a in part["attributes"] if a not in top]
	return said


def spec_enums(spec):
	names = {spec["operations"]["enum-name"].replace("-", "_")}
	names |= {s["enum-name"].replace("-", "_") for s in spec["attribute-sets"]}
	return names | {c_name(FAMILY, d["name"]).lower() for d in spec["definitions"]
			if d["type"] != "const"}


def table(spec, source):
	"""The operations of the kernel's table: do, dump, privilege, attributes."""
	have = {}
	for entry in re.findall(r"\.cmd = (.*?)\n\t\}", source, re.S):
		fields = dict(re.findall(r"\.(\w+) = ([^,]+),", "." + "cmd = " + entry + ","))
		have[fields["cmd"]] = ("doit" in fields, "dumpit" in fields,
				       "GENL_ADMIN_PERM" in fields.get("flags", ""),
				       fields.get("maxattr", "").replace("PROXZZZY_A_", "")
				       .lower().replace("_", "-"))
	want = {}
	for o in spec["operations"]["list"]:
		if "event" in o:
			continue
		request = (o.get("do") or o.get("dump")).get("request", {}).get("attributes", [""])
		want[c_name(spec["operations"]["name-prefix"][:-1], o["name"])] = (
			"do" in o, "dump" in o, "admin-perm" in o.get("flags", []), request[-1])
	return compare("operations", want, have)


def policies(spec, source):
	"""Every attribute that the kernel takes is checked, with the spec's bounds."""
	bounds = dict(re.findall(r"(\w+_range) = \{(.*?)\};", source))
	macros = dict(re.findall(r"^#define[ \t]+(\w+)[ \t]+(\S.*)$", source, re.M))
	said = []
	for name in ("conf", "addr", "arp", "ndp", "echo", "wake", "limit", "rule"):
		m = re.search(r"^static const struct nla_policy %s_policy\[.*?\n\};" % name,
			      source, re.M | re.S)
		rows = dict(re.findall(r"\[(\w+)\]\s*= (.*),$", m.group(), re.M))
		s = next(x for x in spec["attribute-sets"] if x["name"] == name)
		want = {c_name(s["name-prefix"][:-1], a["name"]): bound(spec, a)
			for a in s["attributes"]}
		have = {k: limits(macros.get(v, v), bounds) for k, v in rows.items()}
		said += compare(name + "_policy", want, have)
	return said


def resolve(spec, value):
	for d in spec["definitions"]:
		if d["name"] == value:
			return d["value"]
	return value


def bound(spec, attribute):
	"""(type, least, most) as the spec has it; None where it says nothing."""
	checks = attribute.get("checks", {})
	least = checks.get("min", checks.get("min-len", checks.get("exact-len")))
	most = checks.get("max", checks.get("max-len", checks.get("exact-len")))
	if "enum" in attribute:
		d = next(x for x in spec["definitions"] if x["name"] == attribute["enum"])
		least = d.get("value-start")
		most = (least or 0) + len(d["entries"]) - 1
	return attribute["type"], least, resolve(spec, most)


NUMBERS = {}


def number(text):
	text = text.strip()
	return int(text, 0) if text[0].isdigit() else NUMBERS[text]


def limits(policy, ranges):
	"""(type, least, most) of one entry of a policy table."""
	m = re.match(r"NLA_POLICY_(\w+)\((.*)\)$", policy)
	if not m:
		kind = re.search(r"NLA_(\w+)", policy).group(1)
		length = re.search(r"\.len = (\w+)", policy)
		kind = {"NESTED": "nest", "NUL_STRING": "string"}.get(kind, kind.lower())
		return kind, None, number(length.group(1)) if length else None
	args = [a.strip() for a in m.group(2).split(",")]
	if m.group(1) == "EXACT_LEN":
		return "binary", number(args[0]), number(args[0])
	kind = args[0].replace("NLA_", "").lower()
	if m.group(1) == "FULL_RANGE":
		fields = dict(re.findall(r"\.(\w+) = (\w+)", ranges[args[1].lstrip("&")]))
		return (kind, number(fields["min"]) if "min" in fields else None,
			number(fields["max"]))
	if m.group(1) == "MIN":
		return kind, number(args[1]), None
	if m.group(1) == "MAX":
		return kind, None, number(args[1])
	return kind, number(args[1]), number(args[2])


def main(argv):
	paths = argv[1:] or [os.path.join(ROOT, p) for p in (
		"Documentation/netlink/specs/proxzzzy.yaml", "uapi/linux/proxzzzy.h",
		"kernel/glue")]
	spec = yaml.safe_load(read(paths[0]))
	header = Header(read(paths[1]))
	NUMBERS.update(header.numbers, ETH_ALEN=6)
	for enum in header.enums.values():
		NUMBERS.update(enum)
	NUMBERS["PROXZZZY_KIND_MAX"] = max(header.enums["proxzzzy_kind"].values())
	tests = [
		("constants and names", constants, header),
		("enums", enums, header),
		("attributes", attributes, header),
		("types of attributes", types, header),
		("commands", commands, header),
		("operations and privileges", table, read(paths[2] + "/netlink.c")),
		("bounds of what is taken", policies, read(paths[2] + "/netlink_policy.c")),
	]
	print("KTAP version 1\n1..%d" % len(tests))
	failed = 0
	for number_, (text, test, subject) in enumerate(tests, 1):
		said = test(spec, subject)
		for line in said:
			print("# " + line)
		failed += bool(said)
		print("%sok %d - spec: %s [C11,C12]" % ("not " if said else "", number_, text))
	return 1 if failed else 0


if __name__ == "__main__":
	sys.exit(main(sys.argv))
