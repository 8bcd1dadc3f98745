# Unusable patterns. Those that do not compile are reported with the other mistakes in satchel.xml, whatever rules are
# selected, and no lesson is checked. One that exceeds the match limit is reported at its location, and the run
# continues.
. "$TREE/tests/cli/lint/functions"
lesson heart "<p>$(printf '%0200d' 0 | tr 0 a), usually.</p>" > heart.xml
cat > satchel.xml << 'END'
<satchel xmlns="urn:satchel:config:1">
  <pattern name="bracket">
    <regex>x &amp; (usual</regex>
    <message>x</message>
  </pattern>
  <pattern name="range">
    <regex>[a-z]+ &#233;[z-a] x</regex>
    <message>x</message>
  </pattern>
  <pattern name="group">
    <regex>(x)(y)</regex>
    <replacement>$2, $3</replacement>
    <message>x</message>
  </pattern>
  <pattern name="off" severity="off">
    <regex>(</regex>
    <message>x</message>
  </pattern>
</satchel>
END
satchel-lint heart.xml
echo "exit $?"
echo "not asked for:"
satchel-lint --quiet --format gcc --ignore custom/ --select all --severity error heart.xml
echo "exit $?"
echo "with other mistakes:"
cp satchel.xml before.xml
sed 's|<pattern name="bracket">|<rule name="question/no-kye"/><pattern name="Bracket" kind="musst">|
s|<pattern name="off".*>|<pattern name="none"><message>x</message></pattern>&|' before.xml > satchel.xml
satchel-lint --format gcc heart.xml
echo "exit $?"
echo "switched off, with other mistakes:"
sed 's|<pattern name="group">|<rule name="custom/" severity="off"/><rule name="question/no-kye"/>&|' before.xml > satchel.xml
satchel-lint --format gcc heart.xml
echo "exit $?"
echo "for ever:"
cat > satchel.xml << 'END'
<satchel xmlns="urn:satchel:config:1">
  <pattern name="for-ever"><regex>(a+)+\d</regex><message>never found</message></pattern>
  <pattern name="no-usually" severity="error"><regex>usually</regex><message>say when</message></pattern>
</satchel>
END
lesson other "<p>aa1, $(printf '%0300d' 0 | tr 0 a)</p>" > other.xml
satchel-lint --select custom/ heart.xml other.xml
echo "exit $?"
