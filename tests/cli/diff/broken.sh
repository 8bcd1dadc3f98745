# Operands that can't be compared are named.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml --quiet
try() {
	"$@"
	echo "exit $?"
}
exec 2>&1
try satchel-diff nowhere small.satchel
try satchel-diff small.satchel
try satchel-diff small.satchel small.satchel small.satchel
try satchel-diff --format yaml small.satchel small.satchel
try satchel-diff --format txt small.satchel small.satchel
try satchel-diff --jobs 0 small.satchel small.satchel
echo 'no pack' > other.satchel
try satchel-diff small.satchel other.satchel
head -c 700 small.satchel > cut.satchel
try satchel-diff cut.satchel small.satchel
sed 's/<title>/<titel>/' content/heart.xml > h && mv h content/heart.xml
try satchel-diff small.satchel packs/small.xml
try satchel-diff small.satchel content
rm content/heart.xml
try satchel-diff small.satchel packs/small.xml
sed -i 's/<unit/<unite/' packs/small.xml
try satchel-diff small.satchel packs/small.xml
satchel-diff small.satchel small.satchel > /dev/full
echo "exit $?"
mkdir empty
try satchel-diff empty empty
