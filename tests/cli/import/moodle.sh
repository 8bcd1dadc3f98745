# Every type of question in Moodle XML, and what lessons cannot hold of them.
cp "$TREE/tests/convert/moodle/bank.xml" .
satchel-import --seed=1 --reviewed=2026-11-20 -o out bank.xml 2> summary
code=$?
cat summary out/*.xml
find out -name '*.png' | sort
satchel-validate -q out
exit $code
