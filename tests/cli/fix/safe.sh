# Safe fixes only, unless --unsafe-fixes is given; other bytes are unchanged, and a second run changes nothing.
. "$TREE/tests/cli/fix/functions"
{ printf '\357\273\277'; lesson a '<p>Signs & symptoms &mdash; 5&nbsp;mg,  &lt; 6 &amp 7</p>' | sed 's/$/\r/'; } > a.xml
chmod 640 a.xml
lint --fix a.xml
stat -c %a a.xml
grep '<p>' a.xml | od -An -c
head -c 3 a.xml | od -An -tx1
lint --fix --unsafe-fixes a.xml
lint --fix a.xml
grep '<p>' a.xml
