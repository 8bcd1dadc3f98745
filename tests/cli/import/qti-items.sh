# Items of QTI 2: points and feedback by conditions, ranges, gaps, essays, pairs, damage.
cp "$TREE"/tests/convert/qti/items/*.xml .
satchel-import --seed 1 --reviewed 2026-11-20 -o out ./*.xml 2>&1
echo "exit $?"
satchel-validate -q out
cat out/*.xml | sed '/<satchel/d; /^<?xml/d'
