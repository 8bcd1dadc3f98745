# "keep" declarations are shown to the reviewer, and refused if the answer changed: against the lock, the pack and the
# lessons, whatever else of the question changed.
. "$TREE/tests/cli/diff/released"
questions() { # FOLDER QUESTION...
	where=$1
	shift
	lesson "$where" heart "The heart" free "$section<questions>$*</questions>"
}
option() { # TEXT [correct]
	echo "<option${2:+ correct=\"true\"}>$1<feedback>Of $1$feedback.</feedback></option>"
}
ask() { # ATTRIBUTES OPTION...
	attributes=$1
	shift
	echo "<question id=\"q-one\"$attributes><stem>How is it$stem?</stem>$*<explanation>So.</explanation></question>"
}
before() { # QUESTION
	questions . "$1"
	definition . 1.0.0 1 '<unit id="chest"><title>Chest</title><lesson id="heart"/></unit>'
	rm -rf packs/*.lock out
	satchel-pack release packs/small.xml -q -o out --secret-key ours.key --today 2026-11-26 > said 2>&1 || cat said
	cp out/small.lock packs
	definition . 3.0.0 2 '<unit id="chest"><title>Chest</title><lesson id="heart"/></unit>'
}
after() { # WHAT QUESTION
	echo "# $1"
	questions . "$2"
	for old in '' out/small-1.0.0.satchel; do
		satchel-diff --gate $old packs/small.xml 2>&1 | grep -o '^[^ ].*: \(error\|info\|warning\):.*'
	done
	satchel-pack build packs/small.xml -q -o built.satchel 2> said || echo "no pack is built"
}
keep=' progress="keep since 1.0.0"'
before "$(ask '' "$(option Slow correct)$(option Fast)$(option Odd)")"
after "the mark moves to another option" "$(ask "$keep" "$(option Slow)$(option Fast correct)$(option Odd)")"
satchel-diff --bump packs/small.xml 2>&1
satchel-diff --gate -f github packs/small.xml 2> said | cut -d: -f3-5
feedback=' anew' stem=' at rest'
after "and feedback, stem and order change" "$(ask "$keep" "$(option Odd)$(option Fast correct)$(option Slow)")"
after "the correct option is reworded, and a wrong one becomes correct" "$(ask "$keep" "$(option Slower)$(option Fast correct)$(option Odd)")"
after "the correct option becomes wrong, and a new one is correct" "$(ask "$keep" "$(option Slow)$(option Fast)$(option Even correct)")"
after "a reworded answer" "$(ask "$keep" "$(option Slowly correct)$(option Fast)$(option Odd)")"
satchel-diff --gate -f github packs/small.xml 2> said | cut -d: -f3-5
after "an option goes too" "$(ask "$keep" "$(option Slowly correct)$(option Fast)")"
stem='' feedback=''
keep="$keep kind=\"multiple\""
before "$(ask ' kind="multiple"' "$(option Slow correct)$(option Calm correct)$(option Odd)")"
after "one of several marks moves" "$(ask "$keep" "$(option Slow correct)$(option Calm)$(option Odd correct)")"
after "another mark is added" "$(ask "$keep" "$(option Slow correct)$(option Calm correct)$(option Odd correct)")"
after "a mark is removed" "$(ask "$keep" "$(option Slow correct)$(option Calm)$(option Odd)")"
after "one of several answers is reworded" "$(ask "$keep" "$(option Slowly correct)$(option Calm correct)$(option Odd)")"
