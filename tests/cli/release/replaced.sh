# release warns if latest.json of the release that it replaces has expired or expires soon.
. "$TREE/tests/cli/release/prepare"
for day in 2026-12-01 2026-12-24 2027-01-04; do
	echo "# on $day"
	rm -rf rel
	raise 1
	release -o rel --expires 30
	raise 2
	SOURCE_DATE_EPOCH=$(date -u -d $day +%s) satchel-pack release packs/small.xml --allow-dirty --date $day -o rel 2>&1 |
		grep "latest.json of release"
done
true
