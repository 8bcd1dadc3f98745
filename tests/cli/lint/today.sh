# Dates are compared with --today, or else with today's date; an invalid date is an error.
. "$TREE/tests/cli/lint/functions"
lesson dated | sed 's/reviewed="2026-11-20"/reviewed="2026-11-20" review-by="2028-11-20"/' > dated.xml
for day in 2026-11-19 2026-11-20 2028-11-20 2028-11-21 2028-02-29; do
	echo "$day"
	satchel-lint --quiet --format gcc --today "$day" dated.xml
done
for day in 2027-02-29 2026-13-01 2026-1-1 tomorrow ''; do
	satchel-lint --quiet --today "$day" dated.xml 2>&1
	echo "exit $?"
done
lesson never | sed 's/reviewed="2026-11-20"/reviewed="2001-01-01" review-by="2001-02-29"/' > never.xml
satchel-lint --quiet --format gcc never.xml
lesson long-ago | sed 's/reviewed="2026-11-20"/reviewed="2001-01-01" review-by="2002-01-01"/' > long-ago.xml
satchel-lint --quiet --format gcc long-ago.xml
