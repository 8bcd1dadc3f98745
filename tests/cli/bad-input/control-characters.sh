# NUL and other characters that XML forbids are reported with their code; the rest is still checked.
{
	printf '<lesson xmlns="urn:satchel:lesson:1" id="a" xml:lang="en" reviewed="2026-11-20">\n'
	printf '<title>T\000</title><summary>\013 \001</summary>\n<section id="s"><title>T</title><oops/></section></lesson>\n'
} > nul.xml
printf '<lesson xmlns="urn:satchel:lesson:1" id="b" xml:lang="en" reviewed="2026-11-20"><title>\357\277\277</title><summary>s</summary><section id="s"><title>T</title></section></lesson>' > last.xml
satchel-validate --quiet --format gcc nul.xml last.xml
