# The house style in satchel.xml: each kind of pattern, its places, paths and severity, and selecting it on the command
# line.
. "$TREE/tests/cli/lint/functions"
mkdir -p tree/heart tree/lung
cat > tree/satchel.xml << 'END'
<satchel xmlns="urn:satchel:config:1">
  <pattern name="no-usually" places="stem option" severity="error" ignore-case="true">
    <regex>\b(?:usually|generally)\s</regex>
    <replacement/>
    <message>say when, not "usually"</message>
  </pattern>
  <pattern name="heart-attack" places="prose title" safe="true">
    <regex>\bheart (attack)(s?)\b</regex>
    <replacement>"myocardial" infarct$2 &amp; ${1}</replacement>
    <message>the house says infarct</message>
  </pattern>
  <pattern name="question-mark" kind="must" places="stem" paths="heart/**">
    <regex>\?$</regex>
    <message>a stem is a question</message>
    <help>end it with a question mark</help>
  </pattern>
  <pattern name="few-notes" kind="at-most" times="1">
    <regex>\bNote that\b</regex>
    <message>too many notes</message>
  </pattern>
  <pattern name="advice" kind="at-least" times="1" paths="lung/*.xml" severity="info">
    <regex>\bsee a doctor\b</regex>
    <message>the lesson gives no advice</message>
  </pattern>
  <pattern name="e-mail" kind="one-way">
    <regex>\be-?mail</regex>
    <message>write it one way</message>
  </pattern>
  <pattern name="silent" severity="off">
    <regex>Summary</regex>
    <message>only on request</message>
  </pattern>
  <pattern name="no-photo" places="alt">
    <regex>^Photo of </regex>
    <message>say what it shows</message>
  </pattern>
</satchel>
END
parts() {
	cat << END
<questions><question id="q-$1"><stem>A heart attack usually hurts</stem>
<option correct="true">Usually so</option><option>Ox</option>
<explanation>It is generally so.</explanation></question></questions>
END
}
prose='<p>A heart
attack, two heart <em>attacks</em>. Note that an e-mail, and e-mail. Note that an email.</p>
<figure id="f" src="x.png" alt="Photo of a heart"><caption>Photo of e-mails. Note that it is one.</caption></figure>'
lesson heart "$prose" "$(parts heart)" > tree/heart/heart.xml
lesson lung "$prose" "$(parts lung)" > tree/lung/lung.xml
run() {
	echo "$*:"
	satchel-lint --quiet --format gcc "$@"
	echo "exit $?"
}
echo "by default:"
satchel-lint --quiet --format gcc tree | sed -n 's/.*\[\(custom.*\)\]/\1/p' | sort | uniq -c | sed 's/^ *//'
run --select custom/ tree
run --select custom/ --severity info tree/lung
run --select custom/e-mail tree
run --select custom/silent,custom/few-notes tree/heart
run --select custom/ --ignore custom/e-mail,custom/few-notes,custom/heart-attack,custom/no-photo tree/heart
run --select custom/no-photo --severity custom/no-photo=error tree/heart
run --select custom/,card/ --ignore custom/ tree
run --select custom/no-such tree
satchel-lint --quiet --select custom/no-usually,custom/question-mark tree/heart
echo "the patch:"
satchel-lint --select custom/ --diff --unsafe-fixes tree/heart
satchel-lint --select custom/ --quiet --diff tree/heart | grep '^[-+]'
satchel-lint --show-config tree | grep '<pattern'
