# A number that begins in one language and ends in another is not changed.
. "$TREE/tests/cli/fix/functions"
lesson a '<p xml:lang="de">Gib <em xml:lang="en">1</em>.0 mg oder 1<em xml:lang="en">.0 mg</em>.</p>
<p>Give 1<em xml:lang="de">1,0 mg</em> or <em xml:lang="de">11,0 mg</em>.</p>' > a.xml
satchel-lint --quiet --select medical/ --fix --unsafe-fixes --format gcc a.xml
grep '<p' a.xml
