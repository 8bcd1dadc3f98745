# satchel.xml sets severities and ignores paths; command-line options override it.
. "$TREE/tests/cli/lint/functions"
mkdir -p tree/drafts tree/heart
cat > tree/satchel.xml << END
<satchel xmlns="urn:satchel:config:1">
  <rule name="question/no-feedback" severity="warning"/>
  <rule name="all" severity="off"/>
  <rule name="question/no-explanation" severity="error"/>
  <rule name="duplicate/stem" severity="info"/>
  <ignore path="drafts/**"/>
</satchel>
END
bad='<questions><question id="q-ID"><stem>What?</stem><option correct="true">A</option><option>B</option></question></questions>
<cards><card id="c-ID"><front>What?</front><back/></card></cards>'
lesson heart '<p>A</p>' "$(echo "$bad" | sed 's/ID/a/')" > tree/heart/heart.xml
lesson draft '<p>A</p>' "$(echo "$bad" | sed 's/ID/b/')" > tree/drafts/draft.xml
run() {
	echo "$*:"
	satchel-lint --quiet --format gcc "$@"
	echo "exit $?"
}
run tree
run tree/drafts
run tree/drafts/draft.xml
run --no-config --select question/no-explanation,card/empty-back tree/heart
run --severity question/no-explanation=off --select question/no-explanation,question/no-feedback,card/empty-back tree
run --fail-on error --severity question/no-explanation=warning tree
run --config tree/satchel.xml tree/heart
(cd tree/heart && satchel-lint --quiet --statistics .)
satchel-lint --quiet --statistics --format json tree
satchel-lint --show-config tree | grep -E 'question/no-feedback|question/no-key|card/empty-back|ignore'
satchel-lint --show-config tree > shown.xml
satchel-lint --config shown.xml --show-config tree | cmp - shown.xml
! command -v xmllint > log || xmllint --noout --schema "$TREE/schema/config.xsd" shown.xml 2> log || cat log
satchel-lint --statistics --format sarif tree
