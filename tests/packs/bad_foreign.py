"""The files of a valid pack, archived by Python's zipfile in each of its modes."""

import io
import warnings
import zipfile

from bad import bad
from lessons import small


class Stream(io.RawIOBase):
	"""A file that can't seek, so that zipfile writes data descriptors."""

	def __init__(self):
		self.bytes = bytearray()

	def writable(self):
		return True

	def write(self, data):
		self.bytes += data
		return len(data)


def foreign(method=zipfile.ZIP_DEFLATED, zip64=False, out=io.BytesIO, date=(1980, 1, 1, 0, 0, 0), system=None, change=None):
	"""`change` alters the finished archive."""
	def write(pack):
		file = out()
		with zipfile.ZipFile(io.BytesIO(pack.build())) as source, zipfile.ZipFile(file, "w") as target:
			for member in source.infolist():
				info = zipfile.ZipInfo(member.filename, date)
				info.compress_type = method if member.compress_type else zipfile.ZIP_STORED
				if system is not None:
					info.create_system = system
				with target.open(info, "w", force_zip64=zip64) as entry:
					entry.write(source.read(member))
			if change:
				with warnings.catch_warnings():
					warnings.simplefilter("ignore")
					change(target)
		return bytes(file.bytes) if out is Stream else file.getvalue()
	return write


for name, options in {
	"plain": {}, "of-dos": {"system": 0, "date": (1980, 1, 1, 0, 0, 2)}, "dated": {"date": (2026, 11, 23, 12, 0, 0)},
	"stored": {"method": zipfile.ZIP_STORED}, "zip64": {"zip64": True}, "bzip2": {"method": zipfile.ZIP_BZIP2},
	"lzma": {"method": zipfile.ZIP_LZMA}, "streamed": {"out": Stream}, "streamed-zip64": {"out": Stream, "zip64": True},
	"with-folder": {"change": lambda z: z.mkdir("extras") if hasattr(z, "mkdir") else z.writestr("extras/", b"")},
	"with-comment": {"change": lambda z: setattr(z, "comment", b"made by hand")},
	"with-name-twice": {"change": lambda z: z.writestr("extras/notes.txt", b"other")},
	"with-name-in-utf8": {"change": lambda z: z.writestr("extras/größe.txt", b"other")},
	"with-parent-name": {"change": lambda z: z.writestr("../../evil.txt", b"other")},
	"with-link": {"change": lambda z: z.writestr(link(), b"/etc/passwd")},
}.items():
	status = "not-a-pack" if "zip64" in name or "streamed" in name else "damaged"  # other flags or lengths in mimetype
	bad("zipfile-" + name, "", foreign(**options), status=status)


def link():
	info = zipfile.ZipInfo("extras/link.txt")
	info.create_system, info.external_attr = 3, 0o120777 << 16
	return info


def nothing(pack):
	file = io.BytesIO()
	zipfile.ZipFile(file, "w").close()
	return file.getvalue()


def other_zip(pack):
	file = io.BytesIO()
	with zipfile.ZipFile(file, "w") as target:
		target.writestr("word/document.xml", b"<document/>")
	return file.getvalue()


bad("zipfile-empty", "", nothing, status="not-a-pack")
bad("zipfile-of-other-files", "", other_zip, status="not-a-pack")
