"""What a free edition must not contain, and the text of exported files."""

import io
import os
import re
import subprocess
import unicodedata
import zipfile


from maker import SYLLABLES

WORD = unicodedata.normalize("NFC", "(?:%s){2,}(?=.*[0-9])[0-9a-f]{2,5}" % "|".join(SYLLABLES))


def words(pack):
	with zipfile.ZipFile(pack) as archive:
		return {word for name in archive.namelist() if name.startswith("lessons/")
			for word in re.findall(r"\w+", unicodedata.normalize("NFC", archive.read(name).decode()))}


def only_for_members(full, free):
	"""The words that only the full edition contains. Each generated word is unique."""
	hidden = {word for word in words(full) - words(free) if re.fullmatch(WORD, word)}
	assert len(hidden) > 100
	return hidden


def contents(name, data):
	"""The files in a file, as text."""
	if data.startswith(b"PK\3\4"):
		with zipfile.ZipFile(io.BytesIO(data)) as archive:
			for inner in archive.namelist():
				yield inner
				yield from contents(inner, archive.read(inner))
	elif data.startswith(b"\x28\xb5\x2f\xfd"):
		yield from contents(name, subprocess.run(["zstd", "-dqc"], input=data, stdout=subprocess.PIPE, check=True).stdout)
	else:
		yield data.decode("utf-8", "replace")


def text_of(path):
	"""The text of a file, or of the files in a folder."""
	paths = [path] if os.path.isfile(path) else [os.path.join(top, name) for top, _, names in os.walk(path) for name in names]
	found = []
	for one in paths:
		with open(one, "rb") as file:
			found.extend(contents(one, file.read()))
	return unicodedata.normalize("NFC", "\n".join(found))
