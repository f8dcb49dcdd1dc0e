#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""One sleep of a minute under noise: no wake, memory flat, every frame counted.

noise.py [FRAMES [SECONDS]]
"""

import sys
import time

import frames
from common import Ktap, Sleeper, connect

PEER = "02:00:00:77:00:01"
SEED = 16317
STEP = 20		# frames that go out together


def noise(s):
	return frames.Noise(PEER, s.guest.mac, s.guest.ip4, s.guest.ip6, SEED)


def send(s, raw, number, seconds):
	"""Evenly over so many seconds."""
	begin = time.monotonic()
	for n, frame in enumerate(noise(s).frames(number), 1):
		raw.send(frame)
		if n % STEP == 0:
			time.sleep(max(0, begin + n / number * seconds - time.monotonic()))


def from_peer(packets, guest_mac):
	"""Frames that went to the guest: all but its own."""
	own = frames.mac(guest_mac)
	return [frame for _, frame in packets if frame[6:12] != own]


def main():
	number = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
	seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
	ktap = Ktap(plan=6)
	with Sleeper(splats_ok=True) as s:
		guest, peer = s.guest, s.peer
		peer.ip("link set p0 txqueuelen 10000")	# room for what comes while QEMU does not run
		s.set("rule 20 udp port 4000 rule 30 magic rule 40 eapol")
		# All of it shall arrive: no filter of the NIC may help.
		guest.check("/usr/sbin/ip link set eth0 promisc on")
		guest.serve(7)
		connect(peer, guest.ip4)
		before, memory = s.held_at_rest(), s.memory()
		assert not s.counters(), s.counters()
		with peer.capture() as capture, peer.raw() as raw:
			s.sleep()
			mark = guest.mark()
			send(s, raw, number, seconds)
			with ktap.case("no wake within %d s and %d frames of noise [R1,R36,R37]"
				       % (seconds, number)):
				assert guest.asleep, guest.console()[mark:][-2000:]
			with ktap.case("ARP is still answered [R18]"):
				s.answers_arp()
			with ktap.case("a connection still wakes it [R30]"):
				connect(peer, guest.ip4)
				assert guest.wait_awake(20) == 0
			sent = from_peer(capture.stop(), guest.mac)
		with ktap.case("every frame is in a counter, once"):
			account(s, ktap, sent, number)
		with ktap.case("memory is flat and nothing is held"):
			s.flat_since(memory, ktap, 1024)
			s.same_as(before)
		with ktap.case("the kernel has not complained"):
			assert not guest.splats(), guest.splats()
	return ktap.finish()


def account(s, ktap, sent, number):
	"""All of the noise until the wake, and what the peer said before by itself."""
	counters = s.counters()
	waking = counters.pop(("host", "waking"), 0)
	counters.pop(("mld", "reported"))	# these were sent, and have not come
	total, status = sum(counters.values()), s.status()
	for (room, reason), count in sorted(counters.items()):
		ktap.note("%-8s %-24s %6d" % (room, reason, count))
	first = sent.index(next(iter(noise(s).frames(1))))
	wake = next(n for n, f in enumerate(sent) if f[12:14] == b"\x08\x00"
		    and f[47:48] == b"\x02" and f[36:38] == b"\0\7" and f[23:24] == b"\6"
		    and f[26:30] == frames.ip("10.77.0.1"))
	assert wake - first >= number, (first, wake, number)
	assert wake + 1 - first <= total <= wake + 1, \
		"counted %d of %d to %d" % (total, wake + 1 - first, wake + 1)
	assert status["frames"] == total + waking, status
	assert status["wakes"] == 1 and status["suppressed"] == 0, status
	assert counters.get(("wake", "tcp-syn")) == 1, counters
	assert counters.get(("host", "other-host"), 0) > number / 50, counters
	assert counters.get(("frame", "ipv4-fragment"), 0) > number / 50, counters


if __name__ == "__main__":
	sys.exit(main())
