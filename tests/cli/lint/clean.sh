# A lesson that nothing is wrong with: a summary on stderr, and not a word with --quiet.
. "$TREE/tests/cli/lint/functions"
lesson clean > clean.xml
satchel-lint clean.xml && satchel-validate --quiet clean.xml
