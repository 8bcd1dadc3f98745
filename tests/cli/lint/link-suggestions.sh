# For links to parts of lessons, both sides of the # are corrected.
. "$TREE/tests/cli/lint/functions"
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
lesson lithium '<table id="t-levels"><row><cell>0.6</cell></row></table>' > lithium.xml
lesson valproate '<p><link to="lithium#t-level">a</link> <link to="litium#t-levels">b</link> <link to="lithium#dose">c</link>
<link to="valproate#frist">d</link> <link to="mania#first">e</link></p>' > valproate.xml
satchel-lint --quiet --select reference/unknown-id . | grep -e error -e help
