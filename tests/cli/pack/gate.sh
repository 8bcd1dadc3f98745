# build and release compare the version with the lock: if they refuse it, existing files are unchanged.
. "$TREE/tests/cli/diff/released"
build() { # WHAT IT IS ABOUT, OPTION...
	echo "# $1"
	shift
	printf 'PK\003\004old' > small.satchel
	satchel-pack build packs/small.xml -q "$@" -o small.satchel 2> said
	echo "$?"
	grep -v '^ *[0-9]* |\|^ *|' said
	[ "$(tail -c 3 small.satchel)" = old ] && echo "the old pack is there"
	ls | grep -v '^content$\|^packs$\|^kept$\|^good.lock$\|^said$\|^ours\|^out$\|^small.satchel$'
}
build "as it was released"
sed -i 's/>Four<\(.*\)>Three</>Three<\1>Four</' content/heart.xml
build "another answer"
sed -i 's,<title>Small</title>,&<edition id="full"/><edition id="free"/>,' packs/small.xml
build "another answer, of which only a part is built" --edition free
sed -i 's,<edition.*/>,,' packs/small.xml
sed -i 's/version="1.0.0" release="1"/version="1.1.0" release="2"/' packs/small.xml
build "a version that is too low"
satchel-pack release packs/small.xml -q -o out --secret-key ours.key --today 2026-11-26 > said 2>&1
echo "release $?"
tail -1 said
ls out
sed -i 's/version="1.1.0" release="2"/version="2.0.0" release="1"/' packs/small.xml
build "an insufficient release number"
sed -i 's/release="1"/release="2"/' packs/small.xml
build "a sufficient version"
sed -i '/id="c-rate"/d' content/heart.xml
build "a removed card"
satchel-diff -q --retire "asked twice" packs/small.xml
build "and retired"
release out2
ls out2
sed -n '/For authors/,$p' out2/CHANGELOG.md
grep 'c-rate\|^pack\|^heart q-valves' $lock | sed 's/ [0-9a-f:]\{16,\}//g'
build "released, and its lock taken over"
satchel-pack release packs/small.xml -q -o out2 --secret-key ours.key --today 2026-11-26 > said 2>&1
echo "made again: $?"
ls out2
sed -i 's/id="c-left"/id="c-rate"/' content/heart.xml
rm content/retired.xml
build "a reused id that was removed from retired.xml"
again
sed -i 's/"c-rate"/"c-rate" progress="reset since 1.0.0"/; s/How fast/How quickly/' content/heart.xml
sed -i 's/version="1.0.0" release="1"/version="1.0.1" release="2"/' packs/small.xml
build "other words that must be relearned"
sed -i 's/version="1.0.1"/version="2.0.0"/' packs/small.xml
build "covered by the version"
again
sed -i 's/How fast/How quickly/' content/heart.xml
sed -i 's/version="1.0.0" release="1"/version="1.0.1" release="2"/' packs/small.xml
build "only other words"
again
sed -i 's/^pack small/pack other/' $lock
build "the lock of another pack"
: > $lock
build "an empty lock"
rm $lock
build "no lock"
sed -i 's/version="1.0.0"/version="1.0.1"/; s/release="1"/release="2"/' packs/small.xml
sed -i 's/seventy times/eighty times/' content/heart.xml
cp kept/packs/small.lock packs/tiny.lock
mv packs/small.xml packs/tiny.xml
satchel-pack release packs/tiny.xml -o out3 --secret-key ours.key --today 2026-11-26 2> said | grep lock
