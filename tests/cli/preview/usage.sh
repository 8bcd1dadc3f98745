# Invalid command lines, and what cannot be shown.
. "$TREE/tests/cli/preview/prepare"
mkdir empty
printf '<pack xmlns="urn:satchel:pack:1"/>' > packs/bad.xml
for line in '' 'content' 'content -o a --serve' 'content packs -o a' 'content -o a --open' 'none -o a' 'empty -o a' \
	'packs/bad.xml -o a' 'content -o none/a' 'content --serve --port 65536' \
	'empty --serve' 'packs/bad.xml --serve -q' 'content -o a --poll'; do
	satchel-preview $line
	echo "$?"
done
# A pack that was cut short.
satchel-pack build -q packs/small.xml || exit
head -c 1000 small.satchel > cut.satchel
for option in --serve '-o a'; do
	satchel-preview cut.satchel $option
	echo "$?"
done
test ! -e a
