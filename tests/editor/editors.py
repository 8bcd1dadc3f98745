"""Real editors, with the settings that CONTRIBUTING.md gives for them."""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import termios
import time
import tomllib

from client import BIN
from common import LESSON, TREE, WORK, run, test, tree, write

ENVIRONMENT = {**os.environ, "PATH": BIN + ":" + os.environ["PATH"], "HOME": WORK}


def settings(language, number=0):
	"""A block of the section on editors."""
	page = read(os.path.join(TREE, "CONTRIBUTING.md"))
	section = re.search("^## Set up your editor\n(.*?)^## ", page, re.M | re.S).group(1)
	return re.findall(f"^```{language}\n(.*?)^```", section, re.M | re.S)[number]


def read(path):
	with open(path, encoding="utf-8") as file:
		return file.read()


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
def settings_of_kate_and_helix_name_the_server():
	kate = json.loads(settings("json"))["servers"]["xml"]
	assert re.match(kate["highlightingModeRegex"], "XML")
	helix = tomllib.loads(settings("toml"))
	assert [language["language-servers"] for language in helix["language"]] == [list(helix["language-server"])]
	for command in (kate["command"], [helix["language-server"]["satchel"]["command"]]):
		assert shutil.which(command[0], path=BIN) == os.path.join(BIN, "satchel-lsp"), command


def kate_shows_findings():
	"""Kate only starts what its user has allowed, and shows nothing to programs, so the messages are looked at."""
	folder = tree(red="Give .5 mg daily.")
	os.makedirs(os.path.join(folder, "sub"))
	os.makedirs(os.path.join(folder, "home/.config/kate/lspclient"))
	server, heard, said = (os.path.join(folder, name) for name in ("satchel-lsp", "heard", "said"))
	write(folder, server, f"#!/bin/sh\ntee '{heard}' | '{BIN}/satchel-lsp' | tee '{said}'\n")
	os.chmod(server, 0o755)
	write(folder, "home/.config/kate/lspclient/settings.json", settings("json"))
	write(folder, "home/.config/katerc",
		f"[Kate Plugins]\nlspclientplugin=true\n\n[lspclient]\nAllowedServerCommandLines={server}\n")
	write(folder, "sub/red.xml", LESSON.format(id="red", title="Red", text="Give .5 mg daily."))
	kate = subprocess.Popen(["kate", "-b", "-n", os.path.join(folder, "sub/red.xml")], stdout=subprocess.DEVNULL,
		stderr=subprocess.DEVNULL, env={**os.environ, "PATH": folder + ":" + os.environ["PATH"],
			"HOME": os.path.join(folder, "home"), "XDG_RUNTIME_DIR": folder, "QT_QPA_PLATFORM": "offscreen"})
	try:
		end = time.monotonic() + 60
		while not os.path.exists(said) or "medical/naked-decimal" not in read(said):
			assert time.monotonic() < end, "no findings"
			time.sleep(0.1)
	finally:
		kate.terminate()
		kate.wait()
	assert re.search(f'"rootPath": "{folder}"', read(heard)), read(heard)


class Terminal:
	"""Runs a program in a terminal."""

	def __init__(self, *command, **environment):
		self.screen = ""
		self.process, self.file = pty.fork()
		if self.process == 0:
			os.execvpe(command[0], command, {**ENVIRONMENT, "TERM": "xterm-256color", **environment})
		fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 150, 0, 0))

	def type(self, keys, until=lambda screen: True, again=False):
		"""Types keys, once or again and again, until something holds of what was written since."""
		self.screen = ""
		end = time.monotonic() + 60
		os.write(self.file, keys.encode())
		typed = time.monotonic()
		while not until(self.screen):
			assert time.monotonic() < end, (keys, self.screen)
			if again and time.monotonic() - typed > 2:
				os.write(self.file, keys.encode())
				typed = time.monotonic()
			if select.select([self.file], [], [], 0.1)[0]:
				try:
					self.screen += os.read(self.file, 65536).decode(errors="replace")
				except OSError as problem:
					raise EOFError("the program has ended: " + self.screen) from problem


def holds(path, text):
	"""Helix moves a file away while it saves, so for a moment there is none."""
	try:
		return text in read(path)
	except FileNotFoundError:
		return False


def helix_shows_fixes_renames_and_formats():
	folder = tree(red="Give .5 mg\n    daily.", blue='See <link to="c-red">it</link>.')
	red, blue = (os.path.join(folder, name) for name in ("red.xml", "blue.xml"))
	os.makedirs(os.path.join(folder, ".config/helix"))
	write(folder, ".config/helix/languages.toml", settings("toml"))
	helix = Terminal("hx", red, HOME=folder)
	helix.type("]d", lambda screen: "this dose" in screen, again=True)
	helix.type(" a", lambda screen: "Fix: write" in screen)
	helix.type("\r")
	helix.type(":w\r", lambda _: holds(red, "Give 0.5 mg"), again=True)
	helix.type("/c-red\r")
	helix.type(" r", lambda screen: "rename" in screen)
	helix.type("\x15c-crimson\r")
	helix.type(":wa\r", lambda _: holds(blue, 'to="c-crimson"'), again=True)
	helix.type(":format\r")
	helix.type(":wa\r", lambda _: holds(red, "0.5 mg daily"), again=True)
	os.write(helix.file, b":qa!\r")
	os.waitpid(helix.process, 0)
	assert read(red) == run("satchel-fmt", "-q", "--stdin-path", red, "-", text=read(red))
	assert 'id="c-crimson"' in read(red), read(red)


# Kate is large, and Debian has Helix since version 13.
for program, function in (("kate", kate_shows_findings), ("hx", helix_shows_fixes_renames_and_formats)):
	if shutil.which(program):
		test(function)
	else:
		print(f"# {program} is not installed, so it is not tried")
