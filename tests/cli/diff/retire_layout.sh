# --retire adds lines at the end of any list, in the layout of the preceding lines.
. "$TREE/tests/cli/diff/released"
list=content/retired.xml
retire() { # WHAT IT IS ABOUT
	echo "# $1"
	: > before
	[ ! -f $list ] || cp $list before
	sed -i '/id="c-rate"/d' content/heart.xml
	satchel-diff --retire 'asked twice' packs/small.xml 2>&1
	echo "$?"
	diff before $list | cat -A
	satchel-diff --gate -f json packs/small.xml 2> said | grep -o '"vanished":[0-9]*' || cat said
	again
}
retire "no list"
printf '<retired-ids xmlns="urn:satchel:retired:1"/>\n' > $list
retire "an empty one"
printf '<retired-ids xmlns="urn:satchel:retired:1" ></retired-ids\n>' > $list
retire "an empty one of two tags"
printf '<r:retired-ids xmlns:r="urn:satchel:retired:1">\n\t<r:retired id="c-old" since="2026-01-01" reason="a /> b"/>\n</r:retired-ids>\n' > $list
retire "a prefix, and tabs"
printf '<retired-ids xmlns="urn:satchel:retired:1">\n    <retired id="c-old" since="2026-01-01" reason="b"/></retired-ids>\n<!-- behind </retired-ids> -->\n' > $list
retire "a comment and an end tag after the last line"
printf '<!-- <retired-ids/> -->\n<retired-ids xmlns="urn:satchel:retired:1">\n  <!-- <retired-ids/> -->\n  </retired-ids>\n<?last </retired-ids>?>\n' > $list
retire "comments and instructions that look like it"
printf '\357\273\277<retired-ids xmlns="urn:satchel:retired:1">\r\n</retired-ids>\r\n' > $list
retire "Windows line ends"
printf '<?xml version="1.0" encoding="UTF-16"?><retired-ids xmlns="urn:satchel:retired:1">\n</retired-ids>\n' | iconv -t UTF-16 > $list
retire "in UTF-16"
printf '<?xml version="1.0" encoding="ISO-8859-1"?>\n<retired-ids xmlns="urn:satchel:retired:1">\n</retired-ids>\n' > $list
retire "in another encoding"
printf '<retired-ids xmlns="urn:satchel:retired:1">\n' > $list
retire "broken"
printf '<retired-ids xmlns="urn:satchel:retired:1">\n</retired-ids>\n' > $list
chmod 444 $list
retire "a read-only file"
