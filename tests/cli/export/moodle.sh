# Moodle XML as Moodle reads it; read back, the questions are the same.
mkdir -p tree/cardiology/images
cp "$TREE/tests/convert/moodle/heart.xml" tree/cardiology
printf '<satchel xmlns="urn:satchel:config:1"/>\n' > tree/satchel.xml
cp "$TREE/tests/convert/moodle/images/red.png" tree/cardiology/images
satchel-export -f moodle tree -o heart.xml
code=$?
cat heart.xml
! command -v python3 > /dev/null || python3 "$TREE/tests/convert/moodle/rules" heart.xml || exit 9
satchel-import --seed=1 -q --reviewed=2026-11-20 -o back heart.xml
questions() { sed -n '/<questions>/,/<\/questions>/p' "$1" | sed 's/figure id="[^"]*"/figure/'; }
questions tree/cardiology/heart.xml > before
questions back/heart.xml > after
diff before after && cmp tree/cardiology/images/red.png back/images/red.png || exit 9
exit $code
