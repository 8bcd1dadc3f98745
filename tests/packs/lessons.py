"""Small lessons and pictures for test packs."""

from packmaker import Pack

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0h4v4H0zM0 0h4v4H0zM0 0h4v4z"/></svg>'
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000000200"
	"0148afa4710000000049454e44ae426082")


def flow(*text):
	return {"text": list(text)}


def formula(*content, **attributes):
	return {"type": "math", "text": ["x squared"], "attributes": attributes, "content": list(content)}


def mathml(kind, *content, **attributes):
	"""An element of a formula."""
	return {"type": kind, "attributes": attributes, "content": list(content)}


def section(name, *blocks, below=(), title=None, access="free"):
	made = {"id": name, "access": access, "title": [title or "About " + name], "blocks": list(blocks)}
	if below:
		made["sections"] = list(below)
	return made


def question(name, access="free"):
	return {"id": name, "kind": "single", "access": access, "stem": flow("Which drug is a mood stabiliser?"),
		"options": [{"correct": True, "text": ["Lithium"], "feedback": {"text": ["It is."]}}, {"correct": False, "text": ["Water"]}]}


def open_question(name, access="free"):
	return {"id": name, "kind": "open", "access": access, "stem": flow("Which ion does it resemble?"),
		"answers": [flow("sodium"), flow("Na", {"type": "sup", "text": ["+"]})], "modelAnswer": flow("It resembles sodium.")}


def numeric_question(name, access="free"):
	return {"id": name, "kind": "numeric", "access": access, "stem": flow("Which level is aimed for?"), "value": "0.7",
		"min": "0.6", "max": "0.80", "unit": "mmol/L"}


def matching_question(name, access="free"):
	return {"id": name, "kind": "matching", "access": access, "shuffle": False, "stem": flow("Which is it?"),
		"choices": [{"id": "salt", "text": ["A salt"]}, {"id": "drug", "text": ["A drug"]}, {"id": "metal", "text": ["A metal"]}],
		"prompts": [{"text": ["Lithium carbonate"], "choice": "salt"}, {"text": ["Lithium"], "choice": "metal"}]}


def ordering_question(name, access="free"):
	return {"id": name, "kind": "ordering", "access": access, "stem": flow("What comes first?"),
		"steps": [flow("A dose"), flow("Twelve hours"), flow("A sample")]}


def card(name, access="free"):
	return {"id": name, "kind": "card", "access": access, "front": flow("The unit of lithium levels"),
		"back": flow("mmol/L")}


def deletions(name, access="free"):
	return {"id": name, "kind": "cloze", "access": access,
		"text": [{"type": "blank", "text": ["Ibuprofen"], "n": 1}, " ", {"type": "blank", "text": ["raises"], "n": 2}, " the level."]}


def occlusion(name, asset, access="free"):
	return {"id": name, "kind": "occlusion", "access": access, "front": flow("Which part is hidden?"), "asset": asset,
		"width": 8, "height": 8, "alt": "A picture", "hide": "all", "shapes": [
			{"type": "rectangle", "n": 1, "x": 0, "y": 1050, "width": 2000, "height": 10000, "text": ["Left"]},
			{"type": "ellipse", "n": 2, "cx": 10000, "cy": 0, "rx": 1, "ry": 500, "text": ["Right"]},
			{"type": "polygon", "n": 2, "points": [[0, 0], [5000, 10000], [10000, 0]], "text": ["Right"]}],
		"credit": {"text": ["Me"], "licence": "CC0-1.0"}}


def cloze(name, access="free"):
	return {"id": name, "kind": "cloze", "access": access,
		"text": ["Ibuprofen ", {"type": "blank", "text": ["raises"], "hint": "raises or lowers"}, " the level."]}


def entry(name, access="free"):
	return {"id": name, "access": access, "term": ["Trough"], "definition": flow("The lowest level.")}


WAV = b"RIFF,\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\4\0\0\0\4\0\0\0\1\0\x08\0data\x08\0\0\0" + b"\x80\x90\x80\x70" * 2
VTT = b"WEBVTT\n\n00:00.000 --> 00:40.000\nShe walks.\n"


def box(kind, *content):
	content = b"".join(content)
	return (len(content) + 8).to_bytes(4, "big") + kind + content


# 40 seconds of 640 by 480 pixels.
MP4 = box(b"ftyp", b"isom\0\0\2\0isommp42") + box(b"moov", box(b"mvhd", bytes(12), b"\0\0\0\1\0\0\0\x28", bytes(80)), box(b"trak",
	box(b"tkhd", bytes(40), b"\0\1\0\0", bytes(32), b"\2\x80\0\0\1\xe0\0\0"), box(b"mdia", box(b"hdlr", bytes(8), b"vide"), box(b"minf",
	box(b"dinf", box(b"dref", b"\0\0\0\0\0\0\0\1", box(b"url ", b"\0\0\0\1"))))))) + box(b"mdat", b"frames")


def figure(name, asset):
	return {"type": "figure", "asset": asset, "width": 8, "height": 8, "id": name, "alt": "A square",
		"title": ["Figure 1"], "caption": ["A square"], "credit": {"text": ["Nobody"], "licence": "CC0-1.0"}}


def figures(name, *assets):
	return {"type": "figure", "id": name, "pictures": [
		{"asset": one, "width": 8, "height": 8, "alt": "A square", "caption": ["A square"]} for one in assets]}


def bare(name, title="A bare lesson", lang="en", access="free", sections=()):
	"""A minimal lesson."""
	return {"id": name, "lang": lang, "reviewed": "2026-11-20", "access": access, "title": [title],
		"summary": ["Little."], "objectives": [], "sections": list(sections), "takeaways": [], "questions": [], "cards": [],
		"glossary": [], "sources": []}


def lesson(name, title=None, lang="en", access="free"):
	"""A lesson with one item of each kind, whose ids are derived from its own."""
	made = bare(name, title or "The lesson " + name, lang, access)
	text = {"type": "p", "text": ["Levels are taken ", {"type": "em", "text": ["twelve"]}, " hours after a dose ", {"type": "cite", "source": "s-one"}, "."]}
	made["sections"] = [section("why", text, access=access, below=[section("how", {"type": "list", "items": [flow("So.")],
		"kind": "bullet"}, access=access)])]
	made["takeaways"] = [flow("Wait twelve hours.")]
	made["questions"] = [question("q-" + name, access)]
	made["cards"] = [card("c-" + name, access), cloze("z-" + name, access), deletions("n-" + name, access)]
	made["glossary"] = [entry("g-" + name, access)]
	made["sources"] = [{"id": "s-one", "text": ["A book"]}]
	return made


def link(to, part=None, **members):
	return {"type": "link", "to": to, **({"part": part} if part else {}), "text": ["there"], **members}


def whole_lesson(name, other, svg, png, wav, vtt):
	"""A lesson with all that lessons can contain, and with links to the one called other."""
	made = lesson(name)
	cell = {"text": ["cell"], "blocks": [{"type": "list", "kind": "letter", "start": 2, "items": [flow("item")]}]}
	matrix = mathml("mtable", mathml("mtr", mathml("mtd", mathml("mfrac", mathml("mi", "x"), mathml("mn", "2")), columnspan="2")), displaystyle="true")
	inline = ["Says ", {"type": "term", "text": ["trough"], "entry": "g-" + name}, {"type": "term", "text": ["peak"], "entry": "g-" + other},
		{"type": "abbr", "title": "Lithium", "text": ["Li"], "lang": "la"}, {"type": "span", "lang": "de", "text": ["Angst ", {"type": "sub", "text": ["2"]}]},
		link(name), link(name, "why"), link(other, "c-" + other), link(other, "t-one", auto=True), link("nowhere", "at-all"),
		{"type": "link", "href": "https://example.org/", "text": [{"type": "strong", "text": ["out"]}]}, {"type": "cite", "source": "s-two", "at": "p. 3", "lang": "en"},
		formula(matrix, mathml("msup", mathml("mi", "x", mathvariant="normal"), mathml("mo", "!", form="postfix", lspace="0.2em")), display="block", dir="rtl")]
	made["sections"][0]["blocks"] += [{"type": "p", "text": inline},
		{"type": "callout", "kind": "pearl", "title": inline, "text": inline, "blocks": [figure("f-one", svg), {"type": "table", "rows": [[cell]]}]},
		{"type": "table", "id": "t-one", "label": "Table 1", "caption": inline, "rows": [[{"text": ["a"], "header": "column", "columns": 2}], [{"text": ["b"], "header": "row", "rows": 2}, cell]]},
		{**figures("f-two", svg, png), "label": "Figure 2", "title": inline, "caption": inline, "credit": {"text": inline, "licence": "CC0-1.0", "href": "https://example.org/"}},
		{"type": "audio", "id": "a-one", "label": "Audio 1", "asset": wav, "length": 2, "lang": "en", "title": inline, "transcript": {"text": inline, "blocks": [{"type": "p", "text": ["more"]}]}},
		{"type": "video", "id": "v-one", "label": "Video 1", "href": "https://example.org/a.mp4", "sha256": "0" * 64, "length": 40, "width": 640, "height": 480, "poster": png,
			"captions": [{"asset": vtt, "kind": "captions", "lang": "en"}], "caption": inline}]
	made["objectives"] = [{"id": "o-one", "text": inline}]
	made["tags"] = ["mesh:D008094", "renal"]
	made["people"] = [{"role": "reviewer", "name": "Ada", "credentials": "MD", "orcid": "0000-0002-1825-0097", "date": "2026-11-19", "disclosure": ["None"]}]
	made["sets"] = [{"id": "set-one", "access": "free", "vignette": {"text": inline, "blocks": [figure("f-set", png)]}}]
	more = {"objective": "o-one", "difficulty": 3, "tags": ["renal"], "vignette": flow("A man."), "explanation": {"text": inline, "blocks": []}}
	made["questions"] += [{**open_question("qo-" + name), "set": "set-one"}, {**numeric_question("qn-" + name), "set": "set-one"},
		{**matching_question("qm-" + name), **more}, {**ordering_question("qs-" + name), **more}, {**question("qw-" + name), **more, "kind": "multiple"}]
	made["questions"][-1]["options"][0].update(id="right", credit="100", blocks=[figure("f-option", png)])
	made["cards"] += [{**occlusion("oc-" + name, svg), "lang": "en", "extra": flow("Extra."), "tags": ["renal"]},
		{**deletions("d-" + name), "blocks": [{"type": "audio", "asset": wav}], "extra": {"text": inline}, "objective": "o-one"}]
	made["glossary"][0].update(definition={"text": inline}, synonyms=[["low"], inline], abbreviations=[["T"]])
	made["sources"] += [{"id": "s-two", "text": inline, "doi": "10.1000/182", "href": "https://example.org/"}]
	made["takeaways"].append({"text": inline, "blocks": [{"type": "p", "text": inline}]})
	return made


def small(**manifest):
	"""The pack that most defects are put in: two units, three lessons, two pictures, an extra."""
	first, second, third = lesson("lithium"), lesson("doses"), lesson("ageing")
	pack = Pack([("mood", "Mood", [first, second]), ("later", "Later life", [third])],
		[("svg", SVG), ("png", PNG)], {"extras/notes.txt": b"A note.\n"}, **{"extras": ["notes"], **manifest})
	first["sections"][0]["blocks"].append(figure("f-svg", pack.asset(0)))
	first["cards"].append(occlusion("o-lithium", pack.asset(0)))
	third["sections"][0]["blocks"].append(figure("f-png", pack.asset(1)))
	return pack


def many(count, make=bare, **pages):
	"""A pack of many tiny lessons, whose reading order is the reverse of their byte order."""
	lessons = [make("lesson-%04d" % number) for number in range(count, 0, -1)]
	return Pack([("all", "All", lessons)], pages=pages)
