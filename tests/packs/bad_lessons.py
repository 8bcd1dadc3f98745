"""Lessons that don't match the index or each other, and missing or unused pictures."""

from bad import bad, document
from lessons import (SVG, bare, card, entry, figure, figures, flow, formula, matching_question, mathml,
	numeric_question, open_question, ordering_question, question, section)

DOSES = "lessons/doses.json"
NOWHERE = "assets/%s.svg" % "0123456789abcdef"


def lesson(change):
	"""Changes a lesson after the index was made from it."""
	return document(DOSES, change)


def first(change):
	"""Changes the first lesson before anything is made from it."""
	return lambda pack: change(pack.lessons()[0], pack)


for name, change in {
	"id": lambda x: x.update(id="dosis"), "id-of-another": lambda x: x.update(id="ageing"),
	"section-id": lambda x: x["sections"][0].update(id="other"),
	"section-below-id": lambda x: x["sections"][0]["sections"][0].update(id="other"),
	"section-more": lambda x: x["sections"].append(section("more")),
	"section-less": lambda x: x["sections"].clear(),
	"section-lifted": lambda x: x["sections"].append(x["sections"][0].pop("sections")[0]),
	"section-title": lambda x: x["sections"][0].update(title=["Other"]),
	"title": lambda x: x.update(title=["Other"]), "lang": lambda x: x.update(lang="fr"),
	"access": lambda x: x.update(access="member"),
	"question-id": lambda x: x["questions"][0].update(id="q-other"),
	"card-id": lambda x: x["cards"][0].update(id="c-other"),
	"entry-id": lambda x: x["glossary"][0].update(id="g-other"),
	"question-more": lambda x: x["questions"].append(question("q-more")),
	"card-less": lambda x: x["cards"].pop() and None,
	"card-is-entry": lambda x: x["glossary"].append(entry(x["cards"].pop(0)["id"])),
}.items():
	bad("lesson-other-" + name, "doses", lesson(change))
for member in ("id", "title", "sections", "questions", "cards", "glossary"):
	bad("lesson-without-" + member, member, lesson(lambda x, m=member: x.pop(m) and None if x[m] else x))
	bad("lesson-number-for-" + member, member, lesson(lambda x, m=member: x.update({m: 7})))
bad("lesson-section-is-text", "doses", lesson(lambda x: x.update(sections=["why"])))

bad("figure-without-asset", NOWHERE, first(lambda x, pack: x["sections"][0]["blocks"].append(figure("f-x", NOWHERE))))
bad("figure-without-asset-in-question", NOWHERE, first(
	lambda x, pack: x["questions"][0]["stem"].update(blocks=[figure("f-x", NOWHERE)])))
bad("figure-without-asset-in-card", NOWHERE, first(
	lambda x, pack: x["cards"][0]["back"].update(blocks=[figure("f-x", NOWHERE)])))
bad("figure-without-asset-in-cell", NOWHERE, first(lambda x, pack: x["takeaways"][0].update(
	blocks=[{"type": "table", "rows": [[{"text": [], "blocks": [figure("f-x", NOWHERE)]}]]}])))
bad("picture-without-asset", NOWHERE, first(lambda x, pack: x["sections"][0]["blocks"].append(figures("f-x", NOWHERE))))
for name, part in (("audio-without-asset", {"type": "audio", "asset": NOWHERE[:-3] + "mp3"}),
		("poster-without-asset", {"type": "video", "href": "https://example.org/a", "sha256": "0" * 64, "poster": NOWHERE}),
		("captions-without-asset", {"type": "video", "href": "https://example.org/a", "sha256": "0" * 64, "captions": [{"asset": NOWHERE[:-3] + "vtt", "kind": "captions", "lang": "en"}]})):
	bad(name, NOWHERE[:-3], first(lambda x, pack, part=part: x["sections"][0]["blocks"].append(part)))
for name, part in (("video-of-a-picture", {"type": "video", "asset": NOWHERE}), ("audio-without-source", {"type": "audio"}),
		("audio-without-digest", {"type": "audio", "href": "https://example.org/a"}),
		("audio-without-https", {"type": "audio", "href": "http://example.org/a", "sha256": "0" * 64})):
	bad(name, "lithium", first(lambda x, pack, part=part: x["sections"][0]["blocks"].append(part)))
bad("figure-of-an-extra", "lithium|asset", first(
	lambda x, pack: x["sections"][0]["blocks"].append(figure("f-x", "extras/notes.txt"))))
bad("figure-of-an-address", "lithium|asset", first(
	lambda x, pack: x["sections"][0]["blocks"].append(figure("f-x", "https://example.org/x.svg"))))
bad("figure-is-a-number", "doses", lesson(lambda x: x["sections"][0]["blocks"].append(figure("f-x", 7))))
bad("asset-unused", "assets/", lambda pack: pack.assets.append(("svg", SVG + b"\n")))
bad("asset-unused-named-in-text", "assets/", lambda pack: (pack.assets.append(("svg", SVG + b"\n")),
	pack.lessons()[0]["summary"].append("figure " + pack.asset(2)))[0])
bad("asset-unused-named-by-unknown-member", "assets/", lambda pack: (pack.assets.append(("svg", SVG + b"\n")),
	pack.lessons()[0].update({"x": {"type": "figure", "asset": pack.asset(2)}}))[0])

for name, change in {
	"of-unknown-kind": {**question("q-x"), "kind": "essay"}, "open-without-answers": {**open_question("q-x"), "answers": None},
	"open-answer-is-text": {**open_question("q-x"), "answers": ["sodium"]},
	"open-with-model-in-text": {**open_question("q-x"), "modelAnswer": "sodium"},
	"numeric-without-min": {**numeric_question("q-x"), "min": None}, "numeric-max-is-a-number": {**numeric_question("q-x"), "max": 8},
	**{"numeric-%d" % number: {**numeric_question("q-x"), "value": value} for number, value in
		enumerate(("", "-", "1.", ".5", "1e3", "+1", "01", "1,5", "1.0000000000", "12345678901", "0.7 "))},
	"matching-without-choices": {**matching_question("q-x"), "choices": None},
	"matching-without-prompts": {**matching_question("q-x"), "prompts": None},
	"matching-prompt-without-choice": {**matching_question("q-x"), "prompts": [flow("Lithium")]},
	"matching-choice-without-id": {**matching_question("q-x"), "choices": [flow("A salt")]},
	"matching-choice-of-another": {**matching_question("q-x"), "prompts": [{"text": ["Lithium"], "choice": "water"}]},
	"matching-choice-twice": {**matching_question("q-x"), "choices": [{"id": name, "text": ["A salt"]} for name in ("salt", "metal", "salt")]},
	"in-no-set": {**question("q-x"), "set": "set-x"},
	"ordering-without-steps": {**ordering_question("q-x"), "steps": None},
	"ordering-step-is-text": {**ordering_question("q-x"), "steps": ["A dose"]},
	"option-id-twice": {**question("q-x"), "options": [{"id": "same", **option} for option in question("q-x")["options"]]},
	"option-with-bad-credit": {**question("q-x"), "options": [{"credit": "50%", **option} for option in question("q-x")["options"]]},
}.items():
	made = {key: value for key, value in change.items() if value is not None}
	bad("question-" + name, "lithium", first(lambda x, pack, made=made: x["questions"].append(made)))

def nested(depth):
	made = mathml("mi", "x")
	for _ in range(depth):
		made = mathml("mrow", made)
	return made


for name, made in {
	"unknown-element": formula(mathml("maction", mathml("mi", "x"))), "html-element": formula(mathml("script", "alert(1)")),
	"math-in-itself": formula(formula(mathml("mi", "x"))), "inline-element": formula({"type": "em", "text": ["x"]}),
	"unknown-attribute": formula(mathml("mi", "x", mathcolor="red")), "event": formula(mathml("mi", "x", onclick="alert(1)")),
	"href": formula(mathml("mi", "x", href="javascript:alert(1)")), "style": formula(mathml("mi", "x"), style="color:red"),
	"id": formula(mathml("mi", "x", id="x")), "bad-variant": formula(mathml("mi", "x", mathvariant="bold")),
	"bad-length": formula(mathml("mspace", width="9999em")), "bad-display": formula(mathml("mi", "x"), display="flex"),
	"attribute-is-a-number": formula(mathml("mtd", "x", columnspan=2)), "element-is-a-number": formula(7),
	"element-without-type": formula({"content": ["x"]}), "element-without-content": formula({"type": "mi"}),
	"content-is-text": formula({"type": "mi", "content": "x"}), "without-content": {"type": "math", "text": ["x"]},
	"without-words": {"type": "math", "content": [mathml("mi", "x")]}, "too-deep": formula(nested(130)),
	"deep-unknown-element": formula(mathml("mrow", mathml("msup", mathml("mi", "x"), mathml("a", "y")))),
}.items():
	bad("formula-" + name, "lithium", first(lambda x, pack, made=made: x["summary"].append(made)))

bad("ids-two-lessons", "doses", lambda pack: pack.units[1][2].append(bare("doses")))
bad("ids-two-questions", "q-doses", first(lambda x, pack: x["questions"].append(question("q-doses"))))
bad("ids-question-and-card", "q-lithium", first(lambda x, pack: x["cards"].append(card("q-lithium"))))
bad("ids-two-recordings", "same", first(lambda x, pack: x["sections"][0]["blocks"].extend(
	{"type": kind, "id": "same", "href": "https://example.org/a", "sha256": "0" * 64} for kind in ("audio", "video"))))
bad("ids-lesson-and-card", "ageing", first(lambda x, pack: x["cards"].append(card("ageing"))))
bad("ids-lesson-and-own-entry", "lithium", first(lambda x, pack: x["glossary"].append(entry("lithium"))))
bad("ids-twice-in-a-list", "c-lithium", first(lambda x, pack: x["cards"].append(card("c-lithium"))))
