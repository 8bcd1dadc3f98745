"""What bad clients, odd files and lots of input get."""

import os
import signal
import subprocess
import time

from client import Client, place_of, uri_of
from common import LESSON, WORK, is_same, linted, test, tree, write


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
