# Each number of a cloze is a card of its own: only the one whose answer changed starts again.
. "$TREE/tests/cli/diff/prepare"
deletions() { # TITLE FOLDER TEXT
	rm -rf "$2"
	lesson "$2" heart "The heart" free "$section<cards><cloze id=\"c-flow\">$3</cloze></cards>"
	definition "$2" 1.0.0 1 '<unit id="chest"><title>Chest</title><lesson id="heart"/></unit>'
	[ "$2" = old ] && return
	echo "== $1"
	satchel-diff old/packs/small.xml new/packs/small.xml
}
deletions "" old 'The <blank n="1">left</blank> side pumps into the <blank n="2">aorta</blank> and the <em>whole</em> body.'
deletions "another answer" new 'The <blank n="1">left</blank> side pumps into the <blank n="2">great artery</blank> and the <em>whole</em> body.'
deletions "a hint" new 'The <blank n="1">left</blank> side pumps into the <blank n="2" hint="vessel">aorta</blank> and the <em>whole</em> body.'
deletions "one more" new 'The <blank n="1">left</blank> side <blank n="3">pumps</blank> into the <blank n="2">aorta</blank> and the <em>whole</em> body.'
deletions "one less" new 'The <blank n="1">left</blank> side pumps into the aorta and the <em>whole</em> body.'
deletions "other words" new 'The <blank n="1">left</blank> side ejects into the <blank n="2">aorta</blank> and the <em>whole</em> body.'
deletions "other markup" new 'The <blank n="1">left</blank> side pumps into the <blank n="2">aorta</blank> and the whole body.'
deletions "swapped numbers" new 'The <blank n="2">left</blank> side pumps into the <blank n="1">aorta</blank> and the <em>whole</em> body.'
deletions "hidden together" new 'The <blank n="1">left</blank> side pumps into the <blank n="1">aorta</blank> and the <em>whole</em> body.'
deletions "no numbers" new 'The <blank>left</blank> side pumps into the <blank>aorta</blank> and the <em>whole</em> body.'
cp -r new plain
rm -rf old
cp -r plain old
deletions "numbers for the first time" new 'The <blank n="1">left</blank> side pumps into the <blank n="2">aorta</blank> and the <em>whole</em> body.'
exit 0
