# A release contains only what is in Git: its tag must reproduce it.
. "$TREE/tests/cli/release/prepare"
echo '<?xml version="1.0"?><satchel xmlns="urn:satchel:config:1"/>' > content/satchel.xml
echo '<?xml version="1.0"?><retired-ids xmlns="urn:satchel:retired:1"/>' > content/retired.xml
git init -q .
git config user.name A
git config user.email a@example.org
try() { # WHAT ARGUMENTS...
	echo "# $1"
	shift
	satchel-pack release packs/small.xml -q --date 2026-11-26 -o ../made "$@" 2>&1 | grep -v '^content/.*warning\|^  '
	rm -r ../made 2> said && echo made
}
echo notes > content/notes.txt
try 'nothing is committed'
git add packs content/*.xml content/images
git commit -q -m begin
try 'everything relevant is committed'
for file in packs/small.xml content/heart.xml content/satchel.xml content/retired.xml content/images/shape.svg; do
	cp "$file" ../kept
	echo >> "$file"
	try "$file is changed"
	git add "$file"
	try 'staged'
	git reset -q
	git update-index --assume-unchanged "$file"
	try 'and Git is configured to ignore changes'
	git update-index --no-assume-unchanged "$file"
	cp ../kept "$file"
	git rm -q --cached "$file"
	try 'not tracked'
	echo "$file" > .git/info/exclude
	try 'ignored'
	rm .git/info/exclude
	git reset -q
done
rm content/retired.xml
try 'removed'
try 'a dry run' --allow-dirty
git checkout -q content
mv content/images ../elsewhere
ln -s "$(cd ..; pwd)/elsewhere" content/images
try 'a link that leads outside'
rm content/images
mv ../elsewhere content/images
touch content/*
try 'only touched'
cp content/pump.xml content/extra.xml
sed -i 's/ id="\([a-z-]*\)"/ id="x-\1"/; s/The pump/Extra/; s/the pump/an extra/; s/The x/X/' content/extra.xml
try 'a lesson that no unit names'
rm content/extra.xml
git commit -q --allow-empty -m 'of another user'
mv .git/HEAD ../HEAD
try 'a repository that Git refuses'
mv ../HEAD .git/HEAD
echo '# without git'
PATH=${PATH%%:*} satchel-pack release packs/small.xml -q --date 2026-11-26 -o ../made 2>&1
echo "exit $?"
