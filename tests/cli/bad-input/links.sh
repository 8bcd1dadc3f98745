# Folders that link to themselves and to each other are walked once, and files with two names read once.
mkdir -p a/b c
cat > a/b/one.xml <<'X'
<lesson xmlns="urn:satchel:lesson:1" id="one" xml:lang="en-GB" reviewed="2026-01-01">
  <title>Sodium</title>
  <summary>Sodium in the blood.</summary>
  <section id="s"><title>Range</title><p>See <link to="nowhere">another lesson</link>.</p></section>
</lesson>
X
ln -s .. a/b/up
ln -s ../../c a/b/c
ln -s ../a c/a
ln -s one.xml a/b/two.xml
ln -s nowhere.xml c/dangling.xml
satchel-validate --format gcc .
