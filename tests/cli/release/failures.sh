# If a call fails, a disk is full, or folders can't be exchanged: exit code 3, and the old release or the new one.
. "$TREE/tests/cli/release/prepare"
strace -f -o said -e trace=none true 2> said || { echo '# needs strace'; exit; }
export ASAN_OPTIONS=detect_leaks=0
exec 2>&1
release -o old --oci
raise 2
release -o new --oci
cp -r old rel
with() { # INJECTION...
	strace -f -o said -e trace=fsync,mkdir,rename,renameat2,unlinkat $(printf -- '-e inject=%s ' "$@") \
		satchel-pack release packs/small.xml -q --date 2026-11-26 --oci --jobs 1 -o rel 2>&1 |
		sed 's/tmp-[0-9a-f]*/tmp-X/; s/old-[0-9a-f]*/old-X/; s/[0-9a-f]\{64\}/DIGEST/'
}
calls() { # NAME: how many there are where folders can't change places in one step
	rm -rf rel
	cp -r old rel
	with renameat2:error=EINVAL
	grep -c "[0-9] *$1(" said
}
same() { # FOLDER
	diff -rq rel "$1"
	ls -A | grep rel
}
echo '# no space: for a pack, then for each file after it'
(ulimit -f 1; release -o rel --oci) 2>&1 | sed 's/tmp-[0-9a-f]*/tmp-X/'
same old
refused=0
for n in $(seq 1 "$(calls fsync)"); do
	rm -rf rel
	cp -r old rel
	with "fsync:error=ENOSPC:when=$n" > log
	if diff -rq rel old > said; then
		refused=$((refused + 1))
		grep -q '^satchel-pack: no \(release\|pack\) was written$' log || cat log
	else
		# Syncing a folder may fail: it only adds durability.
		diff -rq rel new
		cat log
	fi
	ls -A | grep 'rel.'
done
[ $refused -gt 12 ] || echo "refused only $refused times"
rm -r rel
cp -r old rel
with mkdir:error=ENOSPC
with renameat2:error=EIO
with renameat2:error=EBUSY
same old
echo '# a file, or another release, that comes meanwhile'
for came in rel/notes.txt new; do
	with fsync:delay_enter=1000000:when=1 > log &
	for _ in $(seq 500); do
		ls -A | grep -q 'rel.tmp' && break
		sleep 0.01
	done
	if [ $came = new ]; then rm -r rel && cp -r new rel; else echo words > $came; fi
	wait
	cat log
	[ $came = new ] || rm $came
	ls -A | grep 'rel'
done
rm -r rel
cp -r old rel
echo '# two renames instead of an exchange'
with renameat2:error=EINVAL
same new
count=$(calls rename)
for n in $((count - 1)) $count; do
	rm -r rel
	cp -r old rel
	with renameat2:error=ENOSYS "rename:error=EIO:when=$n"
	same old
done
echo '# killed between the two'
rm -r rel
cp -r old rel
with renameat2:error=EINVAL "rename:signal=KILL:when=$count" > log 2>&1
[ ! -e rel ] || echo 'it was not killed between the two'
ls -A | grep rel | sed 's/-[0-9a-f]*$/-X/'
raise 1
satchel-pack release packs/small.xml -q --date 2026-11-27 --oci -o rel
same old
echo '# the old one stays'
raise 2
with unlinkat:error=EACCES
diff -rq rel new
ls -A | grep rel | sed 's/-[0-9a-f]*$/-X/'
release -o rel --oci
same new
