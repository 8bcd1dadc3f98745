# Entries are deflated as packs/FORMAT.md specifies, so that packs can be reproduced, and the manifest says how.
. "$TREE/tests/cli/pack/prepare"
python3 - content/images/shape.svg <<'END'
import random, sys
words = random.Random(1)
with open(sys.argv[1], "w") as svg:
	svg.write('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0')
	svg.writelines(" L%d %d" % (words.randrange(1000), words.randrange(1000)) for _ in range(15000))
	svg.write('"/></svg>\n')
END
# So many cards that the items are in pages.
python3 - <<'END'
cards = "".join('<card id="c-%d"><front>What is %d?</front><back>%d</back></card>' % (n, n * n, n * n * n) for n in range(2000))
text = open("content/pump.xml").read()
open("content/pump.xml", "w").write(text.replace("</cards>", cards + "</cards>"))
END
satchel-pack build packs/small.xml -q -o build.satchel 2> warnings
satchel-pack keygen --no-passphrase key > /dev/null
satchel-pack release packs/small.xml -q --allow-dirty --secret-key key.key -o release 2> warnings > commands
satchel-pack build packs/small.xml -q --base release/small-1.0.0.satchel -o based.satchel 2> warnings
PYTHONPATH=$TREE/tests/packs PYTHONDONTWRITEBYTECODE=1 python3 - "$TREE/packs/FORMAT.md" build.satchel release/*.satchel based.satchel <<'END'
import json, re, sys, zipfile, zlib
from libdeflate import deflate

page = " ".join(open(sys.argv[1], encoding="utf-8").read().split())
said = re.search(r"(\d+) for `satchel-pack build`, (\d+) for `satchel-pack release`. The pages of `items` have level (\d+)", page)
build, release, pages = map(int, said.groups())
for name, level, of_lessons in zip(sys.argv[2:], (build, release, build), (build, release, release)):
	pack = open(name, "rb").read()
	archive = zipfile.ZipFile(name)
	named = json.loads(archive.read("manifest.json"))["deflate"]
	print(name, named["library"].split()[0], "level as specified" if named["level"] == level else named)
	index = json.loads(archive.read("index.json"))
	rebuilt = {page["name"] for page in index["items"].get("pages", [])}
	for entry in archive.infolist():
		if entry.compress_type == zipfile.ZIP_STORED:
			continue
		at = entry.header_offset + 30 + len(entry.filename)
		stored = pack[at:at + entry.compress_size]
		made = deflate(zlib.decompress(stored, -15), pages if entry.filename in rebuilt else of_lessons)
		print(entry.filename.split("/")[0] + (", rebuilt" if entry.filename in rebuilt else ""), "as specified" if made == stored else "at another level")
END
