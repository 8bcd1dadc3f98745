"""Edits real lessons at random, several of them open at once, and compares the diagnostics after each edit with the
findings of satchel-lint --stdin-path in the same texts. Only the editor has these: the files of its tree stay as they
were, and satchel-lint reads a second tree, which follows.

	EDITS   how many: 100
	SEED    the seed: 1"""

import glob
import os
import random
import re

from client import Client, position_of, uri_of
from common import content, is_same, linted, pulling, test, write

EDITS = int(os.environ.get("EDITS") or (25 if os.environ.get("SANITIZE") else 100))
SEED = int(os.environ.get("SEED") or 1)
PIECES = ["", " ", "\n", "<", ">", "</p>", "<p>", "&", "é", "😀", "is is ", '"', 'id="x"', "10 MG ", "\r\n", "\r", "<!--",
	"-->", "A", "]]>", "<![CDATA[", "\t", "\u00a0", "\u2028", "\ufeff", "e\u0301", "ﬁ", "0.50 mg", "</lesson>", "<?x?>"]


class Replay:
	def __init__(self, seed, pulls):
		self.draw = random.Random(seed)
		self.pulls = pulls
		self.folder, self.mirror = content(), content()
		self.client = Client(self.folder, pulling() if pulls else None)
		self.texts = {}
		self.version = 1
		names = [os.path.relpath(path, self.folder) for path in sorted(glob.glob(self.folder + "/*/*.xml"))]
		for number, name in enumerate(names):
			with open(os.path.join(self.folder, name), encoding="utf-8", newline="") as file:
				text = file.read()
			self.texts[name] = text if number % 3 else text.replace("\n", "\r\n")
			self.client.open(self.path(name), self.texts[name])
			write(self.mirror, name, self.texts[name])
		self.first = dict(self.texts)
		self.words = re.findall(r'\b(?:id|to|source|objective|entry)="([^"]+)"', "".join(self.texts.values()))

	def path(self, name):
		return os.path.join(self.folder, name)

	def places(self, text, pattern):
		return [match.span(1) for match in re.finditer(pattern, text)] or [(0, 0)]

	def splice(self, text):
		start = self.draw.randrange(len(text) + 1)
		return start, min(len(text), start + self.draw.choice([0, 0, 1, 5, 30, 400])), self.draw.choice(PIECES)

	def another_id(self, text):
		"""One that another lesson may link to, or have too."""
		start, end = self.draw.choice(self.places(text, r'\bid="([^"]*)"'))
		return start, end, self.draw.choice(self.words)

	def another_target(self, text):
		start, end = self.draw.choice(self.places(text, r'\b(?:to|source|objective|entry)="([^"]*)"'))
		return start, end, self.draw.choice(self.words)

	def lines(self, text):
		"""Some lines of a lesson are repeated, deleted, or come from another one: its cards may be equal then."""
		starts = [match.end() for match in re.finditer("\n", text)] or [0]
		first = self.draw.randrange(len(starts))
		start, end = starts[first], starts[min(len(starts) - 1, first + self.draw.randrange(8))]
		other = self.draw.choice(list(self.texts.values()))
		block = self.draw.choice(re.findall(r"<(?:card|question|p)\b.*?</(?:card|question|p)>\n", other, re.S) or [""])
		return self.draw.choice([(start, start, text[start:end]), (start, end, ""), (start, start, block)])

	def edit(self, name):
		text, changes = self.texts[name], []
		for _ in range(self.draw.choice([1, 1, 1, 2, 3])):
			kind = self.draw.choice([self.splice, self.splice, self.another_id, self.another_target, self.lines])
			start, end, piece = kind(text)
			start, end = (at - (text[at - 1:at + 1] == "\r\n") for at in (start, end))  # no position is between these
			changes.append({"range": {"start": position_of(text, start), "end": position_of(text, end)}, "text": piece})
			text = text[:start] + piece + text[end:]
		self.put(name, text, changes)

	def put(self, name, text, changes):
		self.version += 1
		self.client.change(self.path(name), changes, self.version)
		self.texts[name] = text
		write(self.mirror, name, text)

	def reopen(self, name):
		"""Closes a lesson: its file counts until it is opened again, with what it was before."""
		self.client.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(self.path(name))}})
		self.client.open(self.path(name), self.texts[name])

	def wanted(self, name):
		found = linted(os.path.join(self.mirror, name), self.texts[name])
		return [(*f[:3], f[3].replace(self.mirror, self.folder)) for f in found]

	def compare(self, name, what):
		wanted = self.wanted(name)
		if self.pulls:
			items = self.client.request("diagnostic", self.path(name))["items"]
			if is_same(items, wanted):
				return
		else:
			try:
				self.client.wait_for(self.path(name), lambda diagnostics: is_same(diagnostics, wanted), 30)
				return
			except TimeoutError:
				items = self.client.published.get(uri_of(self.path(name)))
		with open(os.path.join(os.environ.get("TMPDIR", "/tmp"), f"replay-{os.getpid()}.xml"), "w", encoding="utf-8", newline="") as file:
			file.write(self.texts[name])
		raise AssertionError((what, name, "wanted", wanted, "but", items))

	def step(self, number):
		name = self.draw.choice(list(self.texts))
		self.edit(name)
		self.compare(name, number)
		if number % 5 == 0:
			other = self.draw.choice(list(self.texts))
			self.reopen(self.draw.choice(list(self.texts)))
			self.compare(other, (number, name))
		# Undo most, so that lessons are not broken for ever.
		if self.draw.random() < 0.7 or len(self.texts[name]) > 200000:
			self.put(name, self.first[name], [{"text": self.first[name]}])


def replay(seed, edits, pulls):
	run = Replay(seed, pulls)
	for number in range(edits):
		run.step(number)
	assert run.client.end() == 0


@test
def after_every_edit_the_pushed_diagnostics_are_those_of_satchel_lint():
	replay(SEED, EDITS // 2, False)


@test
def after_every_edit_the_pulled_diagnostics_are_those_of_satchel_lint():
	replay(SEED + 1, EDITS // 2, True)
