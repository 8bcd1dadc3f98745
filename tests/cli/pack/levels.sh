# Entries are deflated at the levels specified in packs/FORMAT.md, so that packs can be reproduced.
. "$TREE/tests/cli/pack/prepare"
python3 - content/images/shape.svg <<'END'
import random, sys
words = random.Random(1)
with open(sys.argv[1], "w") as svg:
	svg.write('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0')
	svg.writelines(" L%d %d" % (words.randrange(1000), words.randrange(1000)) for _ in range(150000))
	svg.write('"/></svg>\n')
END
satchel-pack build packs/small.xml -q -o small.satchel 2> warnings
python3 - "$TREE/packs/FORMAT.md" small.satchel <<'END'
import re, struct, sys, zipfile, zlib
page = " ".join(open(sys.argv[1], encoding="utf-8").read().split())
said = re.search(r"at level (\d), of what is longer than 1 MiB at level (\d), with memory level (\d)", page)
short, long, memory = map(int, said.groups())
pack = open(sys.argv[2], "rb").read()
for entry in zipfile.ZipFile(sys.argv[2]).infolist():
	if entry.compress_type == zipfile.ZIP_STORED:
		continue
	at = entry.header_offset + 30 + len(entry.filename)
	stored = pack[at:at + entry.compress_size]
	level = long if entry.file_size > 1 << 20 else short
	compressor = zlib.compressobj(level, zlib.DEFLATED, -15, memory)
	made = compressor.compress(zlib.decompress(stored, -15)) + compressor.flush()
	kind = "long" if entry.file_size > 1 << 20 else "short"
	print(entry.filename.split("/")[0], kind, "as specified" if made == stored else "at another level")
END
