"""A tree of generated lessons, and the packs that are built from it."""

import os
import random
import subprocess
import sys
import xml.etree.ElementTree as tree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lessons"), os.path.join(HERE, "..", "packs")]
from contents import asset  # noqa: E402
from lessons import MP4, PNG, SVG, VTT, WAV  # noqa: E402
from maker import LANG, MATH, Maker, write  # noqa: E402

BIN = os.path.join(os.path.abspath(os.environ.get("BUILD", "build")), "bin")
FILES = {"a.svg": SVG, "b.png": PNG, "beat.wav": WAV, "gait.mp4": MP4, "gait.vtt": VTT}


def program(name, *arguments):
	return subprocess.run([os.path.join(BIN, name), *arguments], capture_output=True, text=True, check=False)


def must(done):
	assert done.returncode == 0, done.stderr
	return done


FORMULAS = {"x = 2": "<mi>x</mi><mo>=</mo><mn>2</mn>", "a/b": "<mfrac><mi>a</mi><mi>b</mi></mfrac>", "x²": "<msup><mi>x</mi><mn>2</mn></msup>",
	"√y + c₁": "<msqrt><mi>y</mi></msqrt><mo>+</mo><msub><mi>c</mi><mn>1</mn></msub>"}


def usual(root, random):
	"""Formulas that TeX can express, addresses that browsers know, and no points that contradict the key."""
	for element in root.iter():
		for child in [one for one in element if one.tag == MATH + "math"]:
			words = random.choice(list(FORMULAS))
			made = tree.fromstring("<math xmlns='%s' alttext='%s'>%s</math>" % (MATH[1:-1], words, FORMULAS[words]))
			made.tail = child.tail
			element[list(element).index(child)] = made
		element.attrib.pop("credit", None)
		if "href" in element.keys():
			element.set("href", "https://example.org/a")


def make(folder, seed, count, lang=None):
	"""Writes lessons, a definition, and its packs, into a new folder. The tree is called like the pack, its folder like the
	unit, and its files like those of the pack: so their exports can be the same. Returns the roots of the lessons. lang: the language of all
	of them, which then have usual formulas; by default, they have any."""
	unit = os.path.join(folder, "Made", "All")
	os.makedirs(os.path.join(unit, "assets"))
	names = {}
	for name, data in FILES.items():
		path = os.path.join(unit, name)
		with open(path, "wb") as file:
			file.write(data)
		names["images/" + name] = asset(path)
		os.rename(path, os.path.join(unit, asset(path)))
	source = random.Random(seed)
	maker, roots = Maker(source, ["images/a.svg", "images/b.png"]), {}
	for _ in range(count):
		root = maker.lesson()
		# What packs do not contain, which the ledger of a tree lists.
		for element in root.iter():
			element.attrib.pop("progress", None)
			if element.get("tolerance"):
				element.set("tolerance", element.get("tolerance").replace("%", ""))
			if element.get(LANG, "").strip() == "uk":
				element.set(LANG, "fr") # The words look Latin.
		roots[root.get("id")] = root
		if lang:
			root.set(LANG, lang)
			usual(root, source)
		text = write(source, root)
		for before, after in names.items():
			text = text.replace(before, after)
		with open(os.path.join(unit, root.get("id") + ".xml"), "w", encoding="utf-8", newline="") as file:
			file.write(text)
	with open(os.path.join(folder, "pack.xml"), "w", encoding="utf-8") as file:
		file.write(definition("Made", sorted(roots, key=lambda name: (name + ".xml").encode())))
	must(program("satchel-pack", "build", "--quiet", "-o", folder, os.path.join(folder, "pack.xml")))
	return roots


def definition(content, ids):
	return ('<pack xmlns="urn:satchel:pack:1" id="made" version="1.0.0" release="1" licence="CC0-1.0" xml:lang="en" content="%s">'
		'<title>Made</title><edition id="full"/><edition id="free"/><unit id="all"><title>All</title>%s</unit></pack>'
		% (content, "".join('<lesson id="%s"/>' % name for name in ids)))


def build(folder, content, ids):
	"""Builds a pack of lessons in a new folder; returns its path."""
	os.makedirs(folder)
	path = os.path.join(folder, "pack.xml")
	with open(path, "w", encoding="utf-8") as file:
		file.write(definition(os.path.relpath(content, folder), ids))
	must(program("satchel-pack", "build", "--quiet", "-o", folder, path))
	return os.path.join(folder, "made.satchel")
