# Files whose bytes are not in the encoding that they declare: only our own messages appear, none of libxml2's.
damaged() { # BEFORE AFTER
	printf '<?xml version="1.0" encoding="EUC-JP"?>\n%s\303\251\377\377\377%s\n' "$1" "$2"
}
damaged '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>' '</title></svg>' > picture.svg
damaged '<quiz><question type="truefalse"><name><text>' '</text></name></question></quiz>' > quiz.xml
damaged '<!-- ' ' --><lesson xmlns="urn:satchel:lesson:1" id="b"/>' > b.xml
cat > a.xml <<'END2'
<lesson xmlns="urn:satchel:lesson:1" id="a" xml:lang="en" reviewed="2026-11-20">
  <title>T</title>
  <summary>S.</summary>
  <section id="s">
    <title>T</title>
    <figure id="f"><picture src="picture.svg" alt="Three lines"/><caption>C</caption></figure>
  </section>
</lesson>
END2
satchel-lint --no-config --format gcc a.xml 2>&1 | sed 's/: error:.*\[\(.*\)\]/ \1/'
satchel-import --seed 1 --reviewed 2026-11-20 quiz.xml -o out 2>&1 | sed 's/ in line.*//; 2,$d'
satchel-preview b.xml -o page.html 2>&1 | sed 's/: error:.*\[\(.*\)\]/ \1/; 2,$d'
