"""The packs with one defect each, which the modules bad_*.py register."""

from lessons import small

BAD = {}


def bad(name, words, change, status="damaged", base=small):
	"""Registers a vector: `change` introduces the defect into a pack made by `base`, or returns another pack or its
	bytes."""
	assert name not in BAD, name
	BAD[name] = (status, [word for word in words.split("|") if word], lambda: made(base(), change))


def made(pack, change):
	changed = change(pack)
	return changed if isinstance(changed, bytes) else (changed or pack).build()


def setting(**fields):
	"""A change that sets attributes."""
	def change(thing):
		for name, value in fields.items():
			setattr(thing, name, value)
	return change


def entry(name, **fields):
	"""A defect in the headers of the entry."""
	return lambda pack: pack.entries.update({name: setting(**fields)})


def text(name, change):
	"""A defect in the uncompressed bytes of the entry."""
	return lambda pack: pack.texts.update({name: change})


def document(name, change):
	return lambda pack: pack.documents.update({name: change})


def archive(change):
	return setting(archive=change)
