"""Which diagnostics are shown, and when they go away."""

import glob
import json
import os
import shutil
import tempfile
import time

from client import CAPABILITIES, Client, Failure, place_of, uri_of
from common import LESSON, WORK, content, is_same, linted, pulling, test, tree, write


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
	client.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(blue)}})
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
	client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(folder + "/satchel.xml"), "type": 2}]})
	client.wait_for(red, lambda d: not any(x["code"] == "text/repeated-word" for x in d))
	write(folder, "blue.xml", LESSON.format(id="blue", title="Blue", text='<link to="nowhere">x</link>'))
	client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(folder + "/blue.xml"), "type": 1}]})
	client.wait_for(os.path.join(folder, "blue.xml"), lambda d: d)
	os.unlink(os.path.join(folder, "blue.xml"))
	client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(folder + "/blue.xml"), "type": 3}]})
	client.wait_for(os.path.join(folder, "blue.xml"), lambda d: not d)
	write(folder, "satchel.xml", "<satchel>\n")
	client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(folder + "/satchel.xml"), "type": 2}]})
	assert client.wait_for(os.path.join(folder, "satchel.xml"), lambda d: d)[0]["severity"] == 1
	assert client.end() == 0


@test
def settings_are_checked_as_they_are_typed():
	folder = tree(red="Nothing is is here.")
	client = Client(folder)
	red, config = (os.path.join(folder, name) for name in ("red.xml", "satchel.xml"))
	client.open(red)
	client.open(config)
	wrong = '<satchel xmlns="urn:satchel:config:1">\n  <rule name="text/nothing" severity="off"/>\n</satchel>\n'
	right = wrong.replace("text/nothing", "text/repeated-word")

	def repeats(diagnostics):
		return any(x["code"] == "text/repeated-word" for x in diagnostics)

	def reported_at(line, character):
		return lambda d: d and d[0]["range"]["start"] == {"line": line, "character": character}

	client.wait_for(red, repeats)
	client.change(config, [{"text": wrong}], 2)
	client.wait_for(config, reported_at(1, 14))
	client.change(config, [{"text": "\n\n" + wrong}], 3)
	client.wait_for(config, reported_at(3, 14))
	assert repeats(client.published[uri_of(red)]["diagnostics"])
	client.change(config, [{"text": right}], 4)
	client.wait_for(config, lambda d: not d)
	client.wait_for(red, lambda d: not d)
	# With mistakes, the last settings without any apply, to what is open and what is not.
	client.change(config, [{"text": right + "<"}], 5)
	client.wait_for(config, lambda d: d)
	text = client.open(os.path.join(folder, "blue.xml"), LESSON.format(id="blue", title="Blue", text="It it is is 5mg."))
	client.wait_for(os.path.join(folder, "blue.xml"), lambda d: d and not repeats(d))
	write(folder, "green.xml", text.replace("blue", "green"))
	client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(folder + "/green.xml"), "type": 1}]})
	client.wait_for(os.path.join(folder, "green.xml"), lambda d: d and not repeats(d))
	client.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(config)}})
	client.wait_for(config, lambda d: not d)
	client.wait_for(red, repeats)
	# Closed with the mistakes that its file has, it keeps them.
	write(folder, "satchel.xml", wrong)
	client.open(config)
	client.wait_for(config, lambda d: d)
	client.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(config)}})
	client.open(os.path.join(folder, "pink.xml"), LESSON.format(id="pink", title="Pink", text="It is is."))
	client.wait_for(os.path.join(folder, "pink.xml"), repeats)
	client.wait_for(config, lambda d: d)
	assert client.end() == 0


@test
def lessons_without_any_markup_are_reported():
	folder = tree(red="Nothing.", blue="Nothing.")
	client = Client(folder)
	red, blue = (os.path.join(folder, name) for name in ("red.xml", "blue.xml"))
	client.open(red)
	for text in ("Just words.", "3 < 4", "<!-- nothing -->", "a <b words", ""):
		client.change(red, [{"text": text}], 2)
		wanted = linted(red, text)
		assert wanted, text
		client.wait_for(red, lambda d: is_same(d, wanted))
	write(folder, "blue.xml", "Just words.")
	client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(blue), "type": 2}]})
	client.wait_for(blue, lambda d: [x["code"] for x in d] == ["xml/not-xml"])
	client.open(os.path.join(folder, "notes.txt"), "Just words.")
	assert client.request("formatting", os.path.join(folder, "notes.txt"), options={}) is None
	assert uri_of(os.path.join(folder, "notes.txt")) not in client.published
	assert client.end() == 0


@test
def other_xml_of_a_tree_is_no_lesson():
	folder = tree(red="Nothing is is here.")
	client = Client(folder, pulling())

	def codes(name, text):
		path = os.path.join(folder, name)
		client.open(path, text)
		return [item["code"] for item in client.request("diagnostic", path)["items"]]

	assert "schema/root" in codes("pom.xml", "<project/>")  # as for satchel-lint, unless satchel.xml ignores it
	assert client.request("formatting", os.path.join(folder, "pom.xml"), options={}) is None
	assert codes("retired.xml", '<retired-ids xmlns="urn:satchel:retired:1"/>') == []
	assert codes("new.xml", "<lesson>") != []
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
	client.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(outside)}})
	client.wait_for(outside, lambda d: not d)
	client.open("/untitled", text)
	client.notify("textDocument/didOpen", {"textDocument": {"uri": "untitled:Untitled-1", "languageId": "xml", "version": 1,
		"text": text}})
	with client.changed:
		assert client.changed.wait_for(lambda: "untitled:Untitled-1" in client.published, 30)
	assert client.end() == 0


@test
def clients_that_pull_get_no_other_diagnostics_of_open_documents():
	folder = tree(red="Nothing is is here.")
	client = Client(folder, pulling())
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
def pulled_results_that_did_not_change_are_not_sent_again():
	folder = tree(red="Nothing is is here.", blue='See <link to="c-red">it</link>, and and <link to="nowhere">there</link>.')
	client = Client(folder, pulling())
	red, blue = (os.path.join(folder, name) for name in ("red.xml", "blue.xml"))
	text = client.open(red)
	pulled = client.request("diagnostic", red)
	assert pulled["kind"] == "full"
	again = client.request("diagnostic", red, previousResultId=pulled["resultId"])
	assert again == {"kind": "unchanged", "resultId": pulled["resultId"]}, again
	client.change(red, [{"text": text.replace("is is", "is")}], 2)
	assert client.request("diagnostic", red, previousResultId=pulled["resultId"])["items"] == []

	def pull_all(previous):
		answer = client.ask("workspace/diagnostic", {"identifier": "satchel", "previousResultIds":
			[{"uri": uri, "value": report["resultId"]} for uri, report in previous.items()]})
		return {report["uri"]: report for report in answer["items"]}

	first = pull_all({})
	assert is_same(first[uri_of(blue)]["items"], linted(blue, open(blue, encoding="utf-8").read())), first
	assert first[uri_of(blue)]["version"] is None and first[uri_of(red)]["version"] == 2
	assert all(report["kind"] == "unchanged" for report in pull_all(first).values())
	assert not any(shown["diagnostics"] for shown in client.published.values()), client.published
	# What changes one lesson shows in another one; what is deleted is cleared.
	client.change(red, [{"text": text.replace('id="c-red"', 'id="c-crimson"')}], 3)
	second = pull_all(first)
	assert second[uri_of(blue)]["kind"] == "full", second
	assert sum("c-red" in item["message"] for item in second[uri_of(blue)]["items"]) == 1
	os.unlink(blue)
	client.notify("workspace/didDeleteFiles", {"files": [{"uri": uri_of(blue)}]})
	third = pull_all(second)
	assert third[uri_of(blue)]["items"] == []
	write(folder, "satchel.xml", '<satchel xmlns="urn:satchel:config:1"><nonsense/></satchel>\n')
	config = os.path.join(folder, "satchel.xml")
	client.open(config)
	client.notify("textDocument/didSave", {"textDocument": {"uri": uri_of(config)}})
	assert "nonsense" in pull_all(third)[uri_of(config)]["items"][0]["message"]
	assert "nonsense" in client.request("diagnostic", config)["items"][0]["message"]
	assert client.end() == 0


@test
def a_file_with_another_root_has_the_findings_of_satchel_lint():
	for settings, in_tree in (('<satchel xmlns="urn:satchel:config:1"/>', True), (None, False),
			('<satchel xmlns="urn:satchel:config:1"><ignore path="odd.xml"/></satchel>', False)):
		for pulls in (False, True):
			folder = tree(odd="Nothing.", red="Nothing is is here.")
			write(folder, "satchel.xml", settings) if settings else os.unlink(os.path.join(folder, "satchel.xml"))
			client = Client(folder, pulling() if pulls else None)
			odd, red = (os.path.join(folder, name) for name in ("odd.xml", "red.xml"))
			text = client.open(odd)
			for version, other in enumerate(("<svg/>", '<x xmlns="urn:x"><y/></x>', "<!-- no --><svg></svg>", text.replace(
					"<lesson ", "<lessen ").replace("</lesson>", "</lessen>"), text.replace("lesson", "liaison"), "<svg")):
				client.change(odd, [{"text": other}], version + 2)
				wanted = linted(odd, other) if in_tree or "urn:satchel:lesson" in other or other == "<svg" else []
				if pulls:
					items = client.request("diagnostic", odd)["items"]
					assert is_same(items, wanted), (settings, other, wanted, items)
				else:
					client.wait_for(odd, lambda d: is_same(d, wanted))
				write(folder, "odd.xml", other)
				client.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(odd)}})
				if settings and not pulls:
					ignored = "<ignore" in settings
					client.wait_for(odd, lambda d: is_same(d, [] if ignored else wanted))
					client.wait_for(red, lambda d: d)
				client.open(odd)
			assert client.end() == 0


@test
def files_that_are_not_open_are_pulled():
	folder = tree(red="Nothing is is here.", blue='See <link to="nowhere">it</link>.', green="Nothing.")
	lone = os.path.join(os.path.realpath(tempfile.mkdtemp(dir=WORK)), "ä lone.xml")
	text = LESSON.format(id="lone", title="Lone", text="Nothing is is here.")
	write(os.path.dirname(lone), lone, text)
	write(os.path.dirname(lone), "pom.xml", "<project/>")
	client = Client(folder, pulling())
	paths = {name: os.path.join(folder, name + ".xml") for name in ("red", "blue", "green")}
	red = client.open(paths["red"])
	for _ in range(2):
		for path in (*paths.values(), lone):
			pulled = client.request("diagnostic", path)
			with open(path, encoding="utf-8") as file:
				assert is_same(pulled["items"], linted(path, file.read())), pulled
			again = client.request("diagnostic", path, previousResultId=pulled["resultId"])
			assert again == {"kind": "unchanged", "resultId": pulled["resultId"]}, again
		for name in ("pom.xml", "none.xml", "none/none.xml"):
			assert client.request("diagnostic", os.path.join(os.path.dirname(lone), name))["items"] == []
		assert client.request("diagnostic", os.path.join(folder, "none.xml"))["items"] == []
		assert client.request("diagnostic", os.path.join(folder, "satchel.xml"))["items"] == []
		client.ask("workspace/diagnostic", {"previousResultIds": []})
	for uri in ("untitled:none", "", "https://example.org/a.xml"):
		try:
			assert not client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}}), uri
		except Failure as failure:
			assert failure.code == -32602, failure
	# What an open lesson lacks shows in one that is not open.
	client.change(paths["red"], [{"text": red.replace('id="c-red"', 'id="c-green"')}], 2)
	assert any("c-green" in item["message"] for item in client.request("diagnostic", paths["green"])["items"] + client.request(
		"diagnostic", paths["red"])["items"])
	assert client.end() == 0


@test
def other_files_show_what_is_wrong_in_them_only():
	folder = tree(red="Nothing is is here.")
	client = Client(folder)
	config, red = (os.path.join(folder, name) for name in ("satchel.xml", "red.xml"))
	pack = os.path.join(folder, "pack.xml")
	client.open(pack, '<pack xmlns="urn:satchel:pack:1" id="p"/>')
	text = client.open(config)
	client.wait_for(red, lambda d: d)

	def save(content):
		client.change(config, [{"text": content}], 2)
		write(folder, "satchel.xml", content)
		client.notify("textDocument/didSave", {"textDocument": {"uri": uri_of(config)}})

	save(text.replace("/>", '><rule name="no/such"/></satchel>'))
	assert "no/such" in client.wait_for(config, lambda d: d)[0]["message"]
	client.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(config)}})
	assert client.wait_for(config, lambda d: d)
	client.open(config)
	save(text)
	client.wait_for(config, lambda d: not d)
	client.wait_for(red, lambda d: d)
	assert not client.published.get(uri_of(pack), {}).get("diagnostics"), client.published
	os.unlink(config)
	client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(config), "type": 3}]})
	client.wait_for(red, lambda d: not d)
	assert client.end() == 0


@test
def folders_are_added_and_removed():
	top, other = os.path.realpath(tempfile.mkdtemp(dir=WORK)), tree(blue="Nothing is is here.")
	inner = os.path.join(top, "content", "lessons")
	shutil.copytree(tree(red="Nothing is is here.", green="Nothing."), inner)
	client = Client(top)
	red, blue = os.path.join(inner, "red.xml"), os.path.join(other, "blue.xml")
	client.wait_for(red, lambda d: d)  # the tree is below the folder
	assert client.ask("workspace/symbol", {"query": "c-green"})

	def change(added=(), removed=()):
		client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [{"uri": uri_of(f)} for f in added],
			"removed": [{"uri": uri_of(f)} for f in removed]}})

	change(added=[other])
	client.wait_for(blue, lambda d: d)
	text = client.open(red)
	change(removed=[top])
	client.change(red, [{"text": text + " "}], 2)
	client.wait_for(red, lambda d: d)  # it is still open
	change(removed=[other])
	client.wait_for(blue, lambda d: not d)
	assert not client.ask("workspace/symbol", {"query": "c-blue"})
	change(added=[other, other])
	client.wait_for(blue, lambda d: d)
	assert client.end() == 0


@test
def a_folder_may_be_a_symbolic_link():
	real = tree(red='See <link to="c-blue">it it</link>.', blue='See <link to="c-red">it it</link>.')
	folder = os.path.join(os.path.realpath(tempfile.mkdtemp(dir=WORK)), "link")
	os.symlink(real, folder)
	client = Client(folder)
	red, blue = (os.path.join(folder, name) for name in ("red.xml", "blue.xml"))
	client.wait_for(red, lambda d: d)
	text = client.open(red)
	client.change(red, [{"text": text.replace("it it", "it")}], 2)
	client.wait_for(red, lambda d: not d)
	found = client.request("definition", red, place_of(text, "c-blue", 2))
	assert [f["uri"] for f in found] == [uri_of(blue)], found
	assert set(client.request("rename", red, place_of(text, "c-blue", 2), newName="c-sky")["changes"]) == {uri_of(red),
		uri_of(blue)}
	client.open(blue)
	client.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(blue)}})
	client.wait_for(blue, lambda d: d)
	assert not any("/link/" not in uri for uri, shown in client.published.items() if shown["diagnostics"])
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
			client.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(red)}})
			client.wait_for(red, lambda d: not d)
		assert client.end() == 0
