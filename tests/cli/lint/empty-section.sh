# A section with nothing but markup is empty; one whose content is in the wrong place is not reported as empty.
. "$TREE/tests/cli/lint/functions"
for inside in '' '<!-- HR > 100 -->' '<?editor a > b?>' '<![CDATA[x > y]]>' 'text' '<oops at="a > b"/>'; do
	echo "$inside:"
	lesson a "<p>A</p></section><section id=\"two\"><title>Two</title>$inside" > a.xml
	satchel-lint --quiet --format gcc --select text/empty-section a.xml | grep -o "\[.*"
done
:
