# satchel-validate does not check the content.
. "$TREE/tests/cli/lint/functions"
lesson bad '<p>Text.</p>' "$(card c-a '' B | cards)" > bad.xml
satchel-validate --quiet bad.xml || exit
satchel-lint --quiet bad.xml > /dev/null
