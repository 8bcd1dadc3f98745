# A lesson that is not there is told at its line of the definition, with what may have been meant.
. "$TREE/tests/cli/pack/prepare"
sed -i 's/"heart"/"haert"/' packs/small.xml
satchel-pack build packs/small.xml
