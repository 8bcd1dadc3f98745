# Ids in retired.xml at the root of the tree must not be reused by any lesson; mistakes in the list are reported.
. "$TREE/tests/cli/lint/functions"
mkdir -p tree/deep
cat > tree/retired.xml <<'END'
<retired-ids xmlns="urn:satchel:retired:1">
  <retired id="c-old" since="2026-01-31" reason="it asked two things"/>
  <retired id="c-older" since="2025-01-31" replaced-by="c-new" reason="wrong"/>
</retired-ids>
END
{ card c-old A B; card c-older C D; card c-new E F; } | cards > rest
lesson first "<p>Text.</p>" "$(cat rest)" > tree/deep/first.xml
satchel-lint --quiet --select identity tree
satchel-validate --quiet --format gcc tree
lesson second > tree/deep/first.xml
sed -i 's/ since="2026-01-31"//; s/<retired id="c-older"/<retire id="c-older"/' tree/retired.xml
satchel-lint --quiet tree
cat > tree/retired.xml <<'END'
<retired-ids xmlns="urn:satchel:retired:1">
  <retired id="C-old" since="2026-02-30" reaso="x" replaced-by="c new"
           reason=" "/>
  <retired id="c-old" since="2026-02-28" reason="wrong">text</retired>
  <retired id="c-old" since="2026-02-28" reason="wrong"/>
</retired-ids>
END
satchel-lint --quiet --format gcc tree
cp tree/retired.xml kept
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
satchel-lint --quiet --format gcc tree | head -n 1
(cd tree/deep && satchel-lint --quiet --format gcc first.xml | sed "s|^/.*/tree/|WORK/tree/|" | head -n 1)
satchel-lint --quiet --format gcc --ignore identity/retired-id tree
rm tree/satchel.xml
echo '<retired xmlns="urn:satchel:retired:1"/>' > tree/retired.xml
satchel-lint --quiet --format gcc tree
echo '<retired-ids xmlns="urn:satchel:retired:1">' > tree/retired.xml
satchel-lint --quiet --format gcc tree
printf '%s\n' '<!DOCTYPE retired-ids [ <!ENTITY a "b"> ]>' '<retired-ids xmlns="urn:satchel:retired:1"/>' > tree/retired.xml
satchel-lint --quiet --format gcc tree
mkdir other && lesson third > other/third.xml && mkdir other/retired.xml
satchel-lint --quiet --format gcc other/third.xml
echo "replacements and days:"
mkdir whole
{ card c-new A B; card c-newer C D; } | cards > rest
lesson first "</section><section id='only-here'><title>T</title><p>Text.</p>" "$(cat rest)" > whole/first.xml
lesson second > whole/second.xml
cat > whole/retired.xml <<END
<retired-ids xmlns="urn:satchel:retired:1">
  <retired id="c-a" since="2025-01-31" reason="x" replaced-by="c-new"/>
  <retired id="c-b" since="2025-01-31" reason="x" replaced-by="c-a"/>
  <retired id="c-c" since="2025-01-31" reason="x" replaced-by="c-c"/>
  <retired id="c-d" since="2025-01-31" reason="x" replaced-by="c-neww"/>
  <retired id="c-e" since="2025-01-31" reason="x" replaced-by="second"/>
  <retired id="c-f" since="2025-01-31" reason="x" replaced-by="q-sodium"/>
  <retired id="c-g" since="2025-01-31" reason="x" replaced-by="c-h"/>
  <retired id="c-h" since="2025-01-31" reason="x" replaced-by="c-g"/>
  <retired id="c-i" since="$(date -d tomorrow +%F)" reason="x"/>
  <retired id="c-j" since="9999-12-31" reason="x"/>
  <retired id="c-k" since="2025-01-31" reason="x" replaced-by="only-here"/>
</retired-ids>
END
satchel-lint --quiet --select identity whole
echo "known by one lesson alone:"
satchel-lint --quiet --format gcc --select identity whole/second.xml
echo '<satchel xmlns="urn:satchel:config:1"/>' > whole/satchel.xml
satchel-lint --quiet --format gcc --select identity --today 2025-01-29 whole/second.xml | sed "s|^/.*/whole/|whole/|"
