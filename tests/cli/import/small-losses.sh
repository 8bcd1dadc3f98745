# What is easily lost without a word: each small thing in the source is in the lesson or in the ledger.
import() {
	echo "== $1"
	satchel-import --seed 1 --reviewed 2026-11-20 "$1" -o "out-$1" 2>&1 | grep -v 'names of\|written to'
	sed -n '/<author\|<section/,/<\/section/p; /<questions>/,/<\/questions>/p; /<cards>/,/<\/cards>/p' "out-$1"/*.xml
	satchel-validate -q "out-$1" || exit
}
cat > bank.xml <<'END'
<quiz><question type="category"><category><text>top/A</text></category></question><question type="category"><category><text>top/A/B</text></category></question>
<question type="description"><name><text>Text</text></name><questiontext format="html"><text>Read this.</text></questiontext><generalfeedback><text>And that.</text></generalfeedback><tags><tag><text>reading</text></tag></tags></question>
<question type="oumultiresponse"><name><text>Valves</text></name><questiontext format="html"><text>Which are valves?</text></questiontext><answer fraction="100"><text>mitral</text></answer><answer fraction="100"><text>aortic</text></answer><answer fraction="0"><text>coronary</text></answer></question>
<question type="category"><category><text>top/C</text></category></question></quiz>
END
cat > items.xml <<'END'
<questestinterop><item ident="a" title="Name of it"><qticomment>Check this</qticomment><presentation><material><mattext>Which drug?</mattext></material><response_str ident="r"><render_fib/></response_str></presentation><resprocessing><respcondition title="x"><conditionvar><varequal respident="r">digoxin</varequal></conditionvar></respcondition><respcondition title="incorrect"><conditionvar><varequal respident="r">aspirin</varequal></conditionvar></respcondition></resprocessing></item>
<item ident="b" title="Question 2"><presentation><material><mattext>Which one?</mattext></material><response_lid ident="r"><render_choice><material><mattext>Of these:</mattext></material><response_label ident="1"><material><mattext>one</mattext></material></response_label><response_label ident="2"><material><mattext>two</mattext></material></response_label></render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar><varequal respident="r">2</varequal></conditionvar><setvar>1</setvar></respcondition></resprocessing></item>
<item ident="c" title="Upload"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>file_upload_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext>Send your report.</mattext></material></presentation></item></questestinterop>
END
printf 'Frage;Lösung\nWelche Klappe?;die <b>Mitralklappe</b>\n' > tabelle.csv
printf 'kind,question,correct\nopen,Which node?,sinus node\n' > open.csv
cat > fields.csv <<'END'
front,back
"<span title=""a hint"">Heart</span> <a href=""https://example.org"" title=""Cor"">cor</a>","<button>More</button><div style=""display:none"">secret</div><img src=""gone.png"" alt=""An ECG"">left"
END
cat > note.md <<'END'
# Deck

Text.

## Case of Mr B {#q-case}

Which drug?

- [x] digoxin
- [ ] aspirin

## No question {#q-none}

More text.
END
cat > module.cnxml <<'END'
<document xmlns="http://cnx.rice.edu/cnxml" xmlns:md="http://cnx.rice.edu/mdml"><title>Old</title><metadata><md:content-id>m1</md:content-id><md:license url="http://creativecommons.org/licenses/by/4.0">CC BY</md:license><md:created>2020-01-01</md:created><md:actors><md:person userid="jd"><md:fullname>Jane Doe</md:fullname></md:person><md:person userid="x"><md:fullname>A Publisher</md:fullname></md:person></md:actors><md:roles><md:role type="author">jd</md:role></md:roles><md:keywordlist><md:keyword>heart</md:keyword></md:keywordlist></metadata>
<content><para id="p">Text.</para><exercise id="e"><problem id="r"><para id="q">Why?</para></problem><solution id="s"><para id="t">Because.</para></solution><hint id="h"><para id="i">Think.</para></hint></exercise></content></document>
END
for file in bank.xml items.xml tabelle.csv open.csv fields.csv note.md module.cnxml; do
	import "$file"
done
command -v python3 > /dev/null && command -v zstd > /dev/null || { echo "# needs python3 and zstd" && exit; }
"$TREE/tests/convert/anki/make" words && import words.apkg
