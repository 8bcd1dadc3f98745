# A release: packs, latest.json, checksums and signatures; other programs agree with all of it.
. "$TREE/tests/cli/release/prepare"
lesson aorta "The aorta"
sed -i 's/<lesson id="pump"/<lesson id="heart"/; t; s/<lesson id="heart".>/<lesson id="pump"\/><lesson id="aorta"\/>/' packs/small.xml
unset SATCHEL_SECRET_KEY
satchel-pack release packs/small.xml -o rel --secret-key ours.key --date 2026-11-26 |
	sed 's/[0-9,]* bytes/N bytes/; s/[0-9A-F]\{13,16\}/ID/'
ls rel
satchel-pack verify --key ours.pub rel/*.satchel
(cd rel && sha256sum -c --strict SHA256SUMS)
minisign -V -p ours.pub -m rel/latest.json
minisign -V -p ours.pub -m rel/SHA256SUMS
sort -k 2 -c rel/SHA256SUMS
tail -c 1 rel/latest.json | od -An -c
TREE=$TREE python3 - << 'END'
import jsonschema, os, json
for name in "latest", "progress":
    with open(f"{os.environ['TREE']}/schema/{name}.schema.json") as schema, open(f"rel/{name}.json") as made:
        jsonschema.validate(json.load(made), json.load(schema))
END
python3 - << 'END'
import hashlib, json, os, zipfile
latest = json.load(open("rel/latest.json"))
editions = latest.pop("editions")
print(latest)
for edition in editions:
    path = "rel/" + edition["url"]
    data = open(path, "rb").read()
    manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
    for member in "id", "version", "release", "date", "title":
        assert manifest[member] == latest[member], member
    assert manifest["edition"] == edition["edition"] and manifest["contentRoot"] == edition["contentRoot"]
    assert len(data) == edition["size"] and hashlib.sha256(data).hexdigest() == edition["sha256"]
    entries = zipfile.ZipFile(path).infolist()
    assert entries[2].filename == "manifest.json.minisig"
    lessons = [entry for entry in entries if entry.filename.startswith("lessons/")]
    assert len(lessons) == 3 and lessons[0].header_offset == edition["head"], edition
    print(edition["edition"], edition["url"], sorted(edition))
listed = {line[66:].rstrip("\n") for line in open("rel/SHA256SUMS")}
assert listed | {"SHA256SUMS", "SHA256SUMS.minisig"} == set(os.listdir("rel")), listed
END
# The packs are those that build makes and sign signs, except that they are compressed better.
mkdir plain
SOURCE_DATE_EPOCH=1795651200 satchel-pack build packs/small.xml -q -o plain
satchel-pack sign -q plain/*.satchel --secret-key ours.key
python3 - <<'END'
import json, zipfile

def content(path):
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    del entries["index.json"], entries["manifest.json.minisig"]
    manifest = json.loads(entries.pop("manifest.json"))
    del manifest["index"], manifest["deflate"]["level"]
    return manifest, entries

for plain, released in ("small", "small-1.0.0"), ("small-free", "small-free-1.0.0"):
    assert content("plain/%s.satchel" % plain) == content("rel/%s.satchel" % released), plain
END
ls -A
# The manual and FORMAT.md describe every file.
for file in rel/*; do
	case ${file##*/} in
	*.satchel) name=ID-VERSION.satchel ;;
	*.lock) name=ID.lock ;;
	*) name=${file##*/} ;;
	esac
	grep -q "^\.It Pa.* $name\|^\.It Pa $name" "$TREE/tools/cmd/satchel-pack.1" || echo "the manual says nothing of $name"
	grep -q "\`$name\`" "$TREE/packs/FORMAT.md" || echo "FORMAT.md says nothing of $name"
done
