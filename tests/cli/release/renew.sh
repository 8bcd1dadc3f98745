# renew extends the expiry in latest.json, and changes only that, the checksums and their signatures. Folders that are
# not releases, or not signed by this key, are refused and unchanged.
. "$TREE/tests/cli/release/prepare"
exec 2>&1
export SOURCE_DATE_EPOCH=1798675200 # 2026-12-31
release -o rel --oci
release -o plain
cp -r rel kept
renew() { # WHAT ARGUMENTS...
	echo "# $1"
	shift
	satchel-pack renew "$@" 2>&1 | sed 's/[0-9,]* bytes/N bytes/; s/key [0-9A-F]\{13,16\}/key ID/'
}
sum() { # Signs a folder after tampering, so that the defect is the only one.
	(cd bad && sha256sum $(sed 's/.* //' SHA256SUMS) > ../sums)
	[ -n "$1" ] || return
	cp sums bad/SHA256SUMS
	minisign -S -W -s ours.key -m bad/SHA256SUMS -t "${2:-sums small 1.0.0 release 1}" > said 2>&1 || cat said
}
bad() { # renew must refuse the folder `bad` and leave it unchanged.
	cp -r bad before
	renew "$1" bad -q
	diff -r before bad
	rm -r bad before
	cp -r kept bad
}
renew "its expiry, counted from today" rel --expires 30
diff -rq kept rel
minisign -V -p ours.pub -m rel/latest.json
minisign -V -p ours.pub -m rel/SHA256SUMS
(cd rel && sha256sum -c --quiet --strict SHA256SUMS)
sed 's/"expires":"2026-12-31"/X/; s/"expires":"2027-01-30"/"expires":"2027-02-24"/' rel/latest.json | cmp - kept/latest.json
satchel-pack verify --key ours.pub rel/*.satchel
for day in 2026-12-31 2027-01-01 2027-01-14 2027-01-15; do
	satchel-pack renew rel --expires $day 2>&1 > said | sed "s/^/$day: /"
	satchel-pack renew rel --expires $day --quiet
done
(
	export SOURCE_DATE_EPOCH=1796169600 # 2026-12-02
	for days in 3 4; do
		satchel-pack renew rel --expires $days 2>&1 > said | sed "s/^/$days days from the sixth day: /"
	done
)
renew "a past date" rel --expires 2026-12-30
SOURCE_DATE_EPOCH=1795564800 renew "the clock is at 2026-11-25, before the release" rel
ln -s rel link
renew "through a link, as it was" link -q --expires 2027-02-24
diff -r kept rel
[ -L link ] || echo "the link is gone"
renew "without oci/" plain -q
cp -r kept bad
SATCHEL_SECRET_KEY="$(satchel-pack keygen --no-passphrase theirs > said && cat theirs.key)" renew "another key" rel
sed -i 's/"date":"2026-11-26"/"date":"2026-11-25"/' bad/latest.json
bad "latest.json is not what was signed"
printf 'more' >> bad/small-1.0.0.satchel
bad "a pack is not what was signed"
printf 'more' >> bad/small-1.0.0.satchel
sum again
bad "nor what latest.json names"
echo more >> bad/CHANGELOG.md
bad "the changelog is not what was signed"
rm bad/progress.json
bad "a file is missing"
sed -i '/progress/d' bad/SHA256SUMS
sum again
bad "a file is missing from the checksums"
sum again "sums small 1.0.0 release 2"
bad "the checksums are of another release"
sum again "latest small 1.0.0 release 1"
bad "the signed file is not a list of checksums"
cp bad/SHA256SUMS.minisig bad/latest.json.minisig
bad "the signature is of another file"
sed -i 's/"requires"/"later":1,&/' bad/latest.json
minisign -S -W -s ours.key -m bad/latest.json -t 'latest small 1.0.0 release 1' > said 2>&1
sum again
bad "not written by this program"
touch bad/notes
bad "an unrelated file"
rm bad/latest.json
bad "no release"
renew "no folder" nowhere
ls -A
