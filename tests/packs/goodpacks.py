"""Valid packs, including unusual ones."""

import json

from lessons import *
from packmaker import MIMETYPE, Pack, to_json

GOOD = {}
BLOCKS = [
	{"type": "p", "text": ["one ", {"type": "strong", "text": ["two ", {"type": "em", "text": ["three"]}]}, {"type": "sub", "text": ["2"]}, {"type": "sup", "text": ["+"]}, {"type": "code", "text": ["x < y & z"]}]},
	{"type": "p", "text": [{"type": "abbr", "text": ["ECT"], "title": "electroconvulsive therapy"}, {"type": "link", "text": ["a site"], "href": "https://example.org/?a&b"},
		{"type": "link", "text": ["a lesson"], "to": "elsewhere"}, {"type": "link", "text": ["its part"], "to": "elsewhere", "part": "p-one"},
		{"type": "link", "text": ["write"], "href": "MAILTO:a@example.org?subject=b"}, {"type": "span", "text": ["mal de tête"], "lang": "fr"}, {"type": "em", "text": ["Angst"], "lang": "de"}, {"type": "cite", "source": "s-one", "at": "p. 3"}, {"type": "term", "text": ["term"]}]},
	{"type": "list", "items": [{"text": ["outer"], "blocks": [{"type": "list", "items": [flow("inner")], "kind": "number", "start": 3}]}], "kind": "letter", "start": 1000},
	{"type": "callout", "title": ["Danger"], "text": ["Mind this"], "kind": "warning", "blocks": [{"type": "p", "text": ["and that"]}]},
	{"type": "table", "rows": [[{"text": ["a"], "header": "column", "columns": 2}], [{"text": ["b"]}, {"text": ["c"], "blocks": []}]],
		"id": "t-one", "caption": ["A table"]},
]


BLOCKS.append({"type": "p", "text": [formula(mathml("msup", mathml("mi", "x", mathvariant="normal"), mathml("mn", "2")), " ",
	mathml("mrow", mathml("mo", "<", lspace="0.2em", stretchy="false")), display="block"), formula(mathml("mi", "<script>"))]})


def good(make):
	GOOD[make.__name__.replace("_", "-")] = make
	return make


@good
def one_lesson():
	return Pack([("only", "Only", [lesson("lithium")])])


@good
def three_lessons():
	return small()


@good
def bare_lesson():
	return Pack([("only", "Only", [bare("b")])])


@good
def no_lessons():
	return Pack([("empty", "Nothing yet", [])])


@good
def no_units():
	return Pack()


@good
def all_blocks():
	x = lesson("blocks")
	x["sections"][0]["blocks"] = BLOCKS
	x["questions"][0].update(kind="multiple", objective="o-one", difficulty=5, shuffle=False, vignette=flow("A man of 40."),
		explanation={"text": ["So."], "blocks": BLOCKS[2:3]})
	for one in x["cards"]:
		one.update(objective="o-one", difficulty=1, extra={"text": ["Why so."], "blocks": BLOCKS[2:3]})
	x["objectives"] = [{"id": "o-one", "text": ["Know it"]}]
	x["sources"] = [{"id": "s-one", "text": ["A paper"], "href": "https://example.org/", "doi": "10.1000/182"}]
	x["reviewBy"] = "2028-11-20"
	return Pack([("only", "Only", [x])])


@good
def question_kinds():
	x = lesson("lithium")
	x["questions"] += [open_question("q-open"), {**open_question("q-compare"), "answers": []}, numeric_question("q-level"),
		matching_question("q-match"), ordering_question("q-order")]
	x["sets"] = [{"id": "set-one", "access": "free", "vignette": flow("A woman of 30.")}]
	for one in x["questions"][1:3]:
		one["set"] = "set-one"
	x["questions"][0]["options"][1].update(id="water", credit="-33.33333")
	return Pack([("only", "Only", [x])])


@good
def vocabulary():
	"""All that a lesson can contain. Two lessons refer to each other and to themselves, in circles."""
	pack = Pack([], [("svg", SVG), ("png", PNG), ("wav", WAV), ("vtt", VTT)])
	made = [whole_lesson(name, other, *map(pack.asset, range(4))) for name, other in (("heart", "lung"), ("lung", "heart"))]
	pack.units = [("all", "All", made)]
	return pack


def nested(count):
	"""Emphasis in emphasis."""
	text = ["deep"]
	for _ in range(count):
		text = [{"type": "em", "text": text}]
	return text


@good
def nested_text():
	"""As deep as JSON may be: texts, blocks and formulas in themselves."""
	pack = small()
	first, second = pack.lessons()[:2]
	made, row = {"type": "p", "text": ["deep"]}, mathml("mi", "x")
	for _ in range(60):
		made = {"type": "list", "kind": "bullet", "items": [{"text": [], "blocks": [made]}]}
	for _ in range(120):
		row = mathml("mrow", row)
	first["summary"] += nested(125)
	first["sections"][0]["blocks"].append(made)
	second["summary"].append(formula(row))
	second["cards"].append({**card("c-deep"), "back": {"text": nested(120)}})
	return pack


@good
def large_texts():
	"""A text of ten million characters, and 20,000 paragraphs, gaps and shapes."""
	pack = small()
	first, second, third = pack.lessons()
	first["questions"][0]["stem"]["text"] = ["\u00e9\U0001f9e0 a" * 2500000]
	second["sections"][0]["blocks"] += [{"type": "p", "text": ["x"]}] * 20000
	second["cards"].append({**deletions("d-many"), "text": [{"type": "blank", "text": ["x"], "n": 1 + i % 99} for i in range(20000)]})
	third["cards"].append({**occlusion("o-many", pack.asset(0)), "shapes": [
		{"type": "ellipse", "n": 1 + i % 99, "cx": i % 10001, "cy": i % 7, "rx": 1, "ry": 9, "text": ["x"]} for i in range(20000)]})
	return pack


@good
def section_levels():
	tree = [section("a", below=[section("b", below=[section("c"), section("d")]), section("e")]), section("f")]
	return Pack([("only", "Only", [bare("levels", sections=tree)])])


@good
def free_edition():
	pack = Pack([("mood", "Mood", [lesson("lithium")]), ("later", "Later life", [])], edition="free",
		whole={"units": 2, "lessons": 3, "sections": 9, "questions": 7, "cards": 9, "glossary": 3, "assets": 2})
	pack.whole_units = {"mood": {"whole": 2}, "later": {"whole": 1}}
	pack.whole_lessons = {"lithium": {"whole": {"sections": 3, "questions": 2, "cards": 3, "glossary": 1}}}
	return pack


@good
def members():
	return Pack([("only", "Only", [lesson("lithium", access="member")])])


@good
def pictures():
	x = lesson("lithium")
	kinds = ("svg", "png", "jpg", "webp", "gif", "avif")
	pack = Pack([("only", "Only", [x, lesson("doses")])], [(kind, SVG + kind.encode()) for kind in kinds])
	for i, kind in enumerate(kinds):
		x["sections"][0]["blocks"].append(figure("f-" + kind, pack.asset(i)))
	pack.lessons()[1]["takeaways"][0]["blocks"] = [figure("f-again", pack.asset(0)), figures("f-two", pack.asset(0), pack.asset(1))]
	return pack


@good
def recordings():
	"""Audio and video: in the pack, and at an address."""
	x = lesson("lithium")
	pack = Pack([("only", "Only", [x])], [("png", PNG), ("wav", WAV), ("mp4", b"not looked into"), ("vtt", VTT)])
	x["cards"][1]["blocks"] = [{"type": "audio", "asset": pack.asset(1), "length": 2}, figure("f-cloze", pack.asset(0))]
	x["sections"][0]["blocks"] += [{"type": "audio", "id": "a-beat", "asset": pack.asset(1), "length": 2, "transcript": flow("Two beats.")},
		{"type": "video", "id": "v-gait", "label": "Video 1", "asset": pack.asset(2), "length": 40, "width": 640, "height": 480, "poster": pack.asset(0),
			"captions": [{"asset": pack.asset(3), "kind": kind, "lang": lang} for kind, lang in (("captions", "de"), ("subtitles", "en"))], "lang": "de", "title": ["Gait"], "caption": ["A step"],
			"credit": {"text": ["Nobody"], "licence": "CC0-1.0"}},
		{"type": "video", "href": "https://example.org/a.mp4", "sha256": "0" * 64}]
	return pack


@good
def picture_in_depth():
	"""A picture in a table cell in a callout in an explanation."""
	x = lesson("lithium")
	pack = Pack([("only", "Only", [x])], [("png", PNG)])
	table = {"type": "table", "rows": [[{"text": [], "blocks": [figure("f-deep", pack.asset(0))]}]]}
	x["questions"][0]["explanation"] = {"text": ["See."], "blocks": [{"type": "callout", "text": ["Look"], "kind": "note",
		"blocks": [table]}]}
	return pack


@good
def about():
	"""A description and people."""
	return small(description="Mood, \u201cand\" more.", people=[
		{"role": "author", "name": "Ada Byron", "credentials": "MD", "orcid": "0000-0002-1825-0097", "disclosure": ["None."]},
		{"role": "reviewer", "name": "Grace Murray", "date": "2026-11-19"}])


@good
def cover():
	"""A picture that no figure shows."""
	pack = Pack([("only", "Only", [lesson("lithium")])], [("png", PNG)])
	pack.manifest["cover"] = {"asset": pack.asset(0), "width": 5, "height": 4, "alt": "A pill."}
	return pack


@good
def rest():
	"""Where the rest of the pack is, in two languages. Both editions may say so."""
	return small(rest=[{"text": "Ask your library.", "lang": "en", "href": "https://example.org/?a&b#c"},
		{"text": "Fragen Sie „Ihre“ Bibliothek <b>.", "lang": "de-AT"}, {"text": "Again.", "lang": "en"}])


@good
def nobody():
	return small(people=[], rest=[])


@good
def unknown_extras():
	pack = small(extras=["audio", "notes", "search-two"])
	pack.files.update({"extras/audio.json": b"[1e3, not JSON", "extras/search-two.z": b"\0" * 5000})
	return pack


@good
def empty_extra():
	pack = small()
	pack.files["extras/empty.bin"] = b""
	return pack


@good
def search():
	pack = Pack([("only", "Only", [bare("b", "Mood"), bare("a", "Lithium")])], extras=["search"])
	pack.files["extras/search.json"] = to_json({"lessons": ["b", "a"], "words": ["lithium", "little", "mood"],
		"found": [[1], [0, 1], [0]], "titles": [[1], [], [0]]})
	return pack


@good
def unknown_members():
	pack = small(added={"deep": [[[{"a": None}]]], "yes": True})

	def add(document):
		document["x-added"] = [None, False, {"y": "z"}, 9007199254740991]
		for row in document.get("outline", {}).get("rows", []):
			row["x-added"] = "x"
	for name in ["manifest.json", "index.json"] + ["lessons/%s.json" % x["id"] for x in pack.lessons()]:
		pack.documents[name] = add
	return pack


@good
def other_json():
	"""Other member order, white space and escapes, and a character outside the BMP as a surrogate pair."""
	pack = small(title="Æ 𝄞 \"/\\\n")

	def respell(raw):
		document = json.loads(raw)
		return json.dumps(dict(reversed(list(document.items()))), indent="\t").replace("/", "\\/").encode() + b"\r\n "
	for name in ["manifest.json", "index.json", "lessons/doses.json"]:
		pack.texts[name] = respell
	return pack


@good
def nested_256():
	pack = small()
	pack.texts["lessons/doses.json"] = lambda raw: raw[:-1] + b',"x":' + b"[" * 255 + b"]" * 255 + b"}"
	return pack


@good
def signature_entry():
	"""Without keys, the signature is not verified."""
	pack = small()
	pack.signature = b"untrusted comment: none\nRUQ=\ntrusted comment: none\nRUQ=\n"
	return pack


@good
def all_stored():
	pack = small()
	pack.methods = {"lessons/%s.json" % x["id"]: 0 for x in pack.lessons()}
	pack.methods.update({"index.json": 0, pack.asset(0): 0})
	return pack


@good
def deflated_otherwise():
	"""Streams that zlib never writes: they start with an empty stored block."""
	pack = small()

	def empty_block(e):
		e.stored = b"\0\0\0\xff\xff" + e.stored
	pack.entries["lessons/doses.json"] = pack.entries["index.json"] = empty_block
	return pack


@good
def other_deflate():
	return small(deflate={"library": "zlib-ng 2.1", "level": 4294967295})


@good
def last_release():
	return small(release=(1 << 31) - 1, version="0.0.999999999-" + 64 * "a")


@good
def other_languages():
	titles = (("ja", "気分障害"), ("ar", "اضطراب المزاج"), ("de-AT", "Größe"), ("en", "e\u0301 🧠 <b>&amp;"))
	lessons = [lesson("l-" + lang.lower(), title, lang) for lang, title in titles]
	return Pack([("alle", "Überall 🧠", lessons)], title="精神医学", lang="ja")


@good
def longest_ids():
	name = "a" * 64
	return Pack([("u" * 64, "Long", [bare(name), bare("a0-1-b2"), bare("z" * 63 + "9")])])


@good
def byte_order():
	"""Hyphens sort before digits, digits before letters."""
	return Pack([("only", "Only", [lesson(name) for name in ("ab", "a-b", "a", "a1", "a-1", "b")])])


@good
def paged_once():
	return many(7, lesson, lessons=(2,), outline=(3,), items=(5,))


@good
def paged_files():
	pack = small()
	pack.pages = {"files": (1,)}
	return pack


@good
def paged_twice():
	return many(11, lesson, lessons=(2, 2), outline=(2, 3), items=(4, 2))


@good
def paged_thrice():
	return many(17, lesson, lessons=(2, 2, 2), outline=(1, 3, 3), items=(3, 3, 3))


@good
def one_page():
	return many(1, lesson, lessons=(9,), outline=(9,), items=(9, 9, 9))


@good
def many_lessons():
	return many(600, lambda name: bare(name, "Lesson " + name), lessons=(100,), outline=(100,))


@good
def many_items():
	x = bare("cards")
	x["cards"] = [card("c-%d" % number) for number in range(3000)]
	return Pack([("only", "Only", [x])], pages={"items": (250,)})
