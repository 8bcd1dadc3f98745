# --bump changes two values in a definition and no other byte; it refuses definitions where it can't.
. "$TREE/tests/cli/diff/released"
cat > odd.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<!-- not this one: version="9.9.9" release="7" -->
<pack xmlns="urn:satchel:pack:1"
	release =
		'1'
	id="small" licence="CC0-1.0"
	version="1.0.&#48;"   xml:lang="en" content="../content"><title>Small</title><?keep version="0.0.1"?>
  <unit id="all"><title>All</title><lesson id="heart"/><lesson id="kidney"/></unit></pack>
END
bump() { # WHAT IT IS ABOUT
	echo "# $1"
	cp packs/small.xml before
	sed -i 's/seventy times/eighty times/' content/heart.xml
	satchel-diff --bump packs/small.xml 2>&1
	echo "$?"
	sed "s/'1'/'2'/; s/version=\"1.0.&#48;\"/version=\"1.0.1\"/" before > expected
	if cmp -s before packs/small.xml; then
		echo "it is as it was"
	elif cmp -s expected packs/small.xml; then
		echo "two values are others, and nothing else"
	fi
	again
}
cp odd.xml packs/small.xml
bump "attributes on lines of their own, in quotes of both kinds, with entities"
sed 's/$/\r/' odd.xml > packs/small.xml
bump "Windows line ends"
{ printf '\357\273\277'; printf %s "$(cat odd.xml)"; } > packs/small.xml
bump "a byte order mark, no final line end"
mv packs/small.xml packs/real.xml
cp odd.xml packs/real.xml
ln -s real.xml packs/small.xml
bump "through a link"
sed 's/UTF-8/UTF-16/' odd.xml | iconv -t UTF-16 > packs/small.xml
bump "in UTF-16"
sed 's/UTF-8/ISO-8859-1/; s/>All</>\xe4ll</' odd.xml > packs/small.xml
bump "in ISO 8859-1"
sed "s/\"UTF-8\"/'us-ascii'/" odd.xml > packs/small.xml
bump "in ASCII, which every parser reads in the same way"
sed 's/UTF-8/utf-8/' odd.xml > packs/small.xml
bump "lower case"
sed 's/1.0.&#48;/1.0/' odd.xml > packs/small.xml
bump "an invalid version"
chmod 444 packs/small.xml
bump "a read-only file"
sed -i 's/version="1.0.0" release="1"/version="3.0.0" release="9"/' packs/small.xml
bump "a version that covers the changes"
