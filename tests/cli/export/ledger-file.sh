# A ledger that cannot be written leaves nothing else written, and what a killed program left is removed.
satchel-import -q --seed 1 --reviewed 2026-11-20 "$TREE/tests/convert/gift/heart.gift" -o lessons 2> /dev/null
mkdir folder
status() { # COMMAND...
	"$@" > /dev/null
	echo "exit code $?: $(ls -A | grep -v -e lessons -e folder | tr '\n' ' ')"
}
for format in csv markdown; do
	status satchel-export -f $format lessons -o out --ledger=missing/ledger
	status satchel-export -f $format lessons -o out --ledger=folder
	status satchel-export -f $format lessons -o out --ledger=out
	(ulimit -f 1 && trap '' XFSZ && status satchel-export -f $format lessons -o out --ledger=ledger) 2>&1 | cat
done
status satchel-import "$TREE/tests/convert/gift/heart.gift" -o new --ledger=missing/ledger
status satchel-import "$TREE/tests/convert/gift/heart.gift" -o new --ledger=new
# In the new folder itself.
satchel-import -q "$TREE/tests/convert/gift/heart.gift" -o new --ledger=new/ledger
ls new/ledger
mkdir .notes.tmp-AbCdEf .notes.tmp-used00
touch .notes.tmp-AbCdEf/a.md .csv.tmp-0123ab
(
	flock 9
	satchel-export -q -f markdown lessons -o notes
	satchel-export -q -f csv lessons -o csv
) 9< .notes.tmp-used00
ls -A
