# Attributes that learners read are checked like text: alt, the title of abbr, the hint of blank. Spans are within the
# value, across references and line ends; fixed values are still valid attributes.
. "$TREE/tests/cli/lint/functions"
cat > satchel.xml <<'END'
<satchel xmlns="urn:satchel:config:1">
  <pattern name="photo" places="alt"><regex>^Photo</regex><message>say what it shows</message></pattern>
  <pattern name="short" places="abbr"><regex>pills</regex><message>say tablets</message></pattern>
  <pattern name="starts" places="hint"><regex>^starts</regex><message>hints are no letters</message></pattern>
</satchel>
END
lesson attributes '<p>Give <abbr title="the the low-dose pills of &#181;g, 5.0 mg">LD</abbr>.</p>
<figure id="f" src="x.png" alt="Photo &amp; drawing of
the the heart after 5.0 mg and 10U, TODO, (25 ˚C."><caption>Heart</caption>
<credit licence="CC0-1.0">By <abbr title="the the artist">A</abbr></credit></figure>' '<cards>
<cloze id="c-a"><blank hint="starts starts at .5 mg&#x200B; a day">Lithium</blank> is a salt.</cloze>
</cards>' > attributes.xml
lint() { satchel-lint --quiet --ignore reference/,media/ "$@" attributes.xml; }
lint --format gcc
lint --fix --unsafe-fixes --format gcc
grep -e alt= -e heart -e hint= -e pills attributes.xml
