"""Invalid and repeated names of entries."""

import hashlib

from bad import archive, bad, entry, text
from lessons import SVG, bare
from packmaker import MIMETYPE, Entry, Pack, deflate

NOTES = "extras/notes.txt"
HEX = hashlib.sha256(SVG).hexdigest()[:16]


def another(name):
	"""Another file, which the index lists."""
	return lambda pack: pack.files.update({name: b"more"})


for title, name in {"absolute": "/etc/passwd", "parent": "extras/../../x.txt", "dots": "extras/..", "dot": "extras/./x.txt",
		"drive": "C:/x.txt", "back-slash": "extras\\x.txt", "back-slash-below": "extras/a\\..\\x.txt", "directory": "extras/",
		"nested": "extras/a/x.txt", "double-slash": "extras//x.txt", "upper-case": "extras/Other.txt",
		"upper-case-folder": "Extras/x.txt", "space": "extras/x .txt", "non-ascii": "extras/é.txt", "no-extension": "extras/x",
		"long-extension": "extras/x.abcdefghi", "two-dots": "extras/x.tar.gz", "hidden": "extras/.txt",
		"trailing-dot": "extras/x.", "digit-first": "extras/1.txt", "double-hyphen": "extras/a--b.txt",
		"hyphen-last": "extras/a-.txt", "too-long": "extras/%s.txt" % ("x" * 65), "top-level": "readme.txt", "device": "nul",
		"meta": "META-INF/container.xml", "page-of-no-index": "index/x.json", "page-zero-first": "index/00.json",
		"asset-of-other-kind": "assets/%s.exe" % HEX, "asset-upper-case": "assets/%s.svg" % HEX.upper(),
		"asset-short": "assets/%s.svg" % HEX[:15], "asset-whole-digest": "assets/%s.svg" % hashlib.sha256(SVG).hexdigest(),
		"lesson-elsewhere": "extras/lessons/x.json", "very-long": "extras/" + "x" * 60000}.items():
	bad("name-" + title, "name", another(name))
for title, name in {"nul": b"extras/notes.tx\0", "control": b"extras/notes\n.txt", "not-utf8": b"extras/n\xf6tes.txt",
		"overlong": b"extras/n\xc0\xaftes.txt", "empty": b""}.items():
	bad("name-" + title, "name", lambda pack, name=name: pack.entries.update({NOTES: lambda e: setattr(e, "name", name)}))
for title, name in {"upper-case": "Lithium", "digit-first": "1st", "under-score": "a_b", "empty": "",
		"too-long": "x" * 65, "parent": ".."}.items():
	bad("lesson-id-" + title, "id", lambda pack, name=name: Pack([("only", "Only", [bare(name)])]))


@archive
def twice(a):
	a.entries.append(a.entries[-1])


@archive
def twice_besides(a):
	a.entries.insert(len(a.entries) - 1, Entry(NOTES, b"Another note.\n"))


@archive
def twice_listed(a):
	a.listed = a.entries + [a.entries[-1]]


bad("name-case-clash", "name", another("extras/NOTES.txt"))
bad("entry-twice", "extras/notes.txt", twice)
bad("entry-twice-with-other-bytes", "extras/notes.txt", twice_besides)
bad("entry-listed-twice", "directory", twice_listed)
bad("asset-not-its-digest", "digest|name", lambda pack: pack.texts.update({pack.asset(0): lambda raw: raw + b" "}))
bad("asset-not-its-digest-at-all", "digest|name", another("assets/%s.png" % ("0" * 16)))


@archive
def directory_entry(a):
	a.entries.insert(-1, Entry("extras/", b""))


@archive
def late_mimetype(a):
	a.entries[0], a.entries[1] = a.entries[1], a.entries[0]


@archive
def no_mimetype(a):
	del a.entries[0]


@archive
def no_manifest(a):
	del a.entries[1]


@archive
def no_index(a):
	del a.entries[2]


bad("entry-directory", "name", directory_entry)
bad("mimetype-second", "mimetype", late_mimetype, status="not-a-pack")
bad("mimetype-missing", "mimetype", no_mimetype, status="not-a-pack")
bad("manifest-missing", "manifest.json", no_manifest)
bad("index-missing", "index.json", no_index)
bad("mimetype-of-epub", "mimetype", text("mimetype", lambda raw: b"application/epub+zip"), status="not-a-pack")
bad("mimetype-line-end", "mimetype", text("mimetype", lambda raw: raw + b"\n"), status="not-a-pack")
bad("mimetype-other-case", "mimetype", text("mimetype", bytes.upper), status="not-a-pack")
bad("mimetype-deflated", "mimetype|stored", entry("mimetype", method=8, stored=deflate(MIMETYPE)))
bad("manifest-deflated", "manifest.json", lambda pack: pack.methods.update({"manifest.json": None}))
bad("mimetype-crc", "mimetype", entry("mimetype", local={"crc": 0}, central={"crc": 0}))
