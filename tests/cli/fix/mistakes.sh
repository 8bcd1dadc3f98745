# Fixing the lessons with mistakes never fails, and what is reported afterwards is what the files contain.
for lesson in "$TREE"/tests/mistakes/*.xml; do
	name=${lesson##*/}
	for option in '' --unsafe-fixes; do
		cp "$lesson" "$TREE/tests/mistakes/heart.svg" .
		satchel-lint --quiet --no-config --fix $option --format gcc "$name" > fixed 2> said
		code=$?
		satchel-lint --quiet --no-config --format gcc "$name" > again 2> /dev/null
		[ $code -le 1 ] || echo "$name $option: exit code $code: $(cat said)"
		cmp -s fixed again || echo "$name $option: reports something else than a second run"
	done
done
