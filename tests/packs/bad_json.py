"""Invalid JSON, and JSON on which parsers disagree."""

from bad import bad, text
from lessons import many

VALUES = {  # of an unknown member
	"deep-257": b"[" * 256 + b"]" * 256,
	"deep-100000": b"[" * 100000 + b"]" * 100000,
	"deep-objects": b'{"a":' * 256 + b"1" + b"}" * 256,
	"deep-open": b"[" * 100000,
	"nan": b"NaN", "infinity": b"-Infinity", "exponent": b"1e3", "exponent-huge": b"1e999", "negative": b"-1",
	"negative-zero": b"-0", "fraction": b"1.5", "fraction-of-zero": b"1.0", "leading-zero": b"01", "hex": b"0x10",
	"plus": b"+1", "two-to-the-53": b"9007199254740992", "two-to-the-64": b"18446744073709551616",
	"number-of-400-digits": b"9" * 400, "literal-cut": b"tru", "literal-other-case": b"True", "undefined": b"undefined",
	"single-quotes": b"'x'", "comma-last-in-array": b"[1,]", "comma-last-in-object": b'{"y":1,}', "comma-twice": b"[1,,2]",
	"comma-missing": b"[1 2]", "colon-missing": b'{"y" 1}', "comment": b"1 /* x */", "comment-of-line": b"1 // x\n",
	"name-without-quotes": b"{y:1}", "escape-unknown": b'"\\x41"', "escape-cut": b'"\\u00"', "escape-nul": b'"a\\u0000b"',
	"nul-in-string": b'"a\0b"', "control-in-string": b'"a\nb"', "tab-in-string": b'"a\tb"',
	"surrogate-high-alone": b'"\\ud83d"', "surrogate-low-alone": b'"\\ude00"', "surrogates-turned": b'"\\ude00\\ud83d"',
	"surrogate-high-twice": b'"\\ud83d\\ud83d"', "surrogate-high-and-letter": b'"\\ud83dx"',
	"surrogate-in-name": b'{"\\ud83d":1}', "surrogate-in-utf8": b'"\xed\xa0\xbd"', "utf8-pair-of-surrogates":
	b'"\xed\xa0\xbd\xed\xb8\x80"', "utf8-overlong": b'"\xc0\xaf"', "utf8-overlong-nul": b'"\xc0\x80"',
	"utf8-continuation-alone": b'"\x80"', "utf8-cut": b'"\xe2\x82"', "utf8-beyond-unicode": b'"\xf4\x90\x80\x80"',
	"latin-1": b'"\xe9"', "name-twice": b'{"y":1,"y":1}', "name-twice-escaped": b'{"y":1,"\\u0079":2}',
	"name-twice-empty": b'{"":1,"":2}', "string-open": b'"x', "form-feed": b"\x0c1",
	"no-break-space": b"\xc2\xa01", "name-is-number": b"{1:2}", "nothing": b"",
}
WHOLES = {
	"byte-order-mark": lambda raw: b"\xef\xbb\xbf" + raw,
	"utf16": lambda raw: raw.decode().encode("utf-16"),
	"utf16-without-mark": lambda raw: raw.decode().encode("utf-16-le"),
	"array": lambda raw: b"[" + raw + b"]",
	"string": lambda raw: b'"x"',
	"number": lambda raw: b"1",
	"null": lambda raw: b"null",
	"empty": lambda raw: b"",
	"spaces": lambda raw: b"   \n",
	"cut-by-a-byte": lambda raw: raw[:-1],
	"cut-in-half": lambda raw: raw[:len(raw) // 2],
	"brace-after": lambda raw: raw + b"}",
	"object-after": lambda raw: raw + b"{}",
	"nul-after": lambda raw: raw + b"\0",
	"member-twice": lambda raw: raw[:-1] + (b',"body":0}' if b'"body"' in raw else b',"id":"other"}'),
	"member-twice-the-same": lambda raw: b'{"x":{},"x":{},' + raw[1:],
	"script": lambda raw: b")]}'\n" + raw,
}


def paged():
	return many(3, lessons=(2,))


def put(value):
	return lambda raw: raw[:-1] + b',"x":' + value + b"}"


def fault(title):
	return "twice" if "-twice" in title and "comma" not in title and "surrogate" not in title else \
		"deep" if "deep" in title else "JSON"


for title, value in VALUES.items():
	bad("json-" + title, "lessons/doses.json|" + fault(title), text("lessons/doses.json", put(value)))
for title, change in WHOLES.items():
	bad("json-whole-" + title, "lessons/doses.json|" + fault(title), text("lessons/doses.json", change))
	bad("manifest-whole-" + title, "manifest.json|" + fault(title), text("manifest.json", change))
	words = "index.raw is below" if title == "empty" else "index.json|" + fault(title)
	bad("index-whole-" + title, words, text("index.json", change))
for title in ("deep-257", "exponent", "fraction-of-zero", "negative-zero", "two-to-the-53", "name-twice", "escape-nul",
		"surrogate-high-alone", "latin-1", "comma-last-in-object"):
	bad("manifest-json-" + title, "manifest.json|" + fault(title), text("manifest.json", put(VALUES[title])))
	bad("index-json-" + title, "index.json|" + fault(title), text("index.json", put(VALUES[title])))
	bad("page-json-" + title, "index/0.json|" + fault(title), text("index/0.json", put(VALUES[title])), base=paged)
bad("page-whole-array", "index/1.json", text("index/1.json", WHOLES["array"]), base=paged)
bad("page-whole-empty", "index/1.json", text("index/1.json", WHOLES["empty"]), base=paged)
