"""Shared by the tests of satchel-fetch: the program, packs, releases, and TAP."""

import hashlib
import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ["WORK"]
FETCH = os.environ["FETCH"]
PACKS = os.path.join(WORK, "packs")
KEY, OTHER_KEY = os.path.join(WORK, "ours"), os.path.join(WORK, "theirs")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
ENVIRONMENT.pop("SSL_CERT_FILE", None)

_loader = importlib.machinery.SourceFileLoader("release", os.path.join(HERE, "release"))
_module = importlib.util.module_from_spec(importlib.util.spec_from_loader("release", _loader))
_loader.exec_module(_module)
tests = []


def test(function):
	tests.append(function)
	return function


class Lacking(Exception):
	"""A program that a test needs is missing."""


def need_terminal():
	try:
		for end in os.openpty():
			os.close(end)
	except OSError:
		raise Lacking("a pseudo-terminal (/dev/pts)") from None


def run_tests():
	failed = 0
	for number, function in enumerate(tests, 1):
		name = function.__doc__.strip().rstrip(".").replace("\n\t", " ")
		with tempfile.TemporaryDirectory(dir=WORK) as folder:
			os.chdir(folder)
			try:
				function()
				print("ok %d - %s" % (number, name))
			except Lacking as lacking:
				print("# needs %s" % lacking)
			except Exception:  # noqa: BLE001: any failure is the test's
				failed += 1
				print("not ok %d - %s" % (number, name))
				print("".join("#   " + line for line in traceback.format_exc().splitlines(True)))
			os.chdir(WORK)
	print("1..%d" % len(tests))
	sys.exit(failed > 0)


def pack(name):
	with open(os.path.join(PACKS, name + ".satchel"), "rb") as file:
		return file.read()


def release(*packs, key=KEY, comment=None, **changes):
	"""The files of a release as a site serves them: a map from names to bytes."""
	with tempfile.TemporaryDirectory(dir=WORK) as folder:
		os.environ.pop("KEY", None)
		if key:
			os.environ["KEY"] = key + ".key"
		os.environ.pop("COMMENT", None)
		if comment is not None:
			os.environ["COMMENT"] = comment
		_module.main(folder, *[os.path.join(PACKS, name + ".satchel") for name in packs],
			     *["%s=%s" % (name.replace("__", "."), value) for name, value in changes.items()])
		files = {}
		for name in os.listdir(folder):
			with open(os.path.join(folder, name), "rb") as file:
				files[name] = file.read()
		return files


def put(name, path="pack.satchel"):
	"""Writes a pack, or bytes, to path in the current folder."""
	with open(path, "wb") as file:
		file.write(pack(name) if isinstance(name, str) else name)
	return path


def read(path="pack.satchel"):
	with open(path, "rb") as file:
		return file.read()


def digest(bytes_):
	return hashlib.sha256(bytes_).hexdigest()


def command(url, *options, key=KEY, output="pack.satchel"):
	return [FETCH, url, "-o", output, *(["--key", key + ".pub"] if key else []), *options]


def fetch(url, *options, key=KEY, output="pack.satchel", environment=None, timeout=60):
	"""Runs satchel-fetch. The result has returncode, stdout, stderr."""
	return subprocess.run(command(url, *options, key=key, output=output), capture_output=True, text=True, check=False,
			      stdin=subprocess.DEVNULL, timeout=timeout, env={**ENVIRONMENT, **(environment or {})})


def expect(result, code, *texts):
	"""Asserts the exit code and the words that stderr (or stdout, if the code is 0) must contain."""
	said = result.stdout if code == 0 else result.stderr
	assert result.returncode == code, "exit code %d, not %d: %s%s" % (result.returncode, code, result.stdout, result.stderr)
	for text in texts:
		assert text in said, "not said: %r, but: %s" % (text, said)
	if code:
		assert result.stderr.startswith("satchel-fetch: ") and result.stderr.count("\n") == 1, result.stderr
		assert result.stdout == "", result.stdout
	else:
		assert result.stderr == "", result.stderr


def is_now(name, path="pack.satchel"):
	"""Asserts that the file at path is exactly that pack, and that no other file was left."""
	assert os.path.exists(path), "there is no %s" % path
	assert read(path) == (pack(name) if isinstance(name, str) else name), "%s is not %s" % (path, name)
	assert not os.path.exists(path + ".part"), "%s.part is left" % path


def is_still(name, path="pack.satchel"):
	"""Asserts that the file at path is still that pack."""
	assert read(path) == (pack(name) if isinstance(name, str) else name), "%s was changed" % path


def is_absent(path="pack.satchel"):
	assert not os.path.exists(path), "%s is there" % path


def copy_folder(files, folder):
	os.makedirs(folder, exist_ok=True)
	for name, bytes_ in files.items():
		with open(os.path.join(folder, name), "wb") as file:
			file.write(bytes_)


def remove(path):
	shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
