# An abbreviation that ends a sentence leaves its full stop there.
. "$TREE/tests/cli/fix/functions"
lesson a '<p>Take 5 mg q.d. This is enough.</p><p>Take 5 mg q.d., or q.d. with food, at 8 a.m. or q.d.</p>
<list><item>5 mg q.d.</item></list>' > a.xml
satchel-lint --quiet --select medical/ --fix --unsafe-fixes a.xml
grep 'Take\|item' a.xml
