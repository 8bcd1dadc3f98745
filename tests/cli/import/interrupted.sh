# A folder that cannot be written stays as it is, and one that needs no change is not written. An update that fails in the
# middle says so, and the next import completes it.
table() { # ANSWER
	echo 'id,front,back,lesson'
	for number in $(seq 300); do
		echo "i$number,Question $number?,$1 $number,Lesson $number"
	done
}
table first > cards.csv
satchel-import -q --seed 1 --reviewed 2026-11-20 cards.csv -o deck
cp -r deck before
cp -r deck expected
chmod a-w deck
satchel-import --seed 1 --reviewed 2026-11-20 cards.csv -o deck > /dev/null
chmod u+w deck
diff -r before deck && echo untouched
table second > cards.csv
satchel-import -q --seed 1 --reviewed 2026-11-20 cards.csv -o expected
# A file that is larger than allowed: one of the first lessons, or the last, after others have been replaced.
for lesson in lesson-1 lesson-99; do
	rm -rf deck
	cp -r before deck
	cp cards.csv long.csv
	sed -i "s/second ${lesson#lesson-},/$(printf '%0.sword ' $(seq 20000)),/" long.csv
	mv long.csv cards.csv
	(ulimit -f 150 && satchel-import -q --seed 1 --reviewed 2026-11-20 cards.csv -o deck)
	echo "exit code $?: $(diff -rq before deck > /dev/null && echo nothing || echo some) changed"
	table second > cards.csv
	satchel-import -q --seed 1 --reviewed 2026-11-20 cards.csv -o deck
	diff -r expected deck && echo complete
done
