# A merge conflict in a definition, in retired.xml or in satchel.xml is one error, at its first line.
. "$TREE/tests/cli/pack/prepare"
conflict() { # FILE LINE: two versions of this line
	sed -i "$2{h;s/.*/<<<<<<< HEAD/;p;g;p;s/.*/=======/;p;g;p;s/.*/>>>>>>> other/}" "$1"
}
try() {
	satchel-pack build packs/small.xml -q -o small.satchel 2>&1
	satchel-diff --bump packs/small.xml 2>&1 | head -4
	cp ../kept "$1" 2> said || rm "$1"
}
cp packs/small.xml ../kept
conflict packs/small.xml 2
try packs/small.xml
sed -i '5i >>>>>>> other' packs/small.xml
try packs/small.xml
sed -i '3{s/$/\r/;i ||||||| base\r
}' packs/small.xml
try packs/small.xml
sed -i '4i <!-- Small\n=======\n<<<<<<<< and >>>>>>>: no conflict -->' packs/small.xml
satchel-pack build packs/small.xml -q -o small.satchel
rm ../kept
printf '<retired-ids xmlns="urn:satchel:retired:1">\n<retired id="c-a" since="2026-11-20" reason="r"/>\n</retired-ids>\n' \
	> content/retired.xml
conflict content/retired.xml 2
try content/retired.xml
printf '\n<satchel xmlns="urn:satchel:config:1"/>\n' > content/satchel.xml
conflict content/satchel.xml 2
satchel-lint content 2>&1
echo "$?"
