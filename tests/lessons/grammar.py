"""The grammar of lessons, read from lesson.xsd and, for formulas, mathml.xsd, or that of pack definitions, read from
pack.xsd. No type of one schema has the name of one of another that is read with it."""

import functools
import os
import re
import re._parser as regex
import sys
import xml.etree.ElementTree as tree

XS = "{http://www.w3.org/2001/XMLSchema}"
SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "schema")
CHARACTERS = [chr(code) for code in range(0x21, 0x7f)] + list("éü心\U0001f9e0")


class Grammar:
	def __init__(self, *names):
		self.schemas = {name: tree.parse(os.path.join(SCHEMA, name + ".xsd")).getroot() for name in names or ("lesson", "mathml")}
		children = [child for schema in self.schemas.values() for child in schema if child.get("name")]
		self.named = {(child.tag, child.get("name")): child for child in children}
		assert len(self.named) == len(children)
		self.types = {name: child for (tag, name), child in self.named.items() if tag == XS + "complexType"}

	def body(self, type_name):
		"""The children of a type, after those of the type that it extends."""
		extension = self.types[type_name].find("*/" + XS + "extension")
		if extension is None:
			return [*self.types[type_name]]
		return [*(self.body(extension.get("base")[2:]) if extension.get("base")[2:] in self.types else ()), *extension]

	@functools.cache
	def content(self, type_name):
		return [one for one in self.body(type_name) if one.tag in (XS + "sequence", XS + "choice")]

	def attributes(self, type_name):
		found = []
		for one in self.body(type_name):
			if one.tag == XS + "attributeGroup":
				found += self.named[one.tag, one.get("ref")[2:]].findall(XS + "attribute")
			elif one.tag == XS + "attribute":
				found.append(one)
		return found

	def members(self, particles):
		"""The elements in a content model, in any order."""
		return [element for one in particles for element in self.elements(one)]

	@functools.cache
	def elements(self, particle):
		if particle.tag == XS + "element":
			return [self.named[particle.tag, "math"] if particle.get("ref") else particle]
		if particle.get("ref"):
			return self.members(self.named[XS + "group", particle.get("ref")[2:]])
		return self.members(particle) if particle.tag in (XS + "sequence", XS + "choice") else []

	def leading(self, type_name):
		"""The children of a type with text that come before the text."""
		names = [one.get("name") for one in self.members(self.content(type_name))]
		return names[:names.index("em")] if "em" in names else []

	@functools.cache
	def alone(self):
		"""The types of a lesson that contain no element of their own, however deep: schema processors do not check that."""
		return [name for name, one in self.types.items() if one.find(XS + "annotation/" + XS + "appinfo") is not None and
			"em" in [inner.get("name") for inner in self.members(self.content(name))]]

	def facets(self, attribute):
		"""(base type, enumerated values, patterns) of an attribute's type."""
		name = attribute.get("type", "xs:language")
		if name.startswith("xs:"):
			return name[3:], [], []
		restriction = self.named[XS + "simpleType", name[2:]].find(XS + "restriction")
		return (restriction.get("base")[3:], [one.get("value") for one in restriction.iter(XS + "enumeration")],
			[one.get("value") for one in restriction.iter(XS + "pattern")])

	def parts(self):
		"""Everything that can occur: (type, child element), (type, attribute), (type, attribute, value). What can be anywhere
		in a formula counts once."""
		anywhere = self.members(self.content("math"))
		for name in self.types:
			for element in self.members(self.content(name)):
				if name == "math" or element not in anywhere:
					yield name, element.get("name")
			for attribute in self.attributes(name):
				yield name, "@" + label(attribute)
				for value in self.facets(attribute)[1]:
					yield name, "@" + label(attribute), value


def label(attribute):
	return attribute.get("name") or attribute.get("ref")


def matching(random, pattern):
	"""A random string that matches the pattern."""
	return "".join(pieces(random, parse(pattern)))


parse = functools.cache(regex.parse)


def pieces(random, parsed):
	for kind, value in parsed:
		kind = str(kind)
		if kind == "LITERAL":
			yield chr(value)
		elif kind == "NOT_LITERAL":
			yield random.choice([character for character in CHARACTERS if character != chr(value)])
		elif kind == "IN":
			yield random.choice(accepted(tuple(value)))
		elif kind == "BRANCH":
			yield from pieces(random, random.choice(value[1]))
		elif kind == "SUBPATTERN":
			yield from pieces(random, value[3])
		elif kind == "MAX_REPEAT":
			low, high, inner = value
			for _ in range(random.randint(low, min(int(high), low + random.choice((0, 1, 3))))):
				yield from pieces(random, inner)
		else:
			sys.exit("%s: a pattern has what grammar.py does not know: %s" % (SCHEMA, kind))


@functools.cache
def accepted(members):
	return [character for character in CHARACTERS if accepts(members, character)]


def accepts(members, character):
	"""Whether a character class matches the character."""
	negated = str(members[0][0]) == "NEGATE"
	found = any(chr(value) == character if str(kind) == "LITERAL" else
		value[0] <= ord(character) <= value[1] if str(kind) == "RANGE" else character.isspace() for kind, value in members[negated:])
	return found != negated
