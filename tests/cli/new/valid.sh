# Every kind of item is valid in a lesson, as soon as its picture is there, and in the layout of satchel-fmt. Its texts are
# reported until they are replaced.
mkdir images
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>' > images/picture.svg
for kind in $(satchel-new --help | tr -d '\n' | sed 's/.*Kinds: *\(.*\) or config.*/\1/; s/[ ,]/ /g; s/lesson//'); do
	case $kind in
	*question*) part=questions ;;
	*) part=cards ;;
	esac
	{
		printf '<?xml version="1.0" encoding="UTF-8"?>\n'
		printf '<lesson xmlns="urn:satchel:lesson:1" id="made" xml:lang="en-GB" reviewed="2026-11-20">\n'
		printf '  <title>Made</title>\n  <summary>A lesson.</summary>\n\n  <section id="one">\n    <title>One</title>\n'
		printf '    <p>Text.</p>\n  </section>\n\n  <%s>\n' $part
		satchel-new $kind
		printf '  </%s>\n</lesson>\n' $part
	} > made.xml
	satchel-validate --quiet made.xml && satchel-fmt --check --quiet made.xml
	echo "$kind: $(satchel-lint --select text/placeholder --format gcc made.xml 2> count | grep -c placeholder)"
done
