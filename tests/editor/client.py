"""A client of satchel-lsp for tests: sends requests, keeps what the server publishes, and applies edits."""

import json
import os
import queue
import subprocess
import threading
import urllib.parse

BIN = os.path.join(os.path.abspath(os.environ.get("BUILD", "build")), "bin")
CAPABILITIES = {
	"general": {"positionEncodings": ["utf-16"]},
	"textDocument": {
		"publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
		"documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
		"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
		"completion": {"completionItem": {"snippetSupport": True}},
	},
	"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
}


def uri_of(path):
	return "file://" + urllib.parse.quote(path)


class Failure(Exception):
	"""An error that the server answered with."""

	def __init__(self, error):
		super().__init__(error["message"])
		self.code = error["code"]


class Client:
	def __init__(self, folder=None, capabilities=None, **settings):
		self.process = subprocess.Popen([os.path.join(BIN, "satchel-lsp")], stdin=subprocess.PIPE,
			stdout=subprocess.PIPE, **settings)
		self.number = 0
		self.answers = queue.Queue()
		self.published = {}  # by address: the last parameters
		self.log = []
		self.asked = []  # requests of the server
		self.changed = threading.Condition()
		threading.Thread(target=self.listen, daemon=True).start()
		if folder:
			folders = [{"uri": uri_of(folder), "name": "tree"}]
			self.capabilities = self.ask("initialize", {"processId": os.getpid(), "rootUri": uri_of(folder),
				"capabilities": CAPABILITIES if capabilities is None else capabilities,
				"workspaceFolders": folders})["capabilities"]
			self.notify("initialized", {})

	def listen(self):
		out = self.process.stdout
		while True:
			length = 0
			while True:
				line = out.readline()
				if line in (b"\r\n", b""):
					break
				if line.lower().startswith(b"content-length:"):
					length = int(line.split(b":")[1])
			if line == b"":
				self.answers.put(None)
				return
			self.take(json.loads(out.read(length)))

	def take(self, message):
		with self.changed:
			if message.get("method") == "textDocument/publishDiagnostics":
				self.published[message["params"]["uri"]] = message["params"]
			elif message.get("method") and "id" in message:
				self.asked.append(message)
			elif message.get("method"):
				self.log.append(message)
			else:
				self.answers.put(message)
			self.changed.notify_all()

	def send_bytes(self, body):
		self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
		self.process.stdin.flush()

	def send_all(self, *messages):
		"""At once, so that the server can read all of them before it handles the first."""
		bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
		self.process.stdin.write(b"".join(b"Content-Length: %d\r\n\r\n" % len(body) + body for body in bodies))
		self.process.stdin.flush()

	def send(self, message):
		self.send_bytes(json.dumps({"jsonrpc": "2.0", **message}).encode())

	def notify(self, method, params):
		self.send({"method": method, "params": params})

	def ask(self, method, params):
		self.number += 1
		self.send({"id": self.number, "method": method, "params": params})
		answer = self.answers.get(timeout=60)
		if answer is None:
			raise EOFError("the server has ended")
		assert answer.get("id") == self.number, answer
		if "error" in answer:
			raise Failure(answer["error"])
		return answer["result"]

	def open(self, path, text=None):
		if text is None:
			with open(path, encoding="utf-8", newline="") as file:
				text = file.read()
		self.notify("textDocument/didOpen", {"textDocument": {"uri": uri_of(path), "languageId": "xml", "version": 1,
			"text": text}})
		return text

	def change(self, path, changes, version):
		self.notify("textDocument/didChange", {"textDocument": {"uri": uri_of(path), "version": version},
			"contentChanges": changes})

	def request(self, method, path, position=None, **others):
		params = {"textDocument": {"uri": uri_of(path)}, **others}
		if position:
			params["position"] = position
		return self.ask("textDocument/" + method, params)

	def wait_for(self, path, wanted, timeout=60):
		"""The diagnostics of a file, as soon as they are as wanted; a file of which nothing was published has none."""
		def good():
			return wanted(self.published.get(uri_of(path), {"diagnostics": []})["diagnostics"])
		with self.changed:
			if not self.changed.wait_for(good, timeout):
				raise TimeoutError(str(self.published.get(uri_of(path))))
			return self.published.get(uri_of(path), {"diagnostics": []})["diagnostics"]

	def end(self):
		self.ask("shutdown", None)
		self.notify("exit", None)
		self.process.stdin.close()
		return self.process.wait(120)


def lines_of(text):
	return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def offset_of(text, position):
	"""The index in text of a position in UTF-16."""
	at = 0
	for _ in range(position["line"]):
		at = min(i for i in (text.find("\n", at), text.find("\r", at), len(text)) if i >= 0)
		at += 2 if text.startswith("\r\n", at) else 1
	units = position["character"]
	while units > 0 and at < len(text) and text[at] not in "\r\n":
		units -= 2 if ord(text[at]) > 0xFFFF else 1
		at += 1
	return at


def position_of(text, index):
	before = lines_of(text[:index])
	return {"line": len(before) - 1, "character": len(before[-1].encode("utf-16-le")) // 2}


def place_of(text, part, after=0):
	"""The position of the first occurrence of part, moved by some characters."""
	return position_of(text, text.index(part) + after)


def apply(text, edits):
	for edit in sorted(edits, key=lambda e: offset_of(text, e["range"]["start"]), reverse=True):
		start, end = (offset_of(text, edit["range"][side]) for side in ("start", "end"))
		text = text[:start] + edit["newText"] + text[end:]
	return text
