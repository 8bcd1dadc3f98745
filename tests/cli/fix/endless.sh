# Fixes that cause themselves or each other are not made, and their rules are named; all others are made.
. "$TREE/tests/cli/fix/functions"
pattern() { # NAME REGEX REPLACEMENT
	printf '<pattern name="%s" safe="true"><regex>%s</regex><replacement>%s</replacement><message>m</message></pattern>\n' "$@"
}
config() {
	{ echo '<satchel xmlns="urn:satchel:config:1">'; cat; echo '</satchel>'; } > satchel.xml
	lesson a "<p>$1</p>" > a.xml
	lesson b '<p>Also 7mg.</p>' > b.xml
	satchel-lint --quiet --fix --format gcc a.xml b.xml 2>&1 | sed 's/: warning: .*\[/ [/'
	grep -h '<p>' a.xml b.xml
	satchel-lint --quiet --diff --format gcc a.xml b.xml > again 2>&1
	grep -c '^[+-]' again || :
}
pattern grow heart 'the heart' | config 'My heart beats at 5mg.'
pattern suffix '\bECG\b' 'ECG (electrocardiogram)' | config 'An ECG is taken at 5mg.'
{ pattern to-use utilise use; pattern to-utilise '\buse\b' utilise; } | config 'We use 5mg.'
pattern tight '(\d) mg' '$1mg' | config 'We use 5mg.'
{ pattern a one two; pattern b two three; pattern c three one; pattern d four five; } | config 'One, one, four.'
{ pattern a 1 2; pattern b 2 3; pattern c 3 4; pattern d 4 5; pattern e 5 6; pattern f 6 7; } | config '1'
pattern shrink 'aa' 'a' | config 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
