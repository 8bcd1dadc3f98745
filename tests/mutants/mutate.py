"""Makes mutants: documents with one member removed, added, emptied, repeated, or given another type or value, often one
near a limit; and broken JSON."""

import copy
import json
import re

STRINGS = ("", " ", "x", "A", "a-b", "a--b", "-a", "a_b", "a" * 64, "a" * 65, "a\n", "\u00e9", "e\u0301", "\U0001f9e0",
	"a\u2028b", "a\x00b", "a\tb", "free", "member", "full", "pirate", "single", "multiple", "card", "cloze", "question",
	"glossary", "bullet", "number", "note", "tip", "column", "row", "both", "search", "2026-11-20", "2026-02-29",
	"2024-02-29", "1900-02-29", "2000-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "20261120", "0000-01-01", "en",
	"en-GB", "en_GB", "en-", "-en", "abcdefghi", "a-abcdefghi", "zh-Hant-TW", "x-y", "1a", "1.0.0", "1.0", "01.0.0", "1.0.0-",
	"1.0.0-a.1", "1.0.0-01", "1.0.0-a..b", "1.0.0-" + "a" * 64, "1.0.0-" + "a" * 65, "1.0.0+1", "1000000000.0.0", "999999999.0.0",
	"javascript:alert(1)", "https://example.org/", "HTTPS://example.org", "http://x", "https://", "https:/x", "mailto:a@b",
	"mailto:", "MailTo:x", "data:,x", "//example.org", " https://x", "https://a b", "https://a\u00a0b", "https://a\"b", "https://a\x7f",
	"https://\u00fc.org", "ftp://x", "https://user@x", "https:///x", "https://.x", "https://-x", "https://x:80/@", "https://x?y#z@",
	"https://x\u2028y", "mailto:a@b?c@d", "mailto:@b", "mailto:a@", "mailto:a@b@c", "https://x\ufeff", "0" * 64, "f" * 63, "F" * 64, "g" * 64, "index/0.json", "index/1.json", "index/00.json",
	"index/99999.json", "index/100000.json", "lessons/a.json", "assets/" + "0" * 16 + ".svg", "assets/" + "0" * 16 + ".exe",
	"assets/" + "0" * 15 + ".svg", "extras/x.txt", "extras/search.json", "extras/x.123456789", "extras/" + "a" * 65 + ".t", "extras/a..t",
	"x" * 32, "x" * 33, "\U0001f9e0" * 32, "\U0001f9e0" * 33, "q" * 80, "q" * 81)
NUMBERS = (0, 1, 2, 3, 4, 5, 6, 7, 64, 65533, 65534, 65535, 1048576, 1048577, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1,
	2 ** 53, -1, 1.5, 1.0, 1e300)
OTHERS = (None, True, False, [], {}, [None], [[]], [{}], [[], []], ["a"], ["a", "a"], [1], {"id": "a"}, {"text": []}, {"text": ["x"]},
	{"type": "p", "text": []}, {"type": "p", "items": []}, {"type": "x", "text": ["x"]}, {"text": ["x"]}, {"type": "em", "text": ["x"]}, {"type": "em", "text": "x"}, {"type": "blank", "text": ["x"]}, {"type": "link", "text": ["x"], "href": "javascript:x"},
	{"type": "link", "text": ["x"], "href": "https://x.org/", "to": "a"}, {"type": "cite", "source": "s-one"}, {"type": "cite", "source": "nowhere"}, {"type": "abbr", "text": ["x"], "title": "y"}, {"type": "abbr", "text": ["x"]},
	{"type": "figure", "asset": "assets/" + "0" * 16 + ".svg", "width": 8, "height": 8, "id": "f-new", "alt": ""}, {"type": "list", "items": [], "kind": "bullet"}, {"type": "table", "rows": [[]]},
	{"type": "callout", "text": ["x"], "kind": "note"}, {"type": "callout", "text": ["x"], "kind": "note", "blocks": [{"type": "p", "text": ["y"]}]}, {"correct": True, "text": ["x"]},
	{"rows": []}, {"pages": []}, {"rows": [], "pages": []}, {"id": "new", "title": "New", "level": 1}, ["q-new", "question", "doses"],
	{"id": "new", "access": "free", "title": ["New"], "blocks": []})
# Names that mean something elsewhere, to catch readers that ignore the context of a name.
NAMES = ("x-new", "access", "blocks", "asset", "id", "kind", "whole", "correct", "source", "title", "text", "lessons", "rows", "pages",
	"sections", "href", "__proto__", "constructor", "type", "items", "since", "hasOwnProperty", "")


def places(value, path=()):
	"""The paths to all values in a document."""
	yield path
	inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
	for key, one in inside:
		yield from places(one, path + (key,))


def at(document, path):
	for key in path:
		document = document[key]
	return document


def any_value(random, document):
	pick = random.random()
	if pick < 0.4:
		return random.choice(STRINGS)
	if pick < 0.6:
		return random.choice(NUMBERS)
	if pick < 0.85:
		return copy.deepcopy(random.choice(OTHERS))
	return copy.deepcopy(at(document, random.choice(list(places(document)))))


def near(random, value):
	"""A slightly different value of the same type."""
	if isinstance(value, bool):
		return not value
	if isinstance(value, int):
		return max(0, value + random.choice((-1, 1)))
	if isinstance(value, str):
		place = random.randrange(len(value) + 1)
		odd = value[:place] + random.choice("?@/#:.- _A1z\u00a0\u00ad\u200f\u2028\u206f\u3000\x7f<\\") + value[place:]
		return random.choice((odd, odd, value + "x", value + "\n", value[1:], value[:-1], value.upper(), value + "-", value.replace("-", "_"), value * 2,
			" " + value, "0" + value))
	if isinstance(value, list):
		return random.choice((value[1:], value[:-1], value[::-1], value + value[:1], []))
	return dict(reversed(list(value.items()))) if isinstance(value, dict) else None


def mutant(random, document):
	"""Returns (description of the change, changed copy)."""
	document = copy.deepcopy(document)
	path = random.choice(list(places(document)))
	while not path:
		path = random.choice(list(places(document)) or [()])
	place, key = at(document, path[:-1]), path[-1]
	deed = random.choice(("drop", "other", "other", "other", "near", "near", "more", "more", "double", "add", "swap"))
	if deed == "drop":
		del place[key]
	elif deed == "near":
		place[key] = near(random, place[key])
	elif deed == "more":
		inside = place[key] if isinstance(place[key], dict) else place if isinstance(place, dict) else document
		inside[random.choice(NAMES)] = any_value(random, document)
	elif deed == "double" and isinstance(place, list):
		place.insert(key, copy.deepcopy(place[key]))
	elif deed == "add" and isinstance(place, list):
		place.insert(key, any_value(random, document))
	elif deed == "swap" and isinstance(place, list) and len(place) > 1:
		other = random.randrange(len(place))
		place[key], place[other] = place[other], place[key]
	else:
		place[key] = any_value(random, document)
	return "%s at %s" % (deed, "/".join(map(str, path))), document


# What takes the place of a value, as bytes: JSON on which parsers disagree, and what is none.
VALUES = (b"NaN", b"-Infinity", b"1e999", b"-1e999", b"1e3", b"-0", b"-1", b"0.5", b"01", b"+1", b"0x1F", b"9" * 400, b"9007199254740992", b"18446744073709551616",
	b"null", b"True", b"undefined", b"\'x\'", b"", b"[1,]", b"{,}", b'{"a":1,"a":1}', b'{"a":1,"\\u0061":2}', b'{"__proto__":{"id":"x"}}', b"[" * 250 + b"]" * 250,
	b"[" * 100000, b'{"text":' * 200 + b"[]" + b"}" * 200, b'"\\ud800"', b'"\\udc00\\ud800"', b'"\xed\xa0\x80"', b'"\\u0000"', b'"a\0b"', b'"\xc0\xaf"', b'"\xff"',
	b'"\xf4\x90\x80\x80"', b'"\\ud83e\\udde0"', b'"\xef\xbb\xbf"', b'"\\x41"', b'"\t"', b'"\x7f"', b'"\xe2\x80\xa8"', b'"' + 500000 * b"a" + b'"', b"1//x\n", b"1/**/", b'"x', b"\xc2\xa01")
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s"\[\]{},:]+')


def nests(random):
	"""A text in itself: as deep as is allowed, or a little less or more."""
	depth = random.randrange(20, 130)
	return b'{"type":"em","text":[' * depth + b'"x"' + b"]}" * depth


def broken(random, raw):
	"""Returns (description of the change, changed bytes)."""
	tokens = list(TOKEN.finditer(raw))
	token = random.choice(tokens)
	start, end = token.span()
	deed = random.choice(("value", "value", "value", "nest", "token", "double", "byte", "cut", "after", "member"))
	if deed == "value":
		value = random.choice(VALUES)
		return "%r for %r" % (value[:40], token.group()[:40]), raw[:start] + value + raw[end:]
	if deed == "nest":
		return "a nest for %r" % token.group()[:40], raw[:start] + nests(random) + raw[end:]
	if deed == "token":
		return "no %r" % token.group()[:40], raw[:start] + raw[end:]
	if deed == "double":
		return "%r twice" % token.group()[:40], raw[:end] + raw[start:]
	if deed == "byte":
		place, byte = random.randrange(len(raw)), bytes([random.randrange(256)])
		return "%r at %d" % (byte, place), raw[:place] + byte + raw[place + random.randrange(2):]
	if deed == "cut":
		place = random.randrange(len(raw))
		return "cut at %d" % place, raw[:place]
	if deed == "after":
		more = random.choice((b"\0", b" ", b"\n", b"{}", b"x", b"\xef\xbb\xbf", b"\x0c", b"\x1a"))
		return "%r after it" % more, raw + more
	members = list(json.loads(raw).items())
	name, value = random.choice(members)
	return "%s twice" % name, b"{" + json.dumps({name: value})[1:-1].encode() + b"," + raw.lstrip()[1:]
