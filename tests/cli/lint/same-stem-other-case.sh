# The same lead-in with different vignettes or pictures is not a duplicate; with the same vignette it is.
. "$TREE/tests/cli/lint/functions"
mkdir images
for name in a b; do
	echo '<svg xmlns="http://www.w3.org/2000/svg"/>' > "images/$name.svg"
done
case_of() {
	echo "<question id=\"$1\"><vignette>$2</vignette><stem>What is the diagnosis?</stem>
<option correct=\"true\">A</option><option>B</option><explanation>So it is.</explanation></question>"
}
picture() {
	echo "<question id=\"$1\"><stem>What does it show?<figure id=\"f-$1\" src=\"images/$2.svg\" alt=\"A curve\"/></stem>
<option correct=\"true\">A</option><option>B</option><explanation>So it is.</explanation></question>"
}
lesson a '<p>Text.</p>' "<questions>
$(case_of q-fever Fever.) $(case_of q-cough Cough.) $(case_of q-again 'Fever')
$(picture q-a a) $(picture q-b b)
</questions>" > a.xml
satchel-lint --quiet --format gcc a.xml
