"""What lessons and the documents of packs contain: words with their languages, and attributes."""

import collections
import functools
import hashlib
import os
import re

from maker import LANG, NS, local


class Spoken(collections.Counter):
	"""Words with their languages."""

	def say(self, text, language):
		for word in (text or "").split():
			self[language.lower(), word] += 1

	def xml(self, element, language):
		language = element.get(LANG, language).strip()
		self.say(element.text, language)
		for name in ("alt", "alttext", "title", "at", "hint"):
			self.say(element.get(name), language)
		for child in element:
			self.xml(child, language)
			self.say(child.tail, language)

	def json(self, value, language):
		if isinstance(value, str):
			self.say(value, language)
		elif isinstance(value, list):
			for one in value:
				self.json(one, language)
		elif isinstance(value, dict):
			inner = value.get("lang", language)
			for name, one in value.items():
				if name == "tags" or (name == "text" and "auto" in value):
					continue # no text, or that of a target
				if isinstance(one, (list, dict)):
					self.json(one, language if "alt" in value or value.get("type") in ("figure", "audio", "video") else inner)
				elif name in ("alt", "at", "hint") or (name == "title" and value.get("type") == "abbr"):
					self.say(one, inner)


# Attributes that a pack has under another name, in another form, or not at all. Every other attribute is a member with
# the same name and value.
CHANGED = {"access", "alttext", "correct", "kind", "max", "min", "progress", "scope", "shuffle", "source", "to", "tolerance"}
SHAPES = {"rectangle", "ellipse", "polygon"}
DEFAULTS = {("columns", "1"), ("rows", "1"), ("start", "1")}


def hundredths(number):
	return str(round(100 * float(number)))


def asset(path):
	"""The asset that a file becomes."""
	with open(path, "rb") as file:
		return "assets/" + hashlib.sha256(file.read()).hexdigest()[:16] + os.path.splitext(path)[1]


def attributes(root, folder):
	"""The attributes of a lesson, whose files are in the folder, as members."""
	for element in root.iter():
		for name, value in element.items():
			value = re.sub("[ \\t\\r\\n]+", " ", value).strip(" ")
			if name != "tags" and element.tag.startswith(NS) and re.fullmatch("[+]?[0-9]+", value):
				value = str(int(value))
			first, *others = name.split("-")
			if name == "tags":
				yield from (("", tag) for tag in value.split(" "))
			elif name in ("src", "poster"):
				linked = value.startswith("https:")
				yield "href" if linked else "asset" if name == "src" else name, value if linked else asset(os.path.join(folder, value))
			elif name == "points":
				yield from (("", hundredths(number)) for number in re.split("[ ,]+", value))
			elif local(element) in SHAPES and name not in ("n", LANG):
				yield name, hundredths(value)
			elif name == "digest":
				yield "sha256", value
			elif name == "length":
				yield "length", str(functools.reduce(lambda sum, part: 60 * sum + int(part), value.split(":"), 0))
			elif name not in CHANGED | {LANG} and (name, value) not in DEFAULTS:
				yield first + "".join(map(str.title, others)), value


def members(value):
	"""The members of a document that are strings or numbers, as strings."""
	for name, one in value.items() if isinstance(value, dict) else [("", one) for one in value]:
		if isinstance(one, (dict, list)):
			yield from members(one)
		else:
			yield name, str(one)
