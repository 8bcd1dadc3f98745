"""Runs the two readers on a file of documents. Each is a letter for its kind (p a pack, l latest.json, r
progress.json), its size and its bytes."""

import os
import struct
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def record(letter, data):
	return letter.encode() + struct.pack("<I", len(data)) + data


def run(command):
	done = subprocess.run(command, capture_output=True, text=True, check=False)
	if done.returncode != 0:
		sys.exit("%s ends with %d: %s" % (command[0], done.returncode, done.stderr[-2000:]))
	return [line.split("\t") for line in done.stdout.split("\n")[:-1]]


def judged(judge, path):
	"""The verdicts of the C reader and of satchel.js on each document: [status, message, digest of the plain text]."""
	return run([judge, path]), run(["node", os.path.join(HERE, "judge.mjs"), path])
