# Spelling is checked if satchel.xml enables it; glossaries and the word list count, and a missing list is reported.
. "$TREE/tests/cli/lint/functions"
for name in en_US.dic en_GB.dic; do
	found=
	for folder in /usr/share/hunspell /usr/share/myspell/dicts /usr/share/myspell /opt/homebrew/share/hunspell \
		/usr/local/share/hunspell; do
		[ ! -r $folder/$name ] || found=yes
	done
	[ "$found" ] || { echo "# needs hunspell and its dictionaries en_US and en_GB"; exit; }
done
# in LANG LESSON [SECTIONS [REST]]
in_language() {
	lang=$1
	shift
	lesson "$@" | sed "s/xml:lang=\"en\"/xml:lang=\"$lang\"/"
}
run() {
	satchel-lint --quiet --format gcc --select text/spelling "$@"
	echo "exit $?"
}
mkdir tree
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
lesson a '<p>The hospitul knows the zorblax, the Quuxitis and floobles.</p>' > tree/a.xml
satchel-lint --quiet --format gcc --select text/spelling tree > log 2>&1
echo '<satchel xmlns="urn:satchel:config:1"><spelling/></satchel>' > tree/satchel.xml
satchel-lint --quiet --format gcc --select text/spelling tree > found
echo "not asked for:"
cat log
echo "asked for:"
satchel-lint --quiet --select text/spelling tree | sed "s/'hospital' or [^?]*?/'hospital'?/"
echo "not selected:"
satchel-lint --quiet --ignore text/spelling tree
echo "no drug for another:"
lesson c '<p>Give ketamone, not tramadone.</p>' > tree/c.xml
satchel-lint --quiet --select text/spelling tree/c.xml | grep help:
rm tree/c.xml
echo "with a word list:"
printf 'flooble\nFloobles\n' > tree/words.txt
echo '<satchel xmlns="urn:satchel:config:1"><spelling words="words.txt"/></satchel>' > tree/satchel.xml
run tree
echo "with a glossary:"
lesson b '<p>Nothing.</p>' '<glossary><entry id="g-z"><term>Zorblax</term><definition>It is <term>quuxitis</term>.</definition></entry></glossary>' > tree/b.xml
run tree
run tree/a.xml
run --jobs 1 tree/b.xml
rm tree/a.xml tree/b.xml
echo "languages:"
text='<p>He lies in pyjamas, she in pajamas, and nothing is rongly said of hemoglobin or haemoglobin.</p>'
in_language en-GB gb "$text" > tree/gb.xml
in_language en-US us "$text" > tree/us.xml
in_language en any "$text" > tree/any.xml
in_language de de "$text" > tree/de.xml
run tree
echo "abbreviations:"
rm tree/*.xml
echo '<satchel xmlns="urn:satchel:config:1"><spelling/></satchel>' > tree/satchel.xml
text='<p>One tbsp, excl. the color. Give it etc, excl. all else, viz. now, etc. Then hospitul. and color, etc.</p>'
in_language en-GB gb "$text" > tree/gb.xml
in_language en-US us "$text" > tree/us.xml
run tree
echo '<satchel xmlns="urn:satchel:config:1"><spelling words="words.txt"/></satchel>' > tree/satchel.xml
echo "no word list:"
rm tree/words.txt
lesson more '<p>The the rest is checked; hospitul is not.</p>' > tree/more.xml
satchel-lint --quiet --select text/spelling,text/repeated-word,config/ tree
echo "exit $?"
echo "attributes:"
echo "<satchel xmlns=\"urn:satchel:config:1\"><spelling/></satchel>" > tree/satchel.xml
lesson hints '<figure id="f" src="x.png" alt="A hart &amp; its ventrikle"/><p><abbr title="Elektrocardiogram">ECG</abbr></p>' > tree/a.xml
run tree/a.xml
echo "names:"
rm -r tree/*
echo '<satchel xmlns="urn:satchel:config:1"><spelling/></satchel>' > tree/satchel.xml
lesson names '<p>Zajonc saw it (Kahneman, 2011; Tversky, 1974). Quuxley and Wenger: Symtoms of Wenger. Pulmnary embolism.
  It was called naïve by Drs Quuxley; pre- and postoperative, nonsuicidal, underreporting.</p>' > tree/names.xml
run tree
