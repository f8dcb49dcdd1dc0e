#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""A long sleep that stops every timer, as that of real machines does: SNMP's sysUpTime
has counted on at its end.

	uptime.py [SECONDS]		of sleep; default 600
"""

import socket
import sys
import time

from common import Ktap, Sleeper, connect
import ber

UPTIME = "1.3.6.1.2.1.1.3.0"
STOPPING = "enter_s2idle=s2idle_enter"
FIRST = 2 ** 32 - 6000		# a minute, and TimeTicks begin again


def ticks(s):
	"""(hundredths of a second, when they were said by the clock here)"""
	with s.peer.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
		sock.settimeout(20)
		sock.sendto(ber.request(ber.GET, [UPTIME]), (s.guest.ip4, 161))
		data = sock.recv(65536)
	tag, value = ber.answer(data)[3][0][1:]
	assert tag == 0x43, data.hex()
	return ber.number(value), time.monotonic()


def counted(s, ktap, seconds):
	s.sleep()
	first, begin = ticks(s)
	with s.peer.raw() as raw:
		sent = raw.all(seconds, lambda frame: frame[6:12] == bytes.fromhex(
			s.guest.mac.replace(":", "")))
	last, end = ticks(s)
	assert s.guest.asleep, s.guest.console()[-1000:]
	passed, on = end - begin, (last - first) % 2 ** 32 / 100
	ktap.note("%.1f s here, %.1f s there; %d frames sent meanwhile" % (passed, on, len(sent)))
	assert len(sent) <= 2 * seconds / 60 + 5, "not so silent: %s" % sent[-1].hex()
	# The clock that goes on in such a sleep is the RTC's, of whole seconds.
	assert abs(on - passed) <= 5 + passed * 0.02, (on, passed)
	if seconds > 60:
		assert last < first, "it never began again: nothing here is a proof"


def main():
	seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 600
	ktap = Ktap(plan=3)
	with Sleeper(cpi=True) as s:
		s.set("mld off igmp off snmp on community public oid %s ticks %d count" % (UPTIME, FIRST))
		s.guest.serve(7)
		with ktap.case("after %d s of sleep sysUpTime has counted on [C27]" % seconds):
			counted(s, ktap, seconds)
		with ktap.case("a SYN wakes it then [R30]"):
			connect(s.peer, s.guest.ip4)
			assert s.guest.wait_awake(60) == 0
		with ktap.case("every timer was stopped meanwhile"):
			asleep = s.held_asleep()
			assert any(STOPPING in line for line in asleep.lines), asleep.lines
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
