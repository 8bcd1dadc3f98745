# Only UTF-8 is read; other encodings are named in the message. A byte order mark and CRLF are accepted.
lesson() {
	printf '<?xml version="1.0"%s?>\n<lesson xmlns="urn:satchel:lesson:1" id="%s" xml:lang="en" reviewed="2026-11-20">\n' "$1" "$2"
	printf '<title>T</title><summary>M%sni%sre</summary><section id="s"><title>T</title><p>x</p></section></lesson>\n' "$3" "$4"
}
lesson '' mark 'é' 'è' | { printf '\357\273\277'; cat; } > mark.xml
lesson ' encoding="utf-8"' crlf 'é' 'è' | sed 's/$/\r/' > crlf.xml
satchel-validate --quiet mark.xml crlf.xml || exit 9
lesson ' encoding="ISO-8859-1"' declared "$(printf '\351')" "$(printf '\350')" > declared.xml
lesson '' undeclared "$(printf '\351')" "$(printf '\350')" > undeclared.xml
lesson '' wide e e | iconv -t UTF-16 > utf-16.xml
lesson '' wide e e | iconv -t UTF-16BE > utf-16be.xml
lesson '' wide e e | iconv -t UTF-32LE > utf-32.xml
lesson ' encoding="windows-1252"' lie 'é' 'è' > lie.xml
lesson '' overlong "$(printf '\300\257')" "$(printf '\355\240\200')" > overlong.xml
satchel-validate --quiet --format gcc *.xml
