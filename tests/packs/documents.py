"""The JSON Schemas, and valid documents that no pack contains."""

import json
import os
import re

import jsonschema

SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "schema")
LISTS = ("lessons", "outline", "items", "files")

LATEST = {"format": 1, "id": "heart", "title": "The heart", "version": "1.0.0", "release": 3, "date": "2026-11-20",
	"expires": "2026-12-20", "requires": [], "editions": [{"edition": "full", "url": "heart-1.0.0.satchel", "size": 9000,
	"head": 800, "sha256": "0" * 64, "contentRoot": "a" * 64}]}
PROGRESS = {"format": 1, "id": "heart", "release": 3, "since": {"q-heart": 2}}


def load(name):
	with open(os.path.join(SCHEMAS, name + ".schema.json"), encoding="utf-8") as file:
		return json.load(file)


def pattern(validator, wanted, instance, schema):
	"""As in ECMAScript, $ matches only at the end, not before a final line feed."""
	if validator.is_type(instance, "string") and not re.search(wanted.replace("$", r"\Z"), instance):
		yield jsonschema.ValidationError("%r does not match" % instance)


def one_of(validator, branches, instance, schema):
	"""Decides at once between branches that only require members: most elements of lessons have a dozen."""
	if any(list(branch) != ["required"] for branch in branches):
		yield from jsonschema.Draft202012Validator.VALIDATORS["oneOf"](validator, branches, instance, schema)
	elif validator.is_type(instance, "object") and sum(all(name in instance for name in branch["required"]) for branch in branches) != 1:
		yield jsonschema.ValidationError("%r does not have the members of one of %r" % (instance, branches))


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": pattern, "oneOf": one_of})
