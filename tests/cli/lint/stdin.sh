# Standard input under another name: findings have that name and show the lines that were read, not those of an existing
# file.
. "$TREE/tests/cli/lint/functions"
lesson one > one.xml
lesson one '<p>See <link to="frist">first</link> and <link to="two">two</link>.</p>' | satchel-lint --quiet --stdin-path one.xml -
