#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""proxzzzyctl sync beside the DHCP clients of Debian: the lease is what they say.

usage: sync_clients.py FOLDER    of proxzzzyctl. Needs root.

Installed, NetworkManager and dhclient would take over the machine: they are
unpacked, and run with /run, /var/lib and a D-Bus of their own, /sys read-only
as in a container, so that no udev is waited for.
"""

import json
import os
import re
import sys

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lab")]

from ktap import Ktap
from net import Peer
from sync_host import BUS, DHCPD, python
from unpacked import unpacked

SETUP = """set -e
mount -t tmpfs none /run
mount -t tmpfs none /var/lib
mount -o remount,ro,bind /sys
mkdir -p /run/dbus /var/lib/dhcp /var/lib/NetworkManager
cat >/run/bus.conf <<'END'
%(bus)sEND
dbus-daemon --config-file=/run/bus.conf --nofork --nopidfile 2>/run/bus.log &
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=/run/bus
wait_for() { n=0; until "$@" >/dev/null 2>&1; do
	sleep 0.2; n=$((n+1)); [ $n -lt 200 ] || { cat /run/*.log; exit 1; }; done; }
leased() { ip addr show h0 | grep -q 10.77.0.50; }
wait_for test -S /run/bus
%(client)s
wait_for leased
echo == says
%(says)s
echo == addresses
ip -j addr show h0
echo == sync
%(ctl)s -j sync -n h0 --time 5
"""

NETWORKD = """mkdir -p /run/systemd/network /run/systemd/netif/leases /run/systemd/netif/links \
	/run/systemd/netif/lldp
for f in passwd group; do
	grep -v ^systemd-network: /etc/$f >/run/$f
done
echo 'systemd-network:x:994:994::/:/usr/sbin/nologin' >>/run/passwd
echo 'systemd-network:x:994:' >>/run/group
mount --bind /run/passwd /etc/passwd
mount --bind /run/group /etc/group
chown -R 994:994 /run/systemd/netif
cat >/run/systemd/network/h0.network <<'END'
[Match]
Name=h0
[Network]
DHCP=ipv4
LinkLocalAddressing=no
IPv6AcceptRA=no
END
/lib/systemd/systemd-networkd >/run/networkd.log 2>&1 &
"""

MANAGER = """export LD_LIBRARY_PATH=%(root)s/usr/lib/x86_64-linux-gnu
mkdir -p /run/nm/conf.d /run/nm/connections /run/NetworkManager
cat >/run/nm/conf <<'END'
[main]
plugins=keyfile
dhcp=internal
dns=none
rc-manager=unmanaged
auth-polkit=false
no-auto-default=*
[keyfile]
path=/run/nm/connections
END
cat >/run/nm/connections/h0.nmconnection <<'END'
[connection]
id=h0
uuid=70726f78-7a7a-7a79-8000-000000000001
type=ethernet
interface-name=h0
[ipv4]
method=auto
[ipv6]
method=disabled
END
chmod 600 /run/nm/connections/*
%(root)s/usr/sbin/NetworkManager --no-daemon --config=/run/nm/conf --config-dir=/run/nm/conf.d \
	--system-config-dir=/run/nm/conf.d --intern-config=/run/nm/intern \
	--state-file=/run/nm/state >/run/nm.log 2>&1 &
"""

# as ifupdown starts it
DHCLIENT = """cp %(root)s/sbin/dhclient-script /run/script
%(root)s/sbin/dhclient -4 -d -cf %(root)s/etc/dhcp/dhclient.conf -sf /run/script \
	-pf /run/dhclient.pid -lf /var/lib/dhcp/dhclient.h0.leases h0 >/run/dhclient.log 2>&1 &
"""

LEASE = {"address": "10.77.0.50", "mask": "255.255.255.0", "gateway": "10.77.0.1",
	 "server": "10.77.0.1", "lease_s": 600}


class Wire:
	"""A DHCP server, and hosts that have no address yet."""

	def __init__(self, ctl):
		self.ctl = ctl
		self.peer, self.ns = Peer("lease-peer"), Peer("lease-host")
		self.peer.veth("p0", self.ns, "h0")
		self.peer.addresses("p0", "02:00:00:77:00:01", ["10.77.0.1/24"])
		self.ns.ip("link set h0 up")
		self.server = python(self.peer, DHCPD)

	def close(self):
		self.server.stop()
		self.ns.close()
		self.peer.close()

	def ask(self, client, says, root=""):
		"""What @client said of its lease, how ip has it, and what sync found."""
		script = SETUP % {"bus": BUS, "client": client % {"root": root},
				  "says": says % {"root": root}, "ctl": self.ctl}
		self.ns.ip("addr flush dev h0")
		text = self.ns.check(["unshare", "--mount", "--pid", "--fork", "--kill-child",
				      "--mount-proc", "bash", "-c", script], timeout=90)
		_, said, addresses, sync = re.split(r"^== .*\n", text, flags=re.M)
		found = json.loads(re.search(r"^\{$.*^\}$", sync, re.S | re.M).group(0))
		valid = next(a["valid_life_time"] for a in json.loads(addresses)[0]["addr_info"]
			     if a["family"] == "inet")
		return said, found, valid


def same(found, client, valid, **more):
	got = found["lease"]
	assert got and got["client"] == client, found["notes"]
	for key, value in dict(LEASE, **more).items():
		assert got[key] == value, (key, got)
	took = [n["text"] for n in found["notes"] if (n["verdict"], n["topic"]) == ("took", "lease")]
	left = int(re.search(r", (\d+) s left", took[0]).group(1))
	# an instant later, and rounded
	assert abs(left - valid) <= 5, (left, valid)
	assert found["config"]["addresses"] == ["10.77.0.50"], found["config"]
	kept = found["config"]["dhcp"]
	assert kept["enable"] and kept["address"] == "10.77.0.50", kept
	assert kept["server_mac"] == "02:00:00:77:00:01" and kept["lease_s"] == 600, kept
	assert {1, 3} <= set(kept["critical"]), kept
	client_id = got["client_id"] or ""
	assert client_id in kept["request"] and bool(client_id) == kept["request"].startswith("3d"), \
		(kept, got)


def networkd(wire):
	said, found, valid = wire.ask(NETWORKD, "networkctl status h0 | cat")
	assert "10.77.0.50 (DHCP4 via 10.77.0.1)" in said, said
	same(found, "systemd-networkd", valid, t1_s=300, t2_s=525)


def manager(wire):
	root = unpacked("network-manager", "libndp0", "libnm0")
	said, found, valid = wire.ask(MANAGER, "%(root)s/usr/bin/nmcli -f DHCP4 dev show h0", root)
	options = dict(re.findall(r"^DHCP4\.OPTION\S* +(\S+) = (.*)$", said, re.M))
	assert options["dhcp_server_identifier"] == found["lease"]["server"], said
	assert int(options["expiry"]) == found["lease"]["expiry"], (said, found["lease"])
	assert options["dhcp_client_identifier"].replace(":", "") == found["lease"]["client_id"], said
	same(found, "NetworkManager", valid)


def dhclient(wire):
	said, found, valid = wire.ask(DHCLIENT, "cat /var/lib/dhcp/dhclient.h0.leases",
				      unpacked("isc-dhcp-client"))
	assert "fixed-address %s;" % found["lease"]["address"] in said, said
	same(found, "dhclient", valid, t1_s=300, t2_s=525)


def main():
	ktap = Ktap(plan=3)
	wire = Wire(os.path.abspath(sys.argv[1]) + "/proxzzzyctl")
	try:
		for title, client in (("systemd-networkd", networkd), ("NetworkManager", manager),
				      ("dhclient", dhclient)):
			with ktap.case("the lease of %s, itself [C16,C17,C18,C19,C20]" % title):
				client(wire)
	finally:
		wire.close()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
