#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Where secrets are: all of the guest's memory is looked through, what is free as well.

HA1 of SIP, the name of a community, the password of a rule. They come into the guest
in files that are overwritten (hidden.c), so whatever is left was left by the tool or
by the module. Secrets that stations send in clear (a community, a SecureOn password)
would be left by the kernel's own buffers, so only wrong ones are sent here.
"""

import hashlib
import json
import os
import subprocess
import sys
import time

import frames
from common import Ktap, Sleeper, until
from lab import BUILD, HERE
from sip_peers import REALM, Md5, Sha256

MEM = 512 if os.environ.get("KERNEL") == "debug" else 256
FILES = ("/etc/password", "/etc/community", "/etc/conf")
MUCH = "# more than one buffer\n" * 500
TOLD = ["show", "-j show", "save", "-j status", "status", "-j stats -a", "-j wakes",
	"wakes -x", "-j caps", "metrics"]
REG = ("sip 10.77.0.2 port %d server 10.77.0.1 server-port %d to sip:host@peer.test expires 60 interval 1 "
       "auth peer.test host %s password @/etc/password ")


def compiled(name):
	to = os.path.join(BUILD, name)
	os.makedirs(BUILD, exist_ok=True)
	subprocess.run(["gcc-12", "-O2", "-Wall", "-Wextra", "-static", "-s", "-o", to,
			os.path.join(HERE, "..", "sleep", name + ".c")], check=True)
	return to


def pieces(secret):
	"""Half a secret is one too."""
	return [secret[i:i + 8] for i in range(0, len(secret) - 7, 8)] or [secret]


class Secrets:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest, self.peer = s, ktap, s.guest, s.peer
		self.search = compiled("search")
		self.password = os.urandom(16).hex()
		self.community = os.urandom(16).hex()
		self.secure_on = os.urandom(6)
		said = "host:%s:%s" % (REALM, self.password)
		md5, sha = (hashlib.new(n, said.encode()).digest() for n in ("md5", "sha256"))
		# what the kernel has to know
		self.known = {"HA1 by MD5": md5, "HA1 by SHA-256": sha,
			      "community": self.community.encode(), "SecureOn": self.secure_on}
		# what it was made of or is made into
		self.forms = {"password": self.password.encode(), "digits of MD5": md5.hex().encode(),
			      "digits of SHA-256": sha.hex().encode(),
			      "SecureOn as text": self.secure_on.hex(":").encode()}

	# memory

	def found(self):
		"""{name: how often it is in the memory, or the most frequent piece of it}"""
		g, path = self.guest, os.path.join(self.peer.dir, "memory")
		g.qmp("stop")
		g.qmp("pmemsave", val=0, size=MEM << 20, filename="/run/lab/memory")
		g.qmp("cont")
		assert os.path.getsize(path) == MEM << 20
		parts = [(name, piece) for name, secret in {**self.known, **self.forms}.items()
			 for piece in pieces(secret)]
		text = subprocess.run([self.search, path] + [piece.hex() for _, piece in parts],
				      check=True, stdout=subprocess.PIPE, text=True).stdout
		found, self.where = {}, {}
		with open(path, "rb") as f:
			for (name, _), line in zip(parts, text.splitlines()):
				count, at = (int(n) for n in line.split())
				found[name] = max(count, found.get(name, 0))
				if count:
					f.seek(max(at - 48, 0))
					self.where[name] = "%x: %r" % (at, f.read(112))
		os.unlink(path)
		return found

	def nothing_left(self):
		left = {name: n for name, n in self.found().items() if n}
		assert not left, (left, self.where)

	# configurations

	def put(self, path, text):
		self.guest.check("hidden %s %s" % (path, bytes(~b & 255 for b in text.encode()).hex()))

	def files(self, words):
		self.put("/etc/password", self.password + "\n")
		self.put("/etc/community", self.community + "\n")
		self.put("/etc/conf", "set eth0 addr 10.77.0.2 " + words + "\n" + MUCH)

	def words(self):
		return (REG % (5060, 5060, "md5") + REG % (5062, 5062, "sha256")
			+ "snmp on community @/etc/community oid 1.3.6.1.2.1.1.4.0 integer 72 "
			+ "rule 30 magic password " + self.secure_on.hex(":"))

	def forget_files(self):
		for path in FILES:
			self.guest.check("hidden " + path)

	def configure(self):
		self.files(self.words())
		self.s.tool("apply /etc/conf")
		self.forget_files()

	# the cases

	def in_force(self):
		self.configure()
		found = self.found()
		self.ktap.note(json.dumps(found))
		# what was given, and what is looked up; nothing of the tool that has just ended
		assert all(found[name] in (1, 2) for name in self.known), (found, self.where)
		assert not any(found[name] for name in self.forms), (found, self.where)

	def send_wrong(self):
		wrong = os.urandom(6)
		with self.peer.raw() as raw:
			raw.send(frames.magic("02:00:00:77:00:01", self.guest.mac) + wrong)
		r = self.peer.run(["env", "MIBS=", "snmpget", "-v2c", "-c", "x" * len(self.community), "-r0",
				   "-t1", "10.77.0.2", "1.3.6.1.2.1.1.4.0"])
		assert r.returncode == 1, r.stdout

	def used(self):
		registrars = [Md5(self.peer, 5060, self.password),
			      Sha256(self.peer, 5062, self.password)]
		self.s.sleep()
		assert until(lambda: all(len(r.registered) >= 2 for r in registrars), 60), \
			[(r.registered, r.wrong) for r in registrars]
		self.send_wrong()
		assert self.guest.asleep, self.guest.console()[-600:]
		self.guest.wake()
		for r in registrars:
			r.close()
			assert not r.wrong, r.wrong
		counters = self.s.counters()
		assert counters.get(("snmp", "community")), counters

	def told(self, monitor):
		texts = {words: self.s.tool(words) for words in TOLD}
		texts["monitor"] = monitor.output
		texts["trace"] = self.guest.check("cat /sys/kernel/tracing/trace")
		texts["log"] = self.guest.check("dmesg") + self.guest.console()
		assert "proxzzzy_frame" in texts["trace"] and "started" in texts["monitor"]
		for secret in [*self.known.values(), *self.forms.values()]:
			forms = [f.lower() for f in (secret.hex(), secret.hex(":"), secret.hex(" "),
						     secret.decode("latin-1"))]
			for name, text in texts.items():
				assert not any(f in text.lower() for f in forms), (name, text)

	def asleep(self):
		self.guest.check("t=/sys/kernel/tracing; [ -d $t/events ] || mount -t tracefs none $t; "
				 "echo 1 >$t/events/proxzzzy/enable")
		monitor = self.guest.start("exec proxzzzyctl -j monitor")

		def heard():
			self.configure()
			return "committed" in monitor.output
		assert until(heard, 20, 0.5), monitor.output
		with self.ktap.case("both digests are used in a sleep, and what is wrong is ignored "
				    "[R49,R54,C22]"):
			self.used()
		with self.ktap.case("neither what is shown nor events, traces or the log have any [C22]"):
			self.told(monitor)
		monitor.kill()

	def replaced(self):
		self.guest.put("/etc/plain", "set eth0 addr 10.77.0.2\n")
		self.s.tool("apply /etc/plain")
		self.nothing_left()

	def deleted(self):
		self.configure()
		assert self.found()["HA1 by MD5"]
		self.s.tool("del dev eth0")
		self.nothing_left()

	def refused(self):
		"""By the message itself, and when all is put together."""
		for words in ("sip 10.77.0.9" + self.words()[len("sip 10.77.0.2"):],
			      self.words() + " sip 10.77.0.2 port 5064 server 224.0.0.1 "
			      "to sip:host@peer.test"):
			self.files(words)
			output = self.guest.fails("proxzzzyctl apply /etc/conf")
			self.ktap.note(output.strip())
			# at once, before the message's memory is used again; the files are there yet
			found = {name: n for name, n in self.found().items()
				 if n and name not in ("password", "community", "SecureOn as text")}
			assert not found, (found, self.where)
			self.forget_files()
			self.nothing_left()

	def removed(self):
		self.configure()
		assert self.found()["HA1 by MD5"]
		self.guest.unload("proxzzzy")
		self.nothing_left()

	def main(self):
		case = self.ktap.case
		with case("in force, the secrets are found in the guest's memory [C22,C26]"):
			self.in_force()
		self.asleep()
		with case("of what was in force nothing is left in memory, used or free [C22,C26]"):
			self.replaced()
		with case("nor of a proxy that is deleted"):
			self.deleted()
		with case("nor of what was refused"):
			self.refused()
		with case("nor of what was in force when the module was removed"):
			self.removed()


def main():
	ktap = Ktap(plan=7)
	begin = time.monotonic()
	with Sleeper(mem=MEM, files={"/usr/sbin/hidden": compiled("hidden")}) as s:
		Secrets(s, ktap).main()
	ktap.note("%.0f s" % (time.monotonic() - begin))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
