# Each number of an occlusion is a card of its own: only the one whose label or shape changed starts again.
. "$TREE/tests/cli/diff/prepare"
rm -rf old new
occlusion() { # FOLDER SHAPES ATTRIBUTES
	rm -rf "$1"
	lesson "$1" heart "The heart" free "$section<cards>
<occlusion id=\"c-parts\" src=\"heart.svg\" alt=\"A heart\" $3>
<front>Which part is hidden?</front>
$2
<credit licence=\"CC0-1.0\">Me</credit>
</occlusion></cards>"
	echo '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>' > "$1/content/heart.svg"
	definition "$1" 1.0.0 1 '<unit id="chest"><title>Chest</title><lesson id="heart"/></unit>'
}
after() { # TITLE SHAPES ATTRIBUTES
	occlusion new "$2" "$3"
	echo "== $1"
	satchel-diff old/packs/small.xml new/packs/small.xml
}
left='<rectangle n="1" x="10" y="10" width="20" height="15">Left atrium</rectangle>'
right='<ellipse n="2" cx="70" cy="20" rx="10" ry="8.5">Right atrium</ellipse>'
valve='<polygon n="3" points="10,60 20,60 15,70">Mitral valve</polygon>'
occlusion old "$left$right" 'hide="all"'
after "another label" "$left${right%Right*}Aorta</ellipse>" 'hide="all"'
after "another place" "$(echo "$left" | sed 's/x="10"/x="12.5"/')$right" 'hide="all"'
after "one more" "$left$right$valve" 'hide="all"'
after "one less" "$left" 'hide="all"'
after "another order" "$right$left" 'hide="all"'
after "hide" "$left$right" 'hide="one"'
after "an attribute" "$left$right" 'hide="all" difficulty="2"'
exit 0
