# Selecting no rules is an error rather than a clean run.
. "$TREE/tests/cli/lint/functions"
lesson a > a.xml
run() {
	echo "$*:"
	satchel-lint --quiet --format gcc "$@" a.xml 2>&1
	echo "exit $?"
}
run --select card/ --ignore card/
run --select card/empty-back,question --ignore question/ --ignore card/empty-back
run --select question/no-feedback --severity warning
run --select card/ --severity card/=off
run --select card/ --ignore card/empty-back
run --select xml/ --ignore card/
run --ignore all
run --ignore question/,card/,text/,medical/,media/
cat > satchel.xml << 'END'
<satchel xmlns="urn:satchel:config:1">
  <pattern name="x"><regex>Never</regex><message>never</message></pattern>
</satchel>
END
run --select custom/x --ignore custom/x
run --select custom/x --ignore custom/
run --select custom/x
