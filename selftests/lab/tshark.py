# SPDX-License-Identifier: GPL-2.0
"""tshark as the judge of captures."""

import subprocess

BAD = ("_ws.malformed || _ws.expert.severity == error || ip.checksum.status == 0 || "
       "udp.checksum.status == 0 || tcp.checksum.status == 0 || icmp.checksum.status == 0 || "
       "icmpv6.checksum.status == 0 || igmp.checksum.status == 0")
CHECKED = [o for p in ("ip", "udp", "tcp") for o in ("-o", p + ".check_checksum:TRUE")]


def tshark(arguments):
	r = subprocess.run(["tshark", "-n"] + arguments, text=True, stdout=subprocess.PIPE,
			   stderr=subprocess.PIPE)
	assert r.returncode == 0, r.stderr
	return r.stdout


def wrong(path, of=""):
	"""What is malformed, has a bad checksum or an expert's error; of such frames."""
	return tshark(CHECKED + ["-r", path, "-Y", "(%s) && (%s)" % (of, BAD) if of else BAD])
