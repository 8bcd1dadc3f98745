"""Completion while somebody types: requests that come with edits in one burst, and what is around the cursor."""

import itertools
import os
import re

from client import Client, apply, position_of, uri_of
from common import LESSON, is_same, linted, test, tree

EMPTY = LESSON.format(id="red", title="Red", text="Nothing.")


def request(client, path, number, at):
	return {"id": number, "method": "textDocument/completion", "params": {"textDocument": {"uri": uri_of(path)}, "position": at,
		"context": {"triggerKind": 2, "triggerCharacter": "<"}}}


def change(path, version, changes):
	return {"method": "textDocument/didChange", "params": {"textDocument": {"uri": uri_of(path), "version": version},
		"contentChanges": changes}}


def insertion(text, at, new):
	here = position_of(text, at)
	return {"range": {"start": here, "end": here}, "text": new}


def ways(path, text, at, typed):
	"""The messages that type something, one after the other or together, by changes or as whole texts."""
	whole = text[:at] + typed + text[at:]
	yield [change(path, 2, [{"text": whole}])]
	for cuts in itertools.product((False, True), repeat=len(typed) - 1):
		bounds = [0, *(i + 1 for i, cut in enumerate(cuts) if cut), len(typed)]
		parts = list(zip(bounds, bounds[1:]))
		edits = [insertion(text[:at] + typed[:a] + text[at:], at + a, typed[a:b]) for a, b in parts]
		yield [change(path, 2, edits)]
		yield [change(path, 2 + i, [edit]) for i, edit in enumerate(edits)]
		yield [change(path, 9 - i, [edit]) for i, edit in enumerate(edits)]  # versions that go down
		yield [change(path, 2, [edit]) for edit in edits]  # and that stay


@test
def completion_in_one_burst_with_edits_is_that_of_the_last_text():
	folder = tree(red="Nothing.", blue="Nothing.")
	client = Client(folder)
	path = os.path.join(folder, "red.xml")
	for text in (EMPTY, EMPTY.replace("\n", "\r\n")):
		at = re.search(r"\r?\n *<card ", text).start()
		end = "\r\n" if "\r" in text else "\n"
		typed = end + "    <"
		whole = text[:at] + typed + text[at:]
		here = position_of(whole, at + len(typed))
		wanted = None
		for messages in ways(path, text, at, typed):
			# After the edits; also before the last one, to which the position belongs: an empty answer is not final.
			for turn in (len(messages), len(messages) - 1):
				client.open(path, text)
				sent = messages[:turn] + [request(client, path, "early", here)] + messages[turn:]
				client.send_all(*sent, request(client, path, "last", here))
				early, last = (client.answers.get(timeout=60)["result"] for _ in range(2))
				labels = {item["label"] for item in last["items"]}
				wanted = wanted or labels
				assert {"card", "cloze"} <= labels == wanted, (messages, labels)
				if turn == len(messages):
					assert {item["label"] for item in early["items"]} == labels, messages
				else:
					assert early["items"] or early["isIncomplete"], (messages, early)
	assert client.end() == 0


# What is typed, with | for the cursor, the label that is chosen, and the text then.
ACCEPTED = (
	# An editor may have added the > of a <.
	("<cards>", "<cards>\n<car|>", "cloze", '<cards>\n<cloze id="ID">'),
	("<title>Red</title>", "<ti|>", "title", "<title></title>"),
	("<title>Red</title>", "<|>", "title", "<title></title>"),
	("<title>Red</title>", "<ti|", "title", "<title></title>"),
	("Nothing.", "<e|>Nothing.", "em", "<em></em>Nothing."),
	# What is there stays.
	("Nothing.", "<|Nothing.", "em", "<em></em>Nothing."),
	("Nothing.", "<e|Nothing.", "em", "<em></em>Nothing."),
	("Nothing.", "<e|m>Nothing.</em>", "strong", "<strong>Nothing.</em>"),
	("<section id", "<sect| id", "section", "<section id"),
	("<p>Nothing.</p>", "<pa|>Nothing.</p>", "p", "<p>Nothing.</p>"),
	("<p>Nothing.</p>", '<section><title>A</title><sectio|><title>B</title><p>Nothing.</p></section></section>', "section",
		"<section><title>A</title><section><title>B</title><p>Nothing.</p></section></section>"),
	("<p>Nothing.</p>", "<section|>", "section", '<section id=""></section>'),
	("<card ", '<card |id="c-x" ', "tags", '<card tags="" id="c-x" '),
	("<card ", '<card id="c-x"| ', "tags", '<card id="c-x" tags="" '),
	("<card ", '<card ta|="a" ', "tags", '<card tags="a" '),
	("<card ", "<card t|>", "tags", '<card tags="">'),
	("<card ", '<card access="|" ', "free", '<card access="free" '),
	("<card ", '<card access="| objective="o-one" ', "free", '<card access="free objective="o-one" '),
	("Nothing.", 'See <link to="|>it</link>.', "c-red", 'See <link to="c-red>it</link>.'),
	("Nothing.", 'See <link to="c-|>it</link>.', "c-red", 'See <link to="c-red>it</link>.'),
	("Nothing.", "<em>Nothing.</|", "em", "<em>Nothing.</em>"),
	("Nothing.", "<em>Nothing.</|>", "em", "<em>Nothing.</em>"),
	("Nothing.", "<em>Nothing.</e|m>", "em", "<em>Nothing.</em>"),
)


@test
def accepted_completions_keep_what_is_around_the_cursor():
	folder = tree(red="Nothing.", blue="Nothing.")
	client = Client(folder)
	path = os.path.join(folder, "red.xml")
	first = client.open(path)
	for number, (old, typed, label, wanted) in enumerate(ACCEPTED):
		text = first.replace(old, typed, 1)
		at = text.index("|")
		text = text[:at] + text[at + 1:]
		client.change(path, [{"text": text}], number + 2)
		items = client.request("completion", path, position_of(text, at))["items"]
		edits = [item["textEdit"] for item in items if item["label"] == label]
		assert edits, (typed, [item["label"] for item in items])
		done = re.sub(r"\$\d", "", apply(text, edits[:1]))
		assert re.sub(r' id="c-[^"]+">', ' id="ID">', done).startswith(
			re.sub(r' id="c-[^"]+">', ' id="ID">', first.replace(old, wanted, 1))[:first.index(old) + len(wanted)]), (typed, done)
	# After the slash of an empty element, there is nothing to add.
	text = first.replace("Nothing.", '<figure src="a.svg"/>', 1)
	client.change(path, [{"text": text}], 99)
	assert not client.request("completion", path, position_of(text, text.index("/>") + 1))["items"]
	assert client.end() == 0


PAIRS = {'"': '"', "(": ")", "[": "]", "{": "}"}


class Typist:
	"""Types as VS Code does: the second character of a pair comes with the first, and is overtyped."""

	def __init__(self, client, path):
		self.client, self.path, self.text, self.at, self.done, self.pending = client, path, "", 0, [], []
		client.open(path, "")

	def change(self, start, end, new):
		ends = {"start": position_of(self.text, start), "end": position_of(self.text, end)}
		self.client.change(self.path, [{"range": ends, "text": new}], len(self.done) + 2)
		self.text = self.text[:start] + new + self.text[end:]

	def replace(self, start, end, new):
		self.done.append((start, new, self.text[start:end]))
		self.change(start, end, new)

	def key(self, key):
		if self.pending and key == self.pending[-1] and self.text[self.at:self.at + 1] == key:
			self.pending.pop()
		else:
			self.replace(self.at, self.at, key + PAIRS.get(key, ""))
			self.pending += [PAIRS[key]] if key in PAIRS else []
		self.at += 1

	def undo(self):
		start, new, old = self.done.pop()
		self.change(start, start + len(new), old)

	def check(self):
		wanted = linted(self.path, self.text)
		self.client.wait_for(self.path, lambda diagnostics: is_same(diagnostics, wanted))


@test
def a_lesson_is_typed_in_pairs_pasted_into_and_undone():
	folder = tree(red="Nothing.", blue="Nothing.")
	client = Client(folder)
	typist = Typist(client, os.path.join(folder, "green.xml"))
	wanted = LESSON.format(id="green", title="Gr😀en", text='(See <link to="c-red">it</link> [😀], is is.)')
	for number, key in enumerate(wanted):
		typist.key(key)
		client.request("completion", typist.path, position_of(typist.text, typist.at))
		if number % 200 == 0:
			typist.check()
	assert typist.text == wanted
	typist.check()
	block = LESSON.split("<cards>")[1].split("</cards>")[0]
	cards = "".join(block.format(id=f"n{i}", title=f"number {i}") for i in range(1000))
	at = wanted.index("  </cards>")
	typist.replace(at, at, cards)
	typist.check()
	typist.replace(0, len(typist.text), typist.text.replace("\n", "\r\n"))
	typist.check()
	while typist.done:
		typist.undo()
		if len(typist.done) % 200 == 0:
			typist.check()
	assert typist.text == "" and client.end() == 0
