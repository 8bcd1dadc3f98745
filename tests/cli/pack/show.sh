# What is in a pack, for people and for programs. How small zlib makes it is not what is tested.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
satchel-pack show small.satchel | sed -E 's/[0-9,]+ (stored|bytes)/N \1/g'
satchel-pack cat small.satchel manifest.json > manifest
satchel-pack cat small.satchel index.json > index
printf '{"size":%s,"manifest":%s,"index":%s}\n' "$(wc -c < small.satchel)" "$(cat manifest)" "$(cat index)" > want
satchel-pack show small.satchel --json | cmp - want
