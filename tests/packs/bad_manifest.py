"""Manifests that are not true, or of another format."""

from bad import bad, document
from packmaker import lesson_counts

MANIFEST = "manifest.json"


def told(**members):
	"""Members of the manifest that say something else; None takes one away."""
	def change(manifest):
		for name, value in members.items():
			manifest[name] = value(manifest[name]) if callable(value) else value
			if value is None:
				del manifest[name]
	return document(MANIFEST, change)


def inside(member, name, value):
	return told(**{member: lambda old: {**old, name: value(old[name]) if callable(value) else value}})


def without(member, name):
	return told(**{member: lambda old: {key: value for key, value in old.items() if key != name}})


def other_digit(digest):
	return ("0" if digest[0] != "0" else "1") + digest[1:]


for number in (0, 2, 10):
	bad("format-%d" % number, "format", told(format=number), status="unsupported")
bad("format-text", "format", told(format="1"))
bad("requires-unknown", "requires|video", told(requires=["video"]), status="unsupported")
bad("requires-extra-name", "requires|no-such", told(requires=["no-such"], extras=["no-such"]), status="unsupported")
for name in ("format", "id", "title", "version", "release", "edition", "licence", "lang", "counts", "contentRoot", "index",
		"requires", "extras"):
	bad("manifest-without-" + name, name, told(**{name: None}))
	bad("manifest-null-" + name, name, told(**{name: lambda old: None}))
for name, value in {"id": "Not An Id", "title": ["x"], "version": 1, "release": "1", "edition": "FULL", "licence": 4,
		"lang": {}, "counts": [], "contentRoot": "abc", "index": "index.json", "requires": "video", "extras": {"search": 1},
		"date": 20261120, "whole": [1], "deflate": 9}.items():
	bad("manifest-kind-of-" + name, name, told(**{name: value}))
for name, value in {"version": "1.0", "version-with-zeros": "01.0.0", "version-with-build": "1.0.0+1", "version-with-ten-digits": "1.1000000000.0",
	"version-with-a-long-tail": "1.0.0-" + 65 * "a", "date": "20-11-2026", "date-slashes": "2026/11/20",
		"date-month-13": "2026-13-01"}.items():
	member = name.split("-")[0]
	bad("manifest-form-of-" + name, member, told(**{member: value}))
bad("requires-of-numbers", "requires", told(requires=[1]))
bad("extras-of-numbers", "extras", told(extras=[1]))
bad("release-too-large", "release", told(release=1 << 31))
for name in ("title", "licence", "lang", "edition"):
	bad("manifest-empty-" + name, name, told(**{name: ""}))
bad("release-is-true", "release", told(release=True))

for name in ("units", "lessons", "sections", "questions", "cards", "glossary", "assets"):
	bad("counts-" + name, name, inside("counts", name, lambda n: n + 1))
	bad("counts-without-" + name, name, without("counts", name))
bad("counts-all-zero", "counts", told(counts=lambda old: {name: 0 for name in old}))
bad("content-root", "content root", told(contentRoot=other_digit))
bad("content-root-upper-case", "contentRoot", told(contentRoot=str.upper))
bad("content-root-short", "contentRoot", told(contentRoot=lambda old: old[:62]))
for name in ("stored", "raw"):
	bad("manifest-index-" + name, "index.json", inside("index", name, lambda n: n + 1))
	bad("manifest-index-without-" + name, name, without("index", name))
	bad("manifest-index-%s-digest" % name, "index.json", inside("index", name + "Sha256", other_digit))
	bad("manifest-index-without-%s-digest" % name, name + "Sha256", without("index", name + "Sha256"))
bad("manifest-index-stored-above-raw", "index.json|stored", told(index=lambda old: {**old, "raw": old["stored"] - 1}))
bad("search-named-but-not-there", "search", told(extras=["search"]))


def make_free(pack):
	"""The same pack as a free edition, that leaves nothing out."""
	counts = {"units": len(pack.units), "lessons": len(pack.lessons()), "assets": len(pack.assets)}
	for name in ("sections", "questions", "cards", "glossary"):
		counts[name] = sum(lesson_counts(lesson)[name] for lesson in pack.lessons())
	pack.manifest.update(edition="free", whole=counts)
	pack.whole_units = {name: {"whole": len(lessons)} for name, _, lessons in pack.units}


def free(change):
	"""A free edition, in which a part is for members."""
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
