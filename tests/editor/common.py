"""What the tests of satchel-lsp share: trees of lessons, and the findings of satchel-lint to compare with."""

import copy
import json
import os
import shutil
import subprocess
import tempfile

from client import BIN, CAPABILITIES, position_of

TREE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
TESTS = []
WORK = os.path.realpath(tempfile.mkdtemp())

LESSON = """<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="{id}" xml:lang="en" reviewed="2026-01-01">
  <title>{title}</title>
  <summary>Something about {title}, in a sentence that is long enough.</summary>
  <objectives>
    <objective id="o-one">Say what it is.</objective>
  </objectives>
  <section id="s-first">
    <title>Its nature</title>
    <p>{text}</p>
  </section>
  <takeaways>
    <item>What to remember of it.</item>
  </takeaways>
  <cards>
    <card id="c-{id}" objective="o-one">
      <front>What is the colour of {title}?</front>
      <back>It is {id}-coloured.</back>
    </card>
  </cards>
</lesson>
"""


def test(function):
	TESTS.append(function)
	return function


def tree(**lessons):
	"""A new tree with lessons, by id: the text of their paragraph."""
	folder = os.path.realpath(tempfile.mkdtemp(dir=WORK))
	write(folder, "satchel.xml", '<satchel xmlns="urn:satchel:config:1"/>\n')
	for id, text in lessons.items():
		write(folder, id + ".xml", LESSON.format(id=id, title=id.capitalize(), text=text))
	return folder


def write(folder, name, text):
	with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
		file.write(text)


def content():
	folder = os.path.join(os.path.realpath(tempfile.mkdtemp(dir=WORK)), "content")
	shutil.copytree(os.path.join(TREE, "content"), folder)
	return folder


def run(program, *arguments, text=None, codes=(0, 1)):
	done = subprocess.run([os.path.join(BIN, program), *arguments], input=text, capture_output=True, encoding="utf-8")
	assert done.returncode in codes, (done.args, done.returncode, done.stderr)
	return done.stdout


def linted(path, text):
	"""The findings of satchel-lint in a text, as diagnostics are compared."""
	found = json.loads(run("satchel-lint", "-q", "-f", "json", "--stdin-path", path, "-", text=text) or "[]")
	lines = text.split("\n")

	def position(finding):
		"""Lines of satchel-lint end with \\n, those of LSP also with \\r."""
		line = (finding["line"] or 1) - 1
		start = sum(len(one) + 1 for one in lines[:line])
		at = start + min((finding["column"] or 1) - 1, len(lines[line]))
		return position_of(text, at - (text[at - 1:at + 1] == "\r\n"))  # no position is between these

	return sorted((*position(f).values(), f["rule"], f["message"]) for f in found if f["path"] == path)


def pulling():
	"""The capabilities of a client that pulls diagnostics."""
	capabilities = copy.deepcopy(CAPABILITIES)
	capabilities["textDocument"]["diagnostic"] = {"dynamicRegistration": False}
	capabilities["workspace"]["diagnostics"] = {"refreshSupport": True}
	return capabilities


def shown(diagnostics):
	return sorted((d["range"]["start"]["line"], d["range"]["start"]["character"], d["code"],
		d["message"].split("\nhelp: ")[0]) for d in diagnostics)


def is_same(diagnostics, findings):
	"""Labels follow messages in parentheses."""
	diagnostics = shown(diagnostics)
	return len(diagnostics) == len(findings) and all(
		d[:3] == f[:3] and (d[3] == f[3] or d[3].startswith(f[3] + " (")) for d, f in zip(diagnostics, findings))
