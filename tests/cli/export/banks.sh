# Exported twice, and read back each time, the questions of the content of this repository stay as they were.
questions() { # FOLDER: those of all lessons, without ids of figures, which are new each time
	for lesson in "$1"/*.xml; do
		sed -n '/<questions>/,/<\/questions>/p' "$lesson" | sed 's/figure id="[^"]*"/figure/'
	done
}
for format in moodle gift; do
	satchel-export -q -f $format "$TREE/content" -o once
	satchel-import -q --seed=1 --reviewed=2026-11-20 -f $format -o first once
	satchel-validate -q first || exit 9
	satchel-export -q -f $format first -o again
	satchel-import -q --seed=2 --reviewed=2026-11-20 -f $format -o second again
	questions first > before
	questions second > after
	diff before after || exit 9
	kept=$(grep -c '<stem>' after)
	all=$(cat "$TREE"/content/*/*.xml | grep -c '<stem>')
	ordering=$(cat "$TREE"/content/*/*.xml | grep -c '<ordering-question')
	[ $format = moodle ] || all=$((all - ordering))
	[ "$kept" = "$all" ] || echo "$format: $kept of $all questions"
	rm -r first second once again
done
