# What is nested too deeply is reported once, whatever it is: parsers stop there, and repairs would only guess.
nest() { # NAME OPENING CLOSING
	{
		printf '<lesson xmlns="urn:satchel:lesson:1" id="%s" xml:lang="en" reviewed="2026-01-01"><title>T</title>\n' "$1"
		printf '<summary>S.</summary><section id="s"><title>T</title><p>A '
		[ "$1" != mrow ] || printf '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x">'
		awk -v n=400 -v tag="$2" 'BEGIN { while (n--) printf "%s", tag }'
		printf '<%s/>' mi
		awk -v n=400 -v tag="$3" 'BEGIN { while (n--) printf "%s", tag }'
		[ "$1" != mrow ] || printf '</math>'
		printf '.</p></section></lesson>\n'
	} > "$1.xml"
	satchel-validate -q --format gcc "$1.xml" | grep -c 'closes nothing\|while'
	satchel-validate -q --format gcc "$1.xml" | grep -o '[a-z]*/too-large'
}
nest mrow '<mrow>' '</mrow>'
nest em '<em>' '</em>'
nest div '<div>' '</div>'
nest list '<list><item>' '</item></list>'
nest span '<span xml:lang="la"><b>' '</b></span>'
true
