# A build with a base gives the same bytes as one without, and an invalid base is refused.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q -o old
sed -i 's/four/three or four/' content/heart.xml
satchel-pack build packs/small.xml -q -o plain
satchel-pack build packs/small.xml -q -o based --base old
cmp plain based
cmp -s old based || echo changed
# A pack may be its own base, and is replaced.
satchel-pack build packs/small.xml -q -o based --base based
cmp plain based

sed 's/id="small"/id="other"/' packs/small.xml > packs/other.xml
satchel-pack build packs/other.xml -q -o other
head -c 700 old > short
sed 's/lessons\/heart/lessons\/haert/' old > changed
# A damaged entry is not taken from it.
satchel-pack build packs/small.xml -q -o based --base changed
cmp plain based
# An entry that has the checksum of another lesson is not taken either.
PYTHONPATH=$TREE/tests/packs PYTHONDONTWRITEBYTECODE=1 python3 - <<'END'
import json, zipfile
from packmaker import Pack, deflate

with zipfile.ZipFile("plain") as plain:
    raw = plain.read("lessons/heart.json")
    pictures = [plain.read(name) for name in plain.namelist() if name.startswith("assets/")]
false = Pack([("organs", "Organs", [json.loads(raw)])], [("svg", picture) for picture in pictures])
false.texts["lessons/heart.json"] = lambda _: raw
false.entries["lessons/heart.json"] = lambda entry: setattr(entry, "stored", deflate(raw.replace(b"Four", b"Five")))
open("false", "wb").write(false.build())
END
satchel-pack build packs/small.xml -q -o based --base false
cmp plain based
for base in other short packs/small.xml absent content; do
	satchel-pack build packs/small.xml -q -o new --base "$base" 2> said
	echo "$?: $(cat said)"
done
ls
