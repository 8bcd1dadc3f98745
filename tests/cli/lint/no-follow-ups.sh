# Content that only seems to be missing because a word is misspelled is not reported as missing.
sed 's/correct="true"/corect="true"/' "$TREE/tests/cli/lint/one-question.xml" > attribute.xml
sed 's/<option correct="true">Four<\/option>/<answer>Four<\/answer>/; s/id="l-one"/id="l-two"/; s/id="q-one"/id="q-two"/' \
	"$TREE/tests/cli/lint/one-question.xml" > element.xml
sed 's/ correct="true"/ xml:lang="en_GB"/; s/id="l-one"/id="l-three"/; s/id="q-one"/id="q-three"/' \
	"$TREE/tests/cli/lint/one-question.xml" > both.xml
satchel-lint --format gcc --select xml,schema,question/no-key,question/too-few-options attribute.xml element.xml both.xml 2> errors |
	sed 's/: [^:]*\[/ [/'
# An invalid UTF-8 byte does not count as missing text.
sed 's/Four/Quatr\xe9e/; s/id="l-one"/id="l-four"/; s/id="q-one"/id="q-four"/' "$TREE/tests/cli/lint/one-question.xml" > latin.xml
satchel-lint --format gcc --select xml,text latin.xml 2> errors | sed 's/: [^:]*\[/ [/'
