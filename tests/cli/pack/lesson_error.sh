# An error in any lesson of the folder, packed or not: nothing is written, and existing files are unchanged.
. "$TREE/tests/cli/pack/prepare"
lesson spare "Not in the pack"
sed -i 's/ correct="true"//' content/spare.xml
printf 'PK\003\004old\n' > small.satchel
satchel-pack build packs/small.xml
code=$?
tail -c 4 small.satchel
ls
exit $code
