# The date and the expiry of a release.
. "$TREE/tests/cli/release/prepare"
unset SOURCE_DATE_EPOCH
try() { # ARGUMENTS...
	rm -rf rel
	satchel-pack release packs/small.xml -q --today 2026-11-26 -o rel "$@"
	echo "$? $(grep -so '"date.*","requires' rel/latest.json) $(satchel-pack cat rel/small-1.0.0.satchel manifest.json 2> said | grep -o '"date":"[^"]*"')"
}
try --date 2026-11-26
try --date 2027-12-03
try --date 2028-02-28 --expires 1
try --date 2028-02-28 --expires 2
try --date 2027-02-28 --expires 366
try --date 2000-02-28 --expires 36500
try --date 2026-11-26 --expires 2026-11-26
try --date 2026-11-26 --expires 2030-01-31
SOURCE_DATE_EPOCH=1795564800 try
SOURCE_DATE_EPOCH=1795564800 try --date 2026-01-01
exec 2>&1
for expires in 0 36501 -1 1d '' 2026-11-25 2026-11-31 9999-99-99; do
	try --date 2026-11-26 --expires "$expires"
done
try --date 9999-12-31 --expires 1
try --date 2026-02-29
try --date tomorrow
SOURCE_DATE_EPOCH=x try
rm -rf rel
# The default is today in UTC, also in time zones where it is tomorrow already, or still yesterday.
for zone in UTC+12 UTC-12; do
	before=$(date -u +%F)
	TZ=$zone satchel-pack release packs/small.xml -q -o rel
	after=$(date -u +%F)
	grep -q "\"date\":\"\($before\|$after\)\"" rel/latest.json || cat rel/latest.json
	rm -r rel
done
# Lessons of a release are compared with its date.
satchel-pack release packs/small.xml -o rel --date 2020-01-01 2>&1 | grep -c freshness
satchel-pack release packs/small.xml -q -o rel --date 2020-01-01 --today 2026-11-26
