# Writing to a closed pipe is reported as a failure.
. "$TREE/tests/cli/lint/functions"
mkfifo pipe
{ i=0; while [ $i -lt 3000 ]; do i=$((i + 1)); card "c-$i" '' B; done; } | cards > cards
lesson bad '<p>Text.</p>' "$(cat cards)" > bad.xml
(exec 3< pipe; exec 3<&-) &
satchel-lint --quiet bad.xml > pipe
