# An id of two items or of an item and a lesson: all are shown, under ids of their own, and the pack is valid.
. "$TREE/tests/cli/preview/prepare"
sed -i 's|id="q-pump"|id="q-heart"|; s|id="c-pump"|id="heart"|; s|</cards>|<card id="q-heart-2"><front>Where is it?</front><back>In the chest.</back></card></cards>|' content/pump.xml
for operand in content packs/small.xml; do
	satchel-preview "$operand" -o page.html 2> messages
	grep -c 'identity/duplicate-id' messages
	pack_of page.html out.satchel && satchel-pack verify out.satchel
	for lesson in heart pump; do
		satchel-pack cat out.satchel $lesson | grep -oE '"id":"(q-|c-|heart)[^"]*"' | tr '\n' ' '
		satchel-pack cat --text out.satchel $lesson | grep -cE 'How many chambers does the|Where is it'
	done
done
echo "# links that lead out of the lesson"
lesson heart "The heart"
lesson pump "The pump"
sed -i 's|<p>It has|<p><link to="heart"/>, <link to="f-only"/>, <link to="heart#f-one"/>, <link to="no-such-lesson"/>, <link to="f-lost-figure"/>. It has|' content/pump.xml
sed -i 's|</section>|<figure id="f-only" src="images/shape.svg" alt="Its other shape"/></section>|' content/heart.xml
label() {
	satchel-preview "$1" -o page.html 2> messages
	pack_of page.html out.satchel && satchel-pack verify out.satchel
	satchel-pack cat out.satchel pump | grep -oE '"type":"link"[^]]*\]'
}
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
label content/pump.xml
echo "# without a tree"
rm satchel.xml
label content/pump.xml
