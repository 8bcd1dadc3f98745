# Duplicates in several files: each later one names the first, independently of threads.
. "$TREE/tests/cli/lint/functions"
mkdir tree
for name in a b c; do
	lesson "$name" '<p>Text.</p>' "<questions>$(question "q-$name" 'Is the Earth  round?')</questions>
$(card "c-$name" 'What is Na+?' Sodium | cards)" > "tree/$name.xml"
done
lesson a '<p>Text.</p>' "$(card c-a 'What is Na?' 'No ion' | cards)" > tree/d.xml
satchel-lint --quiet --format gcc --jobs 1 tree > one
satchel-lint --quiet --format gcc --jobs 4 tree > four
echo "exit $?"
cmp one four
cat one
