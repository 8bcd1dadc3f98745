# Unreadable files are reported, everything else is still checked, and the exit code is 3.
. "$TREE/tests/cli/lint/functions"
lesson bad '<p>Text.</p>' "$(card c-a '' B | cards)" > bad.xml
mkfifo pipe.xml
satchel-lint --quiet --format gcc missing.xml bad.xml pipe.xml
