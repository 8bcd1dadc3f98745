# Numbers, ranges and short answers that are graded alike are the same answer, between packs, trees and locks.
. "$TREE/tests/cli/pack/prepare"
cp content/pump.xml .
put() { # VALUE RANGE OTHER ANSWER
	cp pump.xml content/pump.xml
	sed -i "s#<questions>#&<numeric-question id=\"q-value\" $1><stem>How many?</stem></numeric-question>\
<numeric-question id=\"q-range\" $2 unit=\"mg\"><stem>How much?</stem></numeric-question>\
<numeric-question id=\"q-other\" $3><stem>How long?</stem></numeric-question>\
<open-question id=\"q-open\"><stem>What?</stem><answer>$4</answer><answer>Sodium</answer></open-question>#" content/pump.xml
}
put 'value="7"' 'value="7" tolerance="1"' 'value="0.5" tolerance="0.1"' 'Valproic acid'
satchel-pack build packs/small.xml --quiet
put 'value="7.0"' 'min="6" max="8.00"' 'value="0.50" tolerance="20%"' ' valproic    ACID'
echo '# alike'
satchel-diff small.satchel packs/small.xml
put 'value="7.1"' 'min="6" max="9"' 'value="0.5" tolerance="0.2"' 'valproate'
echo '# others'
satchel-diff small.satchel packs/small.xml
