# --since leaves no files when a signal ends it at any moment.
command -v git > /dev/null || { echo "# needs git"; exit; }
. "$TREE/tests/cli/diff/released"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
git init -q -b main .
git add content packs
git commit -qm one
mkdir tmp bin
export TMPDIR="$PWD/tmp"
# A git that pauses once the revision is checked out.
printf '#!/bin/sh\nPATH=%s\ngit "$@" || exit\ncase "$*" in *checkout-index*) : > %s; sleep 20 ;; esac\n' "'$PATH'" "'$PWD/laid-out'" > bin/git
chmod +x bin/git
for signal in TERM HUP; do
	rm -f laid-out
	PATH="$PWD/bin:$PATH" setsid env --default-signal=HUP satchel-diff --since HEAD packs/small.xml > said 2>&1 &
	n=0
	until [ -e laid-out ] || [ $n -eq 3000 ]; do
		sleep 0.02
		n=$((n + 1))
	done
	ls tmp | wc -l
	# Signal the whole process group, as a terminal does.
	kill -s $signal -- "-$!"
	wait "$!" 2> said
	echo "$signal: $?"
	ls tmp
done
