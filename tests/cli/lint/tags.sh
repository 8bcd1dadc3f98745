# Tags that satchel.xml does not list, each at its place in the attribute; --show-config prints the list.
. "$TREE/tests/cli/lint/functions"
cat > satchel.xml << END
<satchel xmlns="urn:satchel:config:1">
  <tag name="mood"/>
  <tag name="icd-10:*"/>
  <tag name="mesh:D008094"/>
</satchel>
END
satchel-lint --show-config | grep '<tag'
lesson heart '<p>x</p>' "<questions>$(question q-a Which? | sed 's/<question/& tags="mood icd-10:F32.2 mesh:D008095 moods"/')</questions>" |
	sed 's/ id="heart"/& tags=" mood  icd-11:6A70 "/' > heart.xml
lesson lung '<p>x</p>' "$(card c-a Which? That | sed 's/<card/& tags="Mood, icd"/' | cards)" > lung.xml
satchel-lint --format gcc --quiet --select reference/,schema/ .
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
satchel-lint --quiet --select reference/ heart.xml
for tag in '<tag name="icd-10:"/>' '<tag/>' '<tag name="a"/><tag name="a"/>'; do
	echo "<satchel xmlns=\"urn:satchel:config:1\">$tag</satchel>" > satchel.xml
	satchel-lint --format gcc --quiet heart.xml 2> /dev/null
done
exit 0
