#!/bin/sh
# Writes vendor/ts-fsrs.js, the scheduler of flashcards, with its licence: that part of the package from npm which
# schedule.js uses, minified by the esbuild of tests/web. For another version, change the two lines below.
#
#	tools/web/player/vendor.sh
set -eu
version=5.4.2
integrity=sha512-z4qop4pzTcyTzuJ566d9EaX/4bZZzhYfeaPImfVr+xcYT65c5oBgFDijUhCE/D+C78eaolHIhKRZ04/RwF+v2g==

here=$(cd "$(dirname "$0")" && pwd)
esbuild=$here/../../../tests/web/node_modules/.bin/esbuild
[ -x "$esbuild" ] || { echo "vendor.sh: needs esbuild: type tools/setup --dev" >&2; exit 3; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$here/vendor"
cd "$work"
npm pack --silent "ts-fsrs@$version" > /dev/null
found=sha512-$(openssl dgst -sha512 -binary "ts-fsrs-$version.tgz" | base64 -w 0)
[ "$found" = "$integrity" ] || { echo "vendor.sh: ts-fsrs $version is not what it was: $found" >&2; exit 1; }
tar xzf "ts-fsrs-$version.tgz"

names="createEmptyCard fsrs"
echo "export { $(echo "$names" | sed 's/ /, /g') } from './package/dist/index.mjs';" > entry.mjs
"$esbuild" entry.mjs --bundle --minify --line-limit=120 --format=iife --global-name=library --log-level=error \
	--outfile=library.js
{
	printf '/*\n * ts-fsrs %s, from npm by tools/web/player/vendor.sh\n *\n' "$version"
	sed 's/^/ * /; s/ *$//' package/LICENSE
	echo " */"
	grep -v istanbul library.js
	for name in $names; do echo "export const $name = library.$name;"; done
} > "$here/vendor/ts-fsrs.js"
