#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""systemd-resolved resolves a sleeping host's names, by mDNS and by LLMNR.

Its package would take over /etc/resolv.conf: it is unpacked, not installed, and
runs with /run, /etc/passwd and a D-Bus of its own.
"""

import re
import sys

from common import Ktap, Sleeper, connect
from names import CONF
from unpacked import unpacked

DBUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=/run/dbus/system_bus_socket</listen>
<auth>EXTERNAL</auth><policy context="default"><allow send_destination="*"/>
<allow receive_sender="*"/><allow own="*"/><allow user="*"/></policy></busconfig>
"""
RESOLVED = """[Resolve]
LLMNR=yes
MulticastDNS=yes
DNSStubListener=no
DNS=
FallbackDNS=
DNSSEC=no
Cache=no
"""
SETUP = """set -e
mount -t tmpfs none /run
mkdir -p /run/dbus /run/systemd/resolved.conf.d /run/systemd/resolve
cat >/run/dbus.conf <<'EOF'
%(dbus)sEOF
cat >/run/systemd/resolved.conf.d/test.conf <<'EOF'
%(resolved)sEOF
for f in passwd group; do
	grep -v ^systemd-resolve: /etc/$f >/run/$f
done
echo 'systemd-resolve:x:994:994::/:/usr/sbin/nologin' >>/run/passwd
echo 'systemd-resolve:x:994:' >>/run/group
mount --bind /run/passwd /etc/passwd
mount --bind /run/group /etc/group
chown 994:994 /run/systemd/resolve
dbus-daemon --config-file=/run/dbus.conf --nofork --nopidfile >/run/dbus.log 2>&1 &
wait_for() { n=0; until "$@" >/dev/null 2>&1; do sleep 0.1; n=$((n+1)); [ $n -lt 150 ]; done; }
wait_for test -S /run/dbus/system_bus_socket
%(root)s/lib/systemd/systemd-resolved >/run/resolved.log 2>&1 &
PATH=%(root)s/usr/bin:$PATH
wait_for resolvectl status
resolvectl mdns p0 yes
resolvectl llmnr p0 yes
set +e
ask() { echo "== $*"; timeout 15 resolvectl "$@" 2>&1; echo "rc $?"; }
"""
# a title, the words for resolvectl, what must be in its answer
QUERIES = [
	("A by mDNS over IPv4 [R62,R70]", "query --cache=no -p mdns-ipv4 -4 sleeper.local",
	 r"sleeper\.local: 10\.77\.0\.2"),
	("AAAA by mDNS over IPv6 [R62,R70]", "query --cache=no -p mdns-ipv6 -6 sleeper.local",
	 r"fd77::2"),
	("the reverse by mDNS [R71,C28]", "query --cache=no -p mdns-ipv4 10.77.0.2", r"sleeper\.local"),
	("a service by mDNS [R75,C30,C33]", "service 'Sleeper Printer' _ipp._tcp local",
	 r"(?s)sleeper\.local:631.*10\.77\.0\.2.*note=a b"),
	("who has a service, by mDNS [R74,C32]", "-p mdns --type=PTR query _ssh._tcp.local",
	 r"_ssh\._tcp\.local IN PTR sleeper\._ssh\._tcp\.local"),
	("A by LLMNR over IPv4 [R85,R87]", "query --cache=no -p llmnr-ipv4 -4 sleeper",
	 r"sleeper: 10\.77\.0\.2"),
	("AAAA by LLMNR over IPv6 [R85,R87]", "query --cache=no -p llmnr-ipv6 -6 sleeper",
	 r"fd77::2"),
]


def answers(peer):
	"""What resolvectl printed of each query, all in one session."""
	script = SETUP % {"dbus": DBUS, "resolved": RESOLVED, "root": unpacked("systemd-resolved")}
	for _, words, _ in QUERIES:
		script += "ask %s\n" % words
	text = peer.run(["unshare", "-m", "--uts", "--pid", "--fork", "--kill-child", "--mount-proc",
			 "bash", "-c", script], timeout=150).stdout
	return re.split(r"^== .*\n", text, flags=re.M)


def main():
	ktap = Ktap(plan=len(QUERIES) + 1)
	unpacked("systemd-resolved")
	with Sleeper() as s:
		s.guest.put("/tmp/conf", CONF % {"ll6": s.guest.ll6})
		s.peer.ip("route add 224.0.0.0/4 dev p0")
		s.tool("apply /tmp/conf")
		s.guest.serve(7)
		s.sleep()
		before, *found = answers(s.peer)
		for (title, _, wanted), text in zip(QUERIES, found + [before] * len(QUERIES)):
			with ktap.case(title):
				assert text.endswith("rc 0\n") and re.search(wanted, text), text
		with ktap.case("it slept, and a connection still wakes it"):
			assert s.guest.asleep, s.guest.console()[-600:]
			connect(s.peer, s.guest.ip4)
			assert s.guest.wait_awake(30) == 0
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
