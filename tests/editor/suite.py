"""The tests of satchel-lsp, as TAP."""

import glob
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from client import (BIN, CAPABILITIES, Client, Failure, apply, offset_of, place_of, position_of, uri_of)  # noqa: E402

TREE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
EDITS = int(os.environ.get("EDITS") or (25 if os.environ.get("SANITIZE") else 100))
SEED = int(os.environ.get("SEED") or 1)
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
		return position_of(text, start + min((finding["column"] or 1) - 1, len(lines[line])))

	return sorted((*position(f).values(), f["rule"], f["message"]) for f in found if f["path"] == path)


def shown(diagnostics):
	return sorted((d["range"]["start"]["line"], d["range"]["start"]["character"], d["code"],
		d["message"].split("\nhelp: ")[0]) for d in diagnostics)


def is_same(diagnostics, findings):
	"""Labels follow messages in parentheses."""
	diagnostics = shown(diagnostics)
	return len(diagnostics) == len(findings) and all(
		d[:3] == f[:3] and (d[3] == f[3] or d[3].startswith(f[3] + " (")) for d, f in zip(diagnostics, findings))


@test
def diagnostics_are_those_of_satchel_lint():
	folder = content()
	client = Client(folder)
	for path in sorted(glob.glob(folder + "/*/*.xml")):
		text = client.open(path).replace('correct="true"', "", 1).replace("</title>", "</titel>", 1)
		client.change(path, [{"text": text}], 2)
		wanted = linted(path, text)
		assert wanted, path
		client.wait_for(path, lambda diagnostics: is_same(diagnostics, wanted))
	assert client.end() == 0


@test
def after_every_edit_the_diagnostics_are_those_of_satchel_lint():
	folder = content()
	draw = random.Random(SEED)
	client = Client(folder)
	paths = sorted(glob.glob(folder + "/*/*.xml"))
	texts = {path: client.open(path) for path in paths}
	pieces = ["", " ", "\n", "<", ">", "</p>", "<p>", "&", "é", "😀", "is is ", '"', "id=\"x\"", "10 MG ", "\r\n", "<!--", "A"]
	for number in range(EDITS):
		path = draw.choice(paths)
		text = texts[path]
		start = draw.randrange(len(text) + 1)
		end = min(len(text), start + draw.choice([0, 0, 1, 5, 30]))
		# Undo every other edit of the lesson, so that it is not broken for ever.
		piece = draw.choice(pieces)
		changed = text[:start] + piece + text[end:]
		client.change(path, [{"range": {"start": position_of(text, start), "end": position_of(text, end)}, "text": piece}],
			number + 2)
		write(folder, path, changed)  # the context of satchel-lint when another lesson is edited
		wanted = linted(path, changed)
		try:
			client.wait_for(path, lambda diagnostics: is_same(diagnostics, wanted), 30)
		except TimeoutError as error:
			raise AssertionError((path, start, end, piece, wanted, str(error))) from None
		texts[path] = changed
		if number % 2:
			client.change(path, [{"text": text}], number + 3)
			write(folder, path, text)
			texts[path] = text
	assert client.end() == 0


@test
def an_edit_in_one_lesson_shows_in_another():
	folder = tree(red="See <link to=\"c-blue\">the other card</link>.", blue="Nothing.")
	client = Client(folder)
	red, blue = (os.path.join(folder, name) for name in ("red.xml", "blue.xml"))
	text = client.open(blue)
	client.change(blue, [{"text": text.replace('id="c-blue"', 'id="c-green"')}], 2)
	assert client.wait_for(red, lambda d: any(x["code"] == "reference/unknown-id" for x in d))
	client.change(blue, [{"text": text}], 3)
	client.wait_for(red, lambda d: not any(x["code"] == "reference/unknown-id" for x in d))
	client.open(red)
	client.change(blue, [{"text": text.replace('id="c-blue"', 'id="c-green"')}], 4)
	assert client.wait_for(red, lambda d: any(x["code"] == "reference/unknown-id" for x in d))
	client.tell("textDocument/didClose", {"textDocument": {"uri": uri_of(blue)}})
	client.wait_for(red, lambda d: not any(x["code"] == "reference/unknown-id" for x in d))
	assert client.end() == 0


@test
def files_that_change_on_disk_are_checked_again():
	folder = tree(red="Nothing.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red).replace("<p>Nothing.", "<p>Nothing nothing of it is is here.")
	client.change(red, [{"text": text}], 2)
	assert client.wait_for(red, lambda d: any(x["code"] == "text/repeated-word" for x in d))
	write(folder, "satchel.xml", '<satchel xmlns="urn:satchel:config:1">\n'
		'  <rule name="text/repeated-word" severity="off"/>\n</satchel>\n')
	client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(folder + "/satchel.xml"), "type": 2}]})
	client.wait_for(red, lambda d: not any(x["code"] == "text/repeated-word" for x in d))
	write(folder, "blue.xml", LESSON.format(id="blue", title="Blue", text='<link to="nowhere">x</link>'))
	client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(folder + "/blue.xml"), "type": 1}]})
	client.wait_for(os.path.join(folder, "blue.xml"), lambda d: d)
	os.unlink(os.path.join(folder, "blue.xml"))
	client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(folder + "/blue.xml"), "type": 3}]})
	client.wait_for(os.path.join(folder, "blue.xml"), lambda d: not d)
	write(folder, "satchel.xml", "<satchel>\n")
	client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(folder + "/satchel.xml"), "type": 2}]})
	assert client.wait_for(os.path.join(folder, "satchel.xml"), lambda d: d)[0]["severity"] == 1
	assert client.end() == 0


@test
def closing_a_document_clears_its_diagnostics():
	folder = tree(red="Nothing is is here.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	client.wait_for(red, lambda d: d)  # as a file that is not open
	text = client.open(red)
	client.change(red, [{"text": text.replace("is is", "is")}], 2)
	client.wait_for(red, lambda d: not d)
	outside = os.path.join(WORK, "outside.xml")
	client.open(outside, text)
	client.wait_for(outside, lambda d: d)
	client.tell("textDocument/didClose", {"textDocument": {"uri": uri_of(outside)}})
	client.wait_for(outside, lambda d: not d)
	client.open("/untitled", text)
	client.tell("textDocument/didOpen", {"textDocument": {"uri": "untitled:Untitled-1", "languageId": "xml", "version": 1,
		"text": text}})
	with client.changed:
		assert client.changed.wait_for(lambda: "untitled:Untitled-1" in client.published, 30)
	assert client.end() == 0


WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 100000, "character": 0}}


@test
def fixes_remove_findings_and_fix_all_is_that_of_satchel_lint():
	folder = tree(red="Give 10 MG  of it is is here, i.e. .5 mg.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red)
	actions = client.request("codeAction", red, range=WHOLE, context={"diagnostics": []})
	fixes = [a for a in actions if a.get("kind") == "quickfix" and not a["title"].startswith("Suppress")]
	assert fixes, actions
	for action in fixes:
		changed = apply(text, action["edit"]["changes"][uri_of(red)])
		before = linted(red, text)
		after = linted(red, changed)
		assert len(after) < len(before), (action["title"], after)
	all_fixes = [a for a in actions if a.get("kind") == "source.fixAll.satchel"]
	assert len(all_fixes) == 1
	for _ in range(5):  # a fix may enable another, as in the rounds of satchel-lint
		text = apply(text, all_fixes[0]["edit"]["changes"][uri_of(red)])
		client.change(red, [{"text": text}], 2)
		all_fixes = client.request("codeAction", red, range=WHOLE, context={"diagnostics": [],
			"only": ["source.fixAll"]})
		if not all_fixes:
			break
	assert text == run("satchel-lint", "-q", "--fix", "--stdin-path", red, "-", text=LESSON.format(
		id="red", title="Red", text="Give 10 MG  of it is is here, i.e. .5 mg."))
	assert client.end() == 0


@test
def a_suppression_with_a_reason_suppresses():
	folder = tree(red="Nothing is is here.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red)
	actions = client.request("codeAction", red, range=WHOLE, context={"diagnostics": [], "only": ["quickfix"]})
	suppress = next(a for a in actions if a["title"].startswith("Suppress text/repeated-word"))
	changed = apply(text, suppress["edit"]["changes"][uri_of(red)]).replace('reason=""', 'reason="It is quoted."')
	assert not linted(red, changed), changed
	explain = next(a for a in actions if a["title"].startswith("Explain"))
	page = client.ask("workspace/executeCommand", {k: explain["command"][k] for k in ("command", "arguments")})
	assert page.startswith("# text/repeated-word"), page
	assert client.end() == 0


@test
def items_get_ids_and_are_withdrawn():
	folder = tree(red="Nothing.", blue="Nothing.")
	write(folder, "retired.xml", '<?xml version="1.0"?>\n<retired-ids xmlns="urn:satchel:retired:1"/>\n')
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red).replace(' id="c-red"', "")
	client.change(red, [{"text": text}], 2)
	at = place_of(text, "<card ", 2)
	actions = client.request("codeAction", red, range={"start": at, "end": at}, context={"diagnostics": []})
	give = next(a for a in actions if a["title"] == "Give it an id")
	text = apply(text, give["edit"]["changes"][uri_of(red)])
	assert '<card id="c-' in text and not linted(red, text), text
	client.change(red, [{"text": text}], 3)
	for _ in range(2):
		actions = client.request("codeAction", red, range={"start": at, "end": at}, context={"diagnostics": []})
		assert not any(a["title"] == "Give it an id" for a in actions)
		withdraw = next(a for a in actions if a["title"].startswith("Withdraw"))
		changes = withdraw["edit"]["changes"]
		with open(os.path.join(folder, "retired.xml"), encoding="utf-8") as file:
			retired = apply(file.read(), changes[uri_of(os.path.join(folder, "retired.xml"))])
		assert "<card " not in apply(text, changes[uri_of(red)]), changes
		write(folder, "retired.xml", retired.replace('reason=""', 'reason="It was wrong."', 1))
		write(folder, "red.xml", text.replace("<card ", "<!-- <card ").replace("</card>", "</card> -->"))
		found = [f for f in json.loads(run("satchel-lint", "-q", "-f", "json", folder) or "[]")
			if f["path"].endswith("retired.xml") and "reason" not in f["message"] and "already" not in f["message"]]
		assert not found, (found, retired)
	assert client.end() == 0


@test
def ids_are_found_and_renamed_in_the_whole_tree():
	folder = tree(red='See <link to="c-blue">it</link>, and <link to="blue#s-first">there</link>.',
		blue='Here is <link to="s-first">the start</link>.')
	client = Client(folder)
	red, blue = (os.path.join(folder, name) for name in ("red.xml", "blue.xml"))
	text = client.open(red)
	there = place_of(text, 'to="c-blue"', 6)
	found = client.request("definition", red, there)
	with open(blue, encoding="utf-8") as file:
		other = file.read()
	assert [(f["uri"], f["range"]["start"]) for f in found] == [(uri_of(blue), place_of(other, 'id="c-blue"', 4))], found
	uses = client.request("references", red, place_of(text, 'blue#s-first', 7), context={"includeDeclaration": True})
	assert sorted(u["uri"] for u in uses) == [uri_of(blue), uri_of(blue), uri_of(red)], uses
	assert client.request("prepareRename", red, there)
	edits = client.request("rename", red, place_of(text, 'blue#s-first', 7), newName="s-begin")["changes"]
	assert 'to="blue#s-begin"' in apply(text, edits[uri_of(red)])
	renamed = apply(other, edits[uri_of(blue)])
	assert '<section id="s-begin">' in renamed and 'to="s-begin"' in renamed
	edits = client.request("rename", red, place_of(text, 'blue#s-first', 1), newName="azure")["changes"]
	assert 'to="azure#s-first"' in apply(text, edits[uri_of(red)])
	assert 'id="azure"' in apply(other, edits[uri_of(blue)])
	for name, reason in (("C Blue", "an id has"), ("c-red", "already exists")):
		try:
			client.request("rename", red, there, newName=name)
			raise AssertionError(name)
		except Failure as failure:
			assert reason in str(failure), failure
	write(folder, "all.lock", "satchel-lock 1\npack p 1.0.0 1 0\nblue c-blue card free - 1 - - - - 0\nend\n")
	try:
		client.request("rename", red, there, newName="c-other")
		raise AssertionError("a released id was renamed")
	except Failure as failure:
		assert "has been released (all.lock)" in str(failure), failure
	highlights = client.request("documentHighlight", red, place_of(text, 'id="c-red"', 5))
	assert len(highlights) == 1
	symbols = client.ask("workspace/symbol", {"query": "cblue"})
	assert "c-blue" in json.dumps(symbols) or "colour of Blue" in json.dumps(symbols), symbols
	assert client.end() == 0


@test
def hover_explains_elements_ids_and_findings():
	folder = tree(red='It is is <em>here</em>.', blue="Nothing.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red)

	def hover(part, after=0):
		found = client.request("hover", red, place_of(text, part, after))
		return found["contents"]["value"] if found else ""

	assert "`takeaways`: " in hover("<takeaways>", 2)
	assert "`reviewed`: " in hover("reviewed=", 2)
	assert "text/repeated-word" in hover("is is", 3) and "## Why" in hover("is is", 3)
	assert "**card** `c-red`: What is the colour of Red?" in hover('id="c-red"', 5)
	assert "Used 1 time." in hover('id="o-one"', 5), hover('id="o-one"', 5)
	assert hover("What to remember") == ""
	assert client.end() == 0


@test
def completion_offers_what_the_schema_allows():
	folder = tree(red='Nothing.', blue="Nothing.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red)

	def labels(old, new, mark="|"):
		changed = text.replace(old, new, 1)
		at = position_of(changed, changed.index(mark))
		changed = changed.replace(mark, "", 1)
		client.change(red, [{"text": changed}], 2)
		items = client.request("completion", red, at)["items"]
		return {item["label"]: item for item in items}

	offered = labels("<cards>", "<cards>\n<|")
	assert {"card", "cloze", "occlusion"} <= set(offered) and "question" not in offered, offered.keys()
	new = offered["card"]["textEdit"]["newText"]
	changed = text.replace("<cards>", "<cards>\n<" + new)
	assert not [f for f in linted(red, changed) if f[2].startswith(("xml/", "schema/"))], new
	assert set(labels("</objectives>", "</objectives>\n<|")) >= {"section"}
	assert "title" not in labels("<summary>", "<|\n<summary>")
	assert {"difficulty", "tags"} <= set(labels("<card ", "<card | "))
	assert "objective" not in labels("<card ", "<card | ")
	assert set(labels('objective="o-one"', 'objective="|"')) == {"o-one"}
	offered = labels("Nothing.", 'See <link to="|">it</link>.')
	assert {"c-red", "s-first", "blue", "c-blue", "blue#s-first"} <= set(offered), offered.keys()
	assert {"free", "member"} <= set(labels("<card ", '<card access="|" '))
	assert set(labels("Nothing.</p>", "<em>Nothing.</|</p>")) == {"em"}
	os.mkdir(os.path.join(folder, "images"))
	write(folder, "images/heart.svg", "<svg/>")
	assert "images/" in labels("<p>Nothing.</p>", '<figure src="|" alt="x"/>')
	assert "images/heart.svg" in labels("<p>Nothing.</p>", '<figure src="images/|" alt="x"/>')
	assert client.end() == 0


@test
def symbols_folds_links_and_layout():
	folder = content()
	client = Client(folder)
	for path in sorted(glob.glob(folder + "/*/*.xml")):
		text = client.open(path)
		symbols = client.request("documentSymbol", path)
		assert len(symbols) == 1 and symbols[0]["children"], symbols
		folds = client.request("foldingRange", path)
		assert folds and all(f["startLine"] <= f["endLine"] < text.count("\n") for f in folds)
		for link in client.request("documentLink", path):
			assert link["target"].startswith(("http", "file://")), link
			if link["target"].startswith("file://"):
				assert os.path.exists(link["target"][7:]), link
		assert client.request("formatting", path, options={}) == []
		squeezed = text.replace("\n    ", "\n  ").replace("<p>", "<p>\n\n")
		client.change(path, [{"text": squeezed}], 2)
		edits = client.request("formatting", path, options={})
		assert apply(squeezed, edits) == run("satchel-fmt", "-q", "--stdin-path", path, "-", text=squeezed)
	assert client.end() == 0


@test
def positions_are_in_the_encoding_that_was_agreed_on():
	text = LESSON.format(id="red", title="Red", text="😀 é is is here.")
	for encoding, units in (("utf-8", 8), ("utf-16", 5), ("utf-32", 4)):
		folder = tree(red="")
		capabilities = json.loads(json.dumps(CAPABILITIES))
		capabilities["general"]["positionEncodings"] = [encoding]
		client = Client(folder, capabilities)
		assert client.capabilities["positionEncoding"] == encoding
		red = os.path.join(folder, "red.xml")
		for ends in ("\n", "\r\n", "\r"):
			client.open(red, text.replace("\n", ends))
			found = client.wait_for(red, lambda d: any(x["code"] == "text/repeated-word" for x in d))
			found = next(x for x in found if x["code"] == "text/repeated-word")
			start = found["range"]["start"]
			assert start["line"] == 9 and start["character"] in (7 + units, 7 + units + 3), (encoding, ends, found)
			client.tell("textDocument/didClose", {"textDocument": {"uri": uri_of(red)}})
			client.wait_for(red, lambda d: not d)
		assert client.end() == 0


@test
def clients_that_pull_get_no_other_diagnostics_of_open_documents():
	folder = tree(red="Nothing is is here.")
	capabilities = json.loads(json.dumps(CAPABILITIES))
	capabilities["textDocument"]["diagnostic"] = {"dynamicRegistration": False}
	capabilities["workspace"]["diagnostics"] = {"refreshSupport": True}
	client = Client(folder, capabilities)
	red = os.path.join(folder, "red.xml")
	text = client.open(red)
	pulled = client.request("diagnostic", red)
	assert is_same(pulled["items"], linted(red, text)), pulled
	changed = text.replace("is is", "is")
	client.change(red, [{"text": changed}], 2)
	assert client.request("diagnostic", red)["items"] == []
	time.sleep(1)
	assert not client.published.get(uri_of(red), {}).get("diagnostics"), client.published
	assert client.end() == 0


@test
def thousands_of_changes_are_checked_once():
	folder = tree(red="Nothing.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red)
	at = place_of(text, "Nothing.")
	start = time.monotonic()
	for number in range(5000):
		client.change(red, [{"range": {"start": at, "end": at}, "text": "is "}], number + 2)
	wanted = linted(red, text.replace("Nothing.", "is " * 5000 + "Nothing."))
	client.wait_for(red, lambda d: is_same(d, wanted))
	assert time.monotonic() - start < 60
	assert client.end() == 0


@test
def a_lesson_of_ten_megabytes_is_edited():
	folder = tree(red="Nothing.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	section = "    <p>A paragraph with some words in it, number 1 of many.</p>\n"
	text = LESSON.format(id="red", title="Red", text="Nothing is is here.</p>\n" + section * 150000 + "<p>The end.")
	client.open(red, text)
	at = place_of(text, "Nothing is")
	for number in range(20):
		client.change(red, [{"range": {"start": at, "end": at}, "text": "x"}], number + 2)
	client.wait_for(red, lambda d: any(x["code"] == "text/repeated-word" for x in d), 120)
	assert client.end() == 0


@test
def wrong_messages_get_errors():
	client = Client()

	def answer():
		return client.answers.get(timeout=60)

	client.send({"id": 1, "method": "textDocument/hover", "params": {}})
	assert answer()["error"]["code"] == -32002
	client.send({"id": "a", "method": "initialize", "params": {"capabilities": {}}})
	assert answer()["id"] == "a"
	client.send({"id": 2, "method": "initialize", "params": {"capabilities": {}}})
	assert "already" in answer()["error"]["message"]
	for body in (b"", b"{", b"[]", b"nonsense", b'{"a":1,}', b"\xff\xfe", b"[" * 100000):
		client.send_bytes(body)
		assert answer()["error"]["code"] == -32700, body
	client.send({"id": 3})
	assert answer()["error"]["code"] == -32600
	client.send({"id": 4, "method": "textDocument/teleport"})
	assert answer()["error"]["code"] == -32601
	client.send({"method": "$/unknown", "params": []})
	uri = uri_of(os.path.join(WORK, "nowhere.xml"))
	for params in (None, [], {}, {"textDocument": 7}, {"textDocument": {"uri": uri}}):
		client.send({"id": 5, "method": "textDocument/hover", "params": params})
		assert answer()["error"]["code"] == -32602, params
	client.open(os.path.join(WORK, "nowhere.xml"), LESSON.format(id="red", title="Red", text="Nothing."))
	for line, character in ((0, 0), (10 ** 12, 10 ** 12), (3, 4294967295), (4294967296, 0)):
		for method in ("hover", "definition", "completion", "references", "documentHighlight"):
			client.send({"id": 6, "method": "textDocument/" + method, "params": {"textDocument": {"uri": uri},
				"position": {"line": line, "character": character}}})
			assert "result" in answer(), (method, line)
	client.change(os.path.join(WORK, "nowhere.xml"), [{"range": {"start": {"line": 9, "character": 5}, "end": {"line": 2,
		"character": 1}}, "text": "x"}, {"range": {}, "text": 5}, {}, 7], 5)
	client.process.stdin.write(b"Content-Type: x\r\n\r\n")
	assert True
	client.process.stdin.flush()
	assert answer()["error"]["code"] == -32700
	client.process.stdin.write(b"Content-Length: banana\r\n\r\n")
	client.process.stdin.flush()
	assert answer()["error"]["code"] == -32700
	client.process.stdin.write(b"Content-Length: 99999999999999999999\r\n\r\n")
	client.process.stdin.flush()
	assert answer()["error"]["code"] == -32700
	client.process.stdin.write(b"Content-Length: 70000000\r\n\r\n" + b" " * 70000000)
	client.process.stdin.flush()
	assert "too large" in answer()["error"]["message"]
	client.send({"id": 7, "method": "shutdown"})
	assert answer()["result"] is None
	client.send({"id": 8, "method": "textDocument/hover", "params": {}})
	assert answer()["error"]["code"] == -32600
	client.send({"method": "exit"})
	assert client.process.wait(20) == 0


@test
def it_ends_when_its_client_does():
	client = Client()
	client.process.stdin.close()
	assert client.process.wait(20) == 1
	parent = subprocess.Popen(["sleep", "100"])
	client = Client()
	client.send({"id": 1, "method": "initialize", "params": {"processId": parent.pid, "capabilities": {}}})
	client.answers.get(timeout=60)
	parent.send_signal(signal.SIGKILL)
	parent.wait()
	assert client.process.wait(20) == 1


@test
def neovim_shows_fixes_renames_and_formats():
	folder = tree(red="Give .5 mg\n    daily.", blue='See <link to="c-red">it</link>.')
	red = os.path.join(folder, "red.xml")
	done = subprocess.run(["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-S",
		os.path.join(TREE, "tests/editor/neovim.lua")], capture_output=True, encoding="utf-8", timeout=120,
		env={**os.environ, "LESSON": red, "SERVER": os.path.join(BIN, "satchel-lsp"), "HOME": WORK})
	said = json.loads(done.stdout[done.stdout.index("{"):])
	assert "problem" not in said, said["problem"]
	assert "medical/naked-decimal" in said["before"]
	text = said["text"]
	assert "Give 0.5 mg daily." in text and 'id="c-crimson"' in text, text
	assert text == run("satchel-fmt", "-q", "--stdin-path", red, "-", text=text)


@test
def names_of_folders_may_have_any_characters():
	folder = os.path.join(tree(), "ä b %20 #?", "x")
	os.makedirs(folder)
	write(os.path.dirname(folder), "satchel.xml", '<satchel xmlns="urn:satchel:config:1"/>\n')
	path = os.path.join(folder, "rot grün.xml")
	text = LESSON.format(id="red", title="Red", text='Nothing is is <link to="c-blue">here</link>.')
	write(folder, path, text)
	write(folder, "blue.xml", LESSON.format(id="blue", title="Blue", text="Nothing."))
	client = Client(os.path.dirname(folder))
	client.open(path)
	wanted = linted(path, text)
	client.wait_for(path, lambda d: is_same(d, wanted))
	found = client.request("definition", path, place_of(text, "c-blue", 1))
	assert found[0]["uri"] == uri_of(os.path.join(folder, "blue.xml")), found
	assert client.end() == 0


def main():
	failed = 0
	only = sys.argv[1:]
	try:
		for number, function in enumerate([t for t in TESTS if not only or t.__name__ in only], 1):
			try:
				function()
				print("ok", number, "-", function.__name__.replace("_", " "), flush=True)
			except Exception:
				failed += 1
				print("not ok", number, "-", function.__name__.replace("_", " "))
				print("# " + traceback.format_exc().strip().replace("\n", "\n# "), flush=True)
		print(f"1..{len(TESTS)}")
	finally:
		shutil.rmtree(WORK, ignore_errors=True)
	sys.exit(failed > 0)


main()
