# A picture that is another one changes its lesson, though no word of it does.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml --quiet
echo '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>' > content/images/shape.svg
satchel-diff small.satchel packs/small.xml
