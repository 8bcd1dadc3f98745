# Invisible characters are reported unless their context needs them: emoji need joiners, some scripts more, and nothing
# needs direction overrides.
. "$TREE/tests/cli/lint/functions"
b() { printf "$1"; }
zwsp=$(b '\342\200\213') zwnj=$(b '\342\200\214') zwj=$(b '\342\200\215') rlo=$(b '\342\200\256') rlm=$(b '\342\200\217')
lesson pictures "<p>A family 👨${zwj}👩${zwj}👧 has${zwsp} one, and ${rlo}this.</p>" > pictures.xml
lesson scripts "<p>می${zwnj}خواهم${rlm} (5 mg)</p><p>ภาษา${zwsp}ไทย</p><p>الصرع ${rlo}mg</p>" > scripts.xml
satchel-lint --quiet --format gcc --select text/invisible-character .
# Pasted objects and line separators leave something behind that no fix may delete; a formula may say its operators.
s() { printf '\357\277\274'; }
lesson pasted "<p>A heart $(s) and a$(b '\342\200\250')b, <math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"2 x\"><mn>2</mn><mo>&#x2062;</mo><mi>x$zwsp</mi></math>.</p>
<figure id=\"f\" src=\"a${zwsp}b.svg\" alt=\"A heart\"/>" > pasted.xml
satchel-lint --quiet --format gcc --select text/invisible-character --fix pasted.xml
grep -c "x</mi>" pasted.xml
