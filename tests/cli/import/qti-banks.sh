# QTI 1.2 as Canvas and Blackboard write it: every type of question, and what lessons cannot hold of them.
for name in canvas blackboard; do
	satchel-import --seed 1 --reviewed 2026-11-20 -o $name "$TREE/tests/convert/qti/$name.xml" 2>&1 | sed "s|$TREE/||"
	satchel-validate -q $name
	cat $name/*.xml | sed '/<satchel/d'
done
