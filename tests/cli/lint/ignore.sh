# Ignored rules are off even if they are selected; without findings the exit code is 0.
. "$TREE/tests/cli/lint/functions"
lesson bad '<p>A</p>' "<questions><question id='q-a'><stem>Why?</stem><option>X</option></question></questions>" > bad.xml
satchel-lint --quiet --format gcc --ignore question/no-key,question/no-explanation bad.xml
satchel-lint --quiet --format gcc --select question --ignore question/too-few-options --ignore question/no-explanation bad.xml
satchel-lint --quiet --ignore question/ bad.xml
