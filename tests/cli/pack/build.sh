# A pack is built at the given path, or under its id; verify and unzip accept it.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml | sed 's/[0-9,]* bytes/N bytes/'
satchel-pack build packs/small.xml -o other.satchel --quiet
cmp small.satchel other.satchel
satchel-pack verify small.satchel
satchel-pack verify --quiet other.satchel
ls
