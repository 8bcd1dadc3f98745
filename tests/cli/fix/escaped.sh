# A replacement is escaped as its location requires: with references in text and attributes, verbatim in CDATA. A
# replacement that would end a CDATA section is not made.
cat > satchel.xml << 'END'
<satchel xmlns="urn:satchel:config:1">
  <pattern name="and" safe="true"><regex>\bplus\b</regex><replacement>&amp;</replacement><message>m</message></pattern>
  <pattern name="less" safe="true"><regex>less than</regex><replacement>&lt;</replacement><message>m</message></pattern>
  <pattern name="quoted" safe="true"><regex>`(\w+)`</regex><replacement>"$1's"</replacement><message>m</message></pattern>
  <pattern name="end" safe="true"><regex>the end</regex><replacement>]]&gt;</replacement><message>m</message></pattern>
  <pattern name="one" kind="one-way"><regex>R ?&amp; ?D</regex><message>m</message></pattern>
</satchel>
END
cat > a.xml << 'END'
<lesson xmlns="urn:satchel:lesson:1" id="a" xml:lang="en" reviewed="2026-11-20"><title>A</title><summary>B</summary>
<section id="s"><title>C</title>
<p>One plus two, less than 5, `so`, the end.</p>
<p><![CDATA[One plus two, less than 5, `so`, the end.]]></p>
<p><![CDATA[One plus]]> two, <![CDATA[less than]]> 5<![CDATA[`so`]]></p>
<p>R&amp;D, R&amp;D and <![CDATA[R & D]]></p>
<figure id="f" src="a.png" alt="One plus two, less than 5, `so`."><caption><abbr title='One plus `so`'>O</abbr></caption></figure>
</section></lesson>
END
satchel-lint --quiet --fix --unsafe-fixes --select custom/ --format gcc a.xml | sed 's/.*\[\(.*\)\]$/\1/'
sed -n 3,7p a.xml
