# Every kind of question in GIFT, and what lessons cannot hold of them.
cp "$TREE/tests/convert/gift/heart.gift" .
satchel-import --seed=1 --reviewed=2026-11-20 -o out heart.gift 2> summary
code=$?
cat out/the-heart.xml out/rates.xml summary
satchel-validate -q out
exit $code
