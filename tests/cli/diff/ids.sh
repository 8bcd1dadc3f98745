# Lessons whose ids have a common prefix are distinguished.
. "$TREE/tests/cli/diff/prepare"
units='<unit id="all"><title>All</title><lesson id="a"/><lesson id="a-b"/><lesson id="a1"/><lesson id="a-b-c"/></unit>'
for side in before after; do
	for id in a a-b a1 a-b-c; do
		lesson $side $id "The $id" free "<section id=\"s\"><title>Work</title><p>As it was $side.</p></section>"
	done
	definition $side 1.0.0 1 "$units"
	satchel-pack build $side/packs/small.xml -q -o $side.satchel 2> said || cat said
done
satchel-diff before.satchel after.satchel
