# Colliding and invalid file names don't get into a pack, where lessons are named after their ids, and pictures after
# their digests.
. "$TREE/tests/cli/lint/functions"
figure() {
	echo "<figure id=\"f-$1\" src=\"images/$2\" alt=\"A heart of $1 parts\"><caption>The parts.</caption></figure>"
}
mkdir -p content/images content/aux
echo '<satchel xmlns="urn:satchel:config:1"/>' > content/satchel.xml
n=0
for name in Heart.svg heart.svg con.svg 'a<.svg' "$(printf 'a\314\210.svg')" "$(printf '\303\244.svg')" "$(printf 'n\nm.svg')"; do
	n=$((n + 1))
	echo "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"$n\"/>" > "content/images/$name"
done
lesson one "$(figure one Heart.svg; figure two heart.svg; figure three con.svg; figure four a%3C.svg
	figure five a%CC%88.svg; figure six %C3%A4.svg; figure seven n%0Am.svg)" > content/aux/a.xml
mv content/images content/aux/images
lesson two > content/aux/A.xml
lesson three > "content/$(printf 'x\n..\\.xml')"
cat > p.xml << 'END'
<pack xmlns="urn:satchel:pack:1" id="small" version="1.0.0" release="1" licence="CC0-1.0" xml:lang="en" content="content">
<title>Small</title>
<unit id="organs"><title>Organs</title><lesson id="one"/><lesson id="two"/><lesson id="three"/></unit></pack>
END
satchel-pack build p.xml -o p.satchel > warnings 2>&1
echo "exit $?, $(grep -c 'file/' warnings) warnings"
satchel-pack verify p.satchel
mkdir out
satchel-pack extract p.satchel -C out
(cd out && find . -type f | sed 's|[0-9a-f]\{32\}|DIGEST|' | sort)
ls
