# Functions of tests/bench/run: corpora, commands to measure, and lines of the report.

# Makes $bench/corpus-N unless it exists and is up to date.
corpus() { # N [OPTION...]
	folder=$bench/corpus-$1
	[ -d "$folder" ] && [ -z "$(find "$bench/generate" -newer "$folder.made" 2>&1)" ] && return
	rm -rf "$folder" "$folder.new"
	"$bench/generate" "$folder.new" --lessons "$@" && touch "$folder.made" || exit 3
	mv "$folder.new" "$folder" || exit 3
}

# Writes a command to $bench/NAME, one argument per line; paths from standard input come last.
command_file() { # NAME WORD...
	name=$1
	shift
	{
		printf '%s\n' "$@"
		cat
	} > "$bench/$name"
}

validate_command() { # NAME LESSONS [OPTION...]
	name=$1
	folder=$bench/corpus-$2
	shift 2
	command_file "$name" "$validate" --quiet "$@" "$folder" < /dev/null
}

lint_command() { # NAME LESSONS [OPTION...]
	name=$1
	folder=$bench/corpus-$2
	shift 2
	command_file "$name" "$BUILD/bin/satchel-lint" --quiet --fail-on error "$@" "$folder" < /dev/null
}

# Prints the definition of a pack of all lessons in corpus-N, in units of 50.
definition() { # N [ELEMENT]
	printf '<pack xmlns="urn:satchel:pack:1" id="bench" version="1.0.0" release="1" licence="CC0-1.0" xml:lang="en"'
	printf ' content="corpus-%s"><title>Bench</title>%s\n' "$1" "${2-}"
	find "$bench/corpus-$1" -name '*.xml' | sed 's|.*/||; s|\.xml$||' | sort | awk '{
		if (NR % 50 == 1) printf("%s<unit id=\"u-%d\"><title>Unit</title>", (NR == 1 ? "" : "</unit>"), NR)
		printf "<lesson id=\"%s\"/>", $0
	} END { print "</unit></pack>" }'
}

build_command() { # NAME DEFINITION [OPTION...]
	name=$1
	definition=$2
	shift 2
	command_file "$name" "$BUILD/bin/satchel-pack" build --quiet --no-config "$@" "$definition" -o "$bench/$name.satchel" \
		< /dev/null
}

bench_key() {
	[ -e "$bench/bench.key" ] ||
		"$BUILD/bin/satchel-pack" keygen --no-passphrase "$bench/bench" > /dev/null 2>&1 || exit 3
}

release_command() { # NAME DEFINITION
	bench_key
	rm -rf "$bench/$1.release"
	command_file "$1" "$BUILD/bin/satchel-pack" release --quiet --allow-dirty --no-config "$2" -o "$bench/$1.release" \
		--secret-key "$bench/bench.key" < /dev/null
}

zip_command() { # NAME LESSONS
	command_file "$1" sh -c 'rm -f "$2" && cd "$1" && zip -9 -q -r "$2" .' zip "$bench/corpus-$2" "$here/$1.zip" \
		< /dev/null
}

# Makes $bench/read-N.satchel from corpus-N unless it exists and is up to date.
pack_to_read() { # N
	pack=$bench/read-$1.satchel
	[ -z "$(find "$BUILD/libexec" "$folder.made" -newer "$pack" 2>&1)" ] && return
	definition "$1" > "$bench/read-$1.xml"
	"$BUILD/bin/satchel-pack" build --quiet --no-config "$bench/read-$1.xml" -o "$pack" 2> "$bench/read-$1.log" && return
	tail -n 1 "$bench/read-$1.log" >&2
	exit 3
}

# Makes $bench/released-NAME, a release of changed/NAME, unless it exists and is up to date. BASE is the release before
# it, whose lock it needs.
released() { # NAME VERSION RELEASE [BASE]
	out=$bench/released-$1
	[ -z "$(find "$BUILD/libexec" "$bench/corpus-$huge.made" -newer "$out.made" 2>&1)" ] && return
	bench_key
	definition "$huge" | sed "s/version=\"1.0.0\" release=\"1\"/version=\"$2\" release=\"$3\"/; s|corpus-$huge|changed/$1|" \
		> "$bench/released-$1.xml"
	rm -rf "$out" "$out.lock"
	[ $# -lt 4 ] || cp "$bench/released-$4/bench.lock" "$out.lock" || exit 3
	"$BUILD/bin/satchel-pack" release --quiet --allow-dirty --no-config "$bench/released-$1.xml" -o "$out" \
		--secret-key "$bench/bench.key" > /dev/null 2> "$out.log" && touch "$out.made" && return
	echo "bench: cannot make the release '$1': $(grep -m 1 error "$out.log" || tail -n 1 "$out.log")" >&2
	exit 3
}

# Makes $bench/changed/none, some and all: copies of the huge corpus with a changed summary in no lesson, in one of a
# hundred, and in all.
changed_corpora() {
	[ -z "$(find "$bench/corpus-$huge.made" -newer "$bench/changed/made" 2>&1)" ] && return
	rm -rf "$bench/changed" && mkdir "$bench/changed" || exit 3
	for name in none some all; do
		cp -R "$bench/corpus-$huge" "$bench/changed/$name" || exit 3
	done
	find "$bench/changed/some" -name '*00.xml' -exec sed -i 's| and what helps\.</summary>| and what harms.</summary>|' {} +
	find "$bench/changed/all" -name '*.xml' -exec sed -i 's| and what helps\.</summary>| and what harms.</summary>|' {} +
	touch "$bench/changed/made"
}

# satchel-diff exits with 1 if something changed.
diff_command() { # NAME CHANGED EXTENSION
	command_file "$1" sh -c '"$@"; [ $? -eq 1 ]' diff "$BUILD/bin/satchel-diff" "$bench"/released-none/*."$3" \
		"$bench/released-$2"/*."$3" < /dev/null
}

# The first lesson of the corpus, of which both sides changed one line in 50.
merge_commands() { # LESSONS
	lesson=$(find "$bench/corpus-$1" -name '*.xml' | sort | head -n 1)
	awk 'NR % 50 == 0 { sub(/ the /, " this ") } 1' "$lesson" > "$bench/merge-ours"
	awk 'NR % 50 == 25 { sub(/ the /, " that ") } 1' "$lesson" > "$bench/merge-theirs"
	command_file merge "$BUILD/bin/satchel-merge" -p "$lesson" "$bench/merge-ours" "$bench/merge-theirs" < /dev/null
	command_file merge-git git merge-file -p "$bench/merge-ours" "$lesson" "$bench/merge-theirs" < /dev/null
}

# Both exit with 1, because the ledger has rows.
anki_commands() { # LESSONS
	command_file export-anki sh -c '"$@" 2> /dev/null; [ $? -eq 1 ]' export "$BUILD/bin/satchel-export" -q -f anki --no-config \
		"$bench/corpus-$1" -o "$bench/notes.apkg" < /dev/null
	command_file import-anki sh -c 'out=$1; shift; rm -rf "$out"; "$@" -o "$out" 2> /dev/null; [ $? -le 1 ]' import \
		"$bench/imported" "$BUILD/bin/satchel-import" -q "$bench/notes.apkg" < /dev/null
}

# A house style of a hundred typical patterns.
patterns() {
	echo '<satchel xmlns="urn:satchel:config:1">'
	for word in utili[sz]e commence facilitate "in order to" "prior to" "a number of" leverage "very unique" \
		"due to the fact that" "at this point in time"; do
		for form in '\b%s' '%s\b' '%s(?=\s+\w+)' '(?<!not )\b%s' '\b%s\w*' '\b(%s|%sd)\b' '\bto %s' '\b%s,' \
			'[A-Z]\w+ %s' '\d+ %s'; do
			n=$((${n:-0} + 1))
			regex=$(printf '%s' "$form" | sed "s/%s/$word/g; s/</\\&lt;/g")
			printf '<pattern name="p%s" kind="must-not" places="all"><regex>%s</regex><message>plain words</message></pattern>\n' \
				"$n" "$regex"
		done
	done
	echo '</satchel>'
}

xmllint_command() { # NAME LESSONS
	find "$bench/corpus-$2" -name '*.xml' | sort | command_file "$1" xmllint --noout --schema schema/lesson.xsd
}

failed=
measured() { # ROUNDS A B : sets a b ratio a_kib b_kib
	line=$("$bench/compare" "$1" "$bench/$2" "$bench/$3") && eval "$line" && return
	echo "bench: could not measure $2 against $3" >&2
	failed=1
	return 1
}

# Prints whether a figure meets its target: it is at most that.
verdict() { # FIGURE TARGET
	[ "$SCALE" = full ] || { echo "not judged"; return; }
	awk -v figure="$1" -v target="$2" 'BEGIN { print figure <= target ? "met" : "MISSED" }'
}

ratio_line() { # WHAT OTHER TARGET
	printf '%-46s %8.4f s, %-7s %8.4f s, ratio %5.2f, target %.2f: %s\n' "$1" "$a" "$2" "$b" "$ratio" "$3" \
		"$(verdict "$ratio" "$3")"
}

seconds_line() { # WHAT SECONDS [TARGET]
	printf '%-46s %8.3f s%s\n' "$1" "$2" "${3:+, target $3: $(verdict "$2" "$3")}"
}

memory_line() { # WHAT KIB [TARGET IN MB]
	megabytes=$(awk -v kib="$2" 'BEGIN { print kib * 1024 / 1e6 }')
	printf '%-46s %8.1f MB%s\n' "$1" "$megabytes" "${3:+, target $3: $(verdict "$megabytes" "$3")}"
}

size() { # FILE
	wc -c < "$1" | tr -d ' '
}

size_line() { # WHAT BYTES OTHER BYTES TARGET
	share=$(awk -v part="$2" -v whole="$4" 'BEGIN { printf "%.3f", part / whole }')
	printf '%-46s %8d B, %-7s %8d B, ratio %.3f, target %.2f: %s\n' "$1" "$2" "$3" "$4" "$share" "$5" \
		"$(verdict "$share" "$5")"
}

