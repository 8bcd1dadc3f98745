#!/usr/bin/env python3
"""Makes every kind of mistake at every element and attribute of every/lesson.xml: each must give one finding, in the line
of the mistake or one beside it. Prints TAP without a plan, a test for each kind.

  MISTAKES  how many of each kind: 5
  SEED      which: 1
"""

import concurrent.futures
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "packs"))
from lessons import MP4, SVG, VTT, WAV  # noqa: E402

BIN = os.path.join(os.path.abspath(os.environ.get("BUILD", "build")), "bin")
VALIDATE = (os.path.join(BIN, "satchel-validate"),)
LINT = (os.path.join(BIN, "satchel-lint"), "--select", "text/invisible-character")
MOST = int(os.environ.get("MISTAKES", 5))
TAG = re.compile(r'<(/?)([A-Za-z-]+)((?:\s+[A-Za-z:-]+="[^"]*")*)\s*(/?)>')
ATTRIBUTE = re.compile(r'\s+([A-Za-z:-]+)="([^"]*)"')
with open(os.path.join(HERE, "lesson.xml"), encoding="utf-8") as file:
	LESSON = file.read()


class Element:
	"""An element of the lesson: its name, the offsets of its tags, and [(name, value, start, end)] of its attributes."""

	def __init__(self, match, parent):
		self.name, self.parent, self.children = match[2], parent, []
		self.start, self.inside, self.empty = match.start(), match.end(), bool(match[4])
		self.last, self.end = match.end(), match.end()
		self.attributes = [(one[1], one[2], match.start(3) + one.start(), match.start(3) + one.end())
			for one in ATTRIBUTE.finditer(match[3])]
		if parent:
			parent.children.append(self)

	def tag(self):
		return LESSON[self.start:self.inside]


def elements():
	"""The first of each element in each parent."""
	found, stack = {}, [None]
	for match in TAG.finditer(LESSON):
		if match[1]:
			element = stack.pop()
			element.last, element.end = match.start(), match.end()
			continue
		element = Element(match, stack[-1])
		found.setdefault((element.parent and element.parent.name, element.name), element)
		if not element.empty:
			stack.append(element)
	return list(found.values())


def misspelt(name):
	return name[:-1] if len(name) > 3 else name + name[-1]


def swapped(name):
	return name[:len(name) // 2 - 1] + name[len(name) // 2] + name[len(name) // 2 - 1] + name[len(name) // 2 + 1:]


def tag_mistakes(one):
	"""(kind, [(start, end, text)]) of the tags of an element."""
	name, inner = one.name, one.start + 1 + len(one.name)
	yield "a space before the name", [(one.start + 1, one.start + 1, " ")]
	yield "< twice", [(one.start, one.start, "<")]
	yield "no >", [(one.inside - 1, one.inside, "")]
	yield "an attribute of HTML", [(inner, inner, ' class="x"')]
	yield "another namespace", [(inner, inner, ' xmlns="http://www.w3.org/1999/xhtml"')] if name != "math" else []
	if one.empty:
		yield "a backslash for the slash", [(one.inside - 2, one.inside, "\\>")]
		yield "a space after the slash", [(one.inside - 2, one.inside, "/ >")]
		yield "no slash", [(one.inside - 2, one.inside, ">")]
		return
	yield "no start tag", [(one.start, one.inside, "")]
	yield "no end tag", [(one.last, one.end, "")] if name != "span" else []
	yield "the start tag twice", [(one.start, one.start, one.tag())]
	yield "the end tag twice", [(one.end, one.end, "</%s>" % name)]
	yield "no slash in the end tag", [(one.last + 1, one.last + 2, "")]
	yield "a backslash in the end tag", [(one.last + 1, one.last + 2, "\\")]
	yield "the slash after the name of the end tag", [(one.last, one.end, "<%s/>" % name)]
	yield "a space in the end tag", [(one.last + 2, one.last + 2, " ")]
	yield "no < in the end tag", [(one.last, one.last + 1, "")]
	yield "no name in the end tag", [(one.last + 2, one.end - 1, "")]
	yield "a slash too many", [(one.inside - 1, one.inside, "/>")] if one.parent else []
	for kind, change in (("misspelt", misspelt), ("with swapped letters", swapped), ("in capitals", str.upper),
		("with a capital", str.capitalize)):
		wrong = change(name)
		if len(name) > 1 or change is not swapped:
			yield "a name %s" % kind, [(one.start + 1, inner, wrong), (one.last + 2, one.end - 1, wrong)]
			yield "the start tag %s" % kind, [(one.start + 1, inner, wrong)] if one.parent or change is swapped else []
			yield "the end tag %s" % kind, [(one.last + 2, one.end - 1, wrong)]


def content_mistakes(one):
	"""The same of what is in an element."""
	for text in ("<b>bold</b>", "<u>under</u>", "<br>", "<hr/>", '<font color="red">red</font>', "<div>words</div>",
		"<ul><li>one</li><li>two</li></ul>", "<dl><dt>term</dt><dd>words</dd></dl>", "<script>alert(1)</script>",
		'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>', "<!-- a -- b -->"):
		if not one.empty and one.name not in ("math", "mfrac", "mi"):
			yield "there is " + text, [(one.last, one.last, text)]
	if not one.empty and LESSON[one.last - 1] not in ">\n ":
		yield "an & in text", [(one.last, one.last, " & more")]
		yield "a < in text", [(one.last, one.last, " < 5")]
		yield "an entity of HTML", [(one.last, one.last, "&nbsp;")]
	if one.children and one.name in ("p", "row", "list", "people", "objectives", "takeaways", "questions", "cloze", "audio", "section"):
		yield "no tags at all", [(one.start, one.inside, ""), (one.last, one.end, "")] if one.name != "audio" else []
	if one.name == "section" and one.parent.name == "lesson": # the end of another one seems to be too many
		yield "no start tag and no title", [(one.start, one.children[0].end, "")]
	after = LESSON[one.end:one.parent.last].strip() if one.parent else "more"
	if not one.empty and not after and one.name != one.parent.name:
		yield "end tags in the wrong order", [(one.last, one.end, "</%s>" % one.parent.name),
			(one.parent.last, one.parent.end, "</%s>" % one.name)]
	if one.parent and one.parent.name == one.name + "s":
		yield "named as its list", [(one.start + 1 + len(one.name),) * 2 + ("s",), (one.end - 1, one.end - 1, "s")]
	if one.parent and one.parent.parent and one.parent.name not in ("figure", "math", "mfrac", "picture") and \
		one.name not in ("title", "p", "section") and one.parent.name != "question-set":
		yield "before its parent", [(one.start, one.end, ""), (one.parent.start, one.parent.start, LESSON[one.start:one.end])]


def hidden(one):
	"""A control of writing direction in each text and value, even of a formula or a name."""
	inside = one.children[0].start if one.children else one.last
	if LESSON[one.inside:inside].strip():
		yield "a control of writing direction in text", [(inside, inside, "a\u202eb")]
	for name, value, start, end in one.attributes:
		if name != "xmlns":
			yield "a control of writing direction in a value", [(start, end, ' %s="%s\u202eb"' % (name, value))]


def attribute_mistakes(one, name, value, start, end):
	if name == "xmlns" and one.name == "math":
		return
	for kind, text in (("twice", ' %s="%s" %s="%s"' % (name, value, name, value)), ("misspelt", ' %s="%s"' % (misspelt(name), value)),
		("in capitals", ' %s="%s"' % (name.upper(), value)), ("without quotation marks", " %s=%s" % (name, value)),
		("without the first quotation mark", ' %s=%s"' % (name, value)),
		("without the last quotation mark", ' %s="%s' % (name, value)), ("in curly quotation marks", " %s=\u201c%s\u201d" % (name, value)),
		("without =", ' %s"%s"' % (name, value)), ("with a colon", ' %s:"%s"' % (name, value)), ("without a value", " " + name),
		("with = and no value", " %s=" % name), ("without a space", '%s="%s"' % (name, value)),
		("after a comma", ', %s="%s"' % (name, value))):
		yield "an attribute " + kind, [(start, end, text)]


def mistakes():
	"""{kind: [(what, text, line)]}"""
	found = {}
	for one in elements():
		all_kinds = [*tag_mistakes(one), *content_mistakes(one), *hidden(one)]
		for attribute in one.attributes:
			all_kinds += attribute_mistakes(one, *attribute)
		for kind, changes in all_kinds:
			if not changes:
				continue
			text = LESSON
			for start, end, new in sorted(changes, reverse=True):
				text = text[:start] + new + text[end:]
			at = min(change[0] for change in changes) if "no tags" in kind or "before" in kind else changes[0][0]
			if text == LESSON: # two equal letters were swapped
				continue
			what = "%s in %s" % (one.name, one.parent.name if one.parent else "the file")
			found.setdefault(kind, []).append((what, text, LESSON.count("\n", 0, at) + 1))
	return found


def judge(folder, mistake):
	"""What is wrong with the findings for a mistake, or None."""
	what, text, line = mistake
	checker = LINT if "\u202e" in text else VALIDATE
	done = subprocess.run([*checker, "--quiet", "--no-config", "--format", "jsonl", "--stdin-path", "lesson.xml", "-"], cwd=folder,
		input=text, capture_output=True, text=True, check=False)
	rows = [json.loads(row) for row in done.stdout.splitlines()]
	if len(rows) == 1 and abs(rows[0]["line"] - line) <= 1 and done.returncode == 1:
		return None
	return "%s, line %d: %d findings%s" % (what, line, len(rows), "".join("; %d:%d %s" % (row["line"], row["column"], row["message"])
		for row in rows[:3])) + done.stderr


def main():
	source = random.Random(int(os.environ.get("SEED", 1)))
	with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor() as pool:
		for name, data in (("a.svg", SVG), ("b.svg", SVG), ("beat.wav", WAV), ("gait.mp4", MP4), ("gait.vtt", VTT)):
			with open(os.path.join(folder, name), "wb") as file:
				file.write(data)
		right = judge(folder, ("the lesson itself", LESSON, 0))
		kinds = {"none": []} if right and "0 findings" in right else {"none": ["the lesson has mistakes: %s" % right]}
		for kind, made in mistakes().items():
			chosen = source.sample(made, min(MOST, len(made)))
			kinds[kind] = [one for one in pool.map(lambda each: judge(folder, each), chosen) if one]
		for kind, errors in kinds.items():
			print("%s - one finding for one mistake: %s" % ("not ok" if errors else "ok", kind))
			for error in errors:
				print("#   " + error)
	return any(kinds.values())


sys.exit(main())
