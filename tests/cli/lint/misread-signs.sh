# Signs and letters in doses are reported at info and fixed; look-alikes are not.
. "$TREE/tests/cli/lint/functions"
lesson signs '<p>Give 5 ml, then 0.5 l, 10ml and 3 ml/hour; 5 mg/dl and 2 ml/min are read right.</p>
<p>Give 5 mg. daily, 5 mg.</p><p>Give 5 mg. Daily is enough.</p>
<p>More: &gt;5 mg, &lt; 10 units, ≥2 tablets, ≤ 3 capsules; p &lt; 0.05, Na &gt; 145 mmol/L, a &lt; b.</p>
<p>Take 5 mg @ noon &amp; 10 mg @ night, 5 mg+10 mg, 5 mg + 10 mg; mail a@b; Johnson &amp; Johnson; Na+ + 5.</p>
<p>Give 25 units/10 units, 800 mg/160 mg and 125 mg/5 mL; 120/80 mmHg, 5 mg/kg/day.</p>
<p>Give 5 mg q6PM, q 10 am, x3d, x 3d, x10d; 50K units, 5 M units, 5 k units, 3 M L-dopa, 100K. Then max3d and q6h.</p>
<p>Take 5 mg with OJ. OJ Simpson. Take ss tablet; the class, ss.</p>
<p>SSI before meals. The SSI rate fell. An SSRI with insulin. “@ 5 mg”.</p>
<p>L’eau : 5 l’eau, Figure 5 l-arginine, type 1 l.</p>' > signs.xml
satchel-lint --quiet --format gcc --severity info --select medical/ signs.xml
satchel-lint --quiet --select medical/ --severity info --fix --unsafe-fixes signs.xml > log
sed -n '/<p>/p' signs.xml
