"""What is offered while a lesson is written is valid there: each element and attribute that is offered at a random place
makes no new mistake of structure, and each id that is offered exists."""

import glob
import json
import os
import random
import re

from client import Client, position_of
from common import content, run, test

PLACES = int(os.environ.get("PLACES") or 3)


def structure(path, text):
	"""The mistakes of structure, each with how often it occurs; what an element still lacks is not one."""
	found = json.loads(run("satchel-lint", "-q", "-f", "json", "--stdin-path", path, "-", text=text) or "[]")
	kinds = ("xml/", "schema/misplaced", "schema/unknown", "schema/repeated", "schema/text", "reference/unknown")
	return sorted(f["rule"] + " " + re.sub(r"\d+", "", f["message"]) for f in found if f["rule"].startswith(kinds))


def accept(text, item):
	"""The text with the completion, whose places to fill in are empty."""
	from client import apply
	edit = dict(item["textEdit"])
	if item.get("insertTextFormat") == 2:
		edit["newText"] = re.sub(r"\$\d", "", edit["newText"])
	return apply(text, [edit])


@test
def what_completion_offers_is_valid_there():
	folder = content()
	client = Client(folder)
	draw = random.Random(int(os.environ.get("SEED") or 1))
	tried = 0
	for path in sorted(glob.glob(folder + "/*/*.xml"))[:4]:
		first = client.open(path)
		before = structure(path, first)
		for _ in range(PLACES):
			# After an element, where the next one begins, with or without the > that an editor adds; or in a start tag.
			end = draw.choice([m.end() for m in re.finditer(r"</[a-z-]+>(?=\n)", first)])
			tag = draw.choice([m.end() for m in re.finditer(r"<[a-z-]+(?=[ >])", first)])
			value = draw.choice([m.end() for m in re.finditer(r'(?<=<)[a-z][^<>]*"(?=[ />])', first)])
			for at, typed, after in ((end, "\n<", ""), (end, "\n<", ">"), (end, "\n<c", ">"), (tag, " ", ""), (tag, " ", " "),
					(value, "", "")):
				text = first[:at] + typed + after + first[at:]
				client.change(path, [{"text": text}], 2)
				items = client.request("completion", path, position_of(text, at + len(typed)))["items"]
				for item in draw.sample(items, min(3, len(items))):
					after = structure(path, accept(text, item))
					new = [one for one in after if one not in before and "lacks" not in one]
					assert not new, (path, first[max(0, at - 60):at], item["label"], new)
					tried += 1
	assert tried > PLACES * 3, tried
	assert client.end() == 0
