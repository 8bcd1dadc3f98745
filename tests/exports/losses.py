"""What each row of a ledger allows to differ, by its text."""

import collections
import json
import re

from roundtrip import difference, is_internal, items, lacking, lessons, of_type, removed, rewrite, sections, unwrapped, whole, without

RECORDINGS = ("audio", "video")
SPACE = "no-break space"
NEW_IDS, OTHER_KIND = "an id that does not begin with q-", "kind of the question"


def links_to(target):
	lesson, _, part = target.partition("#")
	return lambda node: is_internal(node) and ((node.get("part", node["to"]) == target and not part) or
		(node["to"] == lesson and node.get("part", "") == part))


def without_written_sources(item):
	"""Sources that were written after an explanation, numbered."""
	item = removed(lambda node: node["type"] == "cite" or (node["type"] == "sup" and re.fullmatch(r"\[\d+.*\]", str(node["text"][0]))))(item)
	explanation = item.get("explanation")
	if not explanation:
		return item
	is_source = lambda text: bool(text) and isinstance(text[0], str) and re.match(r"\[\d+\]", text[0])
	kept = {**explanation, "text": [] if is_source(explanation["text"]) else explanation["text"],
		"blocks": [one for one in explanation.get("blocks", []) if one["type"] != "p" or not is_source(one["text"])]}
	return {**item, "explanation": kept} if kept["text"] or kept["blocks"] else lacking("explanation")(item)


def choices_by_text(item):
	"""Prompts name the text of their choice, which has no id."""
	if "choices" not in item or any("id" not in one for one in item["choices"]):
		return item
	texts = {one["id"]: {name: part for name, part in one.items() if name != "id"} for one in item["choices"]}
	order = lambda one: json.dumps(one, sort_keys=True)
	prompts = [{**one, "choice": texts[one["choice"]]} for one in item["prompts"]]
	return {**item, "choices": sorted(texts.values(), key=order), "prompts": prompts}


def options_without(*names):
	return lambda item: {**item, "options": [lacking(*names)(one) for one in item["options"]]} if "options" in item else item


def in_answers(change):
	"""A change to answers, choices, prompts and steps only."""
	parts = ("answers", "choices", "prompts", "steps")
	return lambda item: {name: [change(part) for part in one] if name in parts else one for name, one in item.items()}


def set_as_vignette(item):
	"""A question of its own, whose vignette begins with the one that its set shares."""
	if "shared" in item:
		shared, own = item["shared"], item.get("vignette", {})
		rest = ([{"type": "p", "text": own["text"]}] if own.get("text") else []) + own.get("blocks", [])
		item = {**lacking("set", "shared")(item), "vignette": {**shared, "blocks": shared.get("blocks", []) + rest}}
	# Repeated, its figures and tables have other ids.
	return {**item, "vignette": without("id")(item["vignette"])} if "vignette" in item else item


LOSSES = {
	"access( for members( only)?)?|limitation to members": lacking("access"),
	"objective": lacking("objective"),
	SPACE: lambda item: item,
	"difficulty": lacking("difficulty"),
	"language": lacking("lang"),
	"tags of questions": lacking("tags"),
	"citations?|citations in the summary": removed(of_type("cite")),
	"citations .numbered.": without_written_sources,
	"glossary entry '.*'|glossary entry of a term|terms of the glossary": without("entry", test=of_type("term")),
	"links? (to other parts of the content|to another part of the content|within the content)": unwrapped(is_internal),
	"emphasis": unwrapped(of_type("em")),
	"strong emphasis": unwrapped(of_type("strong")),
	"terms": unwrapped(of_type("term")),
	"subscripts": unwrapped(of_type("sub")),
	"superscripts": unwrapped(of_type("sup")),
	"code": unwrapped(of_type("code")),
	"languages of phrases": unwrapped(of_type("span")),
	"languages of formulas": without("lang", test=of_type("math")),
	"language of the description of the picture": lacking("lang"),
	"pictures of a cloze": lacking("blocks"),
	"tolerance in percent": lambda item: item,
	"the long forms of abbreviations": unwrapped(of_type("abbr")),
	"the targets of links": unwrapped(of_type("link")),
	"gaps": unwrapped(of_type("blank")),
	"formulas|formulas .in words.": unwrapped(of_type("math")),
	"spoken form of formulas": without("text", test=of_type("math")),
	"number at which a list starts": without("start", test=of_type("list")),
	"captions and poster of a video": without("captions", "poster", test=of_type("video")),
	"ids of figures( and recordings)?": without("id", test=of_type("figure", *RECORDINGS)),
	"table within a table": removed(of_type("table")),
	"ids of tables": without("id", test=of_type("table")),
	"ids of the choices|order of the choices": choices_by_text,
	"ids of( the)? options": options_without("id"),
	"credit of .*|(the )?credits? of (the correct )?options": options_without("credit"),
	"least and greatest number|best number": lacking("value"),
	"(the )?fixed order( of( its)? options)?": lacking("shuffle"),
	"picture": removed(of_type("figure")),
	"recording": removed(of_type(*RECORDINGS)),
	"pictures and recordings": lambda item: item, # Their names are written, and they are beside the table.
	"unit|explanation|model answer": lacking("unit", "stem", "explanation", "modelAnswer"),
	"(its )?question set|vignette": set_as_vignette,
	"the targets of links": unwrapped(of_type("link")),
}
PATTERNS = [(re.compile(pattern), change) for pattern, change in LOSSES.items()]


def changes(what, outcome):
	"""The changes that a row allows; none if it is not known here."""
	if what == "citations" and "numbers" in outcome:
		what = "citations (numbered)"
	part = re.fullmatch("(.*) in (an answer|the title|the summary|the title of its lesson)", what)
	if part and part[2] == "an answer":
		return [in_answers(change) for change in changes(part[1], outcome)]
	if part:
		return changes(part[1], outcome)
	if re.fullmatch("id '.*'", what):
		return [without("id", test=of_type("figure", "table", *RECORDINGS))]
	named = re.fullmatch(r"(citation of|link to|picture|recording) '(.*)'", what)
	if named and named[1] == "citation of":
		return [removed(lambda node: node["type"] == "cite" and node["source"] == named[2])]
	if named and named[1] == "link to":
		return [unwrapped(links_to(named[2]))]
	if named:
		return [removed(of_type("figure", *RECORDINGS))]
	return [change for pattern, change in PATTERNS if pattern.fullmatch(what)]


def without_languages(value):
	"""Importers keep languages of phrases, but not everywhere that lessons may have them."""
	if isinstance(value, dict):
		return {name: without_languages(one) for name, one in value.items() if name != "lang"}
	return [without_languages(one) for one in value] if isinstance(value, list) else value


def apply(item, rows, errors):
	for what, outcome in sorted(rows):
		found = changes(what, outcome)
		for change in found:
			# Choices are compared by what the other rows leave of them.
			item = change(item) if change is not choices_by_text else item
		if not found:
			errors.append("unknown row: %s" % what)
	item = whole(item)
	return choices_by_text(item) if any("the choices" in what for what, _ in rows) else item


def apply_lesson(lesson, rows):
	"""The same for what items have of their lesson: its title and language."""
	for what, outcome in sorted(rows):
		for change in changes(what, outcome):
			lesson = change(lesson)
	return lesson


def rows_by_item(rows):
	"""What of an item changed, and what became of it. Names are cut in a ledger."""
	found = collections.defaultdict(set)
	for row in rows:
		if "counts" not in row:
			found[(row.get("item") or "").rstrip("…")[:60], row["kind"]].add((row.get("what", ""), row["outcome"]))
	return lambda name, *kinds: set().union(*(found[(name or "")[:60], kind] for kind in kinds))


def places(pack):
	"""The lesson and the set of each item."""
	return {item["id"]: (lesson["id"], item.get("set")) for lesson in lessons(pack) for item in lesson["questions"] + lesson["cards"]}


def differences(before, after, rows, languages):
	"""How the items of two packs differ beyond what the rows say; languages: whether those of phrases count."""
	of, was_at, is_at, errors = rows_by_item(rows), places(before), places(after), []
	old, new = items(before), items(after)
	if any(row.get("what") == SPACE for row in rows):
		# Most importers name items by their text, so that it is not known which they are.
		old, new = (json.loads(json.dumps(one, ensure_ascii=False).replace("\u00a0", " ")) for one in (old, new))
	for name, item in old.items():
		lesson, group = was_at[name]
		own = of(name, "question", "card") | of(group, "question set")
		if name not in new:
			gone = {"", NEW_IDS, OTHER_KIND} & {what for what, _ in own}
			errors += [] if gone else ["%s is missing: %s" % (name, sorted(own))]
			continue
		own |= of(is_at[name][0], "lesson with links")
		pair = []
		for one in (item, new[name]):
			one = apply({**one, "lesson": apply_lesson(one["lesson"], of(lesson, "lesson"))}, own, errors)
			pair.append(one if languages else without_languages(unwrapped(of_type("span"))(one)))
		found = difference(*pair)
		errors += ["%s: %s; rows: %s" % (name, found, sorted(own))] if found else []
	return errors + ["%s is new" % name for name in new.keys() - old.keys() if not any(row.get("what") == NEW_IDS for row in rows)]


# Rows of lessons that say nothing of the text of their sections.
NOT_OF_SECTIONS = re.compile("date of the next review|glossary|indented quotation|objectives|reviewers.*|sources|takeaways")


def section_differences(before, after, rows, languages):
	"""The same for sections. What else is written as text is new."""
	of, errors = rows_by_item([row for row in rows if not NOT_OF_SECTIONS.fullmatch(row.get("what", ""))]), []
	old, new = sections(before), sections(after)
	if any(row.get("what") == SPACE for row in rows):
		old, new = ({name: json.loads(json.dumps(one, ensure_ascii=False).replace("\u00a0", " ")) for name, one in found.items()} for found in (old, new))
	for name, section in old.items():
		own = of(name[0], "lesson", "lesson with links") | of(name[1], "section")
		if name not in new:
			# A heading alone is left out, with a row that names it by its text.
			if section["blocks"] and ("id '%s'" % name[1]) not in {row.get("what") for row in rows}:
				errors.append("section %s of %s is missing" % (name[1], name[0]))
			continue
		pair = []
		for one in (section, new[name]):
			one = apply({**one, "lesson": apply_lesson(one["lesson"], own)}, own, errors)
			pair.append(one if languages else without_languages(unwrapped(of_type("span"))(one)))
		found = difference(*pair)
		errors += ["section %s of %s: %s; rows: %s" % (name[1], name[0], found, sorted(own))] if found else []
	return errors
