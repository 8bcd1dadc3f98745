"""Indexes that don't match the pack."""

from bad import archive, bad, document, setting
from lessons import bare, lesson, many, small
from packmaker import Entry, Pack, to_json

INDEX = "index.json"
LISTS = ("lessons", "outline", "items", "files")


def rows(name, change):
	return lambda pack: pack.tables.update({name: change})


def in_row(name, number, member, value):
	"""Changes a member of a row."""
	def change(all_rows):
		row = all_rows[number]
		row[member] = value(row[member]) if callable(value) else value
	return rows(name, change)


def other_digit(digest):
	return ("0" if digest[0] != "0" else "1") + digest[1:]


PLACE = {"offset": lambda n: n + 1, "stored": lambda n: n + 1, "raw": lambda n: n + 1, "digest": other_digit}
ROW = ("key", "stored", "raw", "digest")

for number, member in enumerate(ROW[1:], 1):
	value = PLACE[member]
	bad("lesson-row-" + member, "lithium", in_row("lessons", 2, number, value))
	bad("asset-row-" + member, "assets/", in_row("files", 0, number, value))
	bad("extra-row-" + member, "extras/notes.txt", in_row("files", 2, number, value))
	bad("lesson-row-text-" + member, "lessons", in_row("lessons", 0, number, ["x"]))
bad("lesson-row-of-three", "lessons", rows("lessons", lambda r: [r[0][:3]] + r[1:]))
bad("lesson-row-of-five", "lessons", rows("lessons", lambda r: [r[0] + [0]] + r[1:]))
bad("lesson-row-is-an-object", "lessons", rows("lessons", lambda r: [dict(zip(ROW, r[0]))] + r[1:]))
bad("lesson-row-digest-upper-case", "digest", in_row("lessons", 0, 3, str.upper))
bad("lesson-row-digest-short", "digest", in_row("lessons", 0, 3, lambda d: d[:-1]))
bad("lesson-row-stored-huge", "lessons", in_row("lessons", 0, 1, (1 << 53) - 1))
bad("lesson-row-other-id", "ageing", in_row("lessons", 0, 0, "agein"))

# The name of what is missed first when rows are missing.
LOST = {"lessons": "lesson", "outline": "ageing", "items": "items", "files": ""}

for name in LISTS:
	if name != "outline":
		bad("order-of-rows-" + name, name, rows(name, lambda r: r[::-1]))
	bad("row-less-" + name, LOST[name], rows(name, lambda r: r[:-1]))
	bad("row-twice-" + name, name, rows(name, lambda r: r + r[-1:]))
	bad("no-rows-" + name, LOST[name], rows(name, lambda r: []))
	bad("rows-no-objects-" + name, name, rows(name, lambda r: [1] * len(r)))
	bad("node-without-rows-" + name, name, document(INDEX, lambda i, n=name: i[n].pop("rows") and None))
	bad("node-missing-" + name, name, document(INDEX, lambda i, n=name: i.pop(n) and None))
	bad("node-of-rows-and-pages-" + name, name, document(INDEX, lambda i, n=name: i[n].update(pages=[])))
	bad("node-of-no-pages-" + name, name, document(INDEX, lambda i, n=name: i.update({n: {"pages": []}})))
bad("item-more", "items", rows("items", lambda r: r + [["zz-more", "card", "doses"]]))
bad("item-kind-unknown", "items", rows("items", lambda r: [[r[0][0], "cloze", r[0][2]]] + r[1:]))
bad("item-kind-wrong", "c-ageing", rows("items", lambda r: [[r[0][0], "question", r[0][2]]] + r[1:]))
bad("item-lesson-wrong", "c-ageing", rows("items", lambda r: [[r[0][0], r[0][1], "doses"]] + r[1:]))
bad("item-lesson-unknown", "nowhere", rows("items", lambda r: [[r[0][0], r[0][1], "nowhere"]] + r[1:]))
bad("item-row-of-two", "items", rows("items", lambda r: [r[0][:2]] + r[1:]))
bad("item-row-of-four", "items", rows("items", lambda r: [r[0] + ["x"]] + r[1:]))
bad("item-id-other-form", "items", rows("items", lambda r: [["A b", r[0][1], r[0][2]]] + r[1:]))
bad("file-missing", "directory", rows("files", lambda r: r[:-1]))
bad("file-more", "extras/other.txt", rows("files", lambda r: r + [["extras/other.txt"] + r[-1][1:]]))
bad("file-is-a-lesson", "name", rows("files", lambda r: r + [["lessons/doses.json"] + r[-1][1:]]))

for member, value in {"id": "other", "title": "Other", "lang": "fr", "access": "member", "sections": lambda s: s[::-1]}.items():
	words = {"id": "outline", "sections": "sections"}.get(member, "doses|" + member)
	bad("outline-" + member, words, in_row("outline", 1, member, value))
for member in ("id", "title", "lang", "access", "sections", "counts"):
	bad("outline-without-" + member, member, rows("outline", lambda r, m=member: r[0].pop(m) and None))
bad("outline-access-unknown", "access", in_row("outline", 0, "access", "all"))


def in_section(row, section, number, value):
	return rows("outline", lambda r: r[row]["sections"][section].__setitem__(number, value))


for number, (member, value) in enumerate({"id": "other", "title": "Other", "level": 2}.items()):
	bad("outline-section-" + member, "sections", in_section(0, 0, number, value))
bad("outline-section-more", "sections", rows("outline", lambda r: r[0]["sections"].append(["x", "X", 1])))
bad("outline-section-less", "sections", rows("outline", lambda r: r[0]["sections"].pop() and None))
bad("outline-section-level-4", "sections", in_section(0, 1, 2, 4))
bad("outline-section-level-0", "sections", in_section(0, 0, 2, 0))
bad("outline-section-of-two", "sections", rows("outline", lambda r: r[0]["sections"][0].pop() and None))
bad("outline-section-of-four", "sections", rows("outline", lambda r: r[0]["sections"][0].append(1)))
for member in ("sections", "questions", "cards", "glossary"):
	bad("outline-counts-" + member, "doses|" + member, rows("outline", lambda r, m=member: r[1]["counts"].update({m: 7})))

bad("body-one-more", "body", document(INDEX, lambda i: i.update(body=i["body"] + 1)))
bad("body-missing", "body", document(INDEX, lambda i: i.pop("body") and None))
bad("lesson-bytes-one-more", "lessonBytes", document(INDEX, lambda i: i.update(lessonBytes=i["lessonBytes"] + 1)))
bad("lesson-bytes-missing", "lessonBytes", document(INDEX, lambda i: i.pop("lessonBytes") and None))
bad("unit-lessons", "units", document(INDEX, lambda i: i["units"][0].update(lessons=1)))
bad("unit-less", "units", document(INDEX, lambda i: i["units"].pop() and None))
bad("unit-twice", "mood", document(INDEX, lambda i: i["units"][1].update(id="mood")))
bad("unit-without-title", "title", document(INDEX, lambda i: i["units"][1].pop("title") and None))
bad("unit-id-other-form", "id", document(INDEX, lambda i: i["units"][1].update(id="A B")))
bad("units-missing", "units", document(INDEX, lambda i: i.pop("units") and None))


def many_units():
	return Pack([("u-%d" % number, "U", []) for number in range(4097)])


bad("units-4097", "units", lambda pack: None, base=many_units)


# Pages. The base has three pages of each list; in `lessons`, a page of pages precedes each two of them.
def paged():
	return many(7, lesson, lessons=(2, 2), outline=(3,), items=(9,))


def in_page(number, change, name=INDEX, of="lessons"):
	def put(doc):
		change((doc[of] if name == INDEX else doc)["pages"][number])
	return document(name, put)


bad("page-first", "first", in_page(1, lambda p: p.update(first="lesson-0004")), base=paged)
bad("page-first-with-a-back-slash", "first", in_page(1, lambda p: p.update(first="lesson-00\\04")), base=paged)
bad("page-first-of-items", "first", in_page(1, lambda p: p.update(first="c-x"), of="items"), base=paged)
bad("page-first-of-outline", "first", in_page(1, lambda p: p.update(first="lesson-0003"), of="outline"), base=paged)
bad("page-first-below", "first", in_page(1, lambda p: p.update(first="lesson-0002"), "index/0.json"), base=paged)
bad("page-rows", "rows", in_page(0, lambda p: p.update(rows=5)), base=paged)
bad("page-rows-below", "rows", in_page(0, lambda p: p.update(rows=1), "index/0.json"), base=paged)
bad("page-rows-zero", "rows", in_page(0, lambda p: p.update(rows=0)), base=paged)
bad("page-name-of-another", "index/", in_page(1, lambda p: p.update(name="index/0.json")), base=paged)
bad("page-name-unknown", "index/", in_page(1, lambda p: p.update(name="index/99.json")), base=paged)
bad("page-name-of-a-lesson", "name", in_page(1, lambda p: p.update(name="lessons/lesson-0001.json")), base=paged)
bad("page-name-of-the-index", "name", in_page(1, lambda p: p.update(name="index.json")), base=paged)
bad("page-shared", "index/", document(INDEX, lambda i: i["lessons"]["pages"].append(i["lessons"]["pages"][-1])), base=paged)
bad("page-shared-by-lists", "outline", document(INDEX, lambda i: i.update(outline=i["lessons"])), base=paged)
bad("page-cycle", "index/0.json", document("index/0.json", lambda p: p["pages"][0].update(name="index/0.json", offset=0)), base=paged)
bad("page-below-offset-of-another", "index/2.json", in_page(1, lambda p: p.update(offset=0), "index/0.json"), base=paged)
bad("page-below-offset-huge", "offset|index/1.json", in_page(0, lambda p: p.update(offset=(1 << 32) - 1), "index/0.json"),
	base=paged)
bad("page-start", "start", in_page(1, lambda p: p.update(start=p["start"] + 1)), base=paged)
bad("page-start-below", "start", in_page(1, lambda p: p.update(start=p["start"] + 1), "index/0.json"), base=paged)
bad("page-start-first", "start", in_page(0, lambda p: p.update(start=1)), base=paged)
bad("page-without-start", "start", in_page(1, lambda p: p.pop("start") and None), base=paged)
bad("page-start-huge", "start", in_page(1, lambda p: p.update(start=1 << 32)), base=paged)
for member, value in PLACE.items():
	change = (lambda p, m=member, v=value: p.update({m: v(p[m])}))
	bad("page-" + member, "index/", in_page(1, change), base=paged)
	bad("page-below-" + member, "index/", in_page(0, change, "index/0.json"), base=paged)
bad("page-without-pages-or-rows", "index/1.json", document("index/1.json", lambda p: {"x": 1}), base=paged)
bad("page-of-rows-and-pages", "index/1.json", document("index/1.json", lambda p: p.update(pages=[])), base=paged)
bad("page-order-of-rows", "index/1.json", document("index/1.json", lambda p: {"rows": p["rows"][::-1]}), base=paged)
bad("page-empty", "index/1.json|empty", document("index/1.json", lambda p: {"rows": []}), base=paged)
bad("pages-in-other-order", "index/0.json", document(INDEX, lambda i: {**i, "lessons": {"pages": i["lessons"]["pages"][::-1]}}),
	base=paged)
bad("pages-four-deep", "steps", lambda pack: many(17, lessons=(1, 2, 2, 2)))


def unreachable(pack):
	"""A page that nothing refers to, though `body` counts it."""
	extra = Entry("index/1.json", to_json({"rows": []}))
	made = pack.index

	def index(lessons, others):
		pack.documents[INDEX] = lambda i: i.update(body=i["body"] + len(extra))
		return made(lessons, others) + [extra]
	pack.index = index
	pack.pages = {"lessons": (9,)}


bad("page-unreachable", "index/1.json", unreachable)
