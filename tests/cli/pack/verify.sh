# All problems of several packs, each with its file and entry.
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml -q
flip() { # OFFSET FROM TO
	{ head -c "$1" "$2"; printf 'X'; tail -c +$(($1 + 2)) "$2"; } > "$3"
}
flip 10 small.satchel one
flip $(($(wc -c < small.satchel) - 1)) one two
satchel-pack verify small.satchel two small.satchel nowhere 2>&1
echo $?
satchel-pack verify --quiet small.satchel small.satchel
satchel-pack verify two 2> said
echo $?
