"""Overlapping entries, gaps, bytes before or after the archive, other orders, and truncated files."""

from bad import archive, bad, entry, setting
from lessons import small
from packmaker import END, Entry, record

LESSON = "lessons/doses.json"
EMPTY = record(END, {})


def cut(keep):
	"""The file truncated: to a fraction of its length, or by a number of bytes."""
	return lambda pack: (lambda data: data[:int(len(data) * keep) if keep > 0 else len(data) + keep])(pack.build())


bad("empty-file", "", lambda pack: b"", status="not-a-pack")
bad("one-byte", "", lambda pack: b"P", status="not-a-pack")
bad("end-record-cut-out", "", lambda pack: EMPTY[:21], status="not-a-pack")
bad("end-record-alone", "", lambda pack: EMPTY, status="not-a-pack")
bad("not-a-zip", "", lambda pack: b"%PDF-1.7\n" * 500, status="not-a-pack")
bad("zeros", "", lambda pack: bytes(70000), status="not-a-pack")
for title, keep in {"by-one-byte": -1, "by-the-end-record": -22, "in-the-directory": -100, "in-the-middle": 0.5,
		"in-the-index": 0.2}.items():
	bad("cut-short-" + title, "file", cut(keep))
bad("cut-short-in-the-manifest", "file ends", lambda pack: pack.build()[:200])
bad("cut-short-in-the-mimetype", "", lambda pack: pack.build()[:60], status="not-a-pack")

bad("bytes-before", "", setting(file=lambda data: b"#!/bin/sh\n" + data), status="not-a-pack")
bad("bytes-before-offsets-right", "", entry("mimetype", before=b"#!/bin/sh\n"), status="not-a-pack")
bad("bytes-after", "end record", setting(file=lambda data: data + b"\n"))
bad("zeros-after", "end record", setting(file=lambda data: data + bytes(22)))
bad("end-record-twice", "end record", setting(file=lambda data: data + data[-22:]))
bad("empty-zip-after", "end record", setting(file=lambda data: data + EMPTY))
bad("pack-after", "end record", lambda pack: pack.build() + small(title="Other").build())
bad("gap-before-lesson", LESSON, entry(LESSON, before=b"\0"))
bad("gap-before-manifest", "manifest.json", entry("manifest.json", before=b"PK"))
bad("gap-before-index", "index.json", entry("index.json", before=b"\0" * 9))
bad("gap-after-last", "directory", archive(setting(gap=b"\0" * 4)))
bad("gap-before-end-record", "end record", archive(setting(between=b"\0" * 4)))


@archive
def hidden(a):
	"""An entry without a central record."""
	a.listed = [e for e in a.entries if e.name != b"extras/notes.txt"]


@archive
def not_there(a):
	"""A central record without an entry."""
	a.listed = a.entries + [Entry("extras/other.txt", b"other")]


@archive
def other_order(a):
	a.listed = a.entries[:3] + [a.entries[4], a.entries[3]] + a.entries[5:]


@archive
def overlap(a):
	"""The last entry is inside the one before it, which is stored."""
	inner = a.entries[-1]
	outer = Entry("extras/a.bin", b"x" * 10 + inner.written(), 0)
	a.entries[-1:] = [outer]
	a.listed = a.entries + [inner]
	inner.central["offset"] = sum(len(e) for e in a.entries) - len(inner)


@archive
def kernel(a):
	"""Many central records that refer to one entry, whose local header matches each."""
	last = a.entries[-1]
	a.listed = a.entries + [last] * 1000


@archive
def shared_bytes(a):
	"""Two central records with different names and one local header."""
	twin = Entry("extras/zwin.txt", a.entries[-1].raw)
	a.listed = a.entries + [twin]
	twin.central["offset"] = sum(len(e) for e in a.entries[:-1])


bad("entry-not-listed", "extras/notes.txt|directory", hidden)
bad("entry-not-there", "directory", not_there)
bad("directory-in-other-order", "ageing|directory", other_order)
bad("overlap-one-in-another", "extras/notes.txt", overlap)
bad("overlap-kernel-of-a-bomb", "directory", kernel)
bad("overlap-shared-local-header", "directory", shared_bytes)


def moved(number, to):
	@archive
	def change(a):
		a.entries.insert(to, a.entries.pop(number))
	return change


bad("order-lessons", "lithium|local header", setting(order=lambda entries: entries if "/" in entries[0][0] else entries[::-1]))
bad("order-index-last", "index.json", moved(2, 99))
bad("order-extra-before-lessons", "lessons/lithium.json", moved(-1, 3))
bad("order-manifest-last", "manifest.json", moved(1, 99))



bad("order-files", "assets/|local header", setting(order=lambda entries: entries[::-1] if "/" in entries[0][0] else entries))


@archive
def lost_signature(a):
	a.entries.append(Entry("manifest.json.minisig", b"untrusted comment: x\n", 0))


bad("order-signature-last", "manifest.json.minisig", lost_signature)
