# The player beside the packs: all files of the site, with their digests; a later release replaces it, a renewal keeps it,
# and a file that is not of the release is refused.
. "$TREE/tests/cli/release/prepare"
release -o site --player || exit
(cd site && sha256sum -c --quiet --strict SHA256SUMS) || exit
cut -c67- site/SHA256SUMS | sed 's|/.*|/|' | uniq
# What the page refers to is there, and what is there is the player of this build.
built=$(dirname "$(dirname "$(command -v satchel-pack)")")/site
for file in $(cut -c67- site/SHA256SUMS | grep -E '^(index|worker|manifest|icon|player/|satchel/)'); do
	cmp "$built/$file" "site/$file" || exit
done
grep -o '\(href\|src\)="[^"#:]*"' site/index.html | cut -d'"' -f2 | while read -r file; do
	[ -e "site/$file" ] || echo "missing: $file"
done
python3 - << 'END'
import json
configuration = json.load(open("site/player.json"))
assert configuration == {"packs": "./", "keys": [open("ours.pub").read()]}, configuration
END
echo old > site/player/old.js
release -o site --player 2>&1 | sed 's/^[^:]*: //'
rm site/player/old.js
# One that an earlier version of the player had.
(cd site && echo old > player/old.js && sha256sum player/old.js >> SHA256SUMS)
release -o site --player || exit
[ -e site/player/old.js ] || echo "old.js is gone"
satchel-pack renew site -q --expires 180 && (cd site && sha256sum -c --quiet --strict SHA256SUMS) && echo renewed
# Without the player, it goes.
release -o site && ls site
echo own > site/index.html
release -o site --player 2>&1 | sed 's/^[^:]*: //'
