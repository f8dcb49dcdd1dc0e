#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""sync_test.py DIR: what DIR/proxzzzyctl sync takes from a host, next to what ip, ss
and the services themselves say of it. The hosts are network namespaces."""

import json
import os
import re
import shutil
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))
from ktap import Ktap, Skip	# noqa: E402
from sync_host import (		# noqa: E402
	AVAHI, BUS, DHCPD, EXCHANGE, MUTE, Host, NAMED, RESPONDER, SILENT_BUS, SNMPD, SOCKETS, Synced,
	TELEPHONE, answer, python, record, wire)


def ss_says(host, kind):
	"""The same set from ss, of what is open on h0."""
	own = {a["local"] for a in host.json("ip", "-j", "addr", "show", "h0")[0]["addr_info"]}
	out = set()
	for line in host.ns.check(["ss", "-Hln" + kind]).splitlines():
		local = line.split()[3]
		address, port = local.rsplit(":", 1)
		address, _, dev = address.partition("%")
		address, port = address.strip("[]"), int(port)
		if dev and dev != "h0":
			continue
		address = address.replace("::ffff:", "")
		if address in ("*", "0.0.0.0"):
			out.add((port, 4))
		if address in ("*", "::"):
			out.add((port, 6))
		if address in own:
			out.add((port, address))
	return out


def addresses(ktap, host):
	# a tentative one stays so where duplicates are looked for, for a second
	host.ns.ip("addr add 10.77.0.9/24 dev h0 valid_lft 1000 preferred_lft 0",
		   "addr add fd77::9/64 dev h0 nodad valid_lft 1000 preferred_lft 0",
		   "addr add 10.77.0.10/32 dev h0 scope host")
	host.ns.sysctl("net.ipv6.conf.h0.use_tempaddr=2")
	host.ns.ip("addr add fd77::abcd/64 dev h0 mngtmpaddr nodad")
	host.peer.ip("addr add fd77::dd/64 dev p0 nodad")
	host.ns.sysctl("net.ipv6.conf.h0.accept_dad=1")
	host.ns.ip("addr add fd77::dd/64 dev h0")
	end = time.monotonic() + 20
	while "dadfailed" not in host.ns.check(["ip", "addr", "show", "h0"]):
		assert time.monotonic() < end, "no duplicate was found"
		time.sleep(0.05)
	with ktap.case("addresses are those of ip, but the ones that must not be [C5,C8,C9]"):
		want = set()
		for a in host.json("ip", "-j", "addr", "show", "h0")[0]["addr_info"]:
			if a["scope"] != "host" and not a.get("dadfailed") and not a.get("tentative"):
				want.add(a["local"])
		s = host.sync()
		assert set(s.config["addresses"]) == want, (s.config["addresses"], want)
		assert {"10.77.0.2", "10.77.0.9", "fd77::2", "fd77::9"} <= want, want
		s.has("took", "address", "10.77.0.9, deprecated")
		s.has("left", "address", "fd77::dd: another host has it")
		s.has("left", "address", "10.77.0.10: only for this host itself")
	with ktap.case("a temporary address is told as one [C8]"):
		host.sync().has("took", "address", ", temporary")
	host.ns.ip("addr del fd77::dd/64 dev h0")
	with ktap.case("groups are those of ip, without what comes by itself [C15]"):
		maddr = {m["address"] for x in host.json("ip", "-j", "maddr", "show", "dev", "h0")
			 for m in x["maddr"] if "address" in m}
		known = {"224.0.0.1", "ff02::1", "ff01::1"}
		want = {m for m in maddr - known if not m.startswith("ff02::1:ff")}
		s = host.sync()
		assert set(s.config["groups"]) == want == {"239.1.2.3", "ff05::77"}, (
			s.config["groups"], maddr)
	with ktap.case("the gateways are those of ip"):
		host.ns.ip("route add default via 10.77.0.1", "route add default via fd77::1")
		want = [r["gateway"] for f in ("-4", "-6")
			for r in host.json("ip", "-j", f, "route", "show", "default")]
		assert host.sync().json["gateways"] == want == ["10.77.0.1", "fd77::1"], want
	with ktap.case("echo and the router flag are what sysctl says [C12]"):
		assert host.sync().config["echo"]["enable"] is True
		host.ns.sysctl("net.ipv4.icmp_echo_ignore_all=1", "net.ipv6.conf.h0.forwarding=1")
		s = host.sync()
		assert s.config["echo"]["enable"] is False, s.config
		assert s.config["ndp"]["router"] is True, s.config
		host.ns.sysctl("net.ipv4.icmp_echo_ignore_all=0", "net.ipv6.conf.h0.forwarding=0")


def sockets(ktap, host):
	with ktap.case("a rule for each TCP port that ss shows on the interface [R30]"):
		is_, want = host.sync().rules("syn"), ss_says(host, "t")
		assert is_ == want, (is_ - want, want - is_)
		assert (8081, "10.77.0.2") in is_ and (443, 4) not in is_ and (9001, 4) in is_, is_
	with ktap.case("and for UDP ports that are nobody's client [WAKE-UDP]"):
		s = host.sync()
		want = {x for x in ss_says(host, "u") if x[0] not in (123, 40000)}
		assert s.rules("udp") == want, (s.rules("udp"), want)
		assert (69, 4) in want and (500, 6) in want and (6000, "10.77.0.2") not in want, want
		s.has("left", "udp", "40000, python3: a client's port")
		s.has("left", "tcp", "631 on 127.0.0.1")
	with ktap.case("the label is the owner"):
		labels = {r.get("label") for r in host.sync().config["rules"]}
		assert labels == {"python3"}, labels
	with ktap.case("what is printed is a file for apply [C12]"):
		r = host.run("sync", "-n", "h0")
		assert r.returncode == 0 and "\nset dev h0 rule 1000 syn " in r.stdout, r.stdout
		assert "# took   address  10.77.0.2\n" in r.stdout, r.stdout
		host.ns.check([host.ctl, "apply", "-n", "-"], data=r.stdout)
	with ktap.case("who may not look at others is told so"):
		if not shutil.which("setpriv"):
			raise Skip("there is no setpriv")
		os.chmod(host.root, 0o755)
		s = host.sync(before=["setpriv", "--reuid", "1000", "--clear-groups"])
		assert s.rules("syn") == ss_says(host, "t")
		assert s.notes("missed", "owner"), s.json["notes"]



def policy(ktap, host):
	with ktap.case("a policy narrows, limits, excludes and adds [C12]"):
		host.file("/etc/proxzzzy/h0.conf", """# a policy
sync * exclude tcp 443-445 exclude udp
sync dev h0 from 10.77.0.0/24 tcp 22 limit 6/h burst 2 tcp 22
set * rule 5 magic label "a b"
set dev h0 arp conflict wake echo off addr 10.77.0.77 group 239.9.9.9
del * addr fd77::9 group 239.1.2.3
sync * without llmnr
""")
		s = host.sync()
		c = s.config
		assert s.json["policy"] == "/etc/proxzzzy/h0.conf", s.json["policy"]
		assert not s.rules("udp") and not {p for p, _ in s.rules("syn")} & {443, 445}, c
		rule = next(r for r in c["rules"] if r.get("port") == 22)
		assert rule["from"] == "10.77.0.0/24" and rule["limit"]["rate"] == 6, rule
		assert c["rules"][0]["id"] == 5 and c["rules"][0]["label"] == "a b", c["rules"]
		assert c["arp"]["conflict"] == "wake" and c["echo"]["enable"] is False, c
		assert "10.77.0.77" in c["addresses"] and "fd77::9" not in c["addresses"], c
		assert c["groups"] == ["239.9.9.9", "ff05::77"], c["groups"]
		assert "fd77::9" not in {x["address"] for x in c["lifetimes"]}, c["lifetimes"]
	with ktap.case("a policy brings a Teredo packet and an LLDPDU from files [C25,R3]"):
		host.file("/etc/proxzzzy/packet", "4500 001c\n")
		host.file("/etc/proxzzzy/h0.conf", "set * teredo @/etc/proxzzzy/packet "
			  "via 02:00:00:00:00:01 lldp 0207\n")
		c = host.sync().config
		assert [t["packet_hex"] for t in c["teredo"]] == ["4500001c"], c["teredo"]
		assert [d["pdu_hex"] for d in c["lldp"]] == ["0207"], c["lldp"]
		host.remove("/etc/proxzzzy/packet")
		r = host.run("sync", "-n", "h0")
		assert r.returncode == 1 and "/etc/proxzzzy/packet: No such file" in r.stdout, r
		host.file("/etc/proxzzzy/h0.conf", "sync * without llmnr\n")
	with ktap.case("default.conf is for those without one of their own [C12]"):
		host.file("/etc/proxzzzy/default.conf", "sync * without rules groups\n")
		assert host.sync().config["groups"]
		host.remove("/etc/proxzzzy/h0.conf")
		s = host.sync()
		assert s.config["groups"] == [] and s.config["rules"] == [], s.config
	with ktap.case("a mistake is told with file and line, and nothing is done [C12]"):
		host.file("/etc/proxzzzy/h0.conf", "\nset h1 echo on\n")
		r = host.run("sync", "-n", "h0")
		assert r.returncode == 2, r
		assert r.stdout == "/etc/proxzzzy/h0.conf:2: at 'h1': expected h0, or *\n", r.stdout
		host.remove("/etc/proxzzzy/h0.conf")
		os.mkdir(host.root + "/etc/proxzzzy/h0.conf")
		r = host.run("sync", "-n", "h0")
		assert r.returncode == 1 and "/etc/proxzzzy/h0.conf: not a file" in r.stdout, r
		os.rmdir(host.root + "/etc/proxzzzy/h0.conf")
		host.remove("/etc/proxzzzy/default.conf")


def telephone(host, *ends):
	p = python(host.ns, TELEPHONE, *ends)
	return p, [int(n) for n in p.wait_output("^ports (.*)").group(1).split()]


def registrations(ktap, host):
	exchange = python(host.peer, EXCHANGE)
	sip = "set * sip %s transport tcp server %s to sip:host@peer.test\n"
	host.file("/etc/proxzzzy/h0.conf", sip % ("any", "10.77.0.1"))
	with ktap.case("without a connection there is no registration over TCP [R45]"):
		s = host.sync()
		assert s.config["registrations"] == [], s.config["registrations"]
		s.has("missed", "sip", "no connection to 10.77.0.1 port 5060: the telephone is not connected")
	with ktap.case("with one it is made there, as ss says [R45]"):
		p, (port,) = telephone(host, "10.77.0.2", "10.77.0.1")
		ss = host.ns.check(["ss", "-Htn", "state", "established", "dst", "10.77.0.1:5060"])
		assert ss.split()[2] == "10.77.0.2:%d" % port, (ss, port)
		s = host.sync()
		(r,) = s.config["registrations"]
		assert (r["local"], r["port"], r["server"]) == ("10.77.0.2", port, "10.77.0.1"), r
		assert r["transport"] == "tcp", r
		assert r["contact"] == "<sip:host@10.77.0.2:%d;transport=tcp>" % port, r
		s.has("took", "sip", "sip:host@peer.test from 10.77.0.2 port %d, of the connection" % port)
	with ktap.case("what is printed is a file for apply, over TCP too [R45,C12]"):
		text = host.run("sync", "-n", "h0").stdout
		assert "sip 10.77.0.2 port %d transport tcp server 10.77.0.1 " % port in text, text
		host.ns.check([host.ctl, "apply", "-n", "-"], data=text)
	with ktap.case("of two it is not guessed, but the port tells [R45]"):
		q, (other,) = telephone(host, "10.77.0.2", "10.77.0.1")
		s = host.sync()
		assert s.config["registrations"] == [], s.config["registrations"]
		s.has("missed", "sip", "2 connections to 10.77.0.1 port 5060")
		host.file("/etc/proxzzzy/h0.conf", sip % ("any port %d" % other, "10.77.0.1"))
		assert [r["port"] for r in host.sync().config["registrations"]] == [other]
	p.stop()
	q.stop()
	with ktap.case("one that is gone is told, what is given as a whole stays [R45]"):
		host.file("/etc/proxzzzy/h0.conf", sip % ("10.77.0.2 port %d" % port, "10.77.0.1"))
		s = host.sync()
		assert [r["port"] for r in s.config["registrations"]] == [port], s.config
		s.has("missed", "sip", "no connection from 10.77.0.2 port %d to" % port)
	with ktap.case("over IPv6, and with an IPv6 socket over IPv4 [R45]"):
		p, ports = telephone(host, "fd77::2", "fd77::1", "::ffff:10.77.0.2", "::ffff:10.77.0.1")
		host.file("/etc/proxzzzy/h0.conf", sip % ("any", "fd77::1") + sip % ("any", "10.77.0.1"))
		s = host.sync()
		found = [(r["local"], r["port"]) for r in s.config["registrations"]]
		assert found == [("fd77::2", ports[0]), ("10.77.0.2", ports[1])], (found, ports)
	p.stop()
	with ktap.case("a connection from another interface's address is none [R45]"):
		host.file("/etc/proxzzzy/h0.conf", sip % ("any", "10.77.0.2"))
		own = python(host.ns, EXCHANGE)
		p, _ = telephone(host, "10.77.9.1", "10.77.0.2")
		s = host.sync()
		own.stop()
		assert s.config["registrations"] == [], s.config["registrations"]
		s.has("missed", "sip", "no connection to 10.77.0.2 port 5060")
	p.stop()
	exchange.stop()
	host.remove("/etc/proxzzzy/h0.conf")


def mdns(ktap, host):
	with ktap.case("Avahi's names and services, but not those of other hosts [C29,C30,C32,C33]"):
		if not shutil.which("avahi-daemon"):
			raise Skip("there is no avahi-daemon")
		p = host.ns.popen(["sh", "-ec", AVAHI], private=["/etc/avahi"])
		p.wait_output(r"c\.service\) successfully established", 30)
		s = host.sync()
		p.stop()
		assert s.config["mdns"]["host"] == "sleeper.local", s.json["notes"]
		assert s.config["mdns"]["enable"] is True, s.config["mdns"]
		assert s.records() == sorted([
			("_services._dns-sd._udp.local", "PTR", "_http._tcp.local"),
			("_services._dns-sd._udp.local", "PTR", "_ipp._tcp.local"),
			("_http._tcp.local", "PTR", "\"A Box._http._tcp.local\""),
			("_ipp._tcp.local", "PTR", "\"A Printer._ipp._tcp.local\""),
			("A Box._http._tcp.local", "SRV", "0 0 80 sleeper.local"),
			("A Box._http._tcp.local", "TXT", "\"path=/a b\""),
			("A Printer._ipp._tcp.local", "SRV", "0 0 631 sleeper.local"),
			("A Printer._ipp._tcp.local", "TXT", "\"\""),
		]), s.records()
		shared = {r["type"] for r in s.config["records"] if r["shared"]}
		assert shared == {"PTR"}, shared
	with ktap.case("nobody answers mDNS: nothing is asked, nothing said"):
		s = host.sync()
		assert not s.records() and not s.notes("missed", "mdns"), s.json["notes"]
	with ktap.case("a responder's records, without those of others [C29,C30]"):
		p = python(host.ns, RESPONDER, "10.77.0.2", NAMED)
		s = host.sync()
		p.stop()
		assert s.config["mdns"]["host"] == "evil.local", s.json["notes"]
		assert [r[:2] for r in s.records()] == [
			("X._http._tcp.local", "SRV"), ("_http._tcp.local", "PTR"),
			("_services._dns-sd._udp.local", "PTR")], s.records()
	with ktap.case("an answer of another host does not count"):
		silent = python(host.ns, RESPONDER, "10.77.0.2")
		other = python(host.peer, RESPONDER, "10.77.0.1", NAMED)
		s = host.sync()
		assert "answered" in other.log(), "the other host has not been asked"
		other.stop()
		silent.stop()
		assert "mdns" not in s.config and not s.records(), s.config
		s.has("missed", "mdns", "python3 has not answered in time")
	with ktap.case("answers that are broken, or not for us, do no harm"):
		loop = "84000000000100000000" + "c00c" + "000c00010000000a0002c00c"
		p = python(host.ns, RESPONDER, "10.77.0.2", "", "84", loop, "8400ffffffffffffffff",
			   answer(record("2.0.77.10.in-addr.arpa", 12, wire("evil.example.org"))))
		s = host.sync()
		p.stop()
		assert not s.records() and "mdns" not in s.config, s.config
		s.has("missed", "mdns", "python3 has not answered in time")


def bus(ktap, host, fake):
	if not shutil.which("dbus-daemon"):
		for what in ("LLMNR name", "policy", "questions", "NetworkManager", "hanging"):
			ktap.skip("over D-Bus: " + what, "there is no dbus-daemon")
		return
	with open(host.ns.dir + "/bus.conf", "w", encoding="ascii") as f:
		f.write(BUS)
	daemon = host.ns.popen(["dbus-daemon", "--config-file=/run/lab/bus.conf", "--nofork",
				"--nopidfile", "--print-address=1"])
	daemon.wait_output("unix:path")
	env = ["env", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=/run/bus"]
	listener = python(host.ns, RESPONDER, "10.77.0.2")	# something that listens on 5353
	llmnr = python(host.ns, RESPONDER.replace("5353", "5355"), "10.77.0.2")

	def resolved(*args):
		p = host.ns.popen(env + [fake, *args])
		p.wait_output("up")
		s = host.sync(before=env)
		p.stop()
		return s

	with ktap.case("systemd-resolved's LLMNR name, and its services [C29,C30,C32,C33,C36]"):
		host.file("/etc/systemd/dnssd/a.dnssd",
			  "[Service]\nName=%H\nType=_ssh._tcp\nPort=22\nTxtText=a=1\n")
		host.file("/usr/lib/systemd/dnssd/a.dnssd", "[Service]\nName=x\nType=_x._tcp\nPort=1\n")
		host.file("/run/systemd/dnssd/b.dnssd", "[Service]\nName=%b\n")
		s = resolved("box", "yes", "yes", "10.77.0.2")
		assert s.config["llmnr"]["host"] == "box" and s.config["llmnr"]["enable"], s.config
		assert s.config["mdns"]["host"] == "box.local", s.config
		assert s.records() == [
			("_services._dns-sd._udp.local", "PTR", "_ssh._tcp.local"),
			("_ssh._tcp.local", "PTR", "box._ssh._tcp.local"),
			("box._ssh._tcp.local", "SRV", "0 0 22 box.local"),
			("box._ssh._tcp.local", "TXT", "\"a=1\"")], s.records()
		s.has("missed", "mdns", "/run/systemd/dnssd/b.dnssd: a specifier")
	with ktap.case("a policy does without the names [C12]"):
		host.file("/etc/proxzzzy/h0.conf", "sync * without llmnr mdns\n")
		s = resolved("box", "yes", "yes", "10.77.0.2")
		assert "llmnr" not in s.config and "mdns" not in s.config, s.config
		host.file("/etc/proxzzzy/h0.conf", "set * mdns off llmnr on host other\n")
		s = resolved("box", "yes", "yes", "10.77.0.2")
		assert s.config["mdns"]["enable"] is False and not s.records(), s.config
		assert s.config["llmnr"]["host"] == "other", s.config
		host.remove("/etc/proxzzzy/h0.conf")
	with ktap.case("systemd-resolved that only asks [C36]"):
		s = resolved("box", "resolve", "no", "10.77.0.2")
		assert "llmnr" not in s.config and "mdns" not in s.config, s.config
		s.has("left", "llmnr", "systemd-resolved does not answer it here")
	with ktap.case("NetworkManager's lease [C16,C19,C20]"):
		host.ns.check(["mkdir", "/run/NetworkManager"])
		p = host.ns.popen(env + [fake, "box", "no", "no", "10.77.0.9"])
		p.wait_output("up")
		r = host.ns.check(env + [host.ctl, "-j", "sync", "-n", "h0", "--time", "5"])
		p.stop()
		lease = json.loads(r)["lease"]
		assert lease["client"] == "NetworkManager" and lease["lease_s"] == 600, lease
		assert lease["address"] == "10.77.0.9" and lease["server"] == "10.77.0.1", lease
	daemon.stop()
	with ktap.case("a bus that hangs takes no more than the time that there is"):
		p = python(host.ns, SILENT_BUS)
		env = ["env", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=/run/silent"]
		s = host.sync(before=env)
		p.stop()
		s.has("missed", "llmnr", "whether python3 answers it")
		assert s.rules("syn"), s.config
	llmnr.stop()
	listener.stop()


def snmp(ktap, host):
	for missing in ["snmpd"] * (not shutil.which("snmpd")):
		for what in ("values", "policy", "silence"):
			ktap.skip("SNMP: " + what, "there is no " + missing)
		return
	p = host.ns.popen(["sh", "-ec", SNMPD % 161], private=["/etc/snmp", "/var/lib/snmp"])
	p.wait_output("NET-SNMP version")
	with ktap.case("the agent's values, by the usual subtrees; the uptimes count on [C27]"):
		host.file("/etc/proxzzzy/community", "se-cret\n")
		host.file("/etc/proxzzzy/h0.conf", "sync * snmp community @/etc/proxzzzy/community\n"
			  "set * community hid-den\n")
		s = host.sync()
		is_ = [(v["oid"], v["type"], v["value"], v.get("age")) for v in s.config["values"]]
		assert is_ == [("1.3.6.1.2.1.1.3.0", "ticks", "500", "count"),
			       ("1.3.6.1.2.1.1.4.0", "string", '"root"', None),
			       ("1.3.6.1.2.1.2.1.0", "integer", "7", None),
			       ("1.3.6.1.2.1.25.1.1.0", "ticks", "600", "count")], s.config["values"]
		assert s.config["snmp"]["enable"] is True and len(s.config["communities"]) == 1, s.config
		s.has("took", "snmp", "1.3.6.1.2.1.1: 2 values")
		s.has("left", "snmp", "1.3.6.1.2.1.43: the agent has nothing there")
		assert "se-cret" not in json.dumps(s.json) and "hid-den" not in json.dumps(s.json), s.json
	with ktap.case("a policy names subtrees, and prevails over what is found [C26,C27]"):
		host.file("/etc/proxzzzy/h0.conf", "sync * snmp community se-cret agent localhost "
			  "subtree 1.3.6.1.2.1.2.1.0 subtree 1.3.6.1.2.1.1\nset * snmp off\n"
			  "set * oid 1.3.6.1.2.1.1.4.0 string mine access writers\n"
			  "del * oid 1.3.6.1.2.1.1.3\n")
		s = host.sync()
		is_ = [(v["oid"], v["value"]) for v in s.config["values"]]
		assert is_ == [("1.3.6.1.2.1.1.4.0", '"mine"'), ("1.3.6.1.2.1.2.1.0", "7")], is_
		assert s.config["snmp"]["enable"] is False, s.config["snmp"]
		s.has("left", "snmp", "nobody may ask")
	p.stop()
	with ktap.case("an agent that is silent is not waited for beyond the time [C27]"):
		mute = python(host.ns, MUTE)
		host.file("/etc/proxzzzy/h0.conf",
			  "sync * snmp community se-cret agent 127.0.0.1:162 subtree 1.3.6.1\n")
		r = host.ns.run([host.ctl, "-j", "sync", "-n", "h0", "--time", "1", "--root", host.root])
		s = Synced(json.loads(r.stdout))
		mute.stop()
		assert not s.config["values"] and "snmp" not in s.config, s.config
		assert s.notes("missed", "snmp") == ["1.3.6.1: not complete in time"] or \
			s.notes("missed", "snmp") == ["the agent does not answer in time"], s.json["notes"]
		left = host.ns.run(["pgrep", "-x", "proxzzzy-snmpwalk"]).stdout
		assert not left.strip() or host.ns.run(["pgrep", "-f", "127.0.0.1:162"]).returncode, left
		host.file("/etc/proxzzzy/h0.conf", "sync * snmp community @/nowhere\n")
		r = host.run("sync", "-n", "h0")
		assert r.returncode == 1 and "Error: /nowhere: No such file" in r.stdout, r
		host.remove("/etc/proxzzzy/h0.conf")


def lease(ktap, host):
	host.remove("/etc/systemd/dnssd/a.dnssd")
	index = host.json("ip", "-j", "link", "show", "h0")[0]["ifindex"]
	with ktap.case("no lease of an address with a lifetime is said"):
		host.sync().has("missed", "lease", "no DHCP client a lease for it")
	with ktap.case("systemd-networkd's lease [C16,C17,C18,C19,C20]"):
		path = "/run/systemd/netif/leases/%d" % index
		host.file(path, "ADDRESS=10.77.0.9\nNETMASK=255.255.255.0\nROUTER=10.77.0.1\n"
			  "SERVER_ADDRESS=10.77.0.1\nT1=300\nT2=525\nLIFETIME=600\nCLIENTID=ff01\n")
		got = host.sync().json["lease"]
		assert 0 < got.pop("expiry") - time.time() <= 601, got
		assert got == {"client": "systemd-networkd", "address": "10.77.0.9",
			       "mask": "255.255.255.0", "gateway": "10.77.0.1",
			       "server": "10.77.0.1", "lease_s": 600, "t1_s": 300, "t2_s": 525,
			       "client_id": "ff01"}, got
	with ktap.case("it is handed over, with what its client asked for [C16,C17,C18,C19,C20]"):
		mac = json.loads(host.peer.check(["ip", "-j", "link", "show", "p0"]))[0]["address"]
		host.ns.ip("neigh flush dev h0")	# so that the MAC address has to be asked for
		host.file(path, "ADDRESS=10.77.0.9\nNETMASK=255.255.255.0\nROUTER=10.77.0.1\n"
			  "SERVER_ADDRESS=10.77.0.1\nT1=300\nT2=525\nLIFETIME=600\n"
			  "DNS=10.77.0.3 10.77.0.4\nCLIENTID=ff01\n")
		before = time.clock_gettime_ns(time.CLOCK_BOOTTIME) - 2 * 10 ** 9
		got = host.sync().config["dhcp"]
		assert before < got.pop("since_boot_ns") < before + 60 * 10 ** 9, (before, got)
		assert got == {"enable": True, "address": "10.77.0.9", "server": "10.77.0.1",
			       "server_mac": mac, "lease_s": 600, "t1_s": 300, "t2_s": 525,
			       "request": "3d02ff01" "37080103060f1c333a3b",
			       "ack": "0104ffffff00" "03040a4d0001" "06080a4d00030a4d0004",
			       "critical": [1, 3, 6]}, got
	with ktap.case("a server that nobody hears: its MAC address is missed [C20]"):
		host.file(path, "ADDRESS=10.77.0.9\nNETMASK=255.255.255.0\n"
			  "SERVER_ADDRESS=10.77.0.123\nLIFETIME=4294967295\n")
		s = host.sync()
		got = s.config["dhcp"]
		assert got["server_mac"] is None and got["lease_s"] is None, got
		s.has("missed", "lease", "the MAC address of 10.77.0.123")
	with ktap.case("a policy has its own options, or does without the lease [C12]"):
		host.file("/etc/proxzzzy/h0.conf", "set * dhcp renew off critical 6,42 wake-before 5\n")
		got = host.sync().config["dhcp"]
		assert got["critical"] == [6, 42] and got["renew"] is False, got
		assert got["request"] == "37090103060f1c333a3b2a" and got["wake_before_s"] == 5, got
		host.file("/etc/proxzzzy/h0.conf", "sync * without lease\n")
		s = host.sync()
		assert "dhcp" not in s.config and s.config["lifetimes"] == [], s.config
		host.file("/etc/proxzzzy/h0.conf", "del * addr 10.77.0.9\n")
		assert "dhcp" not in host.sync().config
		host.remove("/etc/proxzzzy/h0.conf")
	with ktap.case("lifetimes are those of ip; of addresses made of a prefix, with it [R41]"):
		now = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
		got = {x["address"]: x for x in host.sync().config["lifetimes"]}
		want = {a["local"]: a for a in host.json("ip", "-j", "addr", "show", "h0")[0]["addr_info"]
			if a["family"] == "inet6" and a["scope"] == "global"}
		assert set(got) == set(want), (got, want)
		assert any(a.get("temporary") for a in want.values()), want
		for address, a in want.items():
			until = got[address]["until_boot_ns"]
			ends = a["valid_life_time"] < 2 ** 32 - 1
			assert ends == (until is not None), (got[address], a)
			assert not ends or abs(until - now - a["valid_life_time"] * 10 ** 9) \
				< 15 * 10 ** 9, (got[address], a)
			made = a.get("temporary") or a.get("mngtmpaddr")
			assert got[address]["prefix_len"] == (64 if made else 0), (got[address], a)
	with ktap.case("a lease that has run out, or of another address, is none"):
		host.file(path, "ADDRESS=10.77.0.99\nLIFETIME=600\n")
		s = host.sync()
		assert s.json["lease"] is None, s.json["lease"]
		s.has("left", "lease", "10.77.0.99 of systemd-networkd: not an address of this")
		host.file(path, "ADDRESS=10.77.0.9\nLIFETIME=600\n")
		os.utime(host.root + path, (time.time() - 700, time.time() - 700))
		host.sync().has("left", "lease", "it has run out")
		host.remove(path)
	with ktap.case("dhclient's lease [C16,C17,C18,C19,C20]"):
		host.file("/var/lib/dhcp/dhclient.h0.leases", "lease {\n  interface \"h0\";\n"
			  "  fixed-address 10.77.0.9;\n  option dhcp-lease-time 600;\n"
			  "  option dhcp-server-identifier 10.77.0.1;\n"
			  "  expire epoch %d;\n}\n" % (time.time() + 500))
		got = host.sync().json["lease"]
		assert got["client"] == "dhclient" and got["server"] == "10.77.0.1", got
		host.remove("/var/lib/dhcp/dhclient.h0.leases")


def dhcpcd(ktap, host):
	with ktap.case("dhcpcd's lease, as it writes it [C16,C17,C18,C19,C20]"):
		if not shutil.which("dhcpcd"):
			raise Skip("there is no dhcpcd")
		server = python(host.peer, DHCPD)
		client = host.ns.popen(["sh", "-ec", "dhcpcd -4 -B -d -t 20 -A -c /bin/true h0 2>&1 & "
					"until [ -s /var/lib/dhcpcd/h0.lease ]; do sleep 0.1; done; "
					"until ip addr show h0 | grep -q 10.77.0.50; do sleep 0.1; done; "
					"timeout 30 %s -j sync -n h0 --time 5; echo done; wait" % host.ctl],
				       private=["/var/lib/dhcpcd"])
		try:
			client.wait_output("^done", 60)
		finally:
			log = client.log()
			client.stop()
			server.stop()
		got = json.loads(re.search(r"^\{$.*^\}$", log, re.S | re.M).group(0))["lease"]
		assert got["client"] == "dhcpcd" and got["address"] == "10.77.0.50", got
		assert (got["server"], got["gateway"], got["mask"]) == (
			"10.77.0.1", "10.77.0.1", "255.255.255.0"), got
		assert (got["lease_s"], got["t1_s"], got["t2_s"]) == (600, 300, 525), got


def ends(ktap, host):
	with ktap.case("an interface that is not there, or down [C13]"):
		r = host.run("sync", "-n", "nosuch")
		assert r.returncode == 1 and "there is no interface nosuch" in r.stdout, r
		host.ns.ip("link add v0 type veth peer name v1")
		s = host.sync("v0")
		s.has("missed", "link", "v0 is down")
		s.has("missed", "address", "v0 has none")
	with ktap.case("a time that is none is a usage error [C12]"):
		for text in "0", "x", "1s", "61", "nan":
			r = host.ns.run([host.ctl, "sync", "--time", text, "h0"])
			assert r.returncode == 2 and "--time" in r.stdout, (text, r)
	with ktap.case("without the module nothing is put in force [C13]"):
		if os.path.exists("/sys/module/proxzzzy"):
			raise Skip("it is loaded here")
		r = host.run("sync", "h0")
		assert r.returncode == 3 and "modprobe proxzzzy" in r.stdout, r


def main():
	folder = os.path.abspath(sys.argv[1])
	ktap = Ktap(plan=46)
	host = Host(folder + "/proxzzzyctl")
	try:
		opened = python(host.ns, SOCKETS)
		addresses(ktap, host)
		sockets(ktap, host)
		policy(ktap, host)
		registrations(ktap, host)
		mdns(ktap, host)
		bus(ktap, host, folder + "/fake_bus")
		snmp(ktap, host)
		lease(ktap, host)
		dhcpcd(ktap, host)
		ends(ktap, host)
		opened.stop()
	finally:
		host.close()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
