# Folders have no units and no order; the items are compared all the same. One without lessons is a mistake, and that of a
# release stands for its pack.
. "$TREE/tests/cli/diff/prepare"
mkdir empty
satchel-diff old/content empty 2>&1
echo "$?"
satchel-diff empty new/packs/small.xml 2>&1
echo "$?"
SATCHEL_SECRET_KEY="$(satchel-pack keygen --no-passphrase ours > said && cat ours.key)" \
	satchel-pack release old/packs/small.xml -q --today 2026-11-26 -o out 2>&1
for folder in out out/; do
	satchel-diff $folder old/packs/small.xml
done
echo '{}' > out/latest.json
satchel-diff out old/packs/small.xml 2>&1
satchel-diff old/content new/content
