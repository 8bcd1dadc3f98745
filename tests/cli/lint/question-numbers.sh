# Ranges overlap only if one number is asked for; units are mixed only within one quantity.
. "$TREE/tests/cli/lint/functions"
# numbers ID STEM OPTION…: the second option is the key.
numbers() {
	printf '<question id="%s"><stem>%s</stem>' "$1" "$2"
	shift 2
	n=0
	for option; do
		n=$((n + 1))
		[ $n -eq 2 ] && printf '<option correct="true">%s</option>' "$option" || printf '<option>%s</option>' "$option"
	done
	echo '<explanation>It was counted.</explanation></question>'
}
lesson numbers '<p>Text.</p>' "<questions>
$(numbers q-inside 'What proportion relapses?' '10–20%' '15% to 25%' '30–40%')
$(numbers q-bounds 'What proportion relapses?' 'less than 10%' 'at least 30%' 'more than 50%')
$(numbers q-thousands 'How many are there?' '1,000 to 2,000' '3,000 to 4,000' '2,500–3,000')
$(numbers q-touch-age 'At what age?' '10-20 years' 'between 30 and 40 years' '20-30 years')
$(numbers q-touch-share 'What share relapses?' '10–20%' '20–30%')
$(numbers q-open-end 'How many are there?' 'fewer than 10' '10–20' 'more than 20')
$(numbers q-apart 'How many are there?' '1–9' '10–19' '20')
$(numbers q-range 'What is the normal range of the share?' '10–20%' '15–25%')
$(numbers q-two-units 'How many are there?' '10–20 days' '2–15 weeks')
$(numbers q-words 'How many are there?' '10–20 in all' '15-25, or so')
$(numbers q-mass 'How much is given?' '500 mg' '1 g' '2 g')
$(numbers q-heat 'How warm is it?' '37.5 °C' '38.5 °C' '102.5 °F')
$(numbers q-micro 'How much is given?' '100 µg' '100 μg')
$(numbers q-times 'How long is it?' '30 minutes' '2 hours')
$(numbers q-asked-in-minutes 'Within how many minutes does it work?' '5 minutes' '15 minutes' '0.5 hours')
$(numbers q-kinds 'What is given?' '5 mg' '5 mL')
$(numbers q-convert 'Which equals 1 g?' '10 mg' '1,000 mg' '1 kg')
</questions>" > numbers.xml
satchel-lint --quiet --select question/overlapping-ranges --select question/mixed-units --format gcc numbers.xml
echo "--- in another language"
sed 's/xml:lang="en"/xml:lang="de"/' numbers.xml > zahlen.xml
satchel-lint --quiet --select question/overlapping-ranges --select question/mixed-units --format gcc zahlen.xml
echo "--- the same amount, in each pair of options but the last ones"
lesson amounts '<p>Text.</p>' "<questions>
$(numbers q-temperature 'How warm is it?' '37 °C' '98.6 °F')
$(numbers q-words-around 'What is given?' 'Adrenaline 0.5 mg IM' 'Adrenaline 500 micrograms IM')
$(numbers q-number-words 'How long is it?' 'half an hour' '30 minutes')
$(numbers q-sum 'How long is it?' '1 h 30 min' '90 minutes')
$(numbers q-range-of-mass 'How much is given?' '1–2 g' '1000-2000 mg')
$(numbers q-bound 'How much is given?' '&lt; 0.5 g' '&lt;500 mg')
$(numbers q-content 'What is the level?' '5 mg/dL' '50 mg/L')
$(numbers q-grouped 'How much is given?' '10 000 units' '10,000 units')
$(numbers q-other-bound 'How much is given?' '&lt; 0.5 g' '≤500 mg')
$(numbers q-other-route 'How much is given?' '0.5 g IV' '500 mg IM')
$(numbers q-month 'How long is it?' '1 month' '4 weeks')
$(numbers q-version 'Which version?' '1.10' '1.1')
$(numbers q-write 'How is this dose best written?' '0.5 g' '500 mg')
</questions>" > amounts.xml
satchel-lint --quiet --select question/equivalent-options --format gcc amounts.xml
sed 's/xml:lang="en"/xml:lang="de"/; s/10,000/10.000/' amounts.xml > mengen.xml
satchel-lint --quiet --select question/equivalent-options --format gcc mengen.xml
