# A pack is built where it is said, or under its id; verify and unzip find it good.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml | sed 's/[0-9,]* bytes/N bytes/'
satchel-pack build packs/small.xml -o other.satchel --quiet
cmp small.satchel other.satchel
satchel-pack verify small.satchel
satchel-pack verify --quiet other.satchel
ls
