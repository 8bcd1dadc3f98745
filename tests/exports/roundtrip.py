"""Compares the items of two packs: each must be the same in both, except for what the rows of ledgers say of it."""

import json
import re
import zipfile

BLOCKS = ("p", "list", "callout", "figure", "audio", "video", "table", "rectangle", "ellipse", "polygon")
FORMATS = ("em", "strong", "term", "sub", "sup", "code", "abbr", "link")


def lessons(pack):
	with zipfile.ZipFile(pack) as archive:
		return [json.loads(archive.read(name)) for name in sorted(archive.namelist()) if name.startswith("lessons/")]


def items(pack):
	"""The questions, with the vignettes of their sets, and the cards, by id."""
	found = {}
	for lesson in lessons(pack):
		sets = {one["id"]: one["vignette"] for one in lesson.get("sets", [])}
		for item in lesson["questions"] + lesson["cards"]:
			if "set" in item:
				item["shared"] = sets[item["set"]]
			item["lesson"] = {name: lesson.get(name) for name in ("title", "lang")}
			found[item["id"]] = item
	return found


def sections(pack):
	"""The sections, at all levels, by lesson and id."""
	found = {}
	def add(lesson, all_of_them):
		for one in all_of_them:
			own = {name: part for name, part in one.items() if name != "sections"}
			found[lesson["id"], one["id"]] = {**own, "lesson": {name: lesson.get(name) for name in ("title", "lang")}}
			add(lesson, one.get("sections", []))
	for lesson in lessons(pack):
		add(lesson, lesson["sections"])
	return found


def text_nodes(value):
	"""All arrays of text."""
	if isinstance(value, dict):
		for name, one in value.items():
			yield from text_nodes(one)
	elif isinstance(value, list):
		if all(isinstance(one, str) or (isinstance(one, dict) and "type" in one) for one in value) and value:
			yield value
		for one in value:
			yield from text_nodes(one)


def spliced(nodes):
	"""The array with neighbouring strings as one, and without spaces at the ends."""
	made = []
	for one in nodes:
		if isinstance(one, str) and made and isinstance(made[-1], str):
			made[-1] = re.sub(" +", " ", made[-1] + one)
		elif one != "":
			made.append(one)
	return made


def rewrite(value, change):
	"""A copy in which each element of text or block is what change makes of it: a list."""
	if isinstance(value, dict):
		return {name: rewrite(one, change) for name, one in value.items()}
	if not isinstance(value, list):
		return value
	made = []
	for one in value:
		inner = rewrite(one, change)
		made.extend(change(inner) if isinstance(inner, dict) and "type" in inner else [inner])
	return spliced(made)


def of_type(*types):
	return lambda node: node.get("type") in types


def removed(test):
	return lambda item: rewrite(item, lambda node: [] if test(node) else [node])


def unwrapped(test):
	return lambda item: rewrite(item, lambda node: node.get("text", []) if test(node) else [node])


def without(*names, test=lambda node: True):
	def change(node):
		return [{name: one for name, one in node.items() if name not in names} if test(node) else node]
	return lambda item: rewrite(item, change)


def lacking(*names):
	"""The item without these members."""
	return lambda item: {name: one for name, one in item.items() if name not in names}


def plain(item):
	return unwrapped(lambda node: "text" in node and node["type"] not in ("p", "callout"))(item)


def is_internal(node):
	return node["type"] == "link" and "to" in node


def is_text(value):
	return bool(value) and all(isinstance(one, str) or (isinstance(one, dict) and "type" in one) for one in value)


def outer_space(nodes):
	"""The array with white space at the ends of elements moved out of them."""
	made = []
	for node in nodes:
		if not isinstance(node, dict) or not is_text(node.get("text")) or node["type"] in ("p", "callout"):
			made.append(node)
			continue
		inner = node["text"]
		before = after = ""
		if isinstance(inner[0], str) and inner[0][:1] in (" ", "\n", "\t"):
			before, inner = " ", [inner[0].lstrip(" \n\t"), *inner[1:]]
		if inner and isinstance(inner[-1], str) and inner[-1][-1:] in (" ", "\n", "\t"):
			after, inner = " ", [*inner[:-1], inner[-1].rstrip(" \n\t")]
		made.extend([before, {**node, "text": [one for one in inner if one != ""]}, after])
	return spliced(made)


def trimmed(value):
	"""Without spaces at the ends, and without what is derived or means nothing."""
	if isinstance(value, dict):
		bullets = value.get("type") == "list" and value["kind"] == "bullet"
		return {name: trimmed(one) for name, one in value.items() if name not in ("label", "auto") + ("kind",) * ("asset" in value and value.get("kind") in ("captions", "subtitles")) + ("start",) * bullets}
	if not isinstance(value, list):
		return re.sub("[ \t\n]+", " ", value) if isinstance(value, str) else value
	made = outer_space(spliced([trimmed(one) for one in value])) if is_text(value) else [trimmed(one) for one in value]
	return [one for one in made if one != ""]


def words_of(node):
	if isinstance(node, str):
		return node
	return "".join(words_of(one) for one in node.get("text", []))


def spoken(nodes, lang, formats):
	"""The array with the language of an element, if it is another one, as a span around it, without formats within the
	same format, and without elements that have nothing in them."""
	made = []
	for node in nodes:
		if not isinstance(node, dict) or node["type"] in BLOCKS:
			made.append(node)
			continue
		own = node.get("lang", lang)
		kind = node["type"]
		if kind == "code":
			node = {**node, "text": [words_of(node)]}
		if kind not in ("math", "cite"):
			node = {**node, "text": spoken(node.get("text", []), own, {*formats, kind})}
		if kind in ("math", "cite") or node["text"]:
			bare = {name: one for name, one in node.items() if name != "lang"}
			inner = node["text"] if kind == "span" or (kind in formats and kind in FORMATS) else [bare]
			made.extend(inner if own == lang else [{"type": "span", "text": inner, "lang": own}])
	return spliced(made)


def said(value, lang):
	"""The same for all text of an item."""
	if isinstance(value, dict):
		return {name: said(one, lang) for name, one in value.items()}
	if not isinstance(value, list):
		return value
	return spoken(value, lang, set()) if is_text(value) and not any(isinstance(one, dict) and one["type"] in BLOCKS for one in value) \
		else [said(one, lang) for one in value]


def whole(value):
	"""The same for an item."""
	def ends(value, inside):
		if isinstance(value, dict):
			if value.get("blocks") == []:
				value = lacking("blocks")(value)
			return {name: ends(one, "type" in value and value["type"] not in BLOCKS) for name, one in value.items()}
		if not isinstance(value, list):
			return value
		made = [ends(one, inside) for one in value]
		if is_text(made) and not inside:
			if isinstance(made[0], str):
				made[0] = made[0].lstrip(" ")
			if isinstance(made[-1], str):
				made[-1] = made[-1].rstrip(" ")
		# Where a citation was.
		return [re.sub(" +(?=[.,;:)])", "", one) if isinstance(one, str) else one for one in made if one != ""]
	value = trimmed({name: re.sub(r"\.0+$|(\.\d*?)0+$", r"\1", one) if name in ("value", "min", "max") else one for name, one in value.items()})
	return ends(trimmed(said(value, value["lesson"].get("lang"))), False)


def squeezed(value):
	"""All white space removed: a text that a row says is written in another way may have other spaces."""
	if isinstance(value, dict):
		return {name: squeezed(one) for name, one in value.items()}
	if isinstance(value, list):
		return [one for one in map(squeezed, value) if one != ""]
	return re.sub(r"\s", "", value) if isinstance(value, str) else value


def difference(one, other, path=""):
	"""Where two values differ first; None if they don't."""
	if type(one) is type(other) and isinstance(one, dict):
		for name in sorted({*one, *other}):
			if name not in one or name not in other:
				return "%s.%s: %s" % (path, name, "only before: %.100s" % one[name] if name in one else "only after: %.100s" % other[name])
			found = difference(one[name], other[name], "%s.%s" % (path, name))
			if found:
				return found
	elif type(one) is type(other) and isinstance(one, list):
		for at, (a, b) in enumerate(zip(one, other)):
			found = difference(a, b, "%s[%d]" % (path, at))
			if found and (isinstance(a, str) or isinstance(b, str)):
				return "%s: %.250r | %.250r" % (path, one[at:], other[at:])
			if found:
				return found
		if len(one) != len(other):
			return "%s: length %d, %d: %.300s | %.300s" % (path, len(one), len(other), one, other)
	elif one != other:
		return "%s: %.160r | %.160r" % (path, one, other)
	return None
