"""A wrong value in every field of every header, and the ZIP features that packs don't use."""

import struct
import zlib

from bad import archive, bad, entry, setting

LESSON = "lessons/doses.json"
WORDS = {"version": "version needed", "flags": "flags", "method": "method", "time": "time", "date": "date",
	"crc": "CRC-32", "stored": "stored length", "raw": "raw length", "signature": "signature", "name": "length of the name",
	"extra": "extra field", "comment": "comment", "made": "version made by", "disk": "disk", "internal": "internal",
	"external": "external", "offset": "offset of the local header", "directory_disk": "disk", "here": "entries",
	"entries": "entries", "length": "directory"}
SAME = {"version": 45, "flags": 0x0800, "method": 12, "time": 0x6000, "date": 0x5A21}
ONE_SIDED = {**SAME, "crc": 1, "stored": 1, "raw": 1}


def side(which, field, value):
	"""A wrong field in the local header, the central record, or both."""
	def change(e):
		wrong = e.truth()[field] ^ value if field in ("crc", "stored", "raw") else value
		for fields in (e.local, e.central) if which == "both" else (getattr(e, which),):
			fields[field] = wrong
	return lambda pack: pack.entries.update({LESSON: change})


for field, value in ONE_SIDED.items():
	bad("local-" + field, LESSON + "|" + WORDS[field], side("local", field, value))
	bad("central-" + field, LESSON + "|directory|" + WORDS[field], side("central", field, value))
	bad("both-" + field, LESSON + "|" + WORDS[field], side("both", field, value))
for field, value in {"signature": 0x04034B51, "name": 17, "extra": 1}.items():
	bad("local-" + field, LESSON + "|" + WORDS[field], entry(LESSON, local={field: value}))
for field, value in {"signature": 0x02014B51, "name": 17, "extra": 1, "comment": 1}.items():
	bad("central-" + field, "directory|" + WORDS[field], entry(LESSON, central={field: value}))
for field, value in {"made": 0x031E, "disk": 1, "internal": 1, "external": 0o100644 << 16, "offset": 7}.items():
	bad("central-" + field, LESSON + "|" + WORDS[field], entry(LESSON, central={field: value}))
for name in ("mimetype", "manifest.json", "index.json", "extras/notes.txt"):
	bad("flags-of-" + name.replace("/", "-"), name + "|flags", entry(name, local={"flags": 2}, central={"flags": 2}))
bad("local-name-differs", LESSON, entry(LESSON, local_name=b"lessons/doser.json"))
bad("central-name-differs", LESSON, entry(LESSON, central_name=b"lessons/doser.json"))
bad("local-name-longer", LESSON, entry(LESSON, local_name=b"lessons/doses.json/"))
for field, value in {"signature": 0x06054B51, "comment": 1}.items():
	bad("end-" + field, "end record", archive(setting(end={field: value})))
for field, value in {"disk": 1, "directory_disk": 1, "here": 1, "entries": 1, "length": 46}.items():
	bad("end-" + field, "end record|" + WORDS[field], archive(setting(end={field: value})))
bad("end-offset", "end record|directory", archive(setting(end={"offset": 30})))


@archive
def one_less(a):
	a.end = {"here": len(a.entries) - 1, "entries": len(a.entries) - 1}


@archive
def one_more(a):
	a.end = {"here": len(a.entries) + 1, "entries": len(a.entries) + 1}


bad("end-one-entry-less", "directory", one_less)
bad("end-one-entry-more", "directory", one_more)


# Unneeded ZIP64: as an extra field, as records before the end record, and as fields that refer to them.
def zip64_extra(e):
	extra = struct.pack("<HHQQ", 1, 16, len(e.raw), len(e.stored))
	e.local_extra = e.central_extra = extra
	e.both(stored=0xFFFFFFFF, raw=0xFFFFFFFF, version=45)


def zip64_end(a):
	length = sum(len(e.listed()) for e in a.entries)
	offset = sum(len(e) for e in a.entries)
	count = len(a.entries)
	a.between = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, length, offset)
	a.between += struct.pack("<IIQI", 0x07064B50, 0, offset + length, 1)


def zip64_all(a):
	zip64_end(a)
	a.end = {"here": 0xFFFF, "entries": 0xFFFF, "length": 0xFFFFFFFF, "offset": 0xFFFFFFFF}


bad("zip64-extra-field", LESSON, lambda pack: pack.entries.update({LESSON: zip64_extra}))
bad("zip64-records-besides", "end record", archive(zip64_end))
bad("zip64-records-instead", "end record", archive(zip64_all))
bad("zip64-offset-in-directory", LESSON, entry(LESSON, central={"offset": 0xFFFFFFFF}, central_extra=bytes(12)))


# Data descriptors, as streaming writers produce them.
def descriptor(signature, local):
	def change(e):
		e.after = signature + struct.pack("<III", zlib.crc32(e.raw), len(e.stored), len(e.raw))
		e.both(flags=8)
		e.local.update(local)
	return lambda pack: pack.entries.update({LESSON: change})


bad("descriptor", LESSON + "|flags", descriptor(b"PK\x07\x08", {"crc": 0, "stored": 0, "raw": 0}))
bad("descriptor-without-signature", LESSON + "|flags", descriptor(b"", {"crc": 0, "stored": 0, "raw": 0}))
bad("descriptor-besides-lengths", LESSON + "|flags", descriptor(b"PK\x07\x08", {}))
for name, bits in (("encrypted", 1), ("encrypted-strongly", 0x41), ("patched", 0x20), ("masked", 0x2001)):
	bad("flag-" + name, LESSON + "|flags", entry(LESSON, local={"flags": bits}, central={"flags": bits}))
bad("flag-encrypted-in-directory", LESSON + "|flags", entry(LESSON, central={"flags": 1}))
bad("encrypted-directory", "directory", archive(setting(gap=b"PK\x06\x08" + bytes(8))))
bad("directory-signature-record", "directory", archive(setting(between=b"PK\x05\x05\x02\0ab")))

EXTRA_FIELD = LESSON + "|extra field"
STAMP = struct.pack("<HHBI", 0x5455, 5, 1, 315532800)
UNICODE = struct.pack("<HHBI", 0x7075, 5 + 12, 1, zlib.crc32(LESSON.encode())) + b"lessons/evil"
bad("extra-field-local", EXTRA_FIELD, entry(LESSON, local_extra=STAMP))
bad("extra-field-central", EXTRA_FIELD, entry(LESSON, central_extra=STAMP))
bad("extra-field-both", EXTRA_FIELD, entry(LESSON, local_extra=STAMP, central_extra=STAMP))
bad("extra-field-unicode-path", EXTRA_FIELD, entry(LESSON, local_extra=UNICODE, central_extra=UNICODE))
bad("extra-field-cut", EXTRA_FIELD, entry(LESSON, local_extra=b"\x55", central_extra=b"\x55"))
bad("comment-of-entry", LESSON + "|comment", entry(LESSON, comment=b"hello"))
bad("comment-of-file", "end record", archive(setting(comment=b"hello")))
bad("comment-of-64-kib", "end record", archive(setting(comment=b"x" * 65535)))
bad("comment-with-an-end-record", "end record", archive(setting(comment=b"PK\x05\x06" + bytes(18))))
