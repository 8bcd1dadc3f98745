# Invalid requests are reported, and nothing is written: command lines, keys, lessons.
. "$TREE/tests/cli/release/prepare"
unset SATCHEL_SECRET_KEY
exec 2>&1
try() { # ARGUMENTS...
	satchel-pack release "$@" --date 2026-11-26
	echo "$?"
}
try packs/small.xml
try packs/small.xml -o rel
try packs/small.xml -o rel --secret-key nowhere
try packs/small.xml -o rel --secret-key ours.pub
try packs/small.xml -o rel --secret-key ours.key --edition full
try -o rel --secret-key ours.key
try packs/small.xml packs/small.xml -o rel --secret-key ours.key
try packs/none.xml -o rel --secret-key ours.key
try packs/small.xml -o rel --secret-key ours.key --config a --no-config
satchel-pack build packs/small.xml --date 2026-11-26
echo "$?"
sed -i 's/correct="true"//' content/heart.xml
try packs/small.xml -q -o rel --secret-key ours.key | grep -v '^ '
sed -i 's/<option >Four/<option correct="true">Four/; s/<lesson /&access="member" /' content/*.xml
try packs/small.xml -q -o rel --secret-key ours.key | grep -v '^ '
sed -i 's/ access="member"//; s/access="member" //' content/*.xml
ls -A
echo '# a key with a passphrase'
satchel-pack keygen --no-passphrase theirs > said
"$TREE/tests/cli/sign/lock" theirs.key 'correct horse' > locked && cat locked > theirs.key
echo 'wrong horse' | try packs/small.xml -q -o rel --secret-key theirs.key --passphrase-fd 0
echo 'correct horse' | try packs/small.xml -q -o rel --secret-key theirs.key --passphrase-fd 0
minisign -V -q -p theirs.pub -m rel/latest.json
satchel-pack verify -q --key theirs.pub rel/*.satchel
