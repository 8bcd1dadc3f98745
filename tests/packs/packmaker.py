"""Makes valid packs, and packs with a defect introduced at a chosen step, from packs/FORMAT.md alone.

A pack is made in steps, each from the result of the one before: lessons, JSON, entries, index, manifest, archive. A
defect is a function that changes the result of one step. All later steps use the changed result, so everything that the
defect is not about is correct: lengths, digests, offsets.

	Pack.documents[name](document)    a JSON document before it is written
	Pack.texts[name](raw)             the raw bytes of an entry
	Pack.entries[name](entry)         an entry: its headers' fields, its stored bytes
	Pack.tables[list](rows)           the rows of a list of the index, before they are paged
	Pack.order(entries)               the lessons and files in archive order
	Pack.archive(archive)             entries in order, central records, end record
	Pack.file(bytes)                  the finished file
"""

import copy
import hashlib
import json
import struct
import zlib

MIMETYPE = b"application/vnd.satchel.pack+zip"
LISTS = ("lessons", "outline", "items", "files")
ITEMS = (("questions", "question"), ("cards", "card"), ("glossary", "glossary"))

HEADER = (("version", 2, 20), ("flags", 2, 0), ("method", 2, 0), ("time", 2, 0), ("date", 2, 0x21), ("crc", 4, 0),
	("stored", 4, 0), ("raw", 4, 0), ("name", 2, 0), ("extra", 2, 0))
LOCAL = (("signature", 4, 0x04034B50),) + HEADER
CENTRAL = (("signature", 4, 0x02014B50), ("made", 2, 20)) + HEADER + (("comment", 2, 0), ("disk", 2, 0),
	("internal", 2, 0), ("external", 4, 0), ("offset", 4, 0))
END = (("signature", 4, 0x06054B50), ("disk", 2, 0), ("directory_disk", 2, 0), ("here", 2, 0), ("entries", 2, 0),
	("length", 4, 0), ("offset", 4, 0), ("comment", 2, 0))


def record(layout, fields):
	"""The bytes of a header: the defaults of the layout, overridden by the fields and truncated to their widths."""
	return b"".join(
		struct.pack("<Q", fields.get(name, default) & (1 << 8 * width) - 1)[:width] for name, width, default in layout)


def sha256(data):
	return hashlib.sha256(data).hexdigest()


def deflate(data):
	squeezer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
	return squeezer.compress(data) + squeezer.flush()


def to_json(document):
	return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


class Entry:
	"""One file of the archive. `local` and `central` override fields of its headers."""

	def __init__(self, name, raw, method=None, squeeze=deflate):
		self.name, self.raw = name.encode(), raw
		squeezed = squeeze(raw) if method != 0 else raw
		self.method = 8 if len(squeezed) < len(raw) else 0
		self.stored = squeezed if self.method else raw
		self.claimed = len(raw)
		self.local, self.central = {}, {}
		self.local_name = self.central_name = None
		self.before = self.local_extra = self.after = self.central_extra = self.comment = b""
		self.offset = 0

	def both(self, **fields):
		self.local.update(fields)
		self.central.update(fields)

	def truth(self):
		return {"method": self.method, "crc": zlib.crc32(self.raw), "stored": len(self.stored), "raw": self.claimed}

	def written(self):
		name = self.name if self.local_name is None else self.local_name
		fields = {**self.truth(), "name": len(name), "extra": len(self.local_extra), **self.local}
		return self.before + record(LOCAL, fields) + name + self.local_extra + self.stored + self.after

	def listed(self):
		name = self.name if self.central_name is None else self.central_name
		fields = {**self.truth(), "name": len(name), "extra": len(self.central_extra), "comment": len(self.comment),
			"offset": self.offset, **self.central}
		return record(CENTRAL, fields) + name + self.central_extra + self.comment

	def __len__(self):
		return len(self.written())

	def place(self):
		return {"stored": len(self.stored), "raw": self.claimed, "digest": sha256(self.stored)[:32]}

	def row(self, key):
		return [key, *self.place().values()]


class Archive:
	"""`listed` overrides the entries of the central directory; `end` overrides fields of the end record."""

	def __init__(self, entries):
		self.entries, self.listed, self.end = entries, None, {}
		self.between = self.gap = self.comment = b""

	def written(self):
		parts, position = [], 0
		for entry in self.entries:
			entry.offset = position + len(entry.before)
			parts.append(entry.written())
			position += len(parts[-1])
		position += len(self.gap)
		listed = self.entries if self.listed is None else self.listed
		central = b"".join(entry.listed() for entry in listed)
		fields = {"here": len(listed), "entries": len(listed), "length": len(central), "offset": position,
			"comment": len(self.comment), **self.end}
		return b"".join(parts) + self.gap + central + self.between + record(END, fields) + self.comment


def sections_of(sections, level=1):
	for section in sections:
		yield [section["id"], plain(section["title"]), level]
		yield from sections_of(section.get("sections", []), level + 1)


def plain(text):
	"""The text of a run without its markup."""
	parts = []
	for part in text:
		marked = [] if isinstance(part, str) else [v for k, v in part.items() if isinstance(v, list)]
		parts.append(part if isinstance(part, str) else "".join(plain(v) for v in marked))
	return "".join(parts)


def lesson_counts(lesson):
	return {"sections": len(list(sections_of(lesson["sections"]))), "questions": len(lesson["questions"]),
		"cards": len(lesson["cards"]), "glossary": len(lesson["glossary"])}


class Pack:
	"""`units` is a list of (id, title, lessons); `assets` of (extension, bytes); `files` maps the names of other
	entries to bytes. `pages` has the number of rows in a page of a list, then of pages in a page of pages, and so
	on."""

	def __init__(self, units=(), assets=(), files=None, pages=None, **manifest):
		self.units, self.assets, self.files = list(units), list(assets), dict(files or {})
		self.pages, self.manifest = dict(pages or {}), manifest
		self.signature = None
		self.whole_units, self.whole_lessons = {}, {}
		self.documents, self.texts, self.entries, self.tables = {}, {}, {}, {}
		self.archive = self.file = None
		self.methods = {}
		self.squeeze = lambda name, raw: deflate(raw)
		self.order = lambda entries: entries

	def lessons(self):
		return [lesson for _, _, lessons in self.units for lesson in lessons]

	def asset(self, number):
		extension, data = self.assets[number]
		return "assets/%s.%s" % (sha256(data)[:16], extension)

	def entry(self, name, raw):
		if name in self.texts:
			raw = self.texts[name](raw)
		picture = name.startswith("assets/") and not name.endswith((".svg", ".vtt"))
		method = 0 if name in ("mimetype", "manifest.json", "manifest.json.minisig") or picture else None
		entry = Entry(name, raw, self.methods.get(name, method), lambda data: self.squeeze(name, data))
		if name in self.entries:
			self.entries[name](entry)
		return entry

	def document(self, name, document):
		if name in self.documents:
			document = copy.deepcopy(document)
			changed = self.documents[name](document)
			document = changed if isinstance(changed, dict) else document
		return self.entry(name, to_json(document))

	def build(self):
		lessons = [(x["id"], self.document("lessons/%s.json" % x["id"], x)) for x in self.lessons()]
		lessons.sort(key=lambda entry: entry[0].encode())
		assets = {self.asset(i): self.assets[i][1] for i in range(len(self.assets))}
		files = {**assets, **self.files}
		others = [(name, self.entry(name, files[name])) for name in sorted(files, key=str.encode)]
		index = self.index(lessons, others)
		lessons, others = self.order(lessons), self.order(others)
		root_of = [entry for _, entry in lessons] + [entry for name, entry in others if name in assets]
		root = hashlib.sha256(b"".join(sorted(hashlib.sha256(entry.raw).digest() for entry in root_of))).hexdigest()
		head = [self.entry("mimetype", MIMETYPE), self.document("manifest.json", self.manifest_of(index[0], root))]
		if self.signature is not None:
			head.append(self.entry("manifest.json.minisig", self.signature))
		archive = Archive(head + index + [entry for _, entry in lessons + others])
		if self.archive:
			self.archive(archive)
		data = archive.written()
		return self.file(data) if self.file else data

	def manifest_of(self, index, root):
		"""-"""
		counts = {"units": len(self.units), "lessons": len(self.lessons())}
		for name in ("sections", "questions", "cards", "glossary"):
			counts[name] = sum(lesson_counts(lesson)[name] for lesson in self.lessons())
		counts["assets"] = len(self.assets)
		return {"format": 1, "id": "small", "title": "Small", "version": "1.0.0", "release": 1, "edition": "full",
			"licence": "CC-BY-4.0", "lang": "en", "counts": counts, "contentRoot": root, "index": index.place(), "requires": [],
			"extras": [], **self.manifest}

	def index(self, lessons, others):
		"""index.json and its pages, as entries in order."""
		rows = {"lessons": [entry.row(key) for key, entry in lessons], "outline": [self.outlined(x) for x in self.lessons()],
			"items": [[item["id"], kind, x["id"]] for x in self.lessons() for part, kind in ITEMS for item in x[part]]}
		rows["items"].sort(key=lambda row: row[0].encode())
		rows["files"] = [entry.row(key) for key, entry in others]
		self.starts = {}
		offset = 0
		for name, entry in lessons + others:
			self.starts[name] = offset + len(entry.before)
			offset += len(entry)
		for name, change in self.tables.items():
			changed = change(rows[name])
			rows[name] = rows[name] if changed is None else changed
		pages, nodes = [], {}
		for name in LISTS:
			nodes[name] = self.node(name, rows[name], pages)
		index = {"units": [self.unit(*unit) for unit in self.units], "body": sum(len(entry) for entry in pages),
			"lessonBytes": sum(len(entry) for _, entry in lessons), **nodes}
		return [self.document("index.json", index)] + pages

	def unit(self, id, title, lessons):
		return {"id": id, "title": title, "lessons": len(lessons), **self.whole_units.get(id, {})}

	def outlined(self, lesson):
		return {"id": lesson["id"], "title": plain(lesson["title"]), "lang": lesson["lang"], "access": lesson["access"],
			"sections": list(sections_of(lesson["sections"])), "counts": lesson_counts(lesson),
			**self.whole_lessons.get(lesson["id"], {})}

	def node(self, name, rows, pages):
		"""The node of index.json for a list; appends the pages that it refers to to `pages`."""
		widths = self.pages.get(name, ())
		if not widths:
			return {"rows": rows}
		key = "id" if name == "outline" else 0
		trees = [(rows[i:i + widths[0]], None) for i in range(0, len(rows), widths[0])]
		for width in widths[1:]:
			trees = [(sum((t[0] for t in trees[i:i + width]), []), trees[i:i + width])
				for i in range(0, len(trees), width)]
		located = name in ("lessons", "files")
		named, made = self.paged(trees, key, located, len(pages), sum(len(entry) for entry in pages))
		pages += made
		return {"pages": named}

	def paged(self, trees, key, located, number, offset=0):
		"""Returns the references to these pages, and the pages themselves, each followed by the pages below
		it."""
		named, made = [], []
		for tree in trees:
			name, below, document = "index/%d.json" % (number + len(made)), [], {"rows": tree[0]}
			if tree[1] is not None:
				links, below = self.paged(tree[1], key, located, number + len(made) + 1)
				document = {"pages": links}
			page = self.document(name, document)
			first = tree[0][0][key]
			start = {"start": self.starts.get(first, 0)} if located else {}
			named.append({"name": name, "first": first, "rows": len(tree[0]), **start,
				"offset": offset + sum(len(entry) for entry in made), **page.place()})
			made += [page] + below
		return named, made
