# A suppression is repaired first, and the text it covers is never changed; under an invalid one nothing is fixed, in
# this run or the next. One instruction may name several rules.
while read -r text; do
	cat > a.xml << END
<lesson xmlns="urn:satchel:lesson:1" id="a" xml:lang="en" reviewed="2026-11-20"><title>A</title><summary>B</summary>
<section id="s"><title>C</title><p>$text</p><p>Elsewhere 5mg.</p></section></lesson>
END
	satchel-lint --quiet --fix --unsafe-fixes a.xml > /dev/null
	satchel-lint --quiet --fix --unsafe-fixes --format gcc a.xml | sed 's/.*\[\(.*\)\]$/  \1/'
	sed -n '2s/.*C<.title>//;2s/<.section.*//p' a.xml
done << 'END'
<!-- satchel-ignore medical/missing-space reason="a product" -->Brand 5mg-Fix.
<?satchel-ignor medical/missing-space reason="quoted"?>The label says 5mg.
<!-- satchel-ignor medical/missing-space reason="quoted" -->The label says 5mg.
<?satchel ignore medical/trailing-zero reason="quoted"?>The label says 1.0 mg.
<?satchel-ignore-line medical/trailing-zero reason="quoted"?>The label says 1.0 mg.
<?satchel-ignore medical/missing-space?>The label says 5mg.
<?satchel-ignor medical/missing-space?>The label says 5mg.
<?satchel-ignore medical/missing-spac reason="quoted"?>The label says 5mg.
<?satchel-ignore reason="quoted"?>The label says 5mg.
<?satchel-ignore medical/missing-space reason="quoted"?>The label says 1.0mg.
<?satchel-ignore medical/missing-space medical/trailing-zero reason="quoted"?>The label says 1.0mg.
<?satchel-ignore medical/missing-space, medical/trailing-zero reason="quoted"?>The label says 1.0mg.
<?satchel-ignore medical/missing-space medical/trailing-zeros reason="quoted"?>The label says 1.0mg.
<?satchel-ignore medical/missing-space medical/trailing-zero reason="quoted"?>The label says 1.0 mg.
<?satchel-ignore medical/missing-space reason="was there once"?>The label says 1.0 mg.
<em><?satchel-ignore text/long-sentences reason="x"?>5mg</em> and 6mg.
END
echo "outside:"
{ echo '<?satchel-ignore medical/ reason="for all"?>'; sed 's/ mg/mg/' a.xml; } > b.xml
satchel-lint --quiet --fix b.xml > /dev/null
grep -o '[0-9] *mg' b.xml
