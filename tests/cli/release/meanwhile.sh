# If a lesson is saved after the packs were built, the release notes would not match the packs, so no release is
# written.
. "$TREE/tests/cli/release/prepare"
strace -f -o said -e trace=none true 2> said || { echo '# needs strace'; exit; }
export ASAN_OPTIONS=detect_leaks=0
release -o rel
cp -r rel kept
raise 2
# Pauses once the first pack is in place, long enough for a lesson to be saved.
strace -f -o trace -e trace=rename -e inject=rename:delay_exit=2000000:when=1 \
	satchel-pack release packs/small.xml -q --date 2026-11-26 --jobs 1 -o rel > log 2>&1 &
n=0
until ls .rel.tmp-*/small-2.0.0.satchel > said 2>&1 || [ $n -eq 3000 ]; do
	sleep 0.02
	n=$((n + 1))
done
sed -i 's/seventy/eighty/' content/heart.xml
wait "$!"
echo "$?"
cat log
diff -r rel kept
ls -A | grep rel
echo '# once more'
release -o rel
echo "$?"
