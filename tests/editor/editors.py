"""Real editors, with the settings that CONTRIBUTING.md gives for them."""

import json
import os
import re
import shutil
import subprocess
import tomllib

from client import BIN
from common import TREE, WORK, run, test, tree, write

ENVIRONMENT = {**os.environ, "PATH": BIN + ":" + os.environ["PATH"], "HOME": WORK}


def settings(language, number=0):
	"""A block of the section on editors."""
	with open(os.path.join(TREE, "CONTRIBUTING.md"), encoding="utf-8") as file:
		section = re.search("^## Set up your editor\n(.*?)^## ", file.read(), re.M | re.S).group(1)
	return re.findall(f"^```{language}\n(.*?)^```", section, re.M | re.S)[number]


def is_edited_in(*command, script, language, name):
	"""Runs an editor whose script fixes, renames and formats, and compares what became of the lessons."""
	folder = tree(red="Give .5 mg\n    daily.", blue='See <link to="c-red">it</link>.')
	red = os.path.join(folder, "red.xml")
	write(folder, name, settings(language))
	values = {"SETTINGS": os.path.join(folder, name), "LESSON": red, "SCRIPT": os.path.join(TREE, "tests/editor", script)}
	command = [values.get(word, word) for word in command]
	done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, cwd=WORK,
		env={**ENVIRONMENT, **values})
	assert "{" in done.stdout, done.stderr
	said = json.loads(done.stdout[done.stdout.index("{"):])
	assert "problem" not in said, said["problem"]
	assert "medical/naked-decimal" in said["before"], said
	text = said["text"]
	assert "Give 0.5 mg daily." in text and 'id="c-crimson"' in text, text
	assert text == run("satchel-fmt", "-q", "--stdin-path", red, "-", text=text)
	assert 'to="c-crimson"' in said["other"], said["other"]


@test
def neovim_shows_fixes_renames_and_formats():
	is_edited_in("nvim", "--headless", "-u", "SETTINGS", "-i", "NONE", "-n", "LESSON", "-S", "SCRIPT",
		script="neovim.lua", language="lua", name="init.lua")


@test
def emacs_shows_fixes_renames_and_formats():
	# -Q would leave out the packages of Debian.
	is_edited_in("emacs", "-q", "--batch", "-l", "SCRIPT", script="emacs.el", language="elisp", name="init.el")


@test
def settings_of_other_editors_name_the_server():
	kate = json.loads(settings("json"))["servers"]["xml"]
	assert re.match(kate["highlightingModeRegex"], "XML")
	helix = tomllib.loads(settings("toml"))
	assert [language["language-servers"] for language in helix["language"]] == [list(helix["language-server"])]
	for command in (kate["command"], [helix["language-server"]["satchel"]["command"]]):
		assert shutil.which(command[0], path=BIN) == os.path.join(BIN, "satchel-lsp"), command
