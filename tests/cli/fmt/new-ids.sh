# A copy of a lesson gets new ids, and links within it follow.
. "$TREE/tests/cli/lint/functions"
mkdir tree && cd tree
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
lesson a '<p>See <link to="q-one">this</link>, <link to="a#c-one">that</link>, <link to="a">all</link> and
<link to="first">part of it</link>.</p>' "<questions>$(question q-one 'Which one?')</questions>
<cards>$(card c-one Front Back) <cloze id='c-two'>It is <blank>so</blank>.</cloze></cards>" > a.xml
satchel-fmt --quiet a.xml
cp a.xml shock.xml
satchel-lint --quiet --select identity/,duplicate/,reference/ .
satchel-lint --quiet --select identity/,duplicate/,reference/ shock.xml | head -1
echo "the copy alone:"
satchel-fmt --new-ids --diff . 2>&1
satchel-fmt --new-ids --seed 1 --quiet shock.xml
grep -o '\(id\|to\)="[^"]*"' shock.xml
diff a.xml shock.xml | grep -c '^>'
echo "what is left to change:"
satchel-lint --quiet --format gcc --select identity/,duplicate/,reference/ .
echo "where the name of the file is taken, the id is drawn:"
satchel-fmt --new-ids --seed 1 --quiet --stdin-path sub/a.xml - < a.xml | grep -o '<lesson.*id="[^"]*"'
