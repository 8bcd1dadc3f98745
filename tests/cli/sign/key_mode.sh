# A secret key that others can read is reported; without passphrase and readable by everybody, it is refused.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
satchel-pack keygen --no-passphrase plain > said
"$TREE/tests/cli/sign/lock" plain.key 'correct horse' > locked.key
exec 2>&1
for mode in 600 400 640 660 644 604 666; do
	chmod $mode plain.key
	cp small.satchel $mode.satchel
	satchel-pack sign -q $mode.satchel --secret-key plain.key
	echo "$mode: $?, $(satchel-pack verify --key plain.pub $mode.satchel 2> said)"
	satchel-pack release packs/small.xml -q -o rel-$mode --secret-key plain.key > said 2>&1
	echo "release: $?, $(grep -c chmod said) warned, $(ls -d rel-$mode 2> /dev/null)"
done
echo '# with a passphrase, or from no file'
chmod 644 locked.key plain.key
echo 'correct horse' | satchel-pack sign -q small.satchel --secret-key locked.key --passphrase-fd 0
echo "$?"
SATCHEL_SECRET_KEY=$(cat plain.key) satchel-pack sign -q small.satchel
echo "$?"
mkfifo pipe
cat plain.key > pipe &
satchel-pack sign -q small.satchel --secret-key pipe
echo "$?"
wait
