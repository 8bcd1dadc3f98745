"""Invalid deflate streams, wrong lengths, and decompression bombs."""

import struct
import zlib

from bad import archive, bad, entry
from packmaker import Entry, deflate

LESSON = "lessons/doses.json"
EXTRA = "extras/notes.txt"
FINAL_EMPTY = b"\x03\x00"


def stream(change, name=LESSON):
	"""Changes the stored bytes; lengths and digests match the changed bytes."""
	def put(e):
		e.stored = change(e.raw, e.stored)
	return lambda pack: pack.entries.update({name: put})


def blocks(raw, final=True):
	"""A deflate stream of one stored block."""
	return bytes([final]) + struct.pack("<HH", len(raw), len(raw) ^ 0xFFFF) + raw


def unfinished(raw):
	squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
	return squeezer.compress(raw) + squeezer.flush(zlib.Z_SYNC_FLUSH)


def half_stored(raw, block):
	"""The first half compressed, then a block with the rest."""
	return unfinished(raw[:len(raw) // 2]) + block(raw[len(raw) // 2:])


STREAMS = {
	"cut-by-a-byte": lambda raw, stored: stored[:-1],
	"cut-in-half": lambda raw, stored: stored[:len(stored) // 2],
	"one-byte": lambda raw, stored: b"\x03",
	"no-last-block": lambda raw, stored: unfinished(raw),
	"byte-after": lambda raw, stored: stored + b"\0",
	"another-after": lambda raw, stored: stored + FINAL_EMPTY,
	"the-same-again": lambda raw, stored: deflate(raw[:len(raw)]) * 2,
	"empty": lambda raw, stored: FINAL_EMPTY,
	"too-little": lambda raw, stored: deflate(raw[:-1]),
	"too-much": lambda raw, stored: deflate(raw + b" "),
	"zlib-wrapped": lambda raw, stored: zlib.compress(raw, 9),
	"gzip-wrapped": lambda raw, stored: zlib.compressobj(9, wbits=31).compress(raw) + stored,
	"block-of-kind-3": lambda raw, stored: b"\x07" + stored[1:],
	"distance-too-far": lambda raw, stored: b"\x03\x02\x00" + stored,
	"codes-broken": lambda raw, stored: b"\xfd\xff\xff" + stored[3:],
	"stored-block-lengths-differ": lambda raw, stored: half_stored(raw, lambda r: blocks(r)[:3] + b"\0\0" + r),
	"stored-block-too-long": lambda raw, stored: half_stored(raw, lambda r: blocks(r + b"xx")[:-2]),
	"stored-block-not-last": lambda raw, stored: half_stored(raw, lambda r: blocks(r, False)),
}
FAULTS = {"cut-in-half": "cut short", "one-byte": "cut short", "cut-by-a-byte": "cut short", "no-last-block": "cut short",
	"byte-after": "follow", "another-after": "follow", "the-same-again": "follow", "too-little": "less", "empty": "less",
	"too-much": "more", "zlib-wrapped": "broken", "gzip-wrapped": "broken", "block-of-kind-3": "broken",
	"distance-too-far": "broken", "codes-broken": "broken", "stored-block-lengths-differ": "broken",
	"stored-block-too-long": "cut short", "stored-block-not-last": "cut short"}
for title, change in STREAMS.items():
	bad("stream-" + title, LESSON + "|" + FAULTS.get(title, ""), stream(change))
	if title in ("cut-by-a-byte", "byte-after", "too-much", "too-little"):
		bad("stream-of-index-" + title, "index.json", stream(change, "index.json"))


# An entry that compression does not make smaller must be stored.
def padded(length):
	"""Pads the stream with empty blocks: a stored block has five bytes, or six with three bits of a fixed block
	before it."""
	def change(raw, stored):
		missing = length(raw) - len(stored)
		sixes = missing % 5
		return b"\0\0\0\xff\xff" * ((missing - 6 * sixes) // 5) + b"\2\0\0\0\xff\xff" * sixes + stored
	return change


bad("stream-longer-than-raw", LESSON, stream(padded(lambda raw: len(raw) + 1)))
bad("stream-as-long-as-raw", LESSON, stream(padded(len)))


def method(number):
	def change(e):
		e.method = number
	return lambda pack: pack.entries.update({LESSON: change})


def claims(length, name=LESSON):
	"""Declares a wrong uncompressed length everywhere: in the headers, the central record and the index."""
	def change(e):
		e.claimed = length(e)
	return lambda pack: pack.entries.update({name: change})


bad("method-stored-but-deflated", LESSON, method(0))
bad("method-deflate64", LESSON, method(9))
bad("method-unknown", LESSON, method(99))
bad("raw-one-more", LESSON, claims(lambda e: len(e.raw) + 1))
bad("raw-one-less", LESSON, claims(lambda e: len(e.raw) - 1))
bad("raw-impossible-ratio", LESSON, claims(lambda e: 1032 * len(e.stored) + 1032))
bad("raw-32-mib-and-one", "rows[1][2]", claims(lambda e: (32 << 20) + 1))
bad("raw-4-gib", "rows[1][2]", claims(lambda e: 0xFFFFFFFF))
bad("raw-zero", LESSON, claims(lambda e: 0))
bad("raw-of-stored-entry", EXTRA, claims(lambda e: len(e.raw) + 1, EXTRA))


# Bombs.
def large(size, claimed=None, name="extras/large.bin"):
	"""An extra of zeros, which may declare another length."""
	def change(pack):
		pack.files[name] = bytes(size)
		if claimed is not None:
			pack.entries[name] = lambda e: setattr(e, "claimed", claimed)
	return change


def with_padding(name, size):
	"""A JSON file that spaces make larger than allowed."""
	return lambda pack: pack.texts.update({name: lambda raw: raw[:-1] + b" " * (size - len(raw)) + raw[-1:]})


bad("bomb-more-than-declared", "extras/large.bin", large(64 << 20, 70000))
bad("bomb-lesson", "rows[1][2]", with_padding(LESSON, (32 << 20) + 1))
bad("bomb-index", "index.raw", with_padding("index.json", (1 << 20) + 1))
bad("bomb-manifest", "manifest.json", with_padding("manifest.json", (16 << 10) + 1))
bad("bomb-extra", "rows[2][2]", large((256 << 20) + 1))
bad("bomb-signature", "manifest.json.minisig", lambda pack: setattr(pack, "signature", b"x" * 4097))


@archive
def too_many(a):
	"""70,000 records, of which the 16 bits of the end record say 4,464."""
	a.listed = a.entries + [Entry("extras/e%d.x" % number, b"") for number in range(70000 - len(a.entries))]


@archive
def most(a):
	"""65,535 entries, all present: one more than allowed."""
	a.entries += [Entry("extras/x%d.x" % number, b"") for number in range(65535 - len(a.entries))]


bad("bomb-70000-records", "directory", too_many)
bad("bomb-65535-entries", "end record", most)
