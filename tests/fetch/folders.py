#!/usr/bin/env python3
"""Releases in a folder on this machine or a mounted share, given by path or file: URL."""

import json
import os
import random
import shutil
import subprocess
import sys
import zipfile

from house import (FETCH, HERE, KEY, OTHER_KEY, PACKS, copy_folder, digest, expect, fetch, is_absent, is_now, is_still, pack, put,
		   read, release, run_tests, test)

sys.path.insert(0, os.path.join(os.path.dirname(HERE), "packs"))
from table import TABLE  # noqa: E402


def publish(*packs, folder="site", **changes):
	shutil.rmtree(folder, ignore_errors=True)
	copy_folder(release(*packs, **changes), folder)
	return folder


@test
def ways_to_say_it():
	"""A folder or its latest.json, as a relative or absolute path or as a URL, with unusual names."""
	odd = "a folder, 100% of it #1? é"
	quoted = "a%20folder,%20100%25%20of%20it%20%231%3F%20%C3%A9"
	publish("two", folder=odd)
	here = os.getcwd()
	os.symlink(odd, "link")
	for given in (odd, odd + "/", "./" + odd, odd + "/latest.json", os.path.join(here, odd), "link", "link/../" + odd,
		      "file://" + here + "/" + quoted, "file:" + here + "/" + quoted + "/", "FILE://localhost" + here + "/" + quoted,
		      "file://LOCALHOST" + here + "/" + quoted + "/latest.json#part", "file://" + here + "/link/?query"):
		expect(fetch(given), 0, "pack.satchel: 0.2.0, copied ")
		is_now("two")
		expect(fetch(given), 0, "pack.satchel: 0.2.0 is up to date")
		os.unlink("pack.satchel")
	os.chdir(odd)
	expect(fetch("."), 0, "0.2.0, copied ")
	os.chdir("..")
	os.mkdir("named.json")
	copy_folder(release("one"), "named.json")
	expect(fetch("named.json"), 0, "0.1.0, copied ")


@test
def updates():
	"""An update copies only what changed; --dry-run reports the cost in advance."""
	publish("two")
	put("one")
	looked = fetch("site", "--dry-run")
	expect(looked, 0, "pack.satchel: 0.1.0 -> 0.2.0, would copy ", " of ")
	is_still("one")
	done = fetch("site")
	expect(done, 0, "pack.satchel: 0.1.0 -> 0.2.0, copied ", " of ")
	assert "request" not in done.stdout, done
	is_now("two")
	amount = float(done.stdout.split("copied ")[1].split(" KB")[0])
	assert amount * 1000 < len(pack("two")) * 0.07, done
	publish("many")
	put("one")
	expect(fetch("site"), 0)
	is_now("many")


@test
def refusals():
	"""Folders are checked like servers."""
	for packs, changes, text in ((("two",), {"key": OTHER_KEY}, "latest.json: it is signed with key "),
				     (("two",), {"date": "day-9", "expires": "day-1"}, "expired on "),
				     (("two",), {"comment": "sums house 0.2.0 release 2"}, "signature is for '"),
				     (("unsigned",), {}, "the pack is not signed"), (("other",), {}, "contains the pack 'house'"),
				     (("two",), {"edition__sha256": json.dumps("0" * 64)}, "SHA-256 differs from latest.json")):
		publish(*packs, **changes)
		put("one")
		expect(fetch("site"), 1, text)
		is_still("one")
	publish("one")
	put("two")
	expect(fetch("site"), 1, "is already release 2")
	publish("two")
	put("one")
	os.unlink("site/latest.json.minisig")
	expect(fetch("site"), 1, "/site/latest.json.minisig: there is no latest.json.minisig, so the publisher of this release is unknown")
	is_still("one")


@test
def what_is_not_there():
	"""Missing files and special files are reported, and a pipe does not block."""
	os.mkdir("empty")
	expect(fetch("empty"), 3, os.getcwd() + "/empty/latest.json: there is no latest.json")
	expect(fetch("file:///nowhere/at/all"), 3, "/nowhere/at/all/latest.json: there is no latest.json")
	for before in ("one", None):
		for options in ((), ("--dry-run",)):
			if before:
				put(before)
			publish("two")
			os.unlink("site/house-0.2.0.satchel")
			missing = "/site/house-0.2.0.satchel: latest.json names this file, but it does not exist"
			expect(fetch("site", *options), 3, missing)
			os.mkfifo("site/house-0.2.0.satchel")
			expect(fetch("site", *options, timeout=10), 3, "/site/house-0.2.0.satchel': not a regular file")
			publish("two")
			os.truncate("site/house-0.2.0.satchel", 5000)
			expect(fetch("site", *options), 3, "bytes, but latest.json says ")
			if before:
				is_still(before)
				os.unlink("pack.satchel")
	for name in ("latest.json", "latest.json.minisig"):
		publish("two")
		os.unlink("site/" + name)
		os.mkfifo("site/" + name)
		expect(fetch("site", timeout=10), 3, "/site/%s': not a regular file" % name)
		os.unlink("site/" + name)
		os.mkdir("site/" + name)
		expect(fetch("site"), 3, "it is a folder")
	publish("two")
	put(b" " * 70000, "site/latest.json")
	expect(fetch("site"), 3, "longer than the limit of 65536 bytes")
	is_absent()


@test
def elsewhere():
	"""The pack may be in another folder, which latest.json names."""
	for url in ("../packs%20of%20ours/two.satchel", "file://" + os.getcwd() + "/packs%20of%20ours/two.satchel"):
		publish("two", edition__url=json.dumps(url))
		os.makedirs("packs of ours", exist_ok=True)
		shutil.copyfile(os.path.join(PACKS, "two.satchel"), "packs of ours/two.satchel")
		expect(fetch("site"), 0, "0.2.0, copied")
		is_now("two")
		os.unlink("pack.satchel")


@test
def changed_bytes():
	"""Wrong bytes in the folder are read once more, then refused."""
	publish("two")
	whole = bytearray(pack("two"))
	whole[whole.index(b"lessons/l-335.json") + 300] ^= 1
	put(bytes(whole), "site/house-0.2.0.satchel")
	for before in ("one", None):
		put(before) if before else os.unlink("pack.satchel")
		expect(fetch("site"), 1, "the pack: lessons/l-335.json: its stored bytes do not match their digest")
		is_still(before) if before else is_absent()
	os.unlink("pack.satchel.part")


def publish_vector(bytes_):
	"""A latest.json with everything that can be determined about a pack without validating it."""
	known = {"id": "small", "version": "1.0.0", "release": 1, "edition": "full", "contentRoot": "0" * 64}
	head = len(bytes_) // 2
	try:
		with open("site/p.satchel", "rb") as file, zipfile.ZipFile(file) as archive:
			manifest = json.loads(archive.read("manifest.json"))
			known.update({name: manifest[name] for name in known if name in manifest})
			head = min((one.header_offset for one in archive.infolist()
				    if one.filename.split("/")[0] in ("lessons", "assets", "extras")), default=archive.start_dir)
	except Exception:  # noqa: BLE001: publish it whatever is wrong in it
		pass
	edition = {"edition": known.pop("edition"), "url": "p.satchel", "size": len(bytes_), "head": head,
		   "sha256": digest(bytes_), "contentRoot": known.pop("contentRoot")}
	latest = {"format": 1, "title": "x", "date": "2026-01-01", "expires": "9999-12-31", "requires": [], "editions": [edition], **known}
	with open("site/latest.json", "w", encoding="utf-8") as file:
		json.dump(latest, file)


@test
def vectors():
	"""Of the packs in tests/packs/table.py, some of them chosen by SEED, only those that satchel-pack verify accepts are
	installed."""
	os.mkdir("site")
	verify = [os.path.join(os.path.dirname(FETCH), "satchel-pack"), "verify", "--quiet", "site/p.satchel"]
	taken = 0
	chosen = random.Random(int(os.environ.get("SEED", "1"))).sample(sorted(TABLE), int(os.environ.get("COUNT", "200")))
	for name in chosen:
		status = TABLE[name][0]
		with open(os.path.join(os.environ["VECTORS"], name + ".satchel"), "rb") as file:
			bytes_ = file.read()
		put(bytes_, "site/p.satchel")
		publish_vector(bytes_)
		good = subprocess.run(verify, check=False, capture_output=True).returncode == 0
		assert good == (status == "ok"), name
		result = fetch("site", "--unsigned", key=None)
		assert (result.returncode == 0) == good, (name, status, result)
		assert os.path.exists("pack.satchel") == good, name
		if good:
			assert read() == bytes_, name
			taken += 1
		for left in ("pack.satchel", "pack.satchel.part"):
			if os.path.exists(left):
				os.unlink(left)
	assert 2 < taken < len(chosen) * 9 // 10, taken


assert os.path.isdir(PACKS) and KEY
run_tests()
