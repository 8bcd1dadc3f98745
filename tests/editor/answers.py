"""Every request that an editor makes: actions, ids, hover, completion, symbols, layout."""

import copy
import glob
import json
import os
import random

from client import CAPABILITIES, Client, Failure, apply, offset_of, place_of, position_of, uri_of
from common import LESSON, content, linted, run, test, tree, write

WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 100000, "character": 0}}


@test
def fixes_remove_findings_and_fix_all_is_that_of_satchel_lint():
	folder = tree(red="Give 10 MG  of it is is here, i.e. .5 mg.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red)
	actions = client.request("codeAction", red, range=WHOLE, context={"diagnostics": []})
	fixes = [a for a in actions if a["title"].startswith("Fix")]
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
	for after in range(len("<card ")):  # the cursor may be on the <, where editors go to from the finding
		at = place_of(text, "<card ", after)
		actions = client.request("codeAction", red, range={"start": at, "end": at}, context={"diagnostics": []})
		assert any(a["title"] == "Give it an id" for a in actions), after
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
def the_first_withdrawn_id_creates_the_list():
	for creates, versions in ((False, True), (True, True), (True, False)):
		folder = tree(red="Nothing.")
		capabilities = copy.deepcopy(CAPABILITIES)
		capabilities["workspace"]["workspaceEdit"] = {"documentChanges": versions,
			"resourceOperations": ["create"] if creates else ["rename"]}
		client = Client(folder, capabilities)
		red, retired = (os.path.join(folder, name) for name in ("red.xml", "retired.xml"))
		text = client.open(red)
		at = place_of(text, "<card ", 2)
		actions = client.request("codeAction", red, range={"start": at, "end": at}, context={"diagnostics": []})
		withdraw = [a for a in actions if a["title"].startswith("Withdraw")]
		assert len(withdraw) == creates, actions
		if creates:
			lesson, create, edit = withdraw[0]["edit"]["documentChanges"]
			assert create["kind"] == "create" and create["uri"] == edit["textDocument"]["uri"] == uri_of(retired), create
			write(folder, "red.xml", apply(text, lesson["edits"]))
			write(folder, "retired.xml", apply("", edit["edits"]).replace('reason=""', 'reason="It was wrong."'))
			assert 'id="c-red"' in open(retired, encoding="utf-8").read()
			assert not [f for f in json.loads(run("satchel-lint", "-q", "-f", "json", folder) or "[]") if
				f["path"] == retired]
		assert client.end() == 0


@test
def the_first_lesson_of_a_tree_need_not_be_saved():
	folder = tree()
	client = Client(folder)
	path = os.path.join(folder, "red.xml")
	text = LESSON.format(id="red", title="Red", text='See <link to="c-red">it</link>.')
	client.open(path, text)
	at = place_of(text, 'id="c-red"', 5)
	changed = apply(text, client.request("rename", path, at, newName="c-blue")["changes"][uri_of(path)])
	assert changed == text.replace('"c-red"', '"c-blue"')
	assert len(client.request("references", path, at, context={"includeDeclaration": True})) == 2
	assert len(client.ask("workspace/symbol", {"query": "c-red"})) == 1
	write(folder, "red.xml", text)
	client.notify("textDocument/didSave", {"textDocument": {"uri": uri_of(path)}})
	assert len(client.request("rename", path, at, newName="c-blue")["changes"]) == 1
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
def a_part_of_a_lesson_is_formatted_alone():
	folder = content()
	client = Client(folder)
	draw = random.Random(1)
	for path in sorted(glob.glob(folder + "/*/*.xml")):
		text = client.open(path).replace("\n    ", "\n  ").replace("<p>", "<p>\n\n").replace(">é", "> é ")
		if path.endswith("s.xml"):
			text = text.replace("\n", "\r\n")
		elif path.endswith("y.xml"):
			text = text.partition("\n")[2].replace("></", ">\n</")
		client.change(path, [{"text": text}], 2)
		wanted = run("satchel-fmt", "-q", "--stdin-path", path, "-", text=text)
		for _ in range(5):
			first = draw.randrange(text.count("\n"))
			last = first + draw.randrange(20)
			edits = client.request("rangeFormatting", path, options={}, range={"start": {"line": first, "character": 0},
				"end": {"line": last, "character": 0}})
			changed = apply(text, edits)
			assert run("satchel-fmt", "-q", "--stdin-path", path, "-", text=changed) == wanted
			assert changed != text or not edits
			assert len(edits) <= 2 * (last - first) + 4, (first, last, edits)
	assert client.end() == 0


@test
def selections_grow_from_words_to_the_lesson():
	folder = tree(red='It is <em class="x">here and there</em>.')
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red)

	def selections(part, after):
		[selected] = client.request("selectionRange", red, positions=[place_of(text, part, after)])
		found = []
		while selected:
			ends = [offset_of(text, selected["range"][side]) for side in ("start", "end")]
			assert not found or ends[0] <= found[-1][0] and ends[1] >= found[-1][1] and ends != found[-1], found
			found.append(ends)
			selected = selected.get("parent")
		return [text[start:end] for start, end in found]

	found = selections("here and", 2)
	assert found[:3] == ["here", "here and there", '<em class="x">here and there</em>'], found
	assert found[3].startswith("It is <em") and found[4].startswith("<p>It") and found[4].endswith("</p>"), found
	assert found[-1] == text and any(one.startswith("<section") for one in found), found
	found = selections('id="c-red"', 6)
	assert found[:2] == ["c-red", 'id="c-red"'] and found[2].startswith("<card id") and "</card>" not in found[2], found
	assert selections("</em>", 3)[:3] == ["em", "</em>", '<em class="x">here and there</em>']
	for broken in (text[:-30], text.replace("</p>", ""), text.replace('"x">', '"x'), "<" * 500 + "a>" * 500, ""):
		client.change(red, [{"text": broken}], 2)
		places = [{"line": line, "character": 3} for line in range(12)]
		assert len(client.request("selectionRange", red, positions=places)) == 12
	assert client.end() == 0


@test
def paths_of_pictures_follow_files_that_move():
	folder = tree(red='Nothing.</p><figure src="images/a%20b.svg" alt="x"/><p>', blue="Nothing.")
	os.makedirs(os.path.join(folder, "images"))
	write(folder, "images/a b.svg", "<svg/>")
	os.mkdir(os.path.join(folder, "colours"))
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red)
	[link] = client.request("documentLink", red)
	assert link["target"] == uri_of(os.path.join(folder, "images/a b.svg")), link

	def moved(*pairs):
		files = [{"oldUri": uri_of(os.path.join(folder, old)), "newUri": uri_of(os.path.join(folder, new))}
			for old, new in pairs]
		changes = client.ask("workspace/willRenameFiles", {"files": files})["changes"]
		assert set(changes) <= {uri_of(red)}, changes
		return apply(text, changes.get(uri_of(red), []))

	assert 'src="images/c&amp;d.svg"' not in moved(("images/a b.svg", "images/c&d.svg"))
	assert 'src="images/c%26d.svg"' in moved(("images/a b.svg", "images/c&d.svg"))
	assert 'src="é/a%20b.svg"' in moved(("images", "é"))
	assert 'src="../images/a%20b.svg"' in moved(("red.xml", "colours/red.xml"))
	assert 'src="a%20b.svg"' in moved(("red.xml", "colours/red.xml"), ("images", "colours"))
	assert moved(("red.xml", "crimson.xml")) == text and moved(("blue.xml", "colours/blue.xml")) == text
	assert client.end() == 0
