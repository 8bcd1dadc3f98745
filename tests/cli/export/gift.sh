# GIFT; read back, the questions are the same, except for what the ledger lists.
mkdir -p tree/cardiology/images
cp "$TREE/tests/convert/moodle/heart.xml" tree/cardiology
printf '<satchel xmlns="urn:satchel:config:1"/>\n' > tree/satchel.xml
cp "$TREE/tests/convert/moodle/images/red.png" tree/cardiology/images
satchel-export -f gift tree -o heart.gift
code=$?
cat heart.gift
satchel-import --seed=1 -q --reviewed=2026-11-20 -o back heart.gift
questions() { sed -n '/<questions>/,/<\/questions>/p' "$1"; }
questions tree/cardiology/heart.xml > before
questions back/*.xml > after
diff before after
exit $code
