"""Renames, tried from every id to every name, and ids of lessons that are in no tree."""

import json
import os
import re

from client import Client, Failure, apply, position_of, uri_of
from common import LESSON, WORK, run, test, tree, write

BLUE = """See <link to="c-red">it</link>, <link to="red">that</link>, <link to="red#s-first">there</link> and
      <link to="s-first">here</link>."""
RETIRED = """<retired-ids xmlns="urn:satchel:retired:1">
  <retired id="c-gone" since="2026-01-01" reason="it was wrong"/>
</retired-ids>
"""


def mistakes(folder):
	found = json.loads(run("satchel-lint", "-q", "-f", "json", folder) or "[]")
	return sorted(f["rule"] for f in found if f["rule"].startswith(("identity/", "reference/", "schema/")))


def put(folder, edits):
	for uri, changes in edits.items():
		path = uri.removeprefix("file://")
		with open(path, encoding="utf-8") as file:
			text = file.read()
		write(folder, os.path.basename(path), apply(text, changes))


@test
def each_rename_is_refused_or_leaves_no_new_mistake():
	folder = tree(red="Nothing.", blue=BLUE)
	write(folder, "retired.xml", RETIRED)
	texts = {}
	for name in ("red.xml", "blue.xml"):
		with open(os.path.join(folder, name), encoding="utf-8") as file:
			texts[name] = file.read()
	client = Client(folder)
	before, done, refused = mistakes(folder), 0, 0
	for name in texts:
		client.open(os.path.join(folder, name))  # so that the files may change for a moment
	for name, text in texts.items():
		path = os.path.join(folder, name)
		places = {match.group(1): match.start(1) for match in re.finditer(r'\b(?:id|to|objective)="([^"]*)"', text)}
		for id, at in places.items():
			for new in (*places, "c-gone", "new", "a.b", "s--x", "satchel"):
				try:
					# Not at the start of lesson#id: that is the name of the lesson.
					edits = client.request("rename", path, position_of(text, at + len(id)), newName=new)["changes"]
				except Failure:
					refused += 1
					continue
				put(folder, edits)
				assert mistakes(folder) == before, (name, id, new, mistakes(folder))
				for one, whole in texts.items():
					write(folder, one, whole)
				done += 1
	assert done > 10 and refused > 30, (done, refused)
	assert client.end() == 0


@test
def ids_of_a_lesson_in_no_tree_are_found_in_it():
	folder = os.path.join(WORK, "no-tree")
	os.mkdir(folder)
	write(folder, "out.xml", LESSON.format(id="out", title="Out", text='See <link to="s-first">it</link> and <link to="c-out">it</link>.'))
	client = Client(folder)
	path = os.path.join(folder, "out.xml")
	text = client.open(path)
	for place in ('objective="o-one', 'to="s-first', 'to="c-out', 'id="c-out', 'id="o-one'):
		at = position_of(text, text.index(place) + len(place))
		definitions = client.request("definition", path, at)
		assert [one["uri"] for one in definitions] == [uri_of(path)], (place, definitions)
		assert len(client.request("references", path, at, context={"includeDeclaration": True})) == 2, place
		assert len(client.request("documentHighlight", path, at)) == 2, place
	assert client.end() == 0
