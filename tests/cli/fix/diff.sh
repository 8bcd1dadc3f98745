# --diff prints a patch with the changes of --fix, and changes no files.
command -v patch > /dev/null || { echo "# needs patch"; exit 0; }
. "$TREE/tests/cli/fix/functions"
lesson a '<p>Signs & symptoms</p>' > a.xml
lesson b > b.xml
cp a.xml before.xml
lint --diff --jobs 1 a.xml b.xml
cmp a.xml before.xml
satchel-lint --select xml/ --quiet --diff a.xml > patch
patch -s -p0 before.xml < patch
satchel-lint --select xml/ --quiet --fix a.xml
cmp a.xml before.xml && echo same
lint --diff a.xml
