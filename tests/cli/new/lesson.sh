# The printed lesson is valid and formatted, and named after its file; existing files are never overwritten.
satchel-new lesson --seed 1 --today 2026-11-20 -o lithium-monitoring.xml
cat lithium-monitoring.xml
satchel-new lesson -o lithium-monitoring.xml
echo "exit $?"
satchel-new lesson --lang de --id mine | grep -o ' id="mine" xml:lang="de"'
satchel-new lesson --today 2024-02-29 > other.xml
satchel-validate .
satchel-fmt --check .
[ "$(satchel-new lesson | sed -n 's/.*reviewed="\(.*\)".*/\1/p')" = "$(date +%F)" ] || echo "not today"
# All its texts are placeholders, and are reported as such; there is nothing else to find. Long ones are cut.
satchel-lint --quiet --format gcc lithium-monitoring.xml > found
grep -c '\[text/placeholder]$' found
grep -v '\[text/placeholder]$' found
grep -o 'unfinished.*…"' found
grep -c '>[A-Z]' lithium-monitoring.xml
