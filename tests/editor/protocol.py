"""What clients rely on: folders in all forms, versions, and valid positions at each offset of odd lessons."""

import copy
import json
import os
import re
from xml.etree import ElementTree

from client import CAPABILITIES, Client, Failure, apply, offset_of, place_of, position_of, uri_of
from common import LESSON, is_same, linted, pulling, test, tree, write

ODD = ("😀 <em\n>hé😀re</em> <!-- n😀o\nmore --> <![CDATA[5mg 😀\nx]]> <link\n to=\"c-blue\n\">it</link> 5mg "
	"<link to=\"&#114;ed\">x</link> <link to=\"red#s-first\">y</link>\n<link href=\"https://a.b/\n😀\">z</link>")


@test
def folders_come_in_all_forms():
	folder = tree(red="Nothing is is here.")
	uri = uri_of(folder)
	for params, shown in (({"rootUri": uri}, uri), ({"rootUri": uri, "workspaceFolders": None}, uri),
			({"rootPath": folder, "rootUri": None}, uri),
			*(({"workspaceFolders": [{"uri": one, "name": "x"}]}, one.rstrip("/")) for one in (uri + "/",
				uri.replace("//", "//localhost"), uri.replace("file", "FILE"), uri.replace("//", "", 1)))):
		client = Client()
		client.ask("initialize", {"processId": None, "capabilities": CAPABILITIES, **params})
		client.notify("initialized", {})
		with client.changed:
			assert client.changed.wait_for(lambda: shown + "/red.xml" in client.published, 60), params
		assert client.end() == 0


@test
def new_documents_have_findings_of_their_own():
	client = Client(tree())
	text = LESSON.format(id="red", title="Red", text="Words.")
	for uri, words in (("untitled:1", "It is is red."), ("untitled:2", "Words."), ("untitled:3", "It was 5mg.")):
		client.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "version": 1,
			"text": text.replace("Words.", words)}})
		# A request before they are shown.
		client.ask("textDocument/codeAction", {"textDocument": {"uri": uri}, "context": {"diagnostics": []},
			"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}})
	with client.changed:
		assert client.changed.wait_for(lambda: "untitled:3" in client.published, 60)
	assert {uri: [x["code"] for x in one["diagnostics"]] for uri, one in client.published.items()} == {
		"untitled:1": ["text/repeated-word"], "untitled:3": ["medical/missing-space"]}
	assert client.end() == 0


@test
def an_id_is_renamed_where_it_is_now():
	folder = tree(red='😀 <link to="c-blue">it</link>', pink='<link to="c-blue">it</link>', blue="Nothing.",
		gold='<link to="c-blue">it</link>')
	capabilities = copy.deepcopy(CAPABILITIES)
	capabilities["workspace"] = {"workspaceEdit": {"documentChanges": True}}  # and it reports no changed files
	client = Client(folder, capabilities)
	paths = {name: os.path.join(folder, name + ".xml") for name in ("red", "pink", "blue", "gold")}
	texts = {name: client.open(paths[name]) for name in ("red", "pink")}
	at = place_of(texts["red"], "c-blue", 2)
	client.request("references", paths["red"], at, context={"includeDeclaration": True})
	client.change(paths["pink"], [{"text": "Just words."}], 9)
	for name in ("blue", "gold"):
		with open(paths[name], encoding="utf-8") as file:
			texts[name] = file.read().replace("?>", "?>\n<!-- more -->")
		write(folder, name + ".xml", texts[name])
	edit = client.request("rename", paths["red"], at, newName="c-navy")
	changed = {one["textDocument"]["uri"]: one for one in edit["documentChanges"]}
	assert {uri: one["textDocument"]["version"] for uri, one in changed.items()} == {uri_of(paths["red"]): 1,
		uri_of(paths["blue"]): None, uri_of(paths["gold"]): None}
	for name in ("red", "blue", "gold"):
		assert apply(texts[name], changed[uri_of(paths[name])]["edits"]) == texts[name].replace('"c-blue"', '"c-navy"')
	used = client.request("references", paths["red"], at, context={"includeDeclaration": True})
	for one in used:
		name = os.path.basename(one["uri"])[:-4]
		start, end = (offset_of(texts[name], one["range"][side]) for side in ("start", "end"))
		assert texts[name][start:end] == "c-blue"
	assert client.end() == 0


def with_encoding(encoding):
	capabilities = json.loads(json.dumps(CAPABILITIES))
	capabilities["general"]["positionEncodings"] = [encoding]
	return capabilities


@test
def the_other_of_two_is_found_in_all_encodings():
	folder = tree(red="Nothing.", blue="Nothing.")
	text = LESSON.format(id="blue", title="Blue", text="Nothing.")
	text = text.replace('<card id="c-blue', '<!-- ää😀 --><card id="c-red')
	write(folder, "blue.xml", text)
	before = next(line for line in text.split("\n") if "c-red" in line).split("c-red")[0]
	for encoding, units in (("utf-8", len(before.encode())), ("utf-16", len(before) + 1), ("utf-32", len(before))):
		client = Client(folder, with_encoding(encoding))
		red = os.path.join(folder, "red.xml")
		client.open(red)
		[found] = client.wait_for(red, lambda d: [x for x in d if "relatedInformation" in x])
		assert found["relatedInformation"][0]["location"]["range"]["start"]["character"] == units, (encoding, found)
		assert client.end() == 0


def key(position):
	return position["line"], position["character"]


def contains(outer, inner):
	return key(outer["start"]) <= key(inner["start"]) and key(inner["end"]) <= key(outer["end"])


def check_selection(selection, here):
	last = here
	while selection:
		assert contains(selection["range"], last), (selection["range"], last)
		last, selection = selection["range"], selection.get("parent")


def check_answers(client, path, at):
	"""The answers at a position: all ranges contain it."""
	here = {"start": at, "end": at}
	hover = client.request("hover", path, at)
	assert not hover or contains(hover["range"], here), (at, hover)
	for item in client.request("completion", path, at)["items"]:
		replaced = item["textEdit"]["range"]
		assert contains(replaced, here) and replaced["start"]["line"] == replaced["end"]["line"], (at, item)
	marks = client.request("documentHighlight", path, at)
	assert not marks or any(contains(mark["range"], here) for mark in marks), (at, marks)
	check_selection(client.request("selectionRange", path, positions=[at])[0], here)
	for action in client.request("codeAction", path, range=here, context={"diagnostics": []}):
		for edits in action.get("edit", {"changes": {}})["changes"].values():
			edits = sorted((one["range"] for one in edits), key=lambda one: key(one["start"]))
			assert all(key(a["end"]) <= key(b["start"]) for a, b in zip(edits, edits[1:])), action


@test
def answers_contain_the_position_at_each_offset():
	whole = LESSON.format(id="red", title="R😀d", text=ODD)
	folder = tree(blue="Nothing.", red="")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	for text in (whole, whole.replace("\n", "\r\n"), whole.replace("</section>", "<a b='1\n2' c=\"😀\n"),
			re.sub(' id="[^"]*"', "", whole)):
		client.open(red, text)
		for index in range(0, len(text) + 1, 3):
			if text[index - 1:index + 1] != "\r\n":
				check_answers(client, red, position_of(text, index))
		for fold in client.request("foldingRange", red):
			assert fold["startLine"] < fold["endLine"], fold
	assert client.end() == 0


@test
def each_finding_is_within_its_line_in_all_encodings():
	text = LESSON.format(id="red", title="R😀d", text=ODD).replace("\n", "\r\n")
	for encoding, width in (("utf-8", lambda s: len(s.encode())), ("utf-16", lambda s: len(s.encode("utf-16-le")) // 2),
			("utf-32", len)):
		folder = tree(red="")
		client = Client(folder, with_encoding(encoding))
		red = os.path.join(folder, "red.xml")
		client.open(red, text)
		lines = text.split("\r\n")
		for found in client.wait_for(red, lambda d: d):
			for end in found["range"].values():
				assert end["character"] in [width(lines[end["line"]][:i]) for i in range(len(lines[end["line"]]) + 1)], found
		assert client.end() == 0


@test
def fixes_are_named_after_what_they_do():
	folder = tree(red="")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red, LESSON.format(id="red", title="Red", text="Words</em> with x < 3."))
	for part, title in (("</em>", "delete it"), ("< 3", "write &lt;")):
		at = place_of(client.open(red, text), part)
		titles = [one["title"] for one in client.request("codeAction", red, range={"start": at, "end": at},
			context={"diagnostics": [], "only": ["quickfix"]})]
		assert "Fix, may change the meaning: " + title in titles, titles
	assert client.end() == 0


@test
def clients_that_pull_are_told_of_mistakes_in_open_settings():
	folder = tree(red="Nothing.")
	client = Client(folder, pulling())
	config = os.path.join(folder, "satchel.xml")
	client.ask("workspace/diagnostic", {"previousResultIds": []})
	client.open(config, "<satchel")
	with client.changed:
		assert client.changed.wait_for(lambda: any("refresh" in one["method"] for one in client.asked), 60)
	assert [one["code"] for one in client.request("diagnostic", config)["items"]] == ["config/syntax"]
	assert client.end() == 0


@test
def characters_that_no_text_can_have_move_nothing():
	folder = tree(red="Nothing.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = LESSON.format(id="red", title="Red", text="😀 X is is here.")
	for odd, shown in (("\ud83d", "�"), ("\udc00", "�"), ("\0", "\x01"), ("\ud800\ud800", "��"), ("\\ud800", "\\ud800")):
		client.open(red, text.replace("X", odd))
		wanted = linted(red, text.replace("X", shown))
		assert wanted, odd
		client.wait_for(red, lambda d: is_same(d, wanted))
		client.open(red, text.replace("X is", "is"))
	assert client.end() == 0


@test
def no_id_is_renamed_in_half_a_tree():
	folder = tree(red='<link to="c-blue">it</link>', blue="Nothing.")
	write(folder, "satchel.xml", "<satchel")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	at = place_of(client.open(red), "c-blue", 2)
	try:
		assert not client.request("rename", red, at, newName="c-navy")
	except Failure as failure:
		assert "satchel.xml" in str(failure), failure
	config = os.path.join(folder, "satchel.xml")
	client.open(config, '<satchel xmlns="urn:satchel:config:1"/>')
	assert len(client.request("rename", red, at, newName="c-navy")["changes"]) == 2
	client.change(config, [{"text": "<satchel"}], 2)  # the last text without mistakes applies
	assert len(client.request("rename", red, at, newName="c-navy")["changes"]) == 2
	assert client.end() == 0


@test
def ids_are_retired_in_the_list_and_not_in_comments():
	folder = tree(red="Nothing.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	at = place_of(client.open(red), "<card ", 2)
	start = '<retired-ids xmlns="urn:satchel:retired:1"'
	for before, after in ((start + ">\n<!-- </retired-ids> -->\n", "</retired-ids>\n"),
			("<!-- <retired-ids/> -->" + start, "/>\n"), (start, "></retired-ids>"), ("<!-- <retired-ids/> -->", None), ("", None)):
		text = before + (after or "")
		client.open(os.path.join(folder, "retired.xml"), text)
		actions = client.request("codeAction", red, range={"start": at, "end": at}, context={"diagnostics": [],
			"only": ["refactor"]})
		assert len(actions) == (after is not None), (text, actions)
		if after:
			text = apply(text, actions[0]["edit"]["changes"][uri_of(os.path.join(folder, "retired.xml"))])
			assert text.startswith(before), text
			[line] = [one for one in ElementTree.fromstring(text) if one.tag.endswith("}retired")]
			assert line.get("id") == "c-red"
	assert client.end() == 0
