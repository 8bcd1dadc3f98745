# Replacing a picture changes the lesson, even if no word changes.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml --quiet
echo '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>' > content/images/shape.svg
satchel-diff small.satchel packs/small.xml
