"""Requests that are cancelled, or outdated by an edit, before their turn or while they are handled."""

import os
import time

from client import Client, place_of, uri_of
from common import pulling, test, tree

CANCELLED, OUTDATED = -32800, -32802
LESSONS = 1000
TRIES = 50


def many(capabilities=None):
	"""A tree in which requests take long enough to be cancelled, with an open lesson."""
	folder = tree(**{f"n{i}": f'See <link to="c-n{(i + 1) % LESSONS}">it</link>.' for i in range(LESSONS)})
	client = Client(folder, capabilities)
	path = os.path.join(folder, "n0.xml")
	return client, path, client.open(path)


def answer(client):
	return client.answers.get(timeout=60)


def forget(client, path):
	"""What is known of the tree."""
	client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(path), "type": 2}]})


def try_to_stop(client, path, method, params, stop, code):
	"""Sends a request, and something that stops it, until it comes while the request is handled."""
	for number in range(TRIES):
		forget(client, path)
		client.send({"id": f"r{number}", "method": method, "params": params})
		time.sleep(0.003 + 0.002 * (number % 10))
		stop(f"r{number}")
		got = answer(client)
		assert got["id"] == f"r{number}", got
		if "error" in got:
			assert got["error"]["code"] == code, got
			return got["error"]
	raise AssertionError(method + " was never stopped")


@test
def a_request_is_cancelled_before_its_turn():
	folder = tree(red="Nothing.")
	client = Client(folder)
	red = os.path.join(folder, "red.xml")
	text = client.open(red)
	hover = {"textDocument": {"uri": uri_of(red)}, "position": place_of(text, "<takeaways>", 2)}
	whole = {"textDocument": {"uri": uri_of(red), "version": 2}, "contentChanges": [{"text": "<lesson>"}]}
	client.send_all({"id": 1, "method": "textDocument/hover", "params": hover},
		{"id": "1", "method": "textDocument/hover", "params": hover},
		{"method": "textDocument/didChange", "params": whole},
		{"id": 3, "method": "textDocument/documentSymbol", "params": hover},
		{"id": 4, "method": "textDocument/foldingRange", "params": hover},
		*({"method": "$/cancelRequest", "params": params} for params in ({"id": "1"}, {"id": 4}, {"id": 99}, {}, [], None)))
	got = [answer(client) for _ in range(4)]
	assert [one["id"] for one in got] == [1, "1", 3, 4], got
	assert got[0]["result"]["contents"] and got[2]["result"] == [], got
	assert [one["error"]["code"] for one in (got[1], got[3])] == [CANCELLED, CANCELLED], got
	# What changes the state of the server is not cancelled.
	client.send_all({"id": 5, "method": "shutdown"}, {"method": "$/cancelRequest", "params": {"id": 5}},
		{"id": 6, "method": "$/cancelRequest", "params": {"id": 5}}, {"method": "exit"})
	assert answer(client)["result"] is None
	assert answer(client)["error"]["code"] == -32600
	assert client.process.wait(60) == 0


@test
def a_request_is_cancelled_while_it_is_handled():
	client, path, text = many()
	params = {"textDocument": {"uri": uri_of(path)}, "position": place_of(text, 'to="c-n1"', 6)}

	def cancel(id):
		client.notify("$/cancelRequest", {"id": id})

	for method, more in (("textDocument/references", {"context": {"includeDeclaration": True}}),
			("textDocument/rename", {"newName": "c-new"}), ("workspace/symbol", {"query": "n"}),
			("workspace/diagnostic", {"previousResultIds": []})):
		try_to_stop(client, path, method, {**params, **more}, cancel, CANCELLED)
		# The next one lacks nothing.
		result = client.ask(method, {**params, **more})
		count = {"textDocument/references": 2, "textDocument/rename": 1, "workspace/symbol": 500}
		assert method not in count or len(result) == count[method], (method, len(result))
	assert client.end() == 0


@test
def a_pull_is_outdated_by_an_edit():
	client, path, text = many(pulling())
	version = [1]

	def edit(_):
		version[0] += 1
		client.change(path, [{"text": text.replace("See", "See see")}], version[0])

	for method, params in (("workspace/diagnostic", {"previousResultIds": []}),
			("textDocument/diagnostic", {"textDocument": {"uri": uri_of(path)}})):
		error = try_to_stop(client, path, method, params, edit, OUTDATED)
		assert error["data"] == {"retriggerRequest": True}, error
		assert "text/repeated-word" in str(client.ask(method, params)), method
	# A client that never pauses gets its findings, too.
	for number in range(200):
		client.send({"id": f"p{number}", "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": uri_of(path)}}})
		edit(None)
	assert any(["result" in answer(client) for _ in range(200)])
	assert client.end() == 0


@test
def messages_arrive_in_parts():
	client = Client(tree(red="Nothing."))
	body = b'{"jsonrpc":"2.0","id":"parts","method":"workspace/symbol","params":{"query":"c-red"}}'
	for byte in b"X: y\r\nContent-Length: %d\r\n\r\n" % len(body) + body:
		client.process.stdin.write(bytes([byte]))
		client.process.stdin.flush()
	assert len(answer(client)["result"]) == 1
	client.send_all(*({"id": f"many{i}", "method": "workspace/symbol", "params": {"query": "none"}} for i in range(1000)))
	assert [answer(client)["id"] for _ in range(1000)] == [f"many{i}" for i in range(1000)]
	assert client.end() == 0
