#!/usr/bin/env python3
"""Runs that are killed, that compete, or that run out of space: FILE is either the old or the new pack, and the next run
resumes."""

import os
import resource
import signal
import subprocess
import threading
import time

from house import (ENVIRONMENT, command, expect, fetch, is_absent, is_now, is_still, pack, put, read, release, run_tests,
		   test)
from served import Request, Site

ONE, TWO, THREE = release("one"), release("two"), release("three")


class Gate:
	"""Serves packs up to a total number of bytes, then stalls."""

	def __init__(self, most):
		self.left, self.reached, self.opened = most, threading.Event(), threading.Event()

	def __call__(self, request):
		return request.good(pause=self.pause) if request.is_pack else request.good()

	def pause(self, size):
		self.left -= size
		if self.left <= 0 and not self.opened.is_set():
			self.reached.set()
			self.opened.wait(20)


def start(url, *options):
	return subprocess.Popen(command(url, *options), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
				text=True, env=ENVIRONMENT)


def pack_bytes(site):
	return sum(one[2] for one in site.packs())


def settle():
	"""Waits until the client has written what was sent."""
	seen, calm = None, 0
	while calm < 3:
		time.sleep(0.03)
		now = os.stat("pack.satchel.part").st_blocks if os.path.exists("pack.satchel.part") else 0
		seen, calm = now, calm + 1 if now == seen else 0


def killed_at(site, most, before):
	"""Kills a run after a number of bytes. False if it was already finished."""
	gate = Gate(most)
	site.answer = gate
	process = start(site.url)
	while process.poll() is None and not gate.reached.wait(0.005):
		pass
	settle()
	process.kill()
	process.communicate()
	gate.opened.set()
	# Requests of the killed run are still being answered; don't count them for the next run.
	while any("process_request_thread" in thread.name for thread in threading.enumerate()):
		time.sleep(0.005)
	ended = os.path.exists("pack.satchel") and read() == pack("two")
	if not ended:
		is_still(before) if before else is_absent()
	return not ended


def without_kill(site, before):
	if os.path.exists("pack.satchel"):
		os.unlink("pack.satchel")
	if before:
		put(before)
	del site.log[:]
	expect(fetch(site.url), 0)
	is_now("two")
	return pack_bytes(site)


@test
def killed():
	"""Killed after any number of bytes: FILE is unchanged, and the next run fetches less than a fresh one."""
	for before in ("one", None):
		with Site(TWO) as site:
			whole = without_kill(site, before)
			points = [whole * step // 12 for step in range(12)] + [1, 600, whole - 300]
			fewer = 0
			for most in points:
				for path in os.listdir("."):
					os.unlink(path)
				if before:
					put(before)
				if not killed_at(site, most, before):
					assert most > whole * 0.9, (most, whole)
					is_now("two")
					continue
				del site.log[:]
				site.answer = Request.good
				expect(fetch(site.url), 0)
				is_now("two")
				assert pack_bytes(site) <= whole * 1.02, (most, whole, site.packs())
				fewer += pack_bytes(site) < whole * 0.95
			assert fewer >= 5, (before, fewer)


@test
def killed_again_and_again():
	"""Killed repeatedly, it still finishes eventually."""
	with Site(TWO) as site:
		whole = len(pack("two"))
		times = 0
		while killed_at(site, whole // 6, None):
			times += 1
			assert times < 12, times
		is_now("two")
		assert times >= 4, times


@test
def killed_at_any_time():
	"""Killed at any moment of a local update: FILE is the old or the new pack."""
	seen = set()
	with Site(TWO) as site:
		started = time.time()
		put("one")
		expect(fetch(site.url), 0)
		length = time.time() - started
		for step in range(40):
			put("one")
			process = start(site.url)
			time.sleep(length * step / 36)
			process.send_signal(signal.SIGKILL)
			process.communicate()
			now = read()
			assert now in (pack("one"), pack("two")), "torn, in step %d" % step
			seen.add(now == pack("two"))
		put("one")
		expect(fetch(site.url), 0)
		is_now("two")
	assert False in seen, "none was killed in time"


@test
def other_release():
	"""What a killed run fetched of an older release is used for a newer one."""
	with Site(TWO) as site:
		assert killed_at(site, len(pack("two")) * 3 // 4, None)
		site.files = THREE
		del site.log[:]
		site.answer = Request.good
		expect(fetch(site.url), 0)
		is_now("three")
		assert pack_bytes(site) < len(pack("three")) * 0.6, site.packs()


@test
def foreign_rest():
	"""Nothing in a FILE.part with other content is trusted."""
	size = len(pack("two"))
	for rest in (b"", b"x", b"x" * size, bytes(size), pack("other"), pack("one"), pack("two")[:size // 2], pack("again")):
		with Site(TWO) as site:
			put("one")
			put(rest, "pack.satchel.part")
			expect(fetch(site.url), 0)
			is_now("two")
	flipped = bytearray(pack("two"))
	for at in range(0, size, 997):
		flipped[at] ^= 1
	for rest in (flipped, pack("two")[:100000] + bytes(flipped[100000:]), pack("two")):
		with Site(TWO) as site:
			put("one")
			put(bytes(rest), "pack.satchel.part")
			expect(fetch(site.url), 0)
			is_now("two")
			if rest == pack("two"):
				assert pack_bytes(site) == 0, site.packs()


@test
def foreign_part():
	"""A FILE.part that someone else may have planted, to redirect writes or to change it later, is refused."""
	def link():
		put(b"my thesis", "thesis")
		os.link("thesis", "pack.satchel.part")

	def symbolic():
		put(b"my thesis", "thesis")
		os.symlink("thesis", "pack.satchel.part")

	def of_another():
		put("one", "pack.satchel.part")
		os.chown("pack.satchel.part", 12345, -1)
	ways = [(link, "a file with another hard link"), (symbolic, "a symbolic link"),
		(lambda: os.mkfifo("pack.satchel.part"), "not a regular file"), (lambda: os.mkdir("pack.satchel.part"), "a folder")]
	if os.geteuid() == 0:
		ways.append((of_another, "another user's file"))
	for make, text in ways:
		for options in ((), ("--dry-run",)):
			with Site(release("two")) as site:
				for path in os.listdir("."):
					os.rmdir(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
				put("one")
				make()
				expect(fetch(site.url, *options, timeout=10), 3, "cannot use '", "pack.satchel.part': it is %s; remove it" % text)
				is_still("one")
				if os.path.exists("thesis"):
					is_still(b"my thesis", "thesis")
	os.rmdir("pack.satchel.part") if os.path.isdir("pack.satchel.part") else os.unlink("pack.satchel.part")


@test
def two_runs():
	"""Of two runs at the same time, the second reports the first, which continues."""
	with Site(TWO) as site:
		put("one")
		gate = Gate(20000)
		site.answer = gate
		first = start(site.url)
		assert gate.reached.wait(20)
		site.answer = Request.good
		expect(fetch(site.url), 3, "pack.satchel.part: another run is writing to it")
		is_still("one")
		gate.opened.set()
		out, err = first.communicate(timeout=60)
		assert first.returncode == 0 and err == "", (out, err)
		is_now("two")


@test
def overtaken():
	"""If another run installs a newer release meanwhile, the older one does not overwrite it."""
	with Site(TWO) as site:
		put("one")
		entered, go = threading.Event(), threading.Event()

		def slow(request):
			if request.name == "latest.json.minisig" and not entered.is_set():
				entered.set()
				go.wait(20)
			return request.good()
		site.answer = slow
		first = start(site.url)
		assert entered.wait(20)
		with Site(THREE) as newer:
			expect(fetch(newer.url), 0)
		go.set()
		out, err = first.communicate(timeout=60)
		assert first.returncode == 1 and "is already release 3" in err, (out, err)
		is_now("three")


@test
def no_room():
	"""A full disk and a file size limit are reported as such, and FILE is unchanged."""
	def limit():
		resource.setrlimit(resource.RLIMIT_FSIZE, (200000, 200000))
	with Site(TWO) as site:
		for before in ("one", None):
			if before:
				put(before)
			result = subprocess.run(command(site.url), capture_output=True, text=True, check=False, preexec_fn=limit,
						env=ENVIRONMENT, stdin=subprocess.DEVNULL)
			expect(result, 3, "cannot write '", ".part': ")
			is_still(before) if before else is_absent()
			expect(fetch(site.url), 0)
			is_now("two")
			os.unlink("pack.satchel")
		os.mkdir("disk")
		if os.getuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", "disk"], check=False,
						       stderr=subprocess.DEVNULL).returncode == 0:
			try:
				put("one", "disk/pack.satchel")
				expect(fetch(site.url, output="disk/pack.satchel"), 3, "cannot write '", "o space left")
				is_still("one", "disk/pack.satchel")
				subprocess.run(["mount", "-o", "remount,size=2000k", "disk"], check=True)
				expect(fetch(site.url, output="disk/pack.satchel"), 0)
				is_now("two", "disk/pack.satchel")
			finally:
				subprocess.run(["umount", "disk"], check=True)
		else:
			print("# a full disk: not tested, because that needs root and a tmpfs")


@test
def no_folder():
	"""A folder that does not exist."""
	with Site(TWO) as site:
		expect(fetch(site.url, output="nowhere/pack.satchel"), 3, "cannot write '", "its folder does not exist")
		assert ONE and os.listdir(".") == []


run_tests()
