"""Formulas, recordings, links, terms, glossaries, questions, gaps and occlusions with a wrong member."""

from bad import bad
from lessons import deletions, entry, figure, flow, link, matching_question, numeric_question, occlusion, open_question, ordering_question, question

PNG = "assets/" + 16 * "0" + ".png"
FAR = {"href": "https://example.org/a", "sha256": 64 * "0"}
AUDIO, VIDEO = {"type": "audio", **FAR}, {"type": "video", **FAR}
SHAPE = {"type": "rectangle", "n": 1, "x": 0, "y": 0, "width": 1, "height": 1, "text": ["Left"]}
ELLIPSE = {"type": "ellipse", "n": 1, "cx": 1, "cy": 1, "rx": 1, "ry": 1, "text": ["Left"]}
POLYGON = {"type": "polygon", "n": 1, "points": [[0, 0], [1, 1], [1, 0]], "text": ["Left"]}
# Values of no member that is a text, a flow or a list.
NEITHER = {"null": None, "true": True, "number": 7, "string": "x", "numbers": [7], "nulls": [None], "lists": [[]]}


def put(where, made):
	"""Adds a part to the first lesson."""
	return lambda pack: where(pack.lessons()[0]).append(made)


WHERE = {"block": lambda x: x["sections"][0]["blocks"], "inline": lambda x: x["summary"], "question": lambda x: x["questions"],
	"card": lambda x: x["cards"], "entry": lambda x: x["glossary"]}


def wrong(kind, title, made, /, **members):
	"""A part with other members; None removes one."""
	changed = {name: value for name, value in {**made, **members}.items() if name not in members or value is not Ellipsis}
	bad("%s-%s" % (kind, title), "lithium", put(WHERE[kind], changed))


def occluded(title, /, *shapes, **members):
	made = occlusion("o-x", PNG)
	wrong("card", "occlusion-" + title, {**made, "shapes": list(shapes) or made["shapes"]}, **members)


for name in ("href", "sha256"):
	wrong("block", "video-without-" + name, VIDEO, **{name: ...})
for name, value in {"length": 0, "width": 0, "height": 65536, "poster": "assets/" + 16 * "0" + ".mp4", "captions": [{"asset": PNG, "kind": "captions", "lang": "en"}],
		"lang": "en_GB", "id": "A", "transcript": ["x"], "caption": "x", "title": flow("x"), "sha256": 64 * "F", "href": "https://a@example.org/", "credit": flow("x")}.items():
	wrong("block", "video-" + name, VIDEO, **{name: value})
for name, value in {"length-of-half": 1.5, "length-text": "2", "length-negative": -1, "length-huge": 1e300}.items():
	wrong("block", "audio-" + name, AUDIO, length=value)
for name, value in {"no-kind": {"lang": "en"}, "no-lang": {"kind": "captions"}, "other-kind": {"kind": "chapters", "lang": "en"}}.items():
	wrong("block", "captions-" + name, VIDEO, captions=[{"asset": "assets/" + 16 * "0" + ".vtt", **value}])
for name in ("asset", "alt", "width", "height", "id"):
	wrong("block", "figure-without-" + name, figure("f-x", PNG), **{name: ...})
for name, value in {"type": "essay", "kind-of-list": "roman", "kind-of-callout": "tip"}.items():
	made = {"type": "list", "items": []} if "list" in name else {"type": "callout", "text": ["x"]}
	wrong("block", "of-another-" + name, made, **{name.split("-")[0]: value})
for name, value in {"start-zero": 0, "start-text": "a", "start-huge": 1 << 53}.items():
	wrong("block", "list-" + name, {"type": "list", "kind": "number", "items": []}, start=value)
for name, value in NEITHER.items():
	wrong("block", "paragraph-of-" + name, {"type": "p"}, text=value)
	wrong("inline", "emphasis-of-" + name, {"type": "em"}, text=value)
	if name != "lists":  # an empty row
		wrong("block", "table-of-" + name, {"type": "table"}, rows=value)
for name, value in {"columns": 1, "rows": 101, "header": "both"}.items():
	wrong("block", "cell-" + name, {"type": "table"}, rows=[[{"text": ["x"], name: value}]])

for name, members in {"to-and-href": {"href": "https://example.org/"}, "to-nothing": {"to": ""}, "to-a-path": {"to": "heart#valves"}, "to-a-number": {"to": 7},
		"part-of-two": {"part": "a.1"}, "part-empty": {"part": ""}, "part-list": {"part": ["a"]}, "auto-false": {"auto": False}, "auto-text": {"auto": "true"},
		"without-text": {"text": ...}, "without-target": {"to": ...}, "lang": {"lang": ""}}.items():
	wrong("inline", "link-" + name, link("doses", "why"), **members)
for name, members in {"entry-empty": {"entry": ""}, "entry-list": {"entry": ["g-doses"]}, "entry-upper-case": {"entry": "G-Doses"}}.items():
	wrong("inline", "term-" + name, {"type": "term", "text": ["trough"]}, **members)
for name, members in {"of-another-type": {"type": "u"}, "without-type": {"type": ...}, "type-list": {"type": ["em"]}}.items():
	wrong("inline", "element-" + name, {"type": "em", "text": ["x"]}, **members)
wrong("inline", "span-without-lang", {"type": "span", "text": ["x"]})
wrong("inline", "abbr-without-title", {"type": "abbr", "text": ["x"]})
wrong("inline", "cite-of-no-source", {"type": "cite", "source": "s-x"})
wrong("inline", "gap-outside-a-cloze", {"type": "blank", "text": ["x"]})

for name, members in {"synonyms-strings": {"synonyms": ["low"]}, "synonyms-text": {"synonyms": "low"}, "abbreviations-numbers": {"abbreviations": [[7]]},
		"definition-text": {"definition": ["x"]}, "without-definition": {"definition": ...}, "without-term": {"term": ...}}.items():
	wrong("entry", name, entry("g-x"), **members)

for number, value in {"zero": 0, "hundred": 100, "text": "1", "negative": -1, "half": 1.5, "huge": 1e300, "null": None}.items():
	made = deletions("d-x")
	wrong("card", "gap-" + number, made, text=[{**made["text"][0], "n": value}])
	occluded("n-" + number, {**SHAPE, "n": value})
wrong("card", "gap-in-a-gap", {**deletions("d-x"), "text": [{"type": "blank", "text": [{"type": "blank", "text": ["x"]}]}]})
wrong("card", "gap-without-text", {**deletions("d-x"), "text": [{"type": "blank", "n": 1}]})
for name, members in {"hide": {"hide": "none"}, "without-hide": {"hide": ...}, "without-shapes": {"shapes": ...}, "no-shapes": {"shapes": []}, "width": {"width": 0},
		"without-alt": {"alt": ...}, "without-asset": {"asset": ...}, "asset": {"asset": "assets/" + 16 * "0" + ".mp3"}, "shapes-text": {"shapes": "all"}}.items():
	occluded(name, **members)
for name, shape in {"of-another-type": {**SHAPE, "type": "circle"}, "without-text": {**SHAPE, "text": None}, "negative": {**SHAPE, "x": -1}, "half": {**SHAPE, "y": 0.5},
		"far": {**SHAPE, "x": 1 << 40}, "text": {**SHAPE, "width": "1"}, "ellipse-of-a-rectangle": {**SHAPE, "type": "ellipse"}, "flat": {**ELLIPSE, "rx": 0},
		"two-points": {**POLYGON, "points": [[0, 0], [1, 1]]}, "point-of-three": {**POLYGON, "points": [[0, 0], [1, 1], [1, 0, 1]]}, "point-text": {**POLYGON, "points": ["0,0"] * 3}}.items():
	occluded("shape-" + name, shape)

for kind, make, members in (("open", open_question, ("answers",)), ("numeric", numeric_question, ("min", "max")), ("matching", matching_question, ("choices", "prompts")),
		("ordering", ordering_question, ("steps",)), ("single", question, ("options",))):
	for member in (*members, "access", "stem", "kind"):
		wrong("question", "%s-lacks-%s" % (kind, member), make("q-x"), **{member: ...})
	for name, value in NEITHER.items():
		for member in (*members, "stem"):
			if not (kind == "numeric" and name == "string"):
				wrong("question", "%s-%s-of-%s" % (kind, member, name), make("q-x"), **{member: value})
	for name, value in {"difficulty": 6, "shuffle": 1, "objective": "o-x", "tags": "renal", "vignette": ["x"], "set": "nowhere"}.items():
		wrong("question", "%s-%s" % (kind, name), make("q-x"), **{name: value})
for number, value in enumerate(("101", "-100.5", "1e2", "1/3", "", 50)):
	wrong("question", "credit-%d" % number, question("q-x"), options=[{"correct": True, "text": ["x"], "credit": value}])
