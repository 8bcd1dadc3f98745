#!/usr/bin/env python3
"""Servers that misbehave in one way per test: satchel-fetch succeeds nevertheless or reports the problem. FILE is always
the old or the new pack."""

import os
import subprocess
import time

from house import (ENVIRONMENT, WORK, command, expect, fetch, is_absent, is_now, is_still, pack, put, release, run_tests, test)
from served import BOUNDARY, Request, Site, multipart

TWO = release("two")


def patience(seconds):
	"""What takes so many seconds at most takes longer on a busy machine."""
	return seconds * max(1, os.getloadavg()[0] / os.cpu_count())


def survives(answer, name="two", before="one", files=None, options=()):
	"""Asserts that the update succeeds. Returns the site, to examine the requests."""
	with Site(files or TWO, answer) as site:
		if os.path.exists("pack.satchel"):
			os.unlink("pack.satchel")
		if before:
			put(before)
		expect(fetch(site.url, *options), 0)
		is_now(name)
		return site


def fails(answer, code, *texts, before="one", files=None, options=()):
	"""Asserts that it fails with a message, and that the next run with a correct server succeeds."""
	with Site(files or TWO, answer) as site:
		for path in os.listdir("."):
			os.unlink(path)
		if before:
			put(before)
		result = fetch(site.url, *options)
		expect(result, code, *texts)
		is_still(before) if before else is_absent()
		site.answer = Request.good
		expect(fetch(site.url), 0)
		is_now("two")
		return site


def to_packs(change):
	"""Applies an answer to packs only."""
	return lambda request: change(request) if request.is_pack else request.good()


@test
def no_ranges():
	"""A server that ignores Range: the whole file is used, but no more of it is read than needed."""
	def answer(request):
		request.range = None
		return request.good()
	site = survives(answer)
	assert len(site.packs()) <= 4, site.packs()
	site = survives(answer, before="two", name="two")
	assert not site.packs()
	site = survives(answer, before=None)
	assert len(site.packs()) == 1, site.packs()
	put("one")
	with Site(TWO, answer) as site:
		expect(fetch(site.url, "--dry-run"), 0, "would fetch")
		looked = fetch(site.url, "--dry-run").stdout
	assert " of " not in looked, looked


@test
def no_many():
	"""A server that answers multiple ranges with the whole file, an error, or only the first: a few single ranges are requested."""
	def whole(request):
		if request.range and "," in request.range:
			request.range = None
		return request.good()

	def first(request):
		if request.range and "," in request.range:
			request.range = request.range.split(",")[0]
		return request.good()

	def joined(request):
		spans = request.spans()
		if len(spans) > 1:
			request.range = "bytes=%d-%d" % (spans[0][0], spans[-1][1])
		return request.good()
	for answer in (whole, first, joined, to_packs(lambda r: r.send(416) if r.range and "," in r.range else r.good()),
		       to_packs(lambda r: r.send(400) if r.range and "," in r.range else r.good())):
		site = survives(answer, name="many", files=release("many"))
		assert any("," in one[0] for one in site.packs()), site.packs()
		assert len(site.packs()) <= 14, site.packs()


@test
def bad_parts():
	"""Malformed multipart answers."""
	def body(change):
		def answer(request):
			spans = request.spans()
			if len(spans) < 2:
				return request.good()
			return request.send(206, {"Content-Type": "multipart/byteranges; boundary=" + BOUNDARY, "ETag": request.tag(),
						  "Last-Modified": "Tue, 14 Nov 2023 22:13:20 GMT"}, change(request.bytes, spans))
		return to_packs(answer)
	size = len(pack("two"))
	for change, text in (
			(lambda b, s: multipart(b, s)[:90], "response is truncated"),
			(lambda b, s: multipart(b, s, size + 5), "a part is of a file of a different length"),
			(lambda b, s: multipart(b, s).replace(b"Content-Range:", b"X-Range:"), "a part has no Content-Range"),
			(lambda b, s: multipart(b, s).replace(b"bytes ", b"octets "), "malformed Content-Range"),
			(lambda b, s: multipart(b, s).replace(b"\r\n\r\n", b"\r\nContent-Range: bytes 0-1/%d\r\n\r\n" % size), "two ranges"),
			(lambda b, s: multipart(b, s + s), "more parts than requested"),
			(lambda b, s: b"x" * 5000, "a line is too long"),
			(lambda b, s: b"nonsense\r\n" + multipart(b, s), "a boundary is missing"),
			(lambda b, s: multipart(b, s)[:2] + multipart(b, s)[2:].replace(b"\r\n--", b"xx\r\n--", 1), "a part is longer than its range"),
			(lambda b, s: multipart(b, s).replace(b"Content-Type:", b"Content-Encoding: gzip\r\nContent-Type:"), "has a Content-Encoding"),
			(lambda b, s: multipart(b, s).replace(b"\r\n\r\n", b"\r\n" + b"X: y\r\n" * 40 + b"\r\n"), "too many headers")):
		fails(body(change), 3, text)


@test
def parts_end_early():
	"""Truncated multipart answers: what was received is kept, and the rest is requested again."""
	def answer(request):
		if "," not in (request.range or ""):
			return request.good()
		request.send = lambda status, headers, body, **how: Request.send(request, status, headers, body[:1500], **how)
		return request.good()
	site = survives(to_packs(answer))
	assert len(site.packs()) > 5, site.packs()


@test
def parts_in_another_order():
	"""Parts may come in any order."""
	def answer(request):
		spans = request.spans()
		if len(spans) < 2:
			return request.good()
		return request.send(206, {"Content-Type": 'Multipart/ByteRanges; boundary="%s"' % BOUNDARY, "ETag": request.tag(),
					  "Last-Modified": "Tue, 14 Nov 2023 22:13:20 GMT"}, multipart(request.bytes, spans[::-1]))
	site = survives(to_packs(answer))
	assert any("," in one[0] for one in site.packs()), site.packs()


@test
def other_bytes():
	"""Wrong bytes are requested once more, then refused."""
	def once(request):
		if request.number == 1:
			request.bytes = bytes(255 - byte for byte in request.bytes)
			request.tag = Request(request.site, request.handler).tag
		return request.good()
	survives(to_packs(once), before=None)

	def always(request):
		tag = request.tag()
		at = request.bytes.index(b"lessons/l-335.json") + 300
		request.bytes = request.bytes[:at] + b"x" + request.bytes[at + 1:]
		return request.good({"ETag": tag})
	for before in ("one", None):
		fails(to_packs(always), 1, "the pack: lessons/l-335.json: its stored bytes do not match their digest", before=before)

	def wrong_crc(request):
		tag = request.tag()
		at = request.bytes.index(b"lessons/l-335.json") - 16
		request.bytes = request.bytes[:at] + b"xxxx" + request.bytes[at + 4:]
		return request.good({"ETag": tag})
	fails(to_packs(wrong_crc), 1, "lessons/l-335.json", "CRC-32")


@test
def other_directory():
	"""A central directory with false offsets or sizes, which is only used as a hint."""
	size = len(pack("two"))
	start = pack("two").index(b"PK\1\2")
	for at, value in ((42, b"\0\0\0\0"), (42, b"\xff\xff\xff\xff"), (20, b"\xff\xff\xff\x7f"), (24, b"\xff\xff\xff\xff"),
			  (16, b"abcd"), (20, b"\0\0\0\0"), (28, b"\xff\xff"), (46, b"x"), (0, b"PK")):
		def answer(request, at=at, value=value):
			tag = request.tag()
			changed, record = bytearray(request.bytes), start
			while changed[record:record + 4] == b"PK\1\2" or changed[record:record + 2] == b"PK" and record < size - 22:
				after = record + 46 + int.from_bytes(request.bytes[record + 28:record + 30], "little")
				changed[record + at:record + at + len(value)] = value
				record = after
			request.bytes = bytes(changed)
			return request.good({"ETag": tag})
		survives(to_packs(answer))
	for every in (1, 3, 40):
		def some(request, every=every):
			tag = request.tag()
			changed = bytearray(request.bytes)
			for at in range(start, size - 22, every):
				changed[at] ^= 0x10
			request.bytes = bytes(changed)
			return request.good({"ETag": tag})
		survives(to_packs(some))


@test
def changes_midway():
	"""If the file changes during the transfer, it starts again once, then gives up."""
	def tag_each_time(request):
		return request.good({"ETag": '"%d"' % request.number})
	site = fails(to_packs(tag_each_time), 3, "the file changed during the transfer")
	assert [one[0] for one in site.log].count("latest.json") == 3, site.log

	def modified(request):
		return request.good({"ETag": None, "Last-Modified": "Tue, 14 Nov 2023 22:13:%02d GMT" % request.number})
	fails(to_packs(modified), 3, "the file changed during the transfer")

	def fails_match(request):
		return request.send(412) if request.headers.get("If-Match") else request.good()
	fails(to_packs(fails_match), 3, "the file changed during the transfer")

	three = release("three")

	# Omitting a header occasionally is not a change.
	survives(to_packs(lambda r: r.good({"ETag": None} if r.number == 1 else {"Last-Modified": None})))

	def published_meanwhile(request):
		if request.number == 1 and request.is_pack:
			request.site.files = {**three, "house-0.2.0.satchel": b"gone" * 5000}
		return request.good()
	with Site(TWO, published_meanwhile) as site:
		put("one")
		expect(fetch(site.url), 0, "0.1.0 -> 0.3.0")
		is_now("three")


@test
def encoded():
	"""A body with a Content-Encoding that was not requested."""
	fails(to_packs(lambda r: r.good({"Content-Encoding": "gzip"})), 3, "Content-Encoding")
	fails(lambda r: r.good({"Content-Encoding": "gzip"}), 3, "latest.json: the server sent it with a Content-Encoding")
	survives(lambda r: r.good({"Content-Encoding": "identity"}))

	def checks(request):
		assert request.headers.get("Accept-Encoding") == "identity"
		return request.good()
	survives(checks)


@test
def lies_about_lengths():
	"""Content-Length and Content-Range that do not match the body, and bodies that are too long or too short."""
	fails(to_packs(lambda r: r.good({"Content-Range": "bytes 5-600/%d" % len(r.bytes)})), 3, "a range that was not requested")
	fails(to_packs(lambda r: r.good({"Content-Range": "bytes 0-1/7"})), 3, "bytes, but latest.json says ")
	fails(to_packs(lambda r: r.good({"Content-Range": "items 1"})), 3, "malformed Content-Range")
	fails(to_packs(lambda r: r.good({"Content-Range": "bytes 0-99/%d" % len(r.bytes)})), 3, "differ")
	fails(to_packs(lambda r: r.good({"Content-Range": "bytes 0-99/%d" % len(r.bytes)}, length=False)), 3, "longer than announced")
	fails(to_packs(lambda r: r.send(206, {}, r.bytes[:100])), 3, "Content-Range")
	fails(to_packs(lambda r: r.send(206, {"Content-Range": "bytes 0-99/%d" % len(r.bytes)}, r.bytes[:100])), 3,
	      "but the whole file was requested", before=None)
	fails(to_packs(lambda r: r.send(200, {}, r.bytes + b"more")), 3, "bytes, but latest.json says ", before=None)
	fails(to_packs(lambda r: r.send(200, {}, r.bytes[:-1])), 3, "bytes, but latest.json says ", before=None)
	fails(to_packs(lambda r: r.send(200, {}, r.bytes[:9000], length=False)), 3, "response is truncated", before=None)
	fails(to_packs(lambda r: r.good(cut=100)), 3, "connection lost")
	fails(to_packs(lambda r: r.good(cut=0)), 3, "connection lost")
	fails(lambda r: r.good(cut=100), 3, "latest.json: connection lost")
	fails(to_packs(lambda r: r.send(204)), 3, "the server answered 204")
	# Correct bodies without a length.
	survives(lambda r: r.good(length=False))


@test
def short_ranges():
	"""Answers that truthfully contain only part of the requested range."""
	def answer(request):
		spans = request.spans()
		if len(spans) == 1:
			request.range = "bytes=%d-%d" % (spans[0][0], min(spans[0][1], spans[0][0] + 19999))
		return request.good()
	survives(to_packs(answer))


@test
def drops():
	"""Broken connections are resumed at the same offset."""
	def answer(request):
		return request.good(cut=30000) if request.number < 5 else request.good()
	for before in ("one", None):
		site = survives(to_packs(answer), before=before)
		assert sum(one[2] for one in site.packs()) <= len(pack("two")) + 1000, site.packs()
	survives(lambda r: r.good(cut=50) if r.number == 0 else r.good())


@test
def errors():
	"""Temporary errors are retried; persistent ones are reported."""
	for code in (500, 502, 503, 504, 429):
		survives(lambda r, code=code: r.send(code) if r.number < 2 else r.good())
	started = time.time()
	fails(to_packs(lambda r: r.send(500)), 3, "house-0.2.0.satchel: the server answered 500")
	assert time.time() - started < patience(20)
	site = fails(to_packs(lambda r: r.send(404)), 3, "house-0.2.0.satchel: the server answered 404")
	assert [one[1] for one in site.packs()].count(404) == 1, site.packs()
	fails(to_packs(lambda r: r.send(403)), 3, "the server answered 403")
	fails(lambda r: r.send(503), 3, "latest.json: the server answered 503")
	fails(lambda r: r.send(403), 3, "latest.json: the server answered 403")
	fails(to_packs(lambda r: r.send(200, {"Content-Type": "text/html"}, b"<html>Please log in</html>")), 3, "bytes, but latest.json says ")
	size = len(pack("two"))
	fails(to_packs(lambda r: r.send(200, {}, b"<html>".ljust(size))), 1, "not a pack")
	fails(to_packs(lambda r: r.send(200, {}, b"<html>".ljust(size))), 1, "not a pack", before=None)


@test
def redirections():
	"""At most five redirections are followed, only to http and https."""
	def hops(most):
		def answer(request):
			path, _, query = request.path.partition("?")
			hop = int(query or 0)
			request.name = path.rsplit("/", 1)[-1]
			request.bytes = request.site.files.get(request.name)
			if hop < most:
				return request.send((301, 302, 303, 307, 308)[hop % 5], {"Location": "%s?%d" % (path, hop + 1)}, b"<html>")
			return request.good()
		return answer
	survives(hops(5))
	fails(hops(6), 3, "more than 5 redirections")
	fails(to_packs(lambda r: r.send(302, {"Location": r.path})), 3, "more than 5 redirections")
	for to in ("file:///etc/passwd", "ftp://127.0.0.1/pack", "gopher://127.0.0.1/"):
		fails(to_packs(lambda r, to=to: r.send(302, {"Location": to})), 3, "forbidden redirection to " + to)
	fails(to_packs(lambda r: r.send(302)), 3, "without a Location")


@test
def https():
	"""https with a trusted certificate; never from there to http."""
	trusted = {"SSL_CERT_FILE": os.path.join(WORK, "tls.crt")}
	with Site(TWO, tls=os.path.join(WORK, "tls.pem")) as site, Site(TWO) as plain:
		expect(fetch(site.url), 3, "certificate")
		expect(fetch(site.url, environment=trusted), 0)
		is_now("two")
		os.unlink("pack.satchel")
		site.answer = to_packs(lambda r: r.send(302, {"Location": plain.url + "house-0.2.0.satchel"}))
		expect(fetch(site.url, environment=trusted), 3, "forbidden redirection to http:", "only https is allowed")
		site.answer = Request.good
		site.files = release("two", edition__url='"%shouse-0.2.0.satchel"' % plain.url)
		expect(fetch(site.url, environment=trusted), 1, "is not allowed in a document from https:")
		plain.answer = lambda r: r.send(302, {"Location": site.url + r.name})
		site.files = TWO
		expect(fetch(plain.url, environment=trusted), 0)
		is_now("two")


@test
def stalls():
	"""Servers that send nothing, or stall."""
	def silent(_):
		time.sleep(60)

	def stops(request):
		def pause(_, state=[0]):
			state[0] += 1
			if state[0] > 20:
				time.sleep(60)
		return request.good(pause=pause)
	for answer in (silent, to_packs(silent), to_packs(stops)):
		with Site(TWO, answer) as site:
			put("one")
			started = time.time()
			expect(fetch(site.url, "--timeout", "1"), 3, "not finished within 1 s" if answer is silent else "no data for 1 s")
			assert 0.9 < time.time() - started < patience(5), time.time() - started
			is_still("one")


def raw(request, first, again=b"", times=10 ** 9, pause=0.0):
	"""Sends raw bytes, the second argument repeatedly, and closes the connection."""
	request.handler.close_connection = True
	try:
		request.handler.wfile.write(first)
		for _ in range(times if again else 0):
			request.handler.wfile.write(again)
			request.handler.wfile.flush()
			time.sleep(pause)
	except OSError:
		pass


def to(name, change):
	"""Applies an answer to files whose names end so."""
	return lambda request: change(request) if request.name.endswith(name) else request.good()


@test
def drips():
	"""Servers that trickle bytes are given up after the timeout."""
	ok, chunked = b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n\r\n"
	late, slow = "not finished within 1 s", "too slow: less than 1024 bytes per second over 1 s"

	def whole(request):
		raw(request, ok + b"Content-Length: %d\r\n\r\n" % len(request.bytes), b" " * 20, pause=0.1)
	for name, change, text in (
			("latest.json", whole, late), (".minisig", whole, late), (".satchel", whole, slow),
			("latest.json", lambda r: raw(r, ok, b"X: y\r\n", pause=0.1), late),
			(".satchel", lambda r: raw(r, ok, b"X: y\r\n", pause=0.1), slow),
			(".satchel", lambda r: raw(r, b"HTTP/1.1 302 Found\r\nLocation: /a.json\r\n" + chunked, b"1\r\nx\r\n", pause=0.1), slow),
			("latest.json", lambda r: raw(r, b"HTTP/1.1 302 Found\r\nLocation: /a.json\r\n" + chunked, b"1\r\nx\r\n", pause=0.1), late),
			(".satchel", lambda r: raw(r, ok + chunked + b"1;", b"x", pause=0.1), "for 1 s")):
		with Site(TWO, to(name, change)) as site:
			started = time.time()
			expect(fetch(site.url, "--timeout", "1", output="new.satchel"), 3, text)
			assert time.time() - started < patience(5), (name, text, time.time() - started)
			is_absent("new.satchel")


@test
def slow_in_all():
	"""A server that always sends a little more than it must, but not the pack: a run takes no longer than its size allows."""
	def answer(request):
		raw(request, b"HTTP/1.1 200 OK\r\n", b"X: " + b"a" * 195 + b"\r\n", pause=0.1)
	with Site(release("small2"), to(".satchel", answer)) as site:
		started = time.time()
		expect(fetch(site.url, "--timeout", "1", output="new.satchel"), 3, "not finished within 5 s")
		assert 4 < time.time() - started < patience(8), time.time() - started
		is_absent("new.satchel")


@test
def late_but_good():
	"""A server that is slow to answer, and then barely fast enough, is accepted."""
	def answer(request):
		if request.is_pack:
			time.sleep(1.5)
		return request.good()
	with Site(TWO, answer) as site:
		expect(fetch(site.url, "--timeout", "2"), 0)


@test
def long_headers():
	"""Headers and trailers that are too long, in one line or many, are reported and use no memory."""
	ok, chunked = b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n\r\n0\r\n"
	for change in (lambda r: raw(r, ok + b"X: " + b"a" * (5 << 20) + b"\r\n\r\n"),
		       lambda r: raw(r, ok, b"X: " + b"a" * 1000 + b"\r\n", 100_000),
		       lambda r: raw(r, b"", b"HTTP/1.1 100 Continue\r\n\r\n", 100_000),
		       lambda r: raw(r, ok + chunked, b"X: " + b"a" * 1000 + b"\r\n", 100_000),
		       lambda r: raw(r, ok + chunked + b"X: " + b"a" * (5 << 20) + b"\r\n\r\n")):
		for name in ("latest.json", ".satchel"):
			with Site(TWO, to(name, change)) as site:
				with subprocess.Popen(command(site.url), stderr=subprocess.PIPE, text=True, env=ENVIRONMENT) as process:
					said = process.stderr.read()
					_, status, usage = os.wait4(process.pid, 0)
					process.returncode = os.waitstatus_to_exitcode(status)
				assert (process.returncode, said.count("response headers are too long")) == (3, 1), (process.returncode, said)
				assert usage.ru_maxrss < 60_000 or "SANITIZE" in os.environ, usage.ru_maxrss
				is_absent()


@test
def weak_tag():
	"""A weak ETag is not sent back, because it would never match, but its change is noticed."""
	def answer(request):
		assert not request.headers.get("If-Match")
		return request.good({"ETag": 'W/"weak"'})
	survives(answer)


@test
def terminal():
	"""Text from a server is shown without control characters."""
	with Site(TWO, lambda r: r.send(302, {"Location": "file:///\x1b[31mred"})) as site:
		result = fetch(site.url)
		assert result.returncode == 3 and "\x1b" not in result.stderr, result


run_tests()
