# Doses are found across markup and references, and each risky notation is reported once; other text is unchanged.
. "$TREE/tests/cli/lint/functions"
lesson doses '<p>Give 1.0&#160;mg, <em>.5</em> mg, 5<strong>mg</strong>, then 10U of <term>insulin</term> and 100000 units.</p>
<p>10<sup>6</sup> units, <code>1.0 mg</code>, 4.0 mmol/L, “QD”, U.S. dose.</p>' '<sources>
<source id="s-one">Effects of 1.0 mg QD. 2020.</source></sources>' > doses.xml
satchel-lint --quiet --format gcc doses.xml
