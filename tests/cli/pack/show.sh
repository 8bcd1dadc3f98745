# The content of a pack, for people and programs, independent of the compressed sizes.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
satchel-pack show small.satchel | sed -E 's/[0-9,]+ (stored|bytes)/N \1/g'
satchel-pack show small.satchel --json > json
satchel-pack cat small.satchel manifest.json > manifest
grep -qF "{\"size\":$(wc -c < small.satchel),\"signed\":false,\"manifest\":$(cat manifest),\"units\":[" json || echo "no manifest"
sed -E 's/.*,"units":/"units":/; s/"(stored|raw|offset)":[0-9]+/"\1":N/g' json
