# A file size limit simulates a full disk: exit code 3, the old file is intact, and no other file is left.
. "$TREE/tests/cli/pack/prepare"
printf 'PK\003\004old\n' > small.satchel
(ulimit -f 1; satchel-pack build packs/small.xml)
code=$?
tail -c 4 small.satchel
ls
exit $code
