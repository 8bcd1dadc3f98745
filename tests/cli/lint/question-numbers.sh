# Ranges overlap only where one number is asked for; units are mixed only within one kind of amount.
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
$(numbers q-kinds 'What is given?' '5 mg' '5 mL')
$(numbers q-convert 'Which equals 1 g?' '10 mg' '1,000 mg' '1 kg')
</questions>" > numbers.xml
satchel-lint --quiet --select question/overlapping-ranges --select question/mixed-units --format gcc numbers.xml
echo "--- in another language"
sed 's/xml:lang="en"/xml:lang="de"/' numbers.xml > zahlen.xml
satchel-lint --quiet --select question/overlapping-ranges --select question/mixed-units --format gcc zahlen.xml
