# An id of retired.xml, at the top of the tree, is not used again, wherever the lesson lies; what is wrong with the
# list itself is told at its lines.
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
