"""Lenses say what edits since the last release cost learners, as satchel-diff does."""

import json
import os
import random
import re
import shutil

from client import Client, apply, place_of, uri_of
from common import TREE, content, run, test, write

ITEM = r'<(?:card|cloze|occlusion|entry|[a-z]*-?question) id="([^"]*)"'


def released():
	"""A tree that was released, with its lock, and a lesson of it."""
	folder = content()
	top = os.path.dirname(folder)
	shutil.copytree(os.path.join(TREE, "packs"), os.path.join(top, "packs"), ignore=shutil.ignore_patterns("*.lock"))
	key, pack = os.path.join(top, "ours"), os.path.join(top, "packs/nephrology.xml")
	run("satchel-pack", "keygen", "--no-passphrase", key)
	run("satchel-pack", "release", pack, "-q", "-o", os.path.join(top, "out"), "--secret-key", key + ".key", "--allow-dirty")
	shutil.copy(os.path.join(top, "out/nephrology.lock"), os.path.join(top, "packs"))
	return folder, os.path.join(folder, "nephrology/diuretics.xml")


def costs(folder):
	"""What satchel-diff says: the items whose progress is reset, and those that are gone."""
	packs = os.path.join(os.path.dirname(folder), "packs")
	changed = json.loads(run("satchel-diff", "-f", "json", packs + "/nephrology.lock", packs + "/nephrology.xml"))["changed"]
	items = [change for change in changed if change.get("kind") != "lesson"]
	return (sorted(i["id"] for i in items if i["progress"] == "reset"),
		sorted(i["id"] for i in items if "change/id-vanished" in i["changes"]))


def change_item(draw, text):
	"""Changes words, marks or the id of an item, or deletes it."""
	start, end = draw.choice([m.span() for m in re.finditer(r"<(card|question|entry)\b.*?</\1>", text, re.S)])
	item = text[start:end]
	ways = [
		lambda: "",
		lambda: item.replace("<back>", "<back>Not "),
		lambda: re.sub(r"<back>.*?</back>", "<back>Another matter altogether</back>", item, flags=re.S),
		lambda: item.replace(' correct="true"', ""),
		lambda: re.sub(r"<option>", '<option correct="true">', item, count=1),
		lambda: re.sub(r'id="[^"]*"', 'id="x-new"', item, count=1),
		lambda: item.replace("<stem>", "<stem>Now then: "),
		lambda: re.sub(r">[A-Z][a-z ]+", ">Entirely different words", item),
	]
	return text[:start] + draw.choice(ways)() + text[end:]


@test
def lenses_count_what_satchel_diff_counts():
	folder, path = released()
	client = Client(folder)
	first = client.open(path)
	assert client.request("codeLens", path) == []
	draw = random.Random(1)
	seen = set()
	for version in range(2, 22):
		text = first
		for _ in range(draw.choice([1, 2, 3])):
			text = change_item(draw, text)
		client.change(path, [{"text": text}], version)
		write(folder, path, text)
		if '"error"' in run("satchel-lint", "-q", "-f", "json", path):
			continue
		lenses = client.request("codeLens", path)
		reset, gone = costs(folder)
		lines = text.split("\n")
		above = [re.search(ITEM, lines[lens["range"]["start"]["line"]]) for lens in lenses]
		assert sorted(match.group(1) for match in above if match) == [one.split(".")[0] for one in reset], (lenses, reset)
		assert len(lenses) == len(reset) + bool(reset or gone), (lenses, reset, gone)
		total = " ".join(lens["command"]["title"] for lens, match in zip(lenses, above) if not match)
		assert not reset or f"reset progress for {len(reset)} item" in total, (total, reset)
		assert not gone or f"{len(gone)} item" in total and any(one in total for one in gone), (total, gone)
		seen |= {bool(reset), bool(gone) and "gone"}
	assert seen >= {True, "gone"}, seen
	assert client.end() == 0


@test
def progress_is_kept_by_an_action_unless_another_answer_is_right():
	folder, path = released()
	client = Client(folder)
	first = client.open(path)

	def keeping(text, item):
		client.change(path, [{"text": text}], 2)
		at = place_of(text, f'id="{item}"', 1)
		actions = client.request("codeAction", path, range={"start": at, "end": at}, context={"diagnostics": []})
		return next((action for action in actions if action["title"].startswith("Keep progress")), None)

	card = re.search(r'<card id="([^"]*)"', first).group(1)
	text = re.sub(f'(<card id="{card}".*?<back>)', r"\1Perhaps ", first, count=1, flags=re.S)
	for _ in range(2):
		text = apply(text, keeping(text, card)["edit"]["changes"][uri_of(path)])
		assert client.request("codeLens", path) != []
		client.change(path, [{"text": text}], 3)
		assert client.request("codeLens", path) == [], text
		text = text.replace('progress="keep since 0.1.0"', 'progress="reset since 0.0.1"')
	question = re.search(r'<question id="([^"]*)"', first).group(1)
	start = first.index(f'<question id="{question}"')
	end = first.index("</question>", start)
	before, _, after = first[start:end].rpartition("<option>")
	other = before.replace(' correct="true"', "") + '<option correct="true">' + after.replace(' correct="true"', "")
	assert keeping(first[:start] + other + first[end:], question) is None
	assert any("since 0.1.0" in lens["command"]["title"] for lens in client.request("codeLens", path))
	assert client.end() == 0
