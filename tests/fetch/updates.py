#!/usr/bin/env python3
"""Updates from nginx, a typical server: their cost, and that the result is correct in every byte."""

import os
import re
import shutil
import subprocess
import zipfile

from house import (ENVIRONMENT, FETCH, KEY, PACKS, WORK, command, copy_folder, expect, fetch, is_absent, is_now, is_still, need_terminal, pack, put,
		   read, release, run_tests, test)
from nginx import Nginx

ROOT = os.path.join(WORK, "root")


def publish(*packs, **changes):
	copy_folder(release(*packs, **changes), ROOT)
	nginx.forget()


@test
def first():
	"""A first copy takes three requests; the one for the pack has no range."""
	publish("two")
	expect(fetch(nginx.url), 0, "pack.satchel: 0.2.0, fetched ", "in 3 requests")
	is_now("two")
	assert [row[1] for row in nginx.asked()] == ["-", "-", "-"], nginx.asked()
	assert os.stat("pack.satchel").st_mode & 0o777 == 0o666 & ~umask(), oct(os.stat("pack.satchel").st_mode)


def umask():
	mask = os.umask(0)
	os.umask(mask)
	return mask


@test
def changed():
	"""An update fetches what changed and little else, in few requests."""
	publish("two")
	put("one")
	os.chmod("pack.satchel", 0o640)
	result = fetch(nginx.url)
	expect(result, 0, "pack.satchel: 0.1.0 -> 0.2.0, fetched ")
	is_now("two")
	rows, size = nginx.asked(), len(pack("two"))
	assert len(rows) <= 10 and "in %d requests" % len(rows) in result.stdout, (rows, result.stdout)
	assert sum(row[3] for row in rows) < size * 0.07, (rows, size)
	assert os.stat("pack.satchel").st_mode & 0o777 == 0o640


def ends(name, entry):
	"""The end offset of an entry in a pack."""
	with zipfile.ZipFile(os.path.join(PACKS, name + ".satchel")) as archive:
		info = archive.getinfo(entry)
	return info.header_offset + 30 + len(entry) + info.compress_size


@test
def first_request():
	"""The first request of an update ends shortly after index.json, or after the page of pages that follows it."""
	for before, now, last in (("one", "two", "index.json"), ("paged1", "paged2", "index/0.json"),
				  ("one", "three", "index.json")):
		publish(now)
		put(before)
		expect(fetch(nginx.url), 0)
		is_now(now)
		asked = [re.fullmatch(r"bytes=0-(\d+)", row[1]) for row in nginx.asked()]
		asked = [int(match.group(1)) for match in asked if match]
		assert len(asked) == 1, nginx.asked()
		assert ends(now, last) <= asked[0] + 1 <= ends(now, last) + 1536, (before, asked, ends(now, last))


@test
def longer_index():
	"""index.json is much longer than in the old copy."""
	publish("few2")
	put("few1")
	expect(fetch(nginx.url), 0)
	is_now("few2")
	assert ends("few2", "index.json") > ends("few1", "index.json") + 9 * 1024
	assert len(nginx.asked()) <= 10, nginx.asked()


@test
def same_length():
	"""A changed lesson of the same length, which only its digest reveals."""
	publish("same")
	put("one")
	expect(fetch(nginx.url), 0)
	is_now("same")
	assert sum(row[3] for row in nginx.asked()) < len(pack("same")) * 0.12, nginx.asked()


@test
def dry_run():
	"""--dry-run reports the actual cost, and writes nothing."""
	for before in ("one", None):
		publish("two")
		if before:
			put(before)
		looked = fetch(nginx.url, "--dry-run")
		expect(looked, 0, "would fetch")
		assert os.listdir(".") == (["pack.satchel"] if before else []), os.listdir(".")
		if before:
			is_still(before)
			assert sum(row[3] for row in nginx.asked()) < len(pack("two")) * 0.25, nginx.asked()
		done = fetch(nginx.url)
		expect(done, 0)
		is_now("two")
		said = [re.search(r"([0-9.]+) [KM]B(?: of .*)? in (\d+) requests", one.stdout).groups() for one in (looked, done)]
		# A changed lesson of the same length is noticed only during the transfer.
		assert 0 <= int(said[1][1]) - int(said[0][1]) <= 2, said
		assert abs(float(said[0][0]) - float(said[1][0])) <= 2 + 0.3 * float(said[1][0]), said
		# With latest.json, the total exceeds the size of the pack.
		assert (" of " in looked.stdout) == bool(before), looked
		os.unlink("pack.satchel")


@test
def new_and_gone():
	"""Lessons added, removed and changed over two releases."""
	publish("three")
	put("one")
	expect(fetch(nginx.url), 0, "0.1.0 -> 0.3.0")
	is_now("three")
	rows, size = nginx.asked(), len(pack("three"))
	assert len(rows) <= 10, rows
	# The pages with the offsets of lessons all change, and are generated locally.
	assert sum(row[3] for row in rows) < size * 0.1, (sum(row[3] for row in rows), size, rows)


@test
def in_another_order():
	"""Lessons reordered, one added and one removed: the pages are generated from the outline."""
	publish("moved2")
	put("paged1")
	expect(fetch(nginx.url), 0)
	is_now("moved2")
	rows, size = nginx.asked(), len(pack("moved2"))
	assert len(rows) <= 10 and sum(row[3] for row in rows) < size * 0.04, (sum(row[3] for row in rows), size, rows)


@test
def base():
	"""FILE and --base complement each other, and the base is unchanged."""
	publish("two")
	put("one", "old.satchel")
	expect(fetch(nginx.url, "--base", "old.satchel"), 0, "pack.satchel: 0.2.0, fetched")
	is_now("two")
	is_still("one", "old.satchel")
	assert sum(row[3] for row in nginx.asked()) < len(pack("two")) * 0.30, nginx.asked()
	publish("three")
	put("one")
	put("two", "newer.satchel")
	expect(fetch(nginx.url, "--base", "newer.satchel"), 0, "0.1.0 -> 0.3.0")
	is_now("three")
	expect(fetch(nginx.url, "--base", "nowhere"), 3, "cannot read 'nowhere'")
	put(b"a letter", "letter")
	expect(fetch(nginx.url, "--base", "letter"), 1, "letter: not a pack")


@test
def small():
	"""A pack smaller than the first request."""
	publish("small2")
	put("small1")
	expect(fetch(nginx.url), 0, "0.1.0 -> 0.2.0")
	is_now("small2")
	os.unlink("pack.satchel")
	expect(fetch(nginx.url), 0)
	is_now("small2")


@test
def edition():
	"""Changing the edition fetches only what is not in both."""
	publish("two", "free")
	put("two")
	expect(fetch(nginx.url, "--edition", "free"), 0)
	is_now("free")


@test
def many():
	"""Many gaps: the ranges are fetched in one request, in a few if the server supports only single ranges, or as the whole
	file if it supports none."""
	for where, most in (("", 7), ("few/", 14), ("none/", 9)):
		publish("many")
		put("one")
		expect(fetch(nginx.url + where), 0)
		is_now("many")
		rows = nginx.asked()
		assert len(rows) <= most, (where, rows)
		parts = max(row[1].count(",") for row in rows)
		assert parts > 12 or where == "none/", rows
		assert (sum(row[3] for row in rows) < 0.9 * len(pack("many"))) == (where == ""), (where, rows)
		os.unlink("pack.satchel")


@test
def no_tags():
	"""A server that sends Last-Modified but no ETag."""
	publish("two")
	put("one")
	expect(fetch(nginx.url + "bare/"), 0)
	is_now("two")
	assert not os.path.exists("pack.satchel.part")


@test
def redirected():
	"""After a redirection, the pack's address is relative to the final address of latest.json."""
	publish("two")
	expect(fetch(nginx.url + "moved/latest.json"), 0)
	is_now("two")


@test
def damaged_old():
	"""Of an old copy with changed bytes, truncated, or with a broken end, only what is correct is used."""
	whole = pack("one")
	middle = len(whole) // 2
	flipped = bytearray(whole)
	for at in range(middle, middle + 4000, 500):
		flipped[at] ^= 0x55
	for old in (bytes(flipped), whole[:middle], whole[:-30], whole[:5000], whole + b"tail"):
		publish("two")
		put(old)
		expect(fetch(nginx.url), 0)
		is_now("two")
		if len(old) > 6000:
			assert sum(row[3] for row in nginx.asked()) < len(whole) * 0.85, (len(old), nginx.asked())


@test
def wrong_crc():
	"""An old copy with a wrong CRC-32 in a local header, which no digest covers."""
	whole = bytearray(pack("one"))
	at = whole.index(b"lessons/l-120.json") - 30 + 14
	whole[at] ^= 1
	publish("two")
	put(bytes(whole))
	expect(fetch(nginx.url), 0)
	is_now("two")


@test
def linked():
	"""If FILE is a symbolic link, its target is replaced."""
	publish("two")
	os.mkdir("there")
	put("one", "there/real.satchel")
	os.symlink("there/real.satchel", "pack.satchel")
	expect(fetch(nginx.url), 0)
	assert os.path.islink("pack.satchel")
	is_now("two", "there/real.satchel")


@test
def quiet():
	"""--quiet prints nothing."""
	publish("two")
	result = fetch(nginx.url, "--quiet")
	assert (result.returncode, result.stdout, result.stderr) == (0, "", ""), result


@test
def progress():
	"""Progress is shown on a terminal, unless --quiet is given."""
	need_terminal()
	publish("two")
	for options, drawn in (((), True), (("--quiet",), False)):
		shown = subprocess.run(["python3", "-c", "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)",
					*command(nginx.url, *options)], capture_output=True, check=False, stdin=subprocess.DEVNULL,
				       env={**ENVIRONMENT, "TERM": "xterm"})
		assert shown.returncode == 0, shown
		assert (b"\rpack.satchel: " in shown.stdout) == drawn and (b"\x1b[K" in shown.stdout) == drawn, shown
		is_now("two")
		os.unlink("pack.satchel")


@test
def released():
	"""Fetches what satchel-pack release writes, over several releases and in each edition."""
	folder = os.path.join(ROOT, "released")
	for number, name in enumerate(("one", "two"), 1):
		definition = os.path.join(PACKS, "released.xml")
		with open(os.path.join(PACKS, name + ".xml"), encoding="utf-8") as made, open(definition, "w", encoding="utf-8") as file:
			file.write(made.read().replace('version="0.%d.0"' % number, 'version="%d.0.0"' % number))
		if number > 1:
			shutil.copyfile(os.path.join(folder, "house.lock"), os.path.join(PACKS, "released.lock"))
		subprocess.run([os.path.join(os.path.dirname(FETCH), "satchel-pack"), "release", definition, "-o", folder,
				"--secret-key", KEY + ".key", "--no-config", "--quiet", "--allow-dirty"], check=True, stdin=subprocess.DEVNULL,
			       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
		for edition_, part in (("full", ""), ("free", "free-")):
			before = "" if number == 1 else "1.0.0 -> "
			expect(fetch(nginx.url + "released/", "--edition", edition_, output=edition_), 0, "%s%d.0.0, " % (before, number))
			with open(os.path.join(folder, "house-%s%d.0.0.satchel" % (part, number)), "rb") as file:
				is_now(file.read(), edition_)


@test
def links():
	"""A symbolic link remains one, and its target is updated; a broken link is reported."""
	publish("two")
	os.mkdir("elsewhere")
	put("one", "elsewhere/kept.satchel")
	os.symlink("elsewhere/kept.satchel", "pack.satchel")
	expect(fetch(nginx.url), 0, "0.1.0 -> 0.2.0, ")
	is_now("two", "elsewhere/kept.satchel")
	assert os.readlink("pack.satchel") == "elsewhere/kept.satchel"
	os.unlink("elsewhere/kept.satchel")
	expect(fetch(nginx.url), 3, "cannot write 'pack.satchel': broken symbolic link")
	assert os.readlink("pack.satchel") == "elsewhere/kept.satchel"
	assert os.listdir("elsewhere") == [], os.listdir("elsewhere")


@test
def not_there():
	"""Files missing on the server are reported."""
	publish("two")
	expect(fetch(nginx.url + "nothing/"), 3, "nothing/latest.json: the server answered 404")
	os.unlink(os.path.join(ROOT, "house-0.2.0.satchel"))
	for options in ((), ("--dry-run",)):
		expect(fetch(nginx.url, *options), 3, "house-0.2.0.satchel: the server answered 404, but latest.json names it")
	is_absent()
	assert os.listdir(".") == [], os.listdir(".")


os.makedirs(ROOT, exist_ok=True)
assert os.path.isdir(PACKS) and callable(read)
with Nginx(WORK) as nginx:
	run_tests()
