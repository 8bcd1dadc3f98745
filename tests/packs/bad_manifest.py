"""Manifests that are wrong or of an unknown format."""

from bad import bad, document
from packmaker import lesson_counts

MANIFEST = "manifest.json"


def manifest_with(**members):
	"""Changes members of the manifest; None removes one."""
	def change(manifest):
		for name, value in members.items():
			manifest[name] = value(manifest[name]) if callable(value) else value
			if value is None:
				del manifest[name]
	return document(MANIFEST, change)


def inside(member, name, value):
	return manifest_with(**{member: lambda old: {**old, name: value(old[name]) if callable(value) else value}})


def without(member, name):
	return manifest_with(**{member: lambda old: {key: value for key, value in old.items() if key != name}})


def other_digit(digest):
	return ("0" if digest[0] != "0" else "1") + digest[1:]


for number in (0, 2, 10):
	bad("format-%d" % number, "format", manifest_with(format=number), status="unsupported")
bad("format-text", "format", manifest_with(format="1"))
bad("requires-unknown", "requires|video", manifest_with(requires=["video"]), status="unsupported")
bad("requires-extra-name", "requires|no-such", manifest_with(requires=["no-such"], extras=["no-such"]), status="unsupported")
for name in ("format", "id", "title", "version", "release", "edition", "licence", "lang", "counts", "contentRoot", "index",
		"requires", "extras"):
	bad("manifest-without-" + name, name, manifest_with(**{name: None}))
	bad("manifest-null-" + name, name, manifest_with(**{name: lambda old: None}))
for name, value in {"id": "Not An Id", "title": ["x"], "version": 1, "release": "1", "edition": "FULL", "licence": 4,
		"lang": {}, "counts": [], "contentRoot": "abc", "index": "index.json", "requires": "video", "extras": {"search": 1},
		"date": 20261120, "whole": [1], "deflate": "libdeflate 1.14"}.items():
	bad("manifest-kind-of-" + name, name, manifest_with(**{name: value}))
for name, value in {"version": "1.0", "version-with-zeros": "01.0.0", "version-with-build": "1.0.0+1", "version-with-ten-digits": "1.1000000000.0",
	"version-with-a-long-tail": "1.0.0-" + 65 * "a", "date": "20-11-2026", "date-slashes": "2026/11/20",
		"date-month-13": "2026-13-01"}.items():
	member = name.split("-")[0]
	bad("manifest-form-of-" + name, member, manifest_with(**{member: value}))
for name, value in {"without-library": {"level": 6}, "without-level": {"library": "libdeflate 1.14"},
		"empty-library": {"library": "", "level": 6}, "level-text": {"library": "libdeflate 1.14", "level": "6"},
		"level-too-large": {"library": "libdeflate 1.14", "level": 1 << 32}}.items():
	bad("deflate-" + name, "deflate", manifest_with(deflate=value))
for name, value in {"empty-description": "", "description-list": ["x"]}.items():
	bad("manifest-" + name, "description", manifest_with(description=value))
COVER = {"asset": "assets/" + 16 * "0" + ".png", "alt": "A pill."}
for name, value in {"text": "x.png", "no-alt": {"asset": COVER["asset"]}, "empty-alt": {**COVER, "alt": ""},
		"no-asset": {"alt": "A pill."}, "sound": {**COVER, "asset": COVER["asset"][:-3] + "mp3"}, "missing": COVER,
		"lesson": {**COVER, "asset": "lessons/lithium.json"}, "width-zero": {**COVER, "width": 0}}.items():
	bad("cover-" + name, "cover", manifest_with(cover=value))
ADA = {"role": "author", "name": "Ada"}
for name, value in {"object": ADA, "text": ["Ada"], "no-role": [{"name": "Ada"}], "no-name": [ADA, {"role": "author"}],
		"role": [{**ADA, "role": "editor"}], "empty-name": [{**ADA, "name": ""}], "date": [{**ADA, "date": "2026-02-30"}],
		"orcid-number": [{**ADA, "orcid": 1}], "disclosure-text": [{**ADA, "disclosure": "None."}],
		"disclosure-markup": [{**ADA, "disclosure": [{"type": "em", "text": ["None."]}]}],
		"disclosure-empty": [{**ADA, "disclosure": []}]}.items():
	bad("people-" + name, "people", manifest_with(people=value))
REST = {"text": "Ask.", "lang": "en"}
for name, value in {"object": REST, "text": "Ask.", "texts": ["Ask."], "no-text": [{"lang": "en"}], "no-lang": [REST, {"text": "Ask."}],
		"empty-text": [{**REST, "text": ""}], "text-list": [{**REST, "text": ["Ask."]}], "lang": [{**REST, "lang": "en_GB"}],
		"href-number": [{**REST, "href": 1}], **{"href-" + name: [{**REST, "href": address}] for name, address in {
			"empty": "", "script": "javascript:alert(1)", "http": "http://example.org/", "mailto": "mailto:a@example.org",
			"user": "https://a@example.org/", "no-host": "https:///x", "space": "https://example.org/ x", "relative": "rest.html",
			"upper-case": "HTTPS://example.org/", "line": "https://example.org/\n"}.items()}}.items():
	bad("rest-" + name, "rest", manifest_with(rest=value))
bad("requires-of-numbers", "requires", manifest_with(requires=[1]))
bad("extras-of-numbers", "extras", manifest_with(extras=[1]))
bad("release-too-large", "release", manifest_with(release=1 << 31))
for name in ("title", "licence", "lang", "edition"):
	bad("manifest-empty-" + name, name, manifest_with(**{name: ""}))
bad("release-is-true", "release", manifest_with(release=True))

for name in ("units", "lessons", "sections", "questions", "cards", "glossary", "assets"):
	bad("counts-" + name, name, inside("counts", name, lambda n: n + 1))
	bad("counts-without-" + name, name, without("counts", name))
bad("counts-all-zero", "counts", manifest_with(counts=lambda old: {name: 0 for name in old}))
bad("content-root", "content root", manifest_with(contentRoot=other_digit))
bad("content-root-upper-case", "contentRoot", manifest_with(contentRoot=str.upper))
bad("content-root-short", "contentRoot", manifest_with(contentRoot=lambda old: old[:62]))
for name in ("stored", "raw"):
	bad("manifest-index-" + name, "index.json", inside("index", name, lambda n: n + 1))
	bad("manifest-index-without-" + name, name, without("index", name))
bad("manifest-index-digest", "index.json", inside("index", "digest", other_digit))
bad("manifest-index-without-digest", "digest", without("index", "digest"))
bad("manifest-index-stored-above-raw", "index.json|stored", manifest_with(index=lambda old: {**old, "raw": old["stored"] - 1}))
bad("search-named-but-not-there", "search", manifest_with(extras=["search"]))


def make_free(pack):
	"""The same pack as a free edition that omits nothing."""
	counts = {"units": len(pack.units), "lessons": len(pack.lessons()), "assets": len(pack.assets)}
	for name in ("sections", "questions", "cards", "glossary"):
		counts[name] = sum(lesson_counts(lesson)[name] for lesson in pack.lessons())
	pack.manifest.update(edition="free", whole=counts)
	pack.whole_units = {name: {"whole": len(lessons)} for name, _, lessons in pack.units}


def free(change):
	"""A free edition with a part for members only."""
	def make(pack):
		make_free(pack)
		change(pack.lessons()[0])
	return make


def hide(part):
	def change(lesson):
		part(lesson)["access"] = "member"
	return change


bad("free-with-lesson-for-members", "member", free(hide(lambda x: x)))
bad("free-with-section-for-members", "member", free(hide(lambda x: x["sections"][0]["sections"][0])))
bad("free-with-question-for-members", "member", free(hide(lambda x: x["questions"][0])))
bad("free-with-card-for-members", "member", free(hide(lambda x: x["cards"][1])))
bad("free-with-entry-for-members", "member", free(hide(lambda x: x["glossary"][0])))
