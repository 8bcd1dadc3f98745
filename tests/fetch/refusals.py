#!/usr/bin/env python3
"""Releases that satchel-fetch must refuse, and its messages. FILE is unchanged each time."""

import json
import os
import random

from house import (KEY, OTHER_KEY, expect, fetch, is_absent, is_now, is_still, pack, put, release, run_tests, test)
from served import Site


def refused(files, code, *texts, before="one", options=(), key=KEY):
	"""Asserts that a release is refused, with and without an existing copy."""
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
	"""A valid release is accepted, the first time and the next."""
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
	"""A key is required unless --unsigned is given."""
	with Site(release("unsigned", key=None)) as site:
		result = fetch(site.url, key=None)
		expect(result, 2, "--key FILE.pub", "--unsigned")
		assert not site.log, site.log
		expect(fetch(site.url, "--unsigned", key=None), 0, "0.2.0, fetched")
		assert "latest.json.minisig" not in [one[0] for one in site.log]
		is_now("unsigned")
		expect(fetch(site.url, "--unsigned"), 2, "cannot be combined")


@test
def between_uploads():
	"""If the signature of latest.json is missing or belongs to the previous release, it is requested again."""
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
	"""latest.json without a signature, or with one that is invalid, by another key, or for other bytes."""
	files = release("two")
	refused({n: b for n, b in files.items() if n != "latest.json.minisig"}, 1, "404", "no latest.json.minisig",
		"so the publisher of this release is unknown")
	refused({**files, "latest.json.minisig": b"untrusted comment: x\nnonsense\n"}, 1, "latest.json: the signature is not in the format")
	refused({**files, "latest.json.minisig": b""}, 1, "latest.json: the signature is not in the format")
	refused({**files, "latest.json.minisig": b"x" * 5000}, 3, "longer than the limit of 4096 bytes")
	refused(release("two", key=OTHER_KEY), 1, "latest.json: it is signed with key ", "not trusted here")
	refused({**files, "latest.json": files["latest.json"].replace(b"0.2.0", b"0.2.1")}, 1, "the signature is wrong")


@test
def signed_as_something_else():
	"""A signature whose trusted comment says that it is for something else."""
	for comment in ("latest house 0.2.0 release 1", "latest house 0.2.0 release 22", "sums house 0.2.0 release 2",
			"latest house 0.2.0 release"):
		refused(release("two", comment=comment), 1, "latest.json: signature is for '%s', not for " % comment)
	# minisign adds its own comment if none is given.
	refused(release("two", comment=""), 1, "latest.json: signature is for 'timestamp:")


@test
def two_keys():
	"""All given keys are trusted."""
	with Site(release("two", key=OTHER_KEY)) as site:
		expect(fetch(site.url), 1, "not trusted here")
		expect(fetch(site.url, "--key", OTHER_KEY + ".pub"), 0)
		is_now("two")


@test
def pack_not_signed():
	"""A pack that is unsigned or signed by another key, although latest.json is signed."""
	refused(release("unsigned"), 1, "the pack: the pack is not signed")
	refused(release("unsigned"), 1, "the pack: the pack is not signed", before=None)
	with Site(release("two")) as site:
		expect(fetch(site.url, key=OTHER_KEY), 1, "latest.json: it is signed with key")


@test
def other_pack():
	"""A pack whose id differs from that of the existing copy."""
	refused(release("other"), 1, "contains the pack 'house', but the published pack is 'stranger'")
	with Site(release("two")) as site:
		os.unlink("pack.satchel")
		put("other", "base.satchel")
		expect(fetch(site.url, "--base", "base.satchel"), 1, "base.satchel: contains the pack 'stranger'")
		is_absent()


@test
def rollback():
	"""A release older than that of FILE or --base."""
	refused(release("one"), 1, "is already release 2; the published one is older: 0.1.0, release 1", before="two")
	with Site(release("one")) as site:
		os.unlink("pack.satchel")
		put("two", "base.satchel")
		expect(fetch(site.url, "--base", "base.satchel"), 1, "base.satchel: is already release 2")
		is_absent()


@test
def same_release():
	"""The same release with other content, even if only its manifest differs."""
	refused(release("again"), 1, "the same release, 2, with other content", before="two")
	refused(release("titled"), 1, "the same release, 2, with other content", before="two")


def broken(whole, generator):
	"""Kinds of damage: bytes that are changed, missing or zero."""
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
	"""A damaged copy of the published or the previous release is repaired, wherever the damage is."""
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
	"""A large pack that is damaged in one lesson is repaired with little traffic."""
	whole = bytearray(pack("two"))
	whole[whole.index(b"lessons/l-335.json") + 300] ^= 1
	with Site(release("two")) as site:
		put(bytes(whole))
		expect(fetch(site.url), 0, "pack.satchel: repaired; 0.2.0, fetched ", " of ")
		is_now("two")
		assert sum(one[2] for one in site.packs()) < len(whole) // 20, site.packs()


@test
def expired():
	"""latest.json is refused after its last day, and accepted on it."""
	refused(release("two", date="day-9", expires="day-1"), 1, "expired on ", "today is ", "it was not renewed",
		"a newer one is kept")
	refused(release("two", date="day-9", expires="day-1"), 1, "expired on ", before="two")
	with Site(release("two", date="day-50", expires="day0")) as site:
		result = fetch(site.url)
		assert result.returncode == 0 and "warning: latest.json expires after " in result.stderr, result
		is_now("two")


@test
def expires_soon():
	"""A warning appears in the last third of its lifetime, at most 14 days before the end, even if nothing is new."""
	for date, expires, days in (("day-76", "day14", "15 days"), ("day-76", "day0", "1 day"), ("day-3", "day1", "2 days"),
				    ("day-75", "day15", None), ("day-3", "day2", None)):
		with Site(release("two", date=date, expires=expires)) as site:
			for options in ((), ("--quiet",), ("--dry-run",)):
				result = fetch(site.url, *options)
				assert result.returncode == 0, result
				assert ("in %s; ask its publisher to renew it" % days in result.stderr) == (days is not None), (date, result)


@test
def wrong_clock():
	"""latest.json dated in the future is refused; tomorrow is accepted."""
	refused(release("two", date="day2"), 1, "latest.json: dated ", "today is ")
	with Site(release("two", date="day1")) as site:
		expect(fetch(site.url), 0)


@test
def unknown_things():
	"""Another format, an unknown feature, a missing edition; unknown members are ignored."""
	refused(release("two", format="2"), 1, "format 2 is unknown")
	refused(release("two", requires='["teleport"]'), 1, "requires teleport")
	refused(release("two"), 1, "has no edition 'gold'; it has full", options=("--edition", "gold"))
	with Site(release("two", mood='"good"', edition__mood="[1]")) as site:
		expect(fetch(site.url), 0)


@test
def bad_latest():
	"""A signed latest.json that is not valid JSON, or has missing or invalid members."""
	for member in ("format", "id", "title", "version", "release", "date", "expires", "requires", "editions"):
		refused(release("two", **{member: "-"}), 1, "latest.json: ", member)
	for member in ("edition", "url", "size", "head", "sha256", "contentRoot"):
		refused(release("two", **{"edition__" + member: "-"}), 1, "latest.json: editions[0]." + member)
	refused(release("two", editions="[]"), 1, "editions has fewer than 1 elements")
	refused(release("two", date='"2026-02-30"'), 1, "not a day")
	refused(release("two", edition__head="999999999"), 1, "the head of full is not shorter than the pack")
	refused(release("two", edition__size="99999999999"), 1, "size is above 4294967295")
	files = release("two", key=None)
	whole = files["latest.json"]
	for text in (whole[:200], whole + b"x", b"[]", whole.replace(b'"release": 2', b'"release": 2.5'),
		     whole.replace(b'"title"', b'"id": "house", "title"')):
		refused({**files, "latest.json": text}, 1, "latest.json: ", " at byte ", key=None, options=("--unsigned",))


@test
def not_latest():
	"""A web page, an empty file, or far too much instead of latest.json."""
	files = release("two")
	refused({**files, "latest.json": b"\n<!DOCTYPE html><title>Log in</title>"}, 3, "a web page instead of latest.json")
	refused({**files, "latest.json": b""}, 3, "it is empty")
	refused({**files, "latest.json": b" " * 70000}, 3, "longer than the limit of 65536 bytes")

	def endless(request):
		if request.name == "latest.json":
			return request.send(200, {}, b" " * 5_000_000, length=False)
		return request.good()
	with Site(files, endless) as site:
		expect(fetch(site.url), 3, "longer than the limit of 65536 bytes")


@test
def lies_about_the_pack():
	"""A pack that differs from latest.json in each of its members."""
	for member, value in (("id", '"other"'), ("version", '"0.2.1"'), ("release", "3")):
		refused(release("two", **{member: value}), 1, "the pack: %s is " % member,
			before=None)
	refused(release("two", edition__edition='"free"'), 1, "edition is 'full', but latest.json says 'free'")
	refused(release("two", edition__contentRoot=json.dumps("0" * 64)), 1, "contentRoot differs from latest.json")
	refused(release("two", edition__head="5000"), 1, "outside the head that latest.json gives")
	refused(release("two", edition__head="600"), 1, "the pack: ")
	head = json.loads(release("two")["latest.json"])["editions"][0]["head"]
	refused(release("two", edition__head=str(head - 10)), 1, "outside the head that latest.json gives")
	refused(release("two", edition__head=str(len(pack("two")) - 5)), 1, "head differs from latest.json")
	site, _ = refused(release("two", edition__sha256=json.dumps("0" * 64)), 1, "SHA-256 differs from latest.json")
	assert [one[0] for one in site.log].count("latest.json") == 2, "it did not start again: %s" % site.log
	assert os.listdir(".") == ["pack.satchel"], os.listdir(".")
	size = len(pack("two"))
	refused(release("two", edition__size=str(size + 1)), 3, "the file has %d bytes, but latest.json says %d" %
		(size, size + 1), "try again later")


@test
def bad_addresses():
	"""Unsupported addresses, given by the user or in latest.json."""
	for url in ("ftp://127.0.0.1/x/", "gopher://127.0.0.1/", "127.0.0.1:1/packs", "lessons.example/psychiatry/", "packs", "",
		    "http:", "http://", "HTTPS:///", "file:", "file:packs", "file://share/packs", "file:///a%0", "file:///a%00b"):
		expect(fetch(url), 2, "'%s' is neither a folder nor an http, https or file address, such as "
		       "https://lessons.example/packs/" % url)
	for url in ("file:///etc/passwd", "ftp://127.0.0.1/x"):
		refused(release("two", edition__url=json.dumps(url)), 1, "is not allowed in a document from ")
	refused(release("two", edition__url='"data:text/plain,x"'), 1, "'data:text/plain,x' is not a valid address")
	expect(fetch("http://127.0.0.1:1/"), 3, "127.0.0.1:1")


@test
def foreign_file():
	"""A FILE that is not a pack is not overwritten, unless it is empty."""
	with Site(release("two")) as site:
		put(b"my only copy of a letter")
		expect(fetch(site.url), 1, "not a pack", "it will not be overwritten")
		is_still(b"my only copy of a letter")
		os.unlink("pack.satchel")
		os.mkdir("pack.satchel")
		expect(fetch(site.url), 3, "not a regular file")
		os.rmdir("pack.satchel")
		put(b"")
		expect(fetch(site.url), 0)
		is_now("two")


@test
def editions():
	"""The edition is the requested one, else that of FILE, else full."""
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
	"""Invalid command lines."""
	for words in ((), ("--timeout", "0"), ("--timeout", "x"), ("--nonsense",), ("second-url",)):
		url = "http://127.0.0.1:1/" if words else "-h"
		result = fetch(url, *words)
		assert result.returncode == (2 if words else 0), (words, result)
	expect(fetch("http://127.0.0.1:1/", output=""), 2, "-o FILE")
	expect(fetch("http://127.0.0.1:1/", "--key", "nowhere"), 3, "cannot read 'nowhere'")
	put(b"nonsense", "bad.pub")
	expect(fetch("http://127.0.0.1:1/", "--key", "bad.pub"), 2, "not a public key")


run_tests()
