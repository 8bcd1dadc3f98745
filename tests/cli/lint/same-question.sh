# Questions with the same options and explanation that differ only in the patient's name, age or sex, in a verb, or in how
# an abbreviation is written, are reported; those that ask for something else are not. Prints what is missed and misread.
. "$TREE/tests/cli/lint/functions"

cat > same <<'END_OF_LIST'
Mrs Hall, a smoker of 66, has sudden chest pain that tears.|Mr Webb, a smoker of 71, has sudden chest pain that tears.
Mrs Hall has sudden chest pain that tears. What is it?|Miss Kay has sudden chest pain that tears. What is it?
Mr Abara, 66, has sudden chest pain that tears.|Mr Bell, 49, has sudden chest pain that tears.
Ann, who is 66, has sudden chest pain that tears.|Zoe, who is 31, has sudden chest pain that tears.
A 66M has sudden chest pain that tears.|A 51F has sudden chest pain that tears.
A 66yo man has sudden chest pain that tears.|A 59 y/o man has sudden chest pain that tears.
A nurse in her sixties has sudden chest pain that tears.|A nurse in his forties has sudden chest pain that tears.
A sixty-year-old farmer has sudden chest pain that tears.|A fifty-year-old farmer has sudden chest pain that tears.
Which vessel supplies the adrenal gland?|Which vessel feeds the adrenal gland?
Which vessel is injured by a stab in the flank?|Which vessel is pierced by a stab in the flank?
Which vessel should be clamped in shock?|Which vessel should be tied in shock?
What is given i.v. to widen it?|What is given IV to widen it?
What does a b.p. of 200/110 mmHg suggest?|What does a BP of 200/110 mmHg suggest?
END_OF_LIST
cat > other <<'END_OF_LIST'
A heart rate of 66 and tearing pain are found.|A heart rate of 130 and tearing pain are found.
Mrs Hall, a smoker of 20 cigarettes a day, has tearing pain.|Mrs Hall, a smoker of 60 cigarettes a day, has tearing pain.
Which vessel supplies the adrenal gland?|Which vessel supplies the thyroid gland?
Which drug raises the pressure in it?|Which drug lowers the pressure in it?
Which vitamin is given to infants?|Which vitamin is given to vegans?
Which drug is given i.v. in shock?|Which drug is given i.m. in shock?
END_OF_LIST
# ask ID STEM NUMBER
ask() {
	printf '<question id="q-%s"><stem>%s</stem><option>One of %s</option><option correct="true">Two of %s</option>\n' \
		"$1" "$2" "$3" "$3"
	printf '<option>Three of %s</option><explanation>For reason %s it is the second.</explanation></question>\n' "$3" "$3"
}
# Prints whether each line of the list makes a pair that is reported.
found() { # FILE
	number=0
	while IFS='|' read -r one another; do
		number=$((number + 1))
		lesson "$1" '<p>Text.</p>' "<questions>$(ask "$1-a" "$one" "$number") $(ask "$1-b" "$another" "$number")</questions>" > "$1.xml"
		report=$(satchel-lint --quiet --format gcc --select duplicate "$1.xml") || :
		[ -n "$report" ] && echo "found: $one" || echo "not found: $one"
	done < "$1"
}
found same | grep '^not'
found other | grep '^found'
echo "$(grep -c . same) pairs and $(grep -c . other) others"
