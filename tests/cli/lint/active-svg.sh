# Everything that a browser would run or load in an SVG is found, however it is hidden; a drawing is accepted.
. "$TREE/tests/cli/lint/functions"
mkdir images
svg() {
	printf '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"%s</svg>' "$2" > "images/$1.svg"
}
svg clean '><style>rect { fill: url(#g) }</style><use href="#a"/><image href="data:image/png;base64,AA"/>'
svg handler ' onload="x()">'
svg javascript '><a href="java
script:alert(1)"/>'
svg outside '><image xlink:href="http://example.org/x.png"/>'
svg import '><style>@import "x.css";</style>'
svg parted '><style>rect { fill: u<![CDATA[rl(http://example.org/x)]]> }</style>'
svg animated '><set attributeName="xlink:href" to="x"/>'
svg foreign '><foreignObject/>'
svg unclosed '><g>'
svg uses "><g id=\"a0\"/>$(for i in 1 2 3 4 5 6 7 8; do
	use="<use href=\"#a$((i - 1))\"/>"
	echo "<g id=\"a$i\">$use$use$use$use$use$use$use$use</g>"
done)"
echo '<svg width="4" height="4"/>' > images/bare.svg
{
	echo '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
	echo '<svg xmlns="http://www.w3.org/2000/svg">&c;</svg>'
} > images/bomb.svg
{
	printf '<svg xmlns="http://www.w3.org/2000/svg">'
	printf '%020000d' 0 | sed 's/0/<g>/g'
} > images/deep.svg
figures=""
for file in images/*; do
	figures="$figures
<figure id=\"$(basename "$file" .svg)\" src=\"$file\" alt=\"A drawing\"/>"
done
lesson drawings "$figures" > drawings.xml
satchel-lint --quiet --format gcc drawings.xml
