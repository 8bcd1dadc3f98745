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
PROGRESS = {"format": 1, "id": "heart", "release": 3, "since": {"q-heart": 2, "c-heart.12": 3}}


def load(name):
	with open(os.path.join(SCHEMAS, name + ".schema.json"), encoding="utf-8") as file:
		return json.load(file)


def pattern(validator, wanted, instance, schema):
	"""As in ECMAScript, $ matches only at the end, not before a final line feed."""
	if validator.is_type(instance, "string") and not re.search(wanted.replace("$", r"\Z"), instance):
		yield jsonschema.ValidationError("%r does not match" % instance)


def holds(validator, condition, instance):
	"""Decides at once whether a member has one of some values, as most conditions ask: jsonschema takes long for that."""
	for name, value in condition["properties"].items() if list(condition) == ["properties"] else ():
		wanted = value.get("enum", [value.get("const")])
		if len(condition["properties"]) == len(value) == 1 and all(isinstance(one, str) for one in wanted):
			return not isinstance(instance, dict) or name not in instance or instance[name] in wanted
	return validator.evolve(schema=condition).is_valid(instance)


def if_(validator, condition, instance, schema):
	branch = "then" if holds(validator, condition, instance) else "else"
	if branch in schema:
		yield from validator.descend(instance, schema[branch], schema_path=branch)


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": pattern, "if": if_})
