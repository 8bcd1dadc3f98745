# Packs are compared like the lessons they were built from; a pack equals its sources. The only difference is that a
# pack has no retired.xml.
. "$TREE/tests/cli/diff/prepare"
satchel-pack build -q old/packs/small.xml -o old.satchel 2> /dev/null
satchel-pack build -q new/packs/small.xml -o new.satchel 2> /dev/null
satchel-diff old/packs/small.xml new/packs/small.xml > trees
satchel-diff old.satchel new.satchel > packs
satchel-diff old.satchel new/packs/small.xml | cmp - trees
satchel-diff --jobs 1 old/packs/small.xml new.satchel | cmp - packs
sed 's/id-vanished/removed/; s/2 removed, //' trees > trees.known
sed 's/lesson-removed\]/removed]/; s/1 lesson-removed, //; s/1 item-removed, //; ' packs > packs.known
cmp trees.known packs.known && echo "the same but for that"
satchel-diff old.satchel old/packs/small.xml && echo "equal $?"
satchel-diff --quiet old.satchel new.satchel || echo "different $?"
