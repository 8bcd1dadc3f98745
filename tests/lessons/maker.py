"""Generates lessons that are valid against lesson.xsd by following the schema, so that a new element, attribute or
value appears in them without further work. Maker.settle does what a schema can't express: that a question has a key,
for example."""

import collections
import functools
import xml.etree.ElementTree as tree
from xml.sax.saxutils import escape, quoteattr

from grammar import XS, Grammar, label, matching

NS = "{urn:satchel:lesson:1}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo ka né ßu ñi βo жи 心 א e\u0301 \U0001f9e0 Ωm".split(" ")
BETWEEN = (" ", " ", " ", "  ", "\n\t", " & ", " < ", " > ", ", ", "; ", "\u00a0", " \u2013 ", " ]]> ")
LANGUAGES = ("en", "en-GB", "de", "DE", "fr", "pt-BR", "zh-Hant-TW", "la", "de-AT-1996", "sr-Latn", "sl-rozaj-biske", "es-419", "uk",
	"de-DE-u-co-phonebk", "en-x-a1")
INTEGERS = ("1", "2", "3", "4", "5", "+4", "05")


def local(element):
	return element.tag.partition("}")[2]


def checked(orcid):
	"""With the check digit of ISO/IEC 7064 MOD 11-2."""
	total = 0
	for digit in orcid[:-1].replace("-", ""):
		total = (total + int(digit)) * 2
	return orcid[:-1] + "0123456789X"[(12 - total % 11) % 11]


def for_members(element):
	return element.get("access", "").strip() == "member"


def settle_access(element, random, outer=False):
	"""Nothing in a part for members is free."""
	if for_members(element) and random.random() < 0.8 and any(one.get("access", "").strip() == "free" for one in element.iter()):
		del element.attrib["access"]
	members = outer or for_members(element)
	if outer and "access" in element.keys():
		element.set("access", "member")
	for child in element:
		settle_access(child, random, members)


class Maker:
	def __init__(self, random, pictures):
		self.random, self.pictures, self.grammar = random, pictures, Grammar()
		self.chosen, self.count, self.lessons, self.hidden = collections.Counter(), 0, [], set()

	def lesson(self):
		self.own = []
		root = self.element(self.grammar.named[XS + "element", "lesson"], 0)
		parts = {one.get("name"): one for one in self.grammar.members(self.grammar.content("lesson"))}
		if root.find(".//*[@objective]") is not None and root.find(NS + "objectives") is None:
			root.insert(list(root).index(root.find(NS + "section")), self.element(parts["objectives"], 1))
		if root.find(".//%scite" % NS) is not None and root.find(NS + "sources") is None:
			root.append(self.element(parts["sources"], 1))
		settle_access(root, self.random)
		self.point(root)
		self.lessons.append(root.get("id"))
		return root

	def wants(self, *key):
		"""Whether to include something optional: more likely if it was rarely included before."""
		wanted = self.random.random() < max(0.25, 1 / (1 + self.chosen[key]))
		self.chosen[key] += wanted
		return wanted

	def rarest(self, key, values):
		least = min(self.chosen[key, value] for value in values)
		value = self.random.choice([v for v in values if self.chosen[key, v] == least or self.random.random() < 0.3])
		self.chosen[key, value] += 1
		return value

	def words(self):
		made = []
		for _ in range(self.random.randint(1, 5)):
			self.count += 1
			made.append("".join(self.random.choice(SYLLABLES) for _ in range(self.random.randint(1, 4))) + "%x" % self.count)
		return self.random.choice(BETWEEN).join(made)

	def element(self, declared, depth):
		type_name = declared.get("type")[2:]
		made = tree.Element((MATH if declared.get("type").startswith("m:") else NS) + declared.get("name"))
		for particle in self.grammar.content(type_name):
			self.add(made, type_name, particle, depth + 1)
		for attribute in self.grammar.attributes(type_name):
			unless = attribute.findtext(".//%sappinfo" % XS)
			if attribute.get("use") == "required" or (made.find(NS + unless) is None if unless else
					self.wants(type_name, label(attribute))):
				name = LANG if attribute.get("ref") else attribute.get("name")
				made.set(name, self.value(type_name, attribute))
				self.chosen[type_name, label(attribute)] += bool(unless)
		if self.grammar.types[type_name].get("mixed"):
			text = self.random.choice(("", " ", "\n  ")) + self.words() + self.random.choice(("", " "))
			leading = [child for child in made if local(child) in self.grammar.leading(type_name)]
			if leading:
				leading[-1].tail = text
			else:
				made.text = text
			for child in made:
				if local(child) in self.inline() and self.random.random() < 0.7:
					child.tail = self.random.choice(("", " ", "\n")) + self.words()
		self.settle(made, depth)
		return made

	@functools.cache
	def inline(self):
		return {one.get("name") for one in self.grammar.members(self.grammar.named[XS + "group", "inline"])} | {"blank"}

	def add(self, parent, type_name, particle, depth):
		number = int(particle.get("minOccurs", 1))
		ways = {one.get("name"): one for one in self.grammar.members([particle])}
		if number and depth > 12 and particle.tag == XS + "group":
			ways = {name: one for name, one in ways.items() if not self.grammar.content(one.get("type")[2:])}
		if particle.get("maxOccurs") == "unbounded":
			never = sum(not self.chosen[type_name, name] for name in ways)
			while self.random.random() < (0.8 if never > 0 and depth < 9 else 0.72 - 0.06 * depth):
				number, never = number + 1, never - 1
		elif number == 0:
			number = int(self.wants(type_name, particle.get("name")))
		for _ in range(number):
			if particle.tag == XS + "sequence":
				for one in particle:
					self.add(parent, type_name, one, depth)
			elif particle.tag == XS + "element":
				self.chosen[type_name, particle.get("name")] += 1
				parent.append(self.element(particle, depth))
			else:
				parent.append(self.element(ways[self.rarest(type_name, sorted(ways))], depth))

	def value(self, type_name, attribute):
		base, enumerated, patterns = self.grammar.facets(attribute)
		if attribute.get("name") == "id":
			return self.identifier(type_name not in ("option", "choice"))
		if enumerated:
			value = self.rarest((type_name, label(attribute)), enumerated)
		elif base == "date":
			value = self.random.choice(("2024-02-29", "2026-01-01", "2025-12-31") if attribute.get("use") else ("2032-02-29", "2099-12-31"))
		elif base == "language":
			value = self.random.choice(LANGUAGES)
		elif base == "positiveInteger":
			value = self.random.choice(INTEGERS)
		elif base == "boolean":
			value = self.random.choice(("false", "0"))
		else:
			value = matching(self.random, self.random.choice(patterns)) if patterns else self.words()
		# All these types collapse white space at both ends.
		return self.random.choice(("", "", " ", "\n  ")) + value + self.random.choice(("", "", " "))

	def identifier(self, linkable=True):
		self.count += 1
		name = self.random.choice(("x", "a-b", "x" * 50, "q1-2-3")) + "-%d" % self.count
		if linkable:
			self.own.append(name)
		return name

	def settle(self, made, depth):
		"""Applies what the schema can't express about an element."""
		name = local(made)
		inside = {one.get("name"): one for one in self.grammar.members(self.grammar.content(name))} if name in self.grammar.types else {}
		if name == "open-question" and made.find(NS + "answer") is None and made.find(NS + "model-answer") is None:
			made.insert(list(made).index(made.find(NS + "stem")) + 1, self.element(inside["answer"], depth))
		for one, least in (("choice", 2), ("step", 2)):
			while name in ("matching-question", "ordering-question") and one in inside and len(made.findall(NS + one)) < least:
				made.insert(list(made).index(made.find(NS + one)), self.element(inside[one], depth))
		if name == "question-set":
			while len([one for one in made if "question" in one.tag]) < 2:
				made.append(self.element(inside["question"], depth))
		for prompt in made.findall(NS + "prompt"):
			prompt.set("choice", self.random.choice(made.findall(NS + "choice")).get("id").strip())
		if name == "question":
			for option in made.findall(NS + "option"):
				option.attrib.pop("credit", None)
		if name == "numeric-question":
			self.settle_range(made)
		if name == "question":
			while len(made.findall(NS + "option")) < 2:
				after = list(made).index(made.find(NS + "option"))
				made.insert(after, self.element(inside["option"], depth))
			options = made.findall(NS + "option")
			right = 1 if made.get("kind", "").strip() != "multiple" else self.random.randint(1, len(options))
			for option in self.random.sample(options, right):
				option.set("correct", self.random.choice(("true", "1", " true ")))
		if name == "cloze" and made.find(NS + "blank") is None:
			made.insert(0, self.element(inside["blank"], depth))
		if name in ("rectangle", "ellipse"):
			# Within the picture, wherever it lies.
			for attribute in ("x", "y", "width", "height", "cx", "cy", "rx", "ry"):
				if attribute in made.keys():
					made.set(attribute, str(self.random.randint(41, 50) if attribute[0] in "xyc" else self.random.randint(1, 40)))
		if name == "cloze" and any("n" in blank.keys() for blank in made.iter(NS + "blank")):
			for blank in made.iter(NS + "blank"):
				blank.set("n", blank.get("n", "1"))
		if "orcid" in made.keys():
			made.set("orcid", checked(made.get("orcid").strip()))
		if "tags" in made.keys():
			made.set("tags", " ".join(dict.fromkeys(made.get("tags").split())))
		if name in self.grammar.alone():
			for nested in list(made.iter(NS + name))[1:]:
				nested.tag, nested.attrib = NS + "span", {LANG: nested.get(LANG, "en")}
		if name == "link":
			drop = self.random.choice(("href", "to"))
			if len({"href", "to"} & set(made.keys())) == 2:
				del made.attrib[drop]
			elif not {"href", "to"} & set(made.keys()):
				made.set("to", "")

	def settle_range(self, made):
		low, high = sorted(("%d.%d" % (self.random.randint(-99, 99), self.random.randint(0, 99)) for _ in range(2)), key=float)
		if made.attrib.pop("min", None) and made.attrib.pop("max", "0"):
			made.attrib.pop("tolerance", None)
			made.set("min", low)
			made.set("max", high)
			if made.get("value"):
				made.set("value", high)
		else:
			made.attrib.pop("max", None)
			made.set("value", made.get("value") or low)
			# 0 has no sign, and no percentage.
			if float(made.get("value")) == 0:
				made.set("value", "0.5")

	def label(self, element, latin, free, named):
		"""Empties some links outside titles and terms: their text becomes the label of their target. Latin has no words
		for figures, tables and recordings. What everyone can read must not show titles for members."""
		for child in element:
			name, inner = child.tag[len(NS):], (child.get(LANG) or "la" * latin).strip() == "la"
			public, target = free and not for_members(child), child.get("to", "").split("#")[-1]
			allowed = target in named[inner] and not (public and target in self.hidden)
			if name == "link" and allowed and self.random.random() < 0.7:
				child.text = self.random.choice((None, " ", "\n"))
				child[:] = []
			if name not in ("title", "term", "synonym", "abbreviation"):
				self.label(child, inner, public, named)

	def hide(self, element, outer):
		"""Notes what has a title for members."""
		members = outer or for_members(element)
		if members and local(element) in ("lesson", "section", "entry"):
			self.hidden.add(element.get("id"))
		for child in element:
			self.hide(child, members)

	def point_recording(self, element):
		"""A recording is a file, whose length may be said, or at an address."""
		if self.random.random() < 0.5:
			source, length = ("beat.wav", "0:02") if element.tag == NS + "audio" else ("gait.mp4", "0:40")
			element.set("src", "images/" + source)
			element.attrib.pop("digest", None)
			if "length" in element.keys():
				element.set("length", length)
		else:
			element.set("src", "https://example.org/a")
			element.set("length", element.get("length", "0:40"))
			element.set("digest", "%064x" % self.random.getrandbits(250))
		if "poster" in element.keys():
			element.set("poster", self.random.choice(self.pictures))

	def point(self, root):
		"""Gives every reference a target."""
		ids = {name: [one.get("id") for one in root.iter(NS + name)] for name in ("source", "objective", "entry", "question-set")}
		for element in root.iter():
			if "source" in element.keys():
				element.set("source", self.random.choice(ids["source"]))
			if "entry" in element.keys():
				element.set("entry", self.random.choice(ids["entry"] or [""]))
				if not ids["entry"]:
					del element.attrib["entry"]
			if "objective" in element.keys():
				element.set("objective", self.random.choice(ids["objective"]))
			if "src" in element.keys():
				element.set("src", "images/gait.vtt" if local(element) == "captions" else self.random.choice(self.pictures))
			if element.tag in (NS + "audio", NS + "video"):
				self.point_recording(element)
			if "to" in element.keys():
				linkable = [one for one in self.own if one not in ids["source"] + ids["question-set"]]
				own = self.random.choice(linkable)
				element.set("to", self.random.choice([own, root.get("id") + "#" + own if own != root.get("id") else own] + self.lessons[-2:]))
		titled = {*self.lessons, root.get("id"), *(one.get("id") for name in ("section", "entry") for one in root.iter(NS + name))}
		numbered = {one.get("id") for name in ("figure", "table", "audio", "video") for one in root.iter(NS + name)}
		self.hide(root, False)
		self.label(root, root.get(LANG).strip() == "la", not for_members(root), (titled | numbered, titled))


def write(random, root):
	"""The lesson as XML, laid out in one of many ways."""
	made = ['<?xml version="1.0" encoding="UTF-8"?>\n']

	def text(characters):
		for piece in characters.split(" "):
			way = random.random()
			if way < 0.05 and "]]>" not in piece and piece:
				yield "<![CDATA[%s]]>" % piece
			elif way < 0.1:
				yield "<!-- a remark -->" + escape(piece)
			elif way < 0.15:
				yield "".join("&#x%X;" % ord(c) if ord(c) > 127 else escape(c) for c in piece)
			else:
				yield escape(piece)
			yield " "

	def element(one, prefix=""):
		names = [(name.replace(LANG, "xml:lang"), value) for name, value in one.items()]
		random.shuffle(names)
		if one is root:
			names.insert(0, ("xmlns", NS[1:-1]))
		if one.tag == MATH + "math":
			prefix = random.choice(("", "", "m:"))
			names.insert(0, ("xmlns:m" if prefix else "xmlns", MATH[1:-1]))
		made.append("<" + prefix + local(one) + "".join(" %s=%s" % (name, quoteattr(value)) for name, value in names) + ">")
		made.extend(list(text(one.text or ""))[:-1])
		for child in one:
			element(child, prefix)
			made.extend(list(text(child.tail or ""))[:-1])
		made.append("</%s%s>" % (prefix, local(one)))
	element(root)
	return "".join(made) + "\n"
