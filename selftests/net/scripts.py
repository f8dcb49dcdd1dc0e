# SPDX-License-Identifier: GPL-2.0
"""The scripts of this folder: into a guest, run there, and what they recorded."""

import glob
import os
import re
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))
import tshark					# noqa: E402
from lab import ROOT				# noqa: E402
from net import read_pcap			# noqa: E402

SCRIPTS = ["ethernet", "arp", "ndp", "echo", "wake", "magic", "run", "config", "devices",
	   "flood"]
HAS_WAKES = "run"
MODULES = ["veth", "bridge", "8021q", "bonding", "dummy"]
HOME = "/lab/net/"


def compile_frames():
	"""The static program that sends frames and says what came back."""
	to = os.path.join(ROOT, "build", "net", "frames")
	os.makedirs(os.path.dirname(to), exist_ok=True)
	subprocess.run(["gcc-12", "-O1", "-Wall", "-Wextra", "-static", "-s", "-o", to]
		       + sorted(glob.glob(HERE + "/frames/*.c")), check=True)
	return to


def lab_options():
	"""What a guest needs that runs the scripts, as keywords of Lab."""
	files = {HOME + "ktap.sh": HERE + "/../lab/ktap.sh"}
	for path in glob.glob(HERE + "/*.sh"):
		with open(path, "rb") as f:
			files[HOME + os.path.basename(path)] = f.read()
	return {"files": files, "binaries": [compile_frames(), "nsenter", "setpriv", "unshare", "arping",
			     "ndisc6"],
		"modules": MODULES}


def is_report(ip, kind):
	"""An IGMP or MLD report, which has Router Alert and nothing else."""
	if kind == 0x0800:
		return ip[0] == 0x46 and ip[9] == 2 and ip[20:24] == b"\x94\4\0\0"
	return kind == 0x86dd and ip[6] == 0 and ip[40:48] == b"\x3a\0\5\2\0\0\1\0" \
		and ip[48] == 131


def ip_options(frame):
	"""Why the header of an IP packet is longer than it may be, or None."""
	at = 12
	while frame[at:at + 2] in (b"\x81\x00", b"\x88\xa8"):
		at += 4
	kind = struct.unpack_from("!H", frame, at)[0]
	if is_report(frame[at + 2:], kind):
		return None
	if kind == 0x0800 and frame[at + 2] != 0x45:
		return "IPv4 header of %d bytes" % ((frame[at + 2] & 15) * 4)
	if kind == 0x86dd and frame[at + 8] in (0, 43, 44, 60):
		return "IPv6 extension header %d" % frame[at + 8]
	return None


def check_record(data, name):
	"""The frames that the host sent in one script."""
	with tempfile.NamedTemporaryFile(suffix=".pcap") as f:
		f.write(data)
		f.flush()
		packets = read_pcap(f.name)
		assert packets, "%s: the host has sent nothing" % name
		for number, (_, frame) in enumerate(packets, 1):
			why = ip_options(frame)
			assert not why, "%s: frame %d: %s: %s" % (name, number, why, frame.hex())
		bad = tshark.wrong(f.name)
		assert not bad, "%s:\n%s" % (name, bad)
	return len(packets)


def check_pcapng(data):
	"""What 'proxzzzyctl wakes --pcap' wrote of one wake of rule 7."""
	with tempfile.NamedTemporaryFile(suffix=".pcapng") as f:
		f.write(data)
		f.flush()
		text = tshark.tshark(["-r", f.name, "-T", "fields", "-e", "frame.interface_name",
			       "-e", "tcp.dstport", "-e", "frame.comment"])
	assert re.fullmatch(r"v0\t22\t[^\n]*tcp-syn[^\n]*rule 7[^\n]*\n"
			    r"|v0\t22\t[^\n]*rule 7[^\n]*tcp-syn[^\n]*\n", text), repr(text)


def run_script(ktap, guest, name, timeout):
	"""One script as a subtest; returns what it recorded, or None."""
	print("    # Subtest: " + name)
	rc, output = guest.run(HOME + name + ".sh", timeout=timeout)
	for line in output.splitlines():
		print("    " + line)
	ktap.ok(rc == 0, name, "exit status %d" % rc)
	return guest.get("/tmp/%s.pcap" % name)


def cases(scripts):
	"""How many cases run_all() has."""
	return len(scripts) + 1 + (HAS_WAKES in scripts)


def run_all(ktap, guest, scripts, timeout=240):
	"""All of them; cases(scripts) cases. The module must be loaded."""
	records = {name: run_script(ktap, guest, name, timeout) for name in scripts}
	with ktap.case("nothing that the host sent has IP options or is malformed"):
		ktap.note("%d frames" % sum(check_record(records[name], name)
					    for name in scripts))
	if HAS_WAKES in scripts:
		with ktap.case("what woke the host can be read as pcapng [C14]"):
			check_pcapng(guest.get("/tmp/wakes.pcapng"))
