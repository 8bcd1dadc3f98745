# A limit on the size of files stands in for a full disk: exit 3, the old file is whole, no other is left.
. "$TREE/tests/cli/pack/prepare"
printf 'PK\003\004old\n' > small.satchel
(ulimit -f 1; satchel-pack build packs/small.xml)
code=$?
tail -c 4 small.satchel
ls
exit $code
