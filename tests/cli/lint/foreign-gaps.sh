# Blanks in the syntax of other programs are found in any text; in a cloze, simple ones come with a fix.
. "$TREE/tests/cli/lint/functions"
lesson gaps '<p>{{c1::one}}, <em>[[two]]</em>, {2:MC:=three}, [1], [[1],[2]], {a}, {{b}}, <code>{{c1::no}}</code>.</p>' "<cards>
<cloze id=\"c-plain\">Give {{c1::lithium}} or {{c12::valproate::a salt}} or <blank>quetiapine</blank>.</cloze>
<cloze id=\"c-marked\">Give {{c1::<em>lithium</em>}} or {{c1::salt &amp; water}} or <blank>{{c2::both}}</blank>.</cloze>
<cloze id=\"c-quote\">Give {{c1::salt::say \"no\"}} or <blank>water</blank>, {{c3::never closed.</cloze>
$(card c-front 'It is [[there]]?' '{1:SHORTANSWER:=there}')
</cards>" > gaps.xml
satchel-lint --quiet --select card/foreign-cloze-syntax --format gcc gaps.xml
satchel-lint --quiet --select card/foreign-cloze-syntax --format jsonl gaps.xml | grep -o '"text":.*'
exit 0
