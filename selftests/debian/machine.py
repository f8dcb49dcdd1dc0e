# SPDX-License-Identifier: GPL-2.0
"""A guest with systemd as PID 1: what the lab's agent does elsewhere, ssh does here."""

import os
import shutil
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

from guest import ASLEEP, PATIENT, Guest, GuestError	# noqa: E402

AWAKE = r"PM: suspend exit"
LOGIN = ["-F", "/dev/null", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
	 "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"]


def until(what, timeout=20, step=0.1):
	limit = time.monotonic() + timeout
	while True:
		value = what()
		if value or time.monotonic() > limit:
			return value
		time.sleep(step)


class Machine(Guest):
	"""with Machine(peer, disk, vmlinux, initrd, key) as m: m.check("uptime")"""

	def __init__(self, peer, disk, vmlinux, initrd, key, **options):
		options.setdefault("nic", ["virtio", "virtio"])
		options.setdefault("mem", 1024)
		super().__init__(peer, extra=[
			"-drive", "file=%s,format=raw,if=virtio,cache=unsafe" % disk], **options)
		self.kernel = dict(self.kernel, vmlinux=vmlinux, vmlinuz=vmlinux)
		self.initrd, self.key = initrd, key
		self.suspending = None
		self.seen = 0

	def _initrd(self, to):
		shutil.copy(self.initrd, to)

	def _command_line(self):
		return " ".join(["root=/dev/vda rw console=ttyS0 panic=-1 loglevel=8 net.ifnames=0",
				 "no_console_suspend mitigations=off pm_debug_messages",
				 "mem_sleep_default=s2idle", PATIENT, self.append]).strip()

	def boot(self):
		"""Returns when one can log in."""
		self.launch()
		self.wait_console(r"sleeper login:", timeout=self.boot_timeout)
		if not until(self.reachable, 60, 0.5):
			raise GuestError("no login: " + self.console()[-3000:])
		return self

	def reachable(self):
		return self.run("true", 20)[0] == 0

	def ssh(self, command, timeout=10):
		return ["ssh", "-i", self.key] + LOGIN + [
			"-o", "ConnectTimeout=%d" % timeout, "root@" + self.ip4, command]

	def run(self, command, timeout=60):
		r = self.peer.run(self.ssh(command), timeout)
		return r.returncode, r.stdout

	def start(self, command):
		return self.peer.popen(self.ssh(command))

	def put(self, path, data, mode=0o644):
		self.peer.check(self.ssh("cat >'%s' && chmod %o '%s'" % (path, mode, path)),
				60, data)

	def get(self, path):
		return self.check("cat '%s'" % path).encode()

	def suspend(self, how="systemctl suspend", timeout=60):
		"""Returns when it is in s2idle."""
		self._mark = self.mark()
		self.suspending = self.start(how)
		self.wait_console(ASLEEP, self._mark, timeout)
		return self

	def wait_awake(self, timeout=30):
		"""User space runs, the hooks have ended, the login that said `suspend` too.
		Returns the journal's lines of ours that nobody has seen yet."""
		self.wait_console(AWAKE, self._mark, timeout)
		self.suspending.wait(timeout)
		return self.journal("timeout 20 sh -c 'while systemctl list-jobs | grep -q suspend; "
				    "do sleep 0.2; done';")

	def wake(self, timeout=30):
		"""By the power button."""
		self.qmp("system_powerdown")
		return self.wait_awake(timeout)

	def journal(self, first=""):
		"""The lines with the tag proxzzzy that this has not returned yet."""
		lines = self.check(first + "journalctl -q -o cat -b -t proxzzzy").splitlines()
		new = lines[self.seen:]
		self.seen = len(lines)
		return new

	def power_off(self, timeout=300):
		self.run("systemctl --no-block poweroff")
		self.proc.wait(timeout)
