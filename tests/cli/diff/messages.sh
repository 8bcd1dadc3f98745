# The messages of the gate for each kind of change, and that it passes once they are followed.
. "$TREE/tests/cli/diff/released"
sed -i 's/seventy times/eighty times/' content/heart.xml
gate "a word"
sed -i 's/>Four<\(.*\)>Three</>Three<\1>Four</' content/heart.xml
gate "another right answer"
sed -i 's/"c-rate"/"c-rate" progress="keep since 1.0.0"/; s/Seventy a minute/Seventy per minute/' content/heart.xml
gate "a reworded answer, declared"
sed -i 's/"c-rate"/"c-pace"/' content/heart.xml
gate "a changed id"
mv content/kidney.xml content/kidneys.xml
sed -i 's/id="kidney"/id="kidneys"/' content/kidneys.xml packs/small.xml
gate "the id of a changed lesson"
sed -i '/id="c-rate"/d' content/heart.xml
satchel-diff --bump packs/small.xml 2>&1
gate "a removed card"
sed -i 's,<card id="c-rate">.*,<cloze id="c-rate">At rest it beats <blank>seventy</blank> times a minute.</cloze>,' content/heart.xml
gate "a card that became a cloze"
sed -i 's/c-left/c-x/; s/c-rate/c-left/; s/c-x/c-rate/' content/heart.xml
gate "two swapped ids"
sed -i 's/c-left/c-x/; s/c-rate/c-left/; s/c-x/c-pair/' content/heart.xml
sed -i 's/c-pair/c-rate/' content/kidney.xml
gate "three ids in a cycle"
sed -i 's/access="free"/access="member"/' content/kidney.xml
gate "a lesson closed to members"
card=$(grep c-rate content/heart.xml)
sed -i '/c-rate/d' content/heart.xml
sed -i "s,^ *</cards>,$card&," content/kidney.xml
gate "a moved card"
{
	sed -n 1,4p content/heart.xml | sed 's/"heart"/"beat"/'
	echo '  <section id="s"><title>Beat</title><p>It goes on.</p></section><cards>'
	grep '<card ' content/heart.xml
	echo '</cards></lesson>'
} > content/beat.xml
sed -i '/<card /d; /cards>/d' content/heart.xml
sed -i 's,<lesson id="heart"/>,&<lesson id="beat"/>,' packs/small.xml
gate "a lesson that was split"
sed -i 's/title>Small/title>Tiny/' packs/small.xml
gate "another title"
sed -i 's/version="1.0.0"/version="0.9.0"/' packs/small.xml
gate "a lower version"
sed -i 's/^pack small 1.0.0 1 /pack small 1.0.0 5 /' $lock
gate "a lower release"
sed -i 's/id="small"/id="large"/' packs/small.xml
gate "another pack"
sed -i 's/version="1.0.0" release="1"/version="1.0.0" release="2"/' packs/small.xml
gate "the same again, as another release"
rm $lock
gate "no lock"
rm $lock
sed -i 's/release="1"/release="2"/' packs/small.xml
gate "no lock, of a release that was not the first"
mkdir 'my packs'
mv packs/small.* 'my packs'
sed -i 's/seventy times/eighty times/' content/heart.xml
satchel-diff --gate 'my packs/small.xml' 2>&1 | grep bump
