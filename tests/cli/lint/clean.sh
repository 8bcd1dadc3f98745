# A lesson without findings: a summary on stderr, and nothing with --quiet.
. "$TREE/tests/cli/lint/functions"
lesson clean > clean.xml
satchel-lint clean.xml && satchel-validate --quiet clean.xml
