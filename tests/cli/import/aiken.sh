# Aiken, also with several right answers, and questions that are damaged.
cp "$TREE/tests/convert/aiken/quiz.txt" .
satchel-import --seed=1 --reviewed=2026-11-20 -o out quiz.txt 2>&1
code=$?
cat out/quiz.xml
satchel-validate -q out
exit $code
