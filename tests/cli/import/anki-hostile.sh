# Packages that are damaged or hostile are refused with a reason, or give rows; nothing is written by halves.
command -v python3 > /dev/null && command -v zstd > /dev/null && command -v unzip > /dev/null ||
	{ echo "# needs python3, zstd and unzip" && exit; }
"$TREE/tests/convert/anki/make" view trigger virtual generated no-table schema not-sqlite cut damaged bomb zstd-bomb \
	zstd-damaged no-collection not-zip json || exit
for package in *.apkg; do
	satchel-import -f anki -o out $package
	[ $? = 2 ] && [ ! -e out ] || exit
done
"$TREE/tests/convert/anki/make" media-list names wal large || exit
for name in media-list names wal large; do
	echo "$name:"
	satchel-import --seed 1 --reviewed 2026-11-20 -o $name $name.apkg || [ $? = 1 ] || exit
	satchel-validate -q $name || exit
	find $name -name '*.png' | sort
done
# A collection without a package.
unzip -q wal.apkg collection.anki21
satchel-import -q -o raw collection.anki21
satchel-validate -q raw
