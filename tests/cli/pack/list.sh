# The entries in file order with their lengths, as unzip lists them.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
satchel-pack list small.satchel > list
awk '{ print $3 }' list
command -v unzip > /dev/null || { echo "# needs unzip"; exit 0; }
unzip -v small.satchel | awk '$2 == "Stored" || $2 ~ /^Defl/ { print $1, $3, $NF }' > want
awk '{ print $1, $2, $3 }' list | diff want -
satchel-pack list small.satchel --json | tr '}' '\n' | sed -nE 's/.*"name":"([^"]*)".*"stored":([0-9]+),"raw":([0-9]+)/\3 \2 \1/p' | diff want -
