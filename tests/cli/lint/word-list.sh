# Word lists are read in any normal form and with any line ends and comments; another encoding and meaningless
# characters are errors at their lines.
. "$TREE/tests/cli/lint/functions"
[ -r /usr/share/hunspell/en_US.dic ] && [ -r /usr/share/hunspell/en_GB.dic ] ||
	{ echo "# needs hunspell and its dictionaries en_US and en_GB in /usr/share/hunspell"; exit; }
echo '<satchel xmlns="urn:satchel:config:1"><spelling words="words.txt"/></satchel>' > satchel.xml
lesson a "<p>The g$(printf '\303\244')hle and zorblax.</p>" > composed.xml
lesson b "<p>The ga$(printf '\314\210')hle and zorblax.</p>" > decomposed.xml
# try NAME, with the list on standard input
try() {
	cat > words.txt
	echo "$1:"
	satchel-lint --quiet --format gcc --select text/spelling,config/ . 2> /dev/null
	echo "exit $?"
}
printf 'none\n' | try "neither word"
printf 'g\303\244hle\nzorblax\n' | try "composed"
printf 'ga\314\210hle\nzorblax\n' | try "decomposed"
printf '\357\273\277G\303\244hle\r\nzorblax' | try "byte order mark, CRLF, no last line end"
printf 'g\303\244hle\rzorblax\r' | try "CR"
printf '# a note: 5/7\n\ng\303\244hle, zorblax # and another!\n' | try "comments"
printf '# g\303\244hle\nzorblax\n' | try "a word in a comment"
printf 'none\nsuch\ng\344hle\nzorblax\n' | try "Latin-1"
printf '\377\376g\000\344\000\n\000' | try "UTF-16 with a mark"
printf 'z\000o\000\n\000' | try "UTF-16 without"
printf '\377\376\000\000z\000\000\000' | try "UTF-32"
printf 'zorblax\r\nzorblax/SM\r\n' | try "flags"
printf 'zorblax\n\n!zorblax\n' | try "signs of another checker"
printf 'zor\302\255blax\n' | try "a soft hyphen"
