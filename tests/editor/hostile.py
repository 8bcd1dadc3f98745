"""What bad clients, odd files and lots of input get."""

import os
import random
import re
import shutil
import signal
import subprocess
import time

from client import Client, Failure, place_of, position_of, uri_of
from common import LESSON, WORK, is_same, linted, pulling, test, tree, write

EDITS = int(os.environ.get("EDITS") or 2000)


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
	assert client.process.wait(120) == 0


@test
def it_ends_when_its_client_does():
	client = Client()
	client.process.stdin.close()
	assert client.process.wait(120) == 1
	parent = subprocess.Popen(["sleep", "100"])
	client = Client()
	client.send({"id": 1, "method": "initialize", "params": {"processId": parent.pid, "capabilities": {}}})
	client.answers.get(timeout=60)
	parent.send_signal(signal.SIGKILL)
	parent.wait()
	assert client.process.wait(120) == 1


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


ALL = ("completion", "hover", "definition", "references", "documentHighlight", "documentSymbol", "foldingRange", "documentLink",
	"codeLens", "diagnostic", "selectionRange", "codeAction", "formatting", "rangeFormatting", "prepareRename", "rename")


def ask_all(client, uri, position):
	"""Every request about a document; each is answered, if with an error by one of the protocol."""
	for method in ALL:
		try:
			client.ask("textDocument/" + method, {"textDocument": {"uri": uri}, "position": position,
				"positions": [position], "range": {"start": position, "end": position}, "newName": "x-new", "options": {},
				"context": {"diagnostics": []}})
		except Failure as failure:
			assert failure.code in (-32602, -32803), (method, failure)


@test
def a_lesson_is_typed_character_by_character():
	folder = tree(blue="Nothing.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = LESSON.format(id="red", title="Red", text='A 😀 is is <em>here</em> <!-- no --> &amp; <link to="c-blue">it</link>.')
	client.open(red, "")
	draw = random.Random(1)
	for number, character in enumerate(text):
		at = position_of(text, number)
		client.change(red, [{"range": {"start": at, "end": at}, "text": character}], number + 2)
		if draw.random() < 0.05:
			ask_all(client, uri_of(red), at)
	wanted = linted(red, text)
	assert wanted
	client.wait_for(red, lambda d: is_same(d, wanted))
	for number in range(len(text) - 1, -1, -97):
		client.change(red, [{"range": {"start": position_of(text, number), "end": position_of(text, len(text))}, "text": ""}],
			5000 - number)
		text = text[:number]
		ask_all(client, uri_of(red), {"line": 0, "character": 0})
	assert client.end() == 0


@test
def odd_documents_are_answered():
	folder = tree(red="Nothing.")
	client = Client(folder)
	texts = {
		"deep": "<lesson>" + "<section>" * 20000, "pairs": "<a>" * 5000 + "</a>" * 5000, "empty": "",
		"comments": "<!--" * 10000, "quotes": '<lesson id="' * 5000, "ends": "</p>" * 10000, "lines": "\n" * 100000,
		"returns": "\r" * 10000, "wide": "<p " + 'a="b" ' * 20000 + "/>", "entities": "&a;" * 20000,
	}
	for uri in ("untitled:Untitled-1", "git:/x/red.xml?%7B%7D", "vscode-notebook-cell://x#y", "https://example.org/a.xml",
			"file://other-host/red.xml", "file:///", "file:///%", "file:///%00", "nonsense", "", "file:///a/../../b.xml"):
		for name, text in list(texts.items())[:None if uri.startswith("untitled") else 2]:
			client.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "version": 1, "text": text}})
			if name in ("deep", "wide") and uri.startswith("untitled"):
				ask_all(client, uri, {"line": 0, "character": 8})
			else:
				client.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": -4}, "contentChanges": [{"text": "x"}]})
		client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
		client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
	# An unknown document, a second opening, versions that go backwards.
	red = os.path.join(folder, "red.xml")
	client.change(red, [{"text": "never"}], 7)
	text = client.open(red)
	client.open(red, text.replace("Nothing.", "Nothing is is here."))
	client.wait_for(red, lambda d: d)
	client.change(red, [{"text": text}], 0)
	client.wait_for(red, lambda d: not d)
	client.notify("$/cancelRequest", {"id": 12345})
	client.notify("$/setTrace", {"value": "off"})
	client.notify("workspace/didChangeConfiguration", {"settings": None})
	assert client.end() == 0


@test
def a_tree_breaks_and_is_repaired_under_the_editor():
	folder = tree(red='See <link to="c-blue">it it</link>.', blue="Nothing.")
	client = Client(folder)
	red, config = os.path.join(folder, "red.xml"), os.path.join(folder, "satchel.xml")
	text = client.open(red)
	client.wait_for(red, lambda d: len(d) == 1)

	def write_config(content):
		write(folder, "satchel.xml", content)
		client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(config), "type": 2}]})

	for broken in ("", "<satchel", "<satchel xmlns='urn:satchel:config:1'><rule/></satchel>", "\0"):
		write_config(broken)
		client.wait_for(config, lambda d: d)
		ask_all(client, uri_of(red), place_of(text, "c-blue", 2))
		write_config('<satchel xmlns="urn:satchel:config:1"/>\n')
		client.wait_for(config, lambda d: not d)
		client.wait_for(red, lambda d: len(d) == 1)
	os.rename(os.path.join(folder, "blue.xml"), os.path.join(folder, "azure.xml"))
	client.notify("workspace/didRenameFiles", {"files": [{"oldUri": uri_of(os.path.join(folder, "blue.xml")),
		"newUri": uri_of(os.path.join(folder, "azure.xml"))}]})
	[found] = client.request("definition", red, place_of(text, "c-blue", 2))
	os.chmod(folder, 0o500)
	ask_all(client, uri_of(red), place_of(text, "c-blue", 2))
	os.chmod(folder, 0o700)
	shutil.rmtree(folder)
	client.notify("workspace/didDeleteFiles", {"files": [{"uri": uri_of(folder)}]})
	ask_all(client, uri_of(red), place_of(text, "c-blue", 2))
	wanted = linted(red, text)
	client.wait_for(red, lambda d: is_same(d, wanted))
	assert client.end() == 0


@test
def half_a_message_ends_it():
	for rest in (b"Content-Length: 100\r\n\r\n{", b"Content-Length: 10", b"Content-Length: 5\r\n\r\n", b"\r\n\r"):
		client = Client()
		client.process.stdin.write(rest)
		client.process.stdin.close()
		assert client.process.wait(120) == 1, rest


def resident(process):
	with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
		return int(re.search(r"VmRSS:\s*(\d+)", file.read()).group(1))


@test
def memory_does_not_grow_with_edits():
	folder = tree(red='See <link to="c-blue">it</link>.', blue="Nothing.")
	client = Client(folder, pulling())
	red = os.path.join(folder, "red.xml")
	text = client.open(red)
	at = place_of(text, "See ")
	after = place_of(text, "See ", 3)
	sizes = []
	for number in range(EDITS):
		client.change(red, [{"range": {"start": at, "end": after}, "text": "See" if number % 2 else "Lo!"}], number + 2)
		if number % 20 == 0:
			ask_all(client, uri_of(red), at)
		if number % (EDITS // 10) == EDITS // 10 - 1:
			sizes.append(resident(client.process))
	# Sanitizers keep what is freed.
	assert os.environ.get("SANITIZE") or sizes[-1] - sizes[2] < 1500, sizes
	assert client.end() == 0
