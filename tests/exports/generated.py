"""A tree of generated lessons, and the packs that are built from it."""

import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lessons"), os.path.join(HERE, "..", "packs")]
from contents import asset  # noqa: E402
from lessons import MP4, PNG, SVG, VTT, WAV  # noqa: E402
from maker import LANG, Maker, write  # noqa: E402

BIN = os.path.join(os.path.abspath(os.environ.get("BUILD", "build")), "bin")
FILES = {"a.svg": SVG, "b.png": PNG, "beat.wav": WAV, "gait.mp4": MP4, "gait.vtt": VTT}


def program(name, *arguments):
	return subprocess.run([os.path.join(BIN, name), *arguments], capture_output=True, text=True, check=False)


def must(done):
	assert done.returncode == 0, done.stderr
	return done


def make(folder, seed, count):
	"""Writes lessons, a definition, and its packs, into a new folder. The tree is called like the pack, its folder like the
	unit, and its files like those of the pack: so their exports can be the same. Returns the roots of the lessons."""
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
		text = write(source, root)
		for before, after in names.items():
			text = text.replace(before, after)
		with open(os.path.join(unit, root.get("id") + ".xml"), "w", encoding="utf-8", newline="") as file:
			file.write(text)
	with open(os.path.join(folder, "pack.xml"), "w", encoding="utf-8") as file:
		file.write('<pack xmlns="urn:satchel:pack:1" id="made" version="1.0.0" release="1" licence="CC0-1.0" xml:lang="en" '
			'content="Made"><title>Made</title><edition id="full"/><edition id="free"/><unit id="all"><title>All</title>%s</unit></pack>'
			% "".join('<lesson id="%s"/>' % name for name in sorted(roots, key=lambda name: (name + ".xml").encode())))
	must(program("satchel-pack", "build", "--quiet", "-o", folder, os.path.join(folder, "pack.xml")))
	return roots
