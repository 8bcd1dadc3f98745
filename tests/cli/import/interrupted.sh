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
# A file that is larger than allowed: one of the first lessons, or the last. Only where few files may be open at once,
# others have been replaced before.
for lesson in lesson-1 lesson-99 lesson-99:96; do
	open=${lesson#*:}
	[ "$open" != "$lesson" ] || open=1000
	lesson=${lesson%:*}
	rm -rf deck
	cp -r before deck
	cp cards.csv long.csv
	sed -i "s/second ${lesson#lesson-},/$(printf '%0.sword ' $(seq 20000)),/" long.csv
	mv long.csv cards.csv
	(ulimit -f 150 && ulimit -n $open && satchel-import -q --seed 1 --reviewed 2026-11-20 cards.csv -o deck)
	echo "exit code $?: $(diff -rq before deck > /dev/null && echo nothing || echo some) changed"
	table second > cards.csv
	satchel-import -q --seed 1 --reviewed 2026-11-20 cards.csv -o deck
	diff -r expected deck && echo complete
done
# What killed imports leave beside lessons and pictures is removed by the next one.
mkdir deck/images
touch deck/.lesson-1.xml.tmp-0123ab deck/images/.a.png.tmp-00ff00 deck/.lesson-1.xml.tmp-mine
satchel-import -q --seed 1 --reviewed 2026-11-20 cards.csv -o deck
ls -A deck deck/images | grep tmp
