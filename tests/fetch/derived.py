#!/usr/bin/env python3
"""Derived entries, the search index and the pages of items, are generated from lessons rather than fetched. The packs are built
independently, from packs/FORMAT.md alone."""

import functools
import json
import os
import random
import re
import subprocess
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "packs"))
from house import ENVIRONMENT, PACKS, command, expect, fetch, is_now, is_still, pack, put, release, run_tests, test  # noqa: E402
from lessons import bare, card, entry, flow, question, section  # noqa: E402
from libdeflate import deflate  # noqa: E402
from packmaker import Pack, to_json  # noqa: E402
from served import Site  # noqa: E402

SEARCH = "extras/search.json"
LEVEL = 9 # of the lessons and the search index; that of pages is always 6
LONG = 1 << 20 # lessons that are longer are always fetched, so they may have any level
LESSONS = 60
squeezed = functools.cache(deflate) # most lessons are in each pack


def words(generator, count):
	return " ".join("".join(generator.choice("abcdefgh") for _ in range(6)) for _ in range(count))


def lesson(number, revision=0):
	generator = random.Random(1000 * number + revision)
	name = "l-%d" % generator.randrange(10 ** 6)
	made = bare("l-%d" % number, "Lesson " + words(generator, 2))
	made["objectives"] = [{"id": "o-one", "text": [words(generator, 2)]}]
	made["sections"] = [section("one", {"type": "p", "text": [words(generator, 60), {"type": "em", "text": ["half"]}, "word ", {"type": "abbr", "text": ["abc"], "title": name}]},
		{"type": "list", "items": [{"text": ["item"], "blocks": [{"type": "p", "text": ["below"]}]}], "kind": "bullet"}, {"type": "callout", "text": ["called"], "kind": "note"},
		{"type": "table", "rows": [[{"text": ["column"], "header": "column"}], [{"text": ["cell"], "blocks": [{"type": "p", "text": ["in it"]}]}]],
		 "caption": ["tabled"]}, title=words(generator, 1))]
	made["takeaways"] = [flow("taken " + words(generator, 1))]
	made["questions"] = [question("q-%d-%d" % (number, i)) for i in range(3)]
	made["cards"] = [card("c-%d-%d" % (number, i)) for i in range(2 + revision)]
	made["glossary"] = [entry("g-%d" % number)]
	return made


def texts(value):
	"""The searchable texts of a lesson, and whether each is a title of the lesson or a section."""
	for name, inner in value.items():
		if name in ("title", "summary", "text", "caption", "term"):
			yield flat(inner), name == "title"
		elif name in ("objectives", "sections", "takeaways", "questions", "cards", "glossary", "blocks", "items", "options"):
			for one in inner:
				yield from texts(one)
		elif name == "rows":
			for cell in (cell for row in inner for cell in row):
				yield from texts(cell)
		elif name in ("vignette", "stem", "front", "back", "definition", "explanation"):
			yield from texts(inner)


def flat(text):
	return "".join(one if isinstance(one, str) else "".join(flat(v) for v in one.values() if isinstance(v, list)) for one in text)


def search(lessons):
	found, titles = {}, {}
	for number, one in enumerate(lessons):
		for text, is_title in texts(one):
			for word in re.findall("[a-z0-9]{2,}", text.lower()):
				found.setdefault(word, set()).add(number)
				titles.setdefault(word, set()).update({number} if is_title else ())
	distances = lambda numbers: [n - before for before, n in zip([0] + sorted(numbers), sorted(numbers))]
	return {"lessons": [one["id"] for one in lessons], "words": sorted(found),
		"found": [distances(found[word]) for word in sorted(found)],
		"titles": [distances(titles[word]) for word in sorted(found)]}


def made_of(lessons, number, **manifest):
	"""A pack that is deflated as satchel-pack does it."""
	pack = Pack([("only", "Only", lessons)], release=number, version="1.0.%d" % number,
		    pages={"lessons": [16], "items": [24], "outline": [30]},
		    **{"deflate": {"library": "libdeflate 1.0", "level": LEVEL}, **manifest})
	pack.squeeze = lambda name, raw: squeezed(raw, 6 if name.startswith("index") else LEVEL if len(raw) < LONG else 1)
	return pack


def write(name, made):
	with open(os.path.join(PACKS, name + ".satchel"), "wb") as file:
		file.write(made.build())


def publish(name, number, lessons, index=None, **manifest):
	made = made_of(lessons, number, extras=["search"], **manifest)
	made.files[SEARCH] = to_json(index or search(lessons))
	write(name, made)


def update(old, new, refused=None):
	"""Fetches it, and returns the names of the entries of which any byte was fetched, and of the pages of items. refused is the
	message for a pack that turns out to be invalid once it is complete."""
	put(old)
	with Site(release(new, key=None)) as site:
		expect(fetch(site.url, "--unsigned", key=None), 1 if refused else 0, *([refused] if refused else []))
		if refused:
			is_still(old)
			os.unlink("pack.satchel.part")
		else:
			is_now(new)
		ranges = [tuple(map(int, one)) for asked in site.packs() for one in re.findall(r"(\d+)-(\d+)", asked[0])]
	came = set()
	with zipfile.ZipFile(os.path.join(PACKS, new + ".satchel")) as archive:
		index = json.loads(archive.read("index.json"))
		items = {page["name"] for page in index["items"].get("pages", [])}
		for info in archive.infolist():
			end = info.header_offset + 30 + len(info.filename) + info.compress_size
			if any(first < end and info.header_offset <= last for first, last in ranges):
				came.add(info.filename)
	return came, items


OLD = [lesson(n) for n in range(LESSONS)]
NEW = [lesson(n, 1) if n in (7, 40) else lesson(n) for n in range(LESSONS)] + [lesson(LESSONS)]
publish("plain1", 1, OLD)
publish("plain2", 2, NEW)


@test
def made():
	"""The search index and the pages of items are generated from new and old lessons."""
	came, items = update("plain1", "plain2")
	assert SEARCH not in came, came
	assert items and not items & came, (items, came)
	assert {name for name in came if name.startswith("lessons/")} == {"lessons/l-7.json", "lessons/l-40.json", "lessons/l-60.json"}


@test
def otherwise_deflated():
	"""A search index that was compressed differently is fetched."""
	for number, manifest in enumerate((
			{"deflate": {"library": "libdeflate 1.0", "level": LEVEL - 4}}, {"deflate": {"library": "zlib 1.3", "level": LEVEL}},
			{"deflate": {"library": "libdeflate 1.0", "level": 0}}, {"deflate": {"library": "libdeflate 1.0", "level": 13}},
			{"deflate": {"library": "libdeflate 1.0", "level": 4294967295}})):
		publish("other%d" % number, 2, NEW, **manifest)
		assert SEARCH in update("plain1", "other%d" % number)[0], manifest


@test
def other_search():
	"""So is one that does not match the lessons, whether shorter, longer or of equal length."""
	right = search(NEW)
	for number, change in enumerate((
			lambda index: index["words"].__setitem__(3, index["words"][3] + "x"),
			lambda index: [index[member].pop() for member in ("words", "found", "titles")],
			lambda index: index["words"].__setitem__(-1, "zzzzzz"))):
		index = json.loads(json.dumps(right))
		change(index)
		name = "false%d" % number
		publish(name, 2, NEW, index=index)
		assert SEARCH in update("plain1", name)[0], number


@test
def other_items():
	"""Pages of items whose kinds differ from the lessons are fetched."""
	lessons = NEW[:-1]
	kinds = made_of(lessons, 2)
	kinds.tables["items"] = lambda rows: [[name, "card" if name == "q-7-1" else kind, where] for name, kind, where in rows]
	write("kinds2", kinds)
	came, items = update("plain1", "kinds2", "q-7-1 is not listed in items of the index")
	assert len(items & came) >= 1, (items, came)
	assert items - came, items


@test
def none_before():
	"""The search index is generated even if the old copy had none."""
	write("bare1", made_of(OLD, 1))
	assert SEARCH not in update("bare1", "plain2")[0]
	assert len(pack("bare1")) < len(pack("plain1"))


@test
def far_pages():
	"""Pages with an offset far beyond the end of the file are refused, and not written there."""
	far = made_of(NEW[:-1], 2, extras=["search"])
	far.files[SEARCH] = to_json(search(NEW[:-1]))
	far.documents["index.json"] = lambda index: [page.update(offset=0xE0000000) for page in index["lessons"]["pages"]] and None
	write("far2", far)
	put("plain1")
	with Site(release("far2", key=None)) as site:
		expect(fetch(site.url, "--unsigned", key=None), 1, "outside the head that latest.json gives")
	is_still("plain1")
	assert os.stat("pack.satchel.part").st_size == len(pack("far2")), os.stat("pack.satchel.part")


@test
def told_twice():
	"""A lesson listed twice in the outline is read once, and the search index is fetched."""
	lessons = NEW[:-1]
	twice = made_of(lessons, 2, extras=["search"])
	twice.files[SEARCH] = to_json(search([*lessons[:-1], lessons[0]]))
	twice.tables["outline"] = lambda rows: [*rows[:-1], rows[0]]
	write("twice2", twice)
	assert SEARCH in update("plain1", "twice2", "outline: lesson l-0 appears twice")[0]


@test
def more_words_than_told():
	"""Lessons with more words than the search index can record use no extra memory."""
	wordy = [lesson(LESSONS + n) for n in range(16)]
	for number, one in enumerate(wordy):
		one["takeaways"] = [flow(" ".join("%s%07d" % ("abcd" * 6, word) for word in range(number, 125000 + number)))]
	# The index lists all of them, so the pack is valid, but records only the words of the others.
	index = {**search(NEW[:-1]), "lessons": [one["id"] for one in NEW[:-1] + wordy]}
	publish("wordy2", 2, NEW[:-1] + wordy, index=index)
	put("plain1")
	with Site(release("wordy2", key=None)) as site:
		# The peak memory of a process includes that of its parent before exec, so use a small parent.
		peak = subprocess.run([sys.executable, "-c", MEASURE, *command(site.url, "--unsigned", key=None)], env=ENVIRONMENT,
				      capture_output=True, check=True).stdout.split()[-1]
	is_now("wordy2")
	# Sanitizers quarantine freed memory.
	assert os.environ.get("SANITIZE") or int(peak) < 70 * 1024, peak # 115 MiB with all words


MEASURE = """import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
print(os.wait4(process.pid, 0)[2].ru_maxrss)"""


run_tests()
