#!/usr/bin/env python3
"""What satchel-fetch must refuse of a release, and what it says then. FILE is as before each time."""

import json
import os
import random

from house import (KEY, OTHER_KEY, expect, fetch, is_absent, is_now, is_still, pack, put, release, run_tests, test)
from served import Site


def refused(files, code, *texts, before="one", options=(), key=KEY):
	"""A release that must not be taken, where a copy is there and where none is."""
	with Site(files) as site:
		for path in os.listdir("."):
			os.unlink(path)
		if before:
			put(before)
		result = fetch(site.url, *options, key=key)
		expect(result, code, *texts)
		is_still(before) if before else is_absent()
		return site, result


@test
def good():
	"""A release that is in order is taken, the first time and the next."""
	with Site(release("one")) as site:
		expect(fetch(site.url), 0, "pack.satchel: 0.1.0, fetched ", " in 3 requests")
		is_now("one")
		site.files = release("two")
		expect(fetch(site.url + "latest.json"), 0, "pack.satchel: 0.1.0 -> 0.2.0, fetched ", " KB in ")
		is_now("two")
		del site.log[:]
		expect(fetch(site.url[:-1]), 0, "pack.satchel: 0.2.0 is up to date")
		assert [one[0] for one in site.log] == ["latest.json", "latest.json.minisig"], site.log
		is_now("two")


@test
def no_key():
	"""Without a key it asks for one, and --unsigned takes what comes."""
	with Site(release("unsigned", key=None)) as site:
		result = fetch(site.url, key=None)
		expect(result, 2, "--key FILE.pub", "--unsigned")
		assert not site.log, site.log
		expect(fetch(site.url, "--unsigned", key=None), 0, "0.2.0, fetched")
		assert "latest.json.minisig" not in [one[0] for one in site.log]
		is_now("unsigned")
		expect(fetch(site.url, "--unsigned"), 2, "contradict")


@test
def between_uploads():
	"""A latest.json whose signature is not there yet, or is that of the release before, is asked for once more."""
	new = release("two")
	for earlier in (release("one")["latest.json.minisig"], None):
		with Site(new) as site:
			def answer(request):
				if request.name == "latest.json.minisig" and request.number == 0:
					request.bytes = earlier
				request.good()
			site.answer = answer
			expect(fetch(site.url), 0, "0.2.0, fetched")
			is_now("two")
			os.unlink("pack.satchel")


@test
def not_signed():
	"""No signature of latest.json, one that is none, one of another key, one of other bytes."""
	files = release("two")
	refused({n: b for n, b in files.items() if n != "latest.json.minisig"}, 1, "404", "no latest.json.minisig",
		"so the maker of this release is unknown")
	refused({**files, "latest.json.minisig": b"untrusted comment: x\nnonsense\n"}, 1, "latest.json: the signature is not in the format")
	refused({**files, "latest.json.minisig": b""}, 1, "latest.json: the signature is not in the format")
	refused({**files, "latest.json.minisig": b"x" * 5000}, 3, "longer than the 4096 bytes")
	refused(release("two", key=OTHER_KEY), 1, "latest.json: it is signed with key ", "not trusted here")
	refused({**files, "latest.json": files["latest.json"].replace(b"0.2.0", b"0.2.1")}, 1, "the signature is wrong")


@test
def signed_as_something_else():
	"""A signature that says, in its trusted comment, that it is of something else."""
	for comment in ("latest house 0.2.0 release 1", "latest house 0.2.0 release 22", "sums house 0.2.0 release 2",
			"latest house 0.2.0 release"):
		refused(release("two", comment=comment), 1, "latest.json: its signature is of something else: '%s'" % comment)
	# minisign's own comment, where it is given none.
	refused(release("two", comment=""), 1, "latest.json: its signature is of something else: 'timestamp:")


@test
def two_keys():
	"""Each key that is given is trusted."""
	with Site(release("two", key=OTHER_KEY)) as site:
		expect(fetch(site.url), 1, "not trusted here")
		expect(fetch(site.url, "--key", OTHER_KEY + ".pub"), 0)
		is_now("two")


@test
def pack_not_signed():
	"""A pack that is not signed, or by another key, though latest.json is."""
	refused(release("unsigned"), 1, "the pack: the pack is not signed")
	refused(release("unsigned"), 1, "the pack: the pack is not signed", before=None)
	with Site(release("two")) as site:
		expect(fetch(site.url, key=OTHER_KEY), 1, "latest.json: it is signed with key")


@test
def other_pack():
	"""Another pack's id than that of the copy that is here."""
	refused(release("other"), 1, "it is of the pack house, and what is published is stranger")
	with Site(release("two")) as site:
		os.unlink("pack.satchel")
		put("other", "base.satchel")
		expect(fetch(site.url, "--base", "base.satchel"), 1, "base.satchel: it is of the pack stranger")
		is_absent()


@test
def rollback():
	"""A release below the one that is here, or below that of --base."""
	refused(release("one"), 1, "it is release 2 already, and what is published is older: 0.1.0, release 1", before="two")
	with Site(release("one")) as site:
		os.unlink("pack.satchel")
		put("two", "base.satchel")
		expect(fetch(site.url, "--base", "base.satchel"), 1, "base.satchel: it is release 2 already")
		is_absent()


@test
def same_release():
	"""The same release with other content, be it only in its manifest."""
	refused(release("again"), 1, "the same release, 2, with other content", before="two")
	refused(release("titled"), 1, "the same release, 2, with other content", before="two")


def broken(whole, generator):
	"""Ways in which a file breaks: bytes change, are gone, or are zeros."""
	at, size = generator.randrange(len(whole)), len(whole)
	yield whole[:at] + bytes([whole[at] ^ (1 << generator.randrange(8))]) + whole[at + 1:]
	yield whole[:at]
	page = at // 4096 * 4096
	yield (whole[:page] + bytes(4096) + whole[page + 4096:])[:size]
	near = generator.randrange(700)
	yield whole[:near] + b"\xff" + whole[near + 1:]
	yield whole[:size - near - 1] + b"\xff" + whole[size - near:]
	yield whole[:page // 2] + whole[page:]


@test
def damaged():
	"""A damaged copy of what is published, or of the release before it, is repaired, wherever it is damaged."""
	seed = int(os.environ.get("SEED", "1"))
	generator = random.Random(seed)
	with Site(release("small2")) as site:
		for _ in range(8):
			for name in ("small2", "small1"):
				for bytes_ in broken(pack(name), generator):
					put(bytes_)
					result = fetch(site.url)
					expect(result, 0)
					is_now("small2")
					assert bytes_ in (b"", pack(name)) or name != "small2" or "repaired; 0.2.0, fetched " in result.stdout, result
		for bytes_ in (bytes(4096) + pack("small2")[4096:], b"x" + pack("small2")[1:], pack("small2")[:9]):
			put(bytes_)
			expect(fetch(site.url, "--dry-run"), 0, "damaged; 0.2.0, would fetch ")
			is_still(bytes_)
			expect(fetch(site.url), 0, "repaired; 0.2.0, fetched ")
			is_now("small2")


@test
def damaged_here_and_there():
	"""Of a large pack that is damaged in one lesson, little is fetched."""
	whole = bytearray(pack("two"))
	whole[whole.index(b"lessons/l-335.json") + 300] ^= 1
	with Site(release("two")) as site:
		put(bytes(whole))
		expect(fetch(site.url), 0, "pack.satchel: repaired; 0.2.0, fetched ", " of ")
		is_now("two")
		assert sum(one[2] for one in site.packs()) < len(whole) // 20, site.packs()


@test
def expired():
	"""Past its last day; on that day it is good."""
	refused(release("two", date="day-9", expires="day-1"), 1, "it expired on ", "the clock says ", "it was not renewed",
		"keeps a newer one")
	refused(release("two", date="day-9", expires="day-1"), 1, "it expired on ", before="two")
	with Site(release("two", date="day-50", expires="day0")) as site:
		result = fetch(site.url)
		assert result.returncode == 0 and "warning: latest.json expires after " in result.stderr, result
		is_now("two")


@test
def expires_soon():
	"""In the last third of its time, and at most in its last 14 days, a warning says so, also if nothing is new."""
	for date, expires, days in (("day-76", "day14", "15 days"), ("day-76", "day0", "1 day"), ("day-3", "day1", "2 days"),
				    ("day-75", "day15", None), ("day-3", "day2", None)):
		with Site(release("two", date=date, expires=expires)) as site:
			for options in ((), ("--quiet",), ("--dry-run",)):
				result = fetch(site.url, *options)
				assert result.returncode == 0, result
				assert ("in %s; ask its publisher to renew it" % days in result.stderr) == (days is not None), (date, result)


@test
def wrong_clock():
	"""Of a day that is not yet; tomorrow is good."""
	refused(release("two", date="day2"), 1, "latest.json: it is of ", "the clock says ")
	with Site(release("two", date="day1")) as site:
		expect(fetch(site.url), 0)


@test
def unknown_things():
	"""Another format, a feature that is not known, an edition that there is not; unknown members are passed over."""
	refused(release("two", format="2"), 1, "format 2 is unknown")
	refused(release("two", requires='["teleport"]'), 1, "requires teleport")
	refused(release("two"), 1, "has no edition 'gold'; it has full", options=("--edition", "gold"))
	with Site(release("two", mood='"good"', edition__mood="[1]")) as site:
		expect(fetch(site.url), 0)


@test
def bad_latest():
	"""latest.json that is no JSON of ours, lacks a member or has one of another kind, though it is signed."""
	for member in ("format", "id", "title", "version", "release", "date", "expires", "requires", "editions"):
		refused(release("two", **{member: "-"}), 1, "latest.json: ", member)
	for member in ("edition", "url", "size", "head", "sha256", "contentRoot"):
		refused(release("two", **{"edition__" + member: "-"}), 1, "latest.json: editions[0]." + member)
	refused(release("two", editions="[]"), 1, "editions has fewer than 1 elements")
	refused(release("two", date='"2026-02-30"'), 1, "not a day")
	refused(release("two", edition__head="999999999"), 1, "the head of full is not a part of it")
	refused(release("two", edition__size="99999999999"), 1, "size is above 4294967295")
	files = release("two", key=None)
	whole = files["latest.json"]
	for text in (whole[:200], whole + b"x", b"[]", whole.replace(b'"release": 2', b'"release": 2.5'),
		     whole.replace(b'"title"', b'"id": "house", "title"')):
		refused({**files, "latest.json": text}, 1, "latest.json: ", " at byte ", key=None, options=("--unsigned",))


@test
def not_latest():
	"""A web page, nothing, or far too much instead of latest.json."""
	files = release("two")
	refused({**files, "latest.json": b"\n<!DOCTYPE html><title>Log in</title>"}, 3, "this is a web page instead of latest.json")
	refused({**files, "latest.json": b""}, 3, "it is empty")
	refused({**files, "latest.json": b" " * 70000}, 3, "longer than the 65536 bytes")

	def endless(request):
		if request.name == "latest.json":
			return request.send(200, {}, b" " * 5_000_000, length=False)
		return request.good()
	with Site(files, endless) as site:
		expect(fetch(site.url), 3, "longer than the 65536 bytes")


@test
def lies_about_the_pack():
	"""A pack that is not the one in latest.json of: each member of it."""
	for member, value in (("id", '"other"'), ("version", '"0.2.1"'), ("release", "3")):
		refused(release("two", **{member: value}), 1, "its %s is not the one in latest.json: it is " % member,
			before=None)
	refused(release("two", edition__edition='"free"'), 1, "its edition is not the one in latest.json: it is 'full', not 'free'")
	refused(release("two", edition__contentRoot=json.dumps("0" * 64)), 1, "its contentRoot is not")
	refused(release("two", edition__head="5000"), 1, "it is not in the head that latest.json gives")
	refused(release("two", edition__head="600"), 1, "the pack: ")
	head = json.loads(release("two")["latest.json"])["editions"][0]["head"]
	refused(release("two", edition__head=str(head - 10)), 1, "it is not in the head that latest.json gives")
	refused(release("two", edition__head=str(len(pack("two")) - 5)), 1, "its head is not")
	site, _ = refused(release("two", edition__sha256=json.dumps("0" * 64)), 1, "its SHA-256 is not")
	assert [one[0] for one in site.log].count("latest.json") == 2, "it did not begin anew: %s" % site.log
	assert os.listdir(".") == ["pack.satchel"], os.listdir(".")
	size = len(pack("two"))
	refused(release("two", edition__size=str(size + 1)), 3, "another length than latest.json says: %d bytes and not %d" %
		(size, size + 1), "try again later")


@test
def bad_addresses():
	"""Addresses of another kind, of the person or in latest.json."""
	for url in ("ftp://127.0.0.1/x/", "gopher://127.0.0.1/", "127.0.0.1:1/packs", "lessons.example/psychiatry/", "packs", "",
		    "http:", "http://", "HTTPS:///", "file:", "file:packs", "file://share/packs", "file:///a%0", "file:///a%00b"):
		expect(fetch(url), 2, "'%s' is no folder, and no address of http, https or a file here, such as "
		       "https://lessons.example/packs/" % url)
	for url in ("file:///etc/passwd", "ftp://127.0.0.1/x"):
		refused(release("two", edition__url=json.dumps(url)), 1, "leads from ", "where it must not")
	refused(release("two", edition__url='"data:text/plain,x"'), 1, "'data:text/plain,x' is no address")
	expect(fetch("http://127.0.0.1:1/"), 3, "127.0.0.1:1")


@test
def foreign_file():
	"""FILE is something else than a pack: it is not written over. An empty one is."""
	with Site(release("two")) as site:
		put(b"my only copy of a letter")
		expect(fetch(site.url), 1, "this is no pack", "it is not written over")
		is_still(b"my only copy of a letter")
		os.unlink("pack.satchel")
		os.mkdir("pack.satchel")
		expect(fetch(site.url), 3, "it is not a plain file")
		os.rmdir("pack.satchel")
		put(b"")
		expect(fetch(site.url), 0)
		is_now("two")


@test
def editions():
	"""The edition that FILE has is kept, the one that is asked for taken, full where nothing says."""
	with Site(release("two", "free")) as site:
		expect(fetch(site.url), 0)
		is_now("two")
		expect(fetch(site.url, "--edition", "free"), 0)
		is_now("free")
		expect(fetch(site.url), 0, "up to date")
		is_now("free")
	with Site(release("free")) as site:
		expect(fetch(site.url, output="only.satchel"), 0)
		is_now("free", "only.satchel")


@test
def usage():
	"""Command lines that make no sense."""
	for words in ((), ("--timeout", "0"), ("--timeout", "x"), ("--nonsense",), ("second-url",)):
		url = "http://127.0.0.1:1/" if words else "-h"
		result = fetch(url, *words)
		assert result.returncode == (2 if words else 0), (words, result)
	expect(fetch("http://127.0.0.1:1/", output=""), 2, "-o FILE")
	expect(fetch("http://127.0.0.1:1/", "--key", "nowhere"), 3, "cannot read 'nowhere'")
	put(b"nonsense", "bad.pub")
	expect(fetch("http://127.0.0.1:1/", "--key", "bad.pub"), 2, "no public key")


run_tests()
