# A missing lesson is reported at its line of the definition, with a suggestion.
. "$TREE/tests/cli/pack/prepare"
sed -i 's/"heart"/"haert"/' packs/small.xml
satchel-pack build packs/small.xml
