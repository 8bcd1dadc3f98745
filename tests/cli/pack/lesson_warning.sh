# Warnings stop nothing, and --quiet does not look for them: a lesson that no unit names, and a question without an
# explanation, unless satchel.xml makes that an error.
. "$TREE/tests/cli/pack/prepare"
lesson spare "Not in the pack"
sed -i '/<explanation>/d' content/pump.xml
satchel-pack build packs/small.xml
satchel-pack build packs/small.xml -q
satchel-pack verify -q small.satchel
echo '<satchel xmlns="urn:satchel:config:1"><rule name="question/no-explanation" severity="error"/></satchel>' > content/satchel.xml
satchel-pack build packs/small.xml -q
echo $?
