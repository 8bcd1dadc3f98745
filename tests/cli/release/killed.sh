# A release killed at any write or moment leaves the old release or the new one, complete. The next run removes
# leftovers.
. "$TREE/tests/cli/release/prepare"
strace -f -o said -e trace=none true 2> said || { echo '# needs strace'; exit; }
export ASAN_OPTIONS=detect_leaks=0
release -o old --oci
raise 2
release -o new --oci
seen_old=0
seen_new=0
killed_at() { # CALL NUMBER: whether it was killed
	rm -rf rel
	cp -r old rel
	strace -f -o said -e trace="$1" -e inject="$1:signal=KILL:when=$2" \
		satchel-pack release packs/small.xml -q --date 2026-11-26 --oci --jobs 1 -o rel > said 2>&1
	code=$?
	if diff -rq rel old > said; then
		seen_old=$((seen_old + 1))
	else
		seen_new=$((seen_new + 1))
		diff -rq rel new > said || echo "$1 $2: neither the old release nor the new one"
	fi
	[ $code -ne 0 ]
}
# A kill at fsync would leave what one at the next of these calls leaves.
for call in write rename renameat2 linkat mkdir unlinkat fchmod; do
	n=1
	while killed_at "$call" $n; do
		n=$((n + 1))
	done
	[ $n -gt 1 ] || echo "$call: never called"
done
[ $seen_old -gt 20 ] && [ $seen_new -gt 8 ] || echo "old $seen_old times, new $seen_new times"
release -o rel --oci
diff -r rel new
ls -A | grep rel
