# Extreme nesting, attributes and text are reported, quickly and in little memory.
open='<lesson xmlns="urn:satchel:lesson:1" id="a" xml:lang="en" reviewed="2026-11-20"><title>T</title><summary>s</summary><section id="s"><title>T</title><p>'
close='</p></section></lesson>'
{ printf '%s' "$open"; yes '<em>' | head -n 100000 | tr -d '\n'; yes '</em>' | head -n 100000 | tr -d '\n'; printf '%s' "$close"; } > nested.xml
{ printf '%s' "$open"; yes '<em>' | head -n 100000 | tr -d '\n'; } > nested-open.xml
{ printf '%s<em' "$open"; seq 1 100000 | sed 's/.*/ a&="x"/' | tr -d '\n'; printf '/>%s' "$close"; } > attributes.xml
{ printf '%s' "$open"; head -c 100000000 /dev/zero | tr '\0' 'x'; printf '%s' "$close"; } > text.xml
{ printf '%s' "$open"; yes 'Words and &amp; more words. ' | head -c 40000000; printf '%s' "$close"; } > long.xml
satchel-validate --quiet long.xml || exit 9
rm long.xml
satchel-validate --quiet --format gcc *.xml
