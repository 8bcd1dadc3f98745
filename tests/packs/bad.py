"""The list of packs with one defect each, which the modules bad_*.py fill."""

from lessons import small

BAD = {}


def bad(name, words, change, status="damaged", base=small):
	"""A vector: `change` puts its defect into a pack made by `base`, or returns another pack, or bytes."""
	assert name not in BAD, name
	BAD[name] = (status, [word for word in words.split("|") if word], lambda: made(base(), change))


def made(pack, change):
	changed = change(pack)
	return changed if isinstance(changed, bytes) else (changed or pack).build()


def setting(**fields):
	"""A change of what has these attributes."""
	def change(thing):
		for name, value in fields.items():
			setattr(thing, name, value)
	return change


def entry(name, **fields):
	"""A defect in the entry of this name."""
	return lambda pack: pack.entries.update({name: setting(**fields)})


def text(name, change):
	"""A defect in the raw bytes of the entry of this name."""
	return lambda pack: pack.texts.update({name: change})


def document(name, change):
	return lambda pack: pack.documents.update({name: change})


def archive(change):
	return setting(archive=change)
