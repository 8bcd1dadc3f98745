# Standard input to standard output; nothing is printed if the input is not a lesson.
. "$TREE/tests/cli/lint/functions"
lesson a '<p>One.</p>' | satchel-fmt -q -
lesson a '<p>One.</p>' | satchel-fmt -q --check --stdin-path x/a.xml -
echo "exit $?"
echo '<lesson' | satchel-fmt --stdin-path x.xml -
echo "exit $?"
