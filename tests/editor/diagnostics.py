"""Which diagnostics are shown, and when they go away."""

import glob
import json
import os
import time

from client import CAPABILITIES, Client, uri_of
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
def other_xml_of_a_tree_has_no_findings():
	folder = tree(red="Nothing is is here.")
	client = Client(folder, pulling())

	def codes(name, text):
		path = os.path.join(folder, name)
		client.open(path, text)
		return [item["code"] for item in client.request("diagnostic", path)["items"]]

	assert codes("pom.xml", "<project><a>") == []
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
	client.tell("textDocument/didClose", {"textDocument": {"uri": uri_of(outside)}})
	client.wait_for(outside, lambda d: not d)
	client.open("/untitled", text)
	client.tell("textDocument/didOpen", {"textDocument": {"uri": "untitled:Untitled-1", "languageId": "xml", "version": 1,
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
