#!/usr/bin/env python3
"""Lists what lesson.xsd and pack.xsd declare but no lesson in content/ and no definition in packs/ uses, so that every
element, attribute and value has an example to learn from."""

import glob
import os
import sys
import xml.etree.ElementTree as tree

sys.dont_write_bytecode = True
TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(TOP, "tests", "lessons"))
from grammar import XS, Grammar, label  # noqa: E402
from maker import LANG, local  # noqa: E402

# What is left out, by the type, group or simple type that declares it.
UNUSED = {
	"author credentials": "the content names no person, and it must not invent one",
	"author orcid": "as its credentials",
	"credit href": "all pictures and recordings are our own",
	"item progress": "only for content that has been released",
	"person orcid": "as in lessons",
	"recording digest": "only for recordings at an address, which may vanish",
	"recording length": "as their digest",
	"reviewer orcid": "the reviewer is not named",
}

# What the schema does not tell apart, but authors do.
KINDS = {
	"a code as a tag": lambda one: ":" in one.get("tags", ""),
	"a formula in a line of text": lambda one: local(one) == "math" and one.get("display") != "block",
	"a formula on a line of its own": lambda one: local(one) == "math" and one.get("display") == "block",
	"a link to a part of another lesson": lambda one: "#" in one.get("to", ""),
	"a link that takes its label from its target": lambda one: bool(one.get("to")) and not "".join(one.itertext()).strip(),
	"captions in another language": lambda one: local(one) == "captions" and LANG in one.keys(),
	"an <em> in another language": lambda one: local(one) == "em" and LANG in one.keys(),
	"a <term> in another language": lambda one: local(one) == "term" and LANG in one.keys(),
}


def declared(schema):
	"""What a schema declares itself, without xml:lang, which all elements may have: {node: name}."""
	names = {}
	for top in schema:
		for node in top.iter():
			if node is not top and node.tag in (XS + "element", XS + "attribute", XS + "enumeration") and not node.get("ref"):
				names[node] = "%s %s" % (top.get("name"), node.get("value") or node.get("name"))
	return names


def use(grammar, element, type_name, used):
	"""Adds the nodes of the schema that declare what an element has."""
	attributes = {label(one): one for one in grammar.attributes(type_name)}
	for name, value in element.items():
		one = attributes[name.replace(LANG, "xml:lang")]
		values = grammar.named.get((XS + "simpleType", one.get("type", "")[2:]), ())
		used |= {one, *(each for each in values and values.iter(XS + "enumeration") if each.get("value") == value.strip())}
	elements = {one.get("name"): one for one in grammar.members(grammar.content(type_name))}
	for child in element:
		one = elements[local(child)]
		used.add(one)
		if one.get("type")[2:] in grammar.types:
			use(grammar, child, one.get("type")[2:], used)


def main():
	missing = []
	for grammar, root, folder in ((Grammar(), "lesson", "content/**/*.xml"), (Grammar("pack"), "pack", "packs/*.xml")):
		used, kinds = set(), KINDS if root == "lesson" else {}
		for path in glob.glob(os.path.join(TOP, folder), recursive=True):
			element = tree.parse(path).getroot()
			if local(element) == root:
				use(grammar, element, root, used)
				kinds = {name: fits for name, fits in kinds.items() if not any(map(fits, element.iter()))}
		# Formulas use of MathML what they need.
		missing += [name for node, name in declared(grammar.schemas[root]).items() if node not in used] + list(kinds)
	for name in sorted({*missing} - {*UNUSED}):
		print("not used in content/ or packs/: " + name)
	for name in sorted({*UNUSED} - {*missing}):
		print("used, but among the exceptions: " + name)


main()
