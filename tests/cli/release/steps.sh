# The commands that a release prints work, whatever the folder is called; the file that announces the release is
# uploaded last. They stop at the first failure: nothing is uploaded unless lock and tag are in Git.
. "$TREE/tests/cli/release/prepare"
mkdir stubs
for name in rsync oras skopeo; do
	printf '#!/bin/sh\nprintf "%%s" "$(basename "$0")"\nprintf " [%%s]" "$@"\necho\n[ "$1" != "$FAIL" ]\n' > stubs/$name
done
# This test has no key to sign a tag with.
cat > stubs/git <<'END'
#!/bin/sh
[ "$1 $2" != 'tag -s' ] || { shift 2; set -- tag -a "$@"; }
exec /usr/bin/env PATH="$REAL_PATH" git -c user.name=A -c user.email=a@example.org "$@"
END
chmod +x stubs/*
export REAL_PATH="$PATH" FAIL=none
PATH=$PWD/stubs:$PATH
git init -q .
git add packs content
git commit -q -m begin
steps() { # FOLDER ARGUMENTS...
	satchel-pack release packs/small.xml --date 2026-11-26 -o "$@" > said 2> warned
	cp said steps
	sh steps 2> said || { echo "exit $?"; sed 's/.*: //' said; }
}
unset SITE REGISTRY
steps rel --oci
git tag
echo '# with SITE and REGISTRY set'
export SITE=host:/srv/packs REGISTRY=registry.example.org/packs
steps rel --oci
git cat-file tag small-1.0.0 | tail -1
echo '# without oras'
rm stubs/oras
steps rel --oci | grep -v rsync
echo '# the first half fails'
git tag -d small-1.0.0 > said
FAIL=-a steps rel
export FAIL=none
echo '# made again, with the tag that it has'
tag=$(git rev-parse small-1.0.0)
git commit -q --allow-empty -m later
steps rel --expires 120
cat said
[ "$tag" = "$(git rev-parse small-1.0.0)" ] || echo another tag
echo '# other names'
mkdir 'a: b'
for folder in "it's \$HOME" 'a: b/c' host:rel -rel; do
	git tag -d small-1.0.0 > said
	steps "$folder"
done
echo '# with a changelog'
raise 2
sed -i 's/seventy/eighty/' content/*.xml
git commit -q -a -m eighty
steps rel --base rel/small-1.0.0.satchel > said
git cat-file tag small-2.0.0 | sed '1,/^$/d' | cmp - rel/CHANGELOG.md
grep -c '^#' rel/CHANGELOG.md
echo '# a hook refuses the commit'
raise 3
git commit -q -a -m three
printf '#!/bin/sh\necho hook: no >&2\nexit 1\n' > .git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
steps rel
rm .git/hooks/pre-commit
sh steps | sed 's/ .*//'
echo '# the tag names another commit'
raise 4
git commit -q -a -m four
git tag -a -m early small-4.0.0 HEAD~1
steps rel | sed 's/ |.*//'
echo '# something else was committed since'
git tag -d small-4.0.0 > said
satchel-pack release packs/small.xml --date 2026-11-26 -o rel > steps 2> warned
sed -i 's/eighty/ninety/' content/heart.xml
git commit -q -a -m ninety
sh steps | sed 's/ |.*//'
git tag
