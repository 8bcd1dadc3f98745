# A section with 60,000 comments is formatted quickly.
{
	printf '<lesson xmlns="urn:satchel:lesson:1" id="a" xml:lang="en" reviewed="2026-11-20"><title>T</title>'
	printf '<summary>S</summary><section id="s"><title>T</title>'
	seq 60000 | sed 's/.*/<!--c-->/'
	printf '<p>x</p></section></lesson>'
} > a.xml
timeout 20 satchel-fmt -q a.xml
