# A pack with a search index, searched by a few lines of code written from packs/FORMAT.md.
. "$TREE/tests/cli/pack/prepare"
sed -i 's|^  <title>Small</title>|&\n  <edition id="full"/><edition id="free"/>\n  <search/>|' packs/small.xml
sed -i 's|<p>It has|<p>Ångström measured it. It has|; s|<title>First</title>|<title>Première</title>|' content/heart.xml
sed -i 's|<cloze id|<cloze access="member" id|' content/pump.xml
satchel-pack build packs/small.xml --quiet -o . || exit
satchel-pack verify small.satchel small-free.satchel
cat > search.py <<'END'
import json, sys, unicodedata, zipfile

def words(text):
    runs, run = [], ""
    for c in unicodedata.normalize("NFKD", text):
        if unicodedata.category(c) == "Mn":
            continue
        if unicodedata.category(c)[0] in "LMN":
            run += c.lower()
        else:
            runs.append(run)
            run = ""
    return [r[:32] for r in runs + [run] if len(r) > 1]

def lessons(index, word, lists):
    found = set()
    for known, distances in zip(index["words"], index[lists]):
        if known.startswith(word):
            at = 0
            for distance in distances:
                at += distance
                found.add(index["lessons"][at])
    return found

pack, query = sys.argv[1:]
with zipfile.ZipFile(pack) as archive:
    assert json.loads(archive.read("manifest.json"))["extras"] == ["search"]
    index = json.loads(archive.read("extras/search.json"))
for lists in "found", "titles":
    sets = [lessons(index, word, lists) for word in words(query)]
    print(query, lists, sorted(set.intersection(*sets)))
END
for query in angstrom CHAMB 'the pu' 'heart four' premi seventy feedback nothing; do
	python3 search.py small.satchel "$query"
done
echo "free:"
python3 search.py small-free.satchel seventy
