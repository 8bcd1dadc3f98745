# Folders have no units or order, but their items are compared. A folder without lessons is an error; that of a release
# represents its pack.
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
