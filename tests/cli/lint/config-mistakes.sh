# Mistakes in satchel.xml are reported with their locations, and nothing is checked.
. "$TREE/tests/cli/lint/functions"
lesson heart > heart.xml
cat > satchel.xml << END
<satchel xmlns="urn:satchel:config:1">
  <rule name="question/no-kye" severity="error"/>
  <rule name="question/no-key" severity="loud"/>
  <rule name="custom/no-usually" severity="error"/>
  <rule name="card" severity="off"/>
  <rule name="card/" severity="off"/>
  <rule nmae="card/"/>
  <rule name="duplicate/stem"><option name="similarity" value="70"/></rule>
  <rule name="xml/doctype" severity="off"/>
  <ignore path="../drafts"/>
  <ignored path="drafts"/>
  <spelling words="words.txt"/>
  <spelling/>
  <pattern name="no-usually" places="stem optoin" kind="mustnt" severity="warn">
    <regex>usually</regex>
    <message>x</message>
  </pattern>
  <pattern name="no-usually"><regex>x</regex><message>x</message></pattern>
  <pattern name="No" kind="at-most" safe="yes"><message> </message></pattern>
  <pattern name="few" kind="at-most" times="-1"><regex>x</regex><replacement/><message>x</message></pattern>
  text
</satchel>
END
satchel-lint heart.xml
echo "exit $?"
for text in '' '<satchel/>' '<x/>' '<!DOCTYPE satchel><satchel xmlns="urn:satchel:config:1"/>' '<satchel xmlns="urn:satchel:config:1">'; do
	printf '%s' "$text" > satchel.xml
	satchel-lint --format gcc . 2> /dev/null
	echo "exit $?"
done
: > satchel.xml
satchel-lint . 2> /dev/null | grep help
mkdir words
echo '<satchel xmlns="urn:satchel:config:1"><spelling words="words"/></satchel>' > satchel.xml
satchel-lint --quiet --format gcc heart.xml 2> /dev/null
echo "exit $?"
rm satchel.xml
satchel-lint --config missing.xml heart.xml
echo "exit $?"
satchel-lint --config missing.xml --no-config heart.xml
mkdir other
echo '<satchel xmlns="urn:satchel:config:1"/>' | tee satchel.xml > other/satchel.xml
cp heart.xml other
satchel-lint . 2>&1 | sed 's|/[^ ]*/work|WORK|g'
satchel-lint --quiet --no-config --ignore identity/ .
echo "exit $?"
