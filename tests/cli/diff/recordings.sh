# A new transcript or caption of a picture is a new wording; another recording changes only what is played.
. "$TREE/tests/cli/pack/prepare"
wav() { # BYTES
	printf 'RIFF,\0\0\0WAVEfmt \020\0\0\0\001\0\001\0\004\0\0\0\004\0\0\0\001\0\010\0data\010\0\0\0'"$1" > content/beat.wav
}
put() { # LESSON XML
	sed -i "s#<p>It has.*#<p>It has.</p>$2#" "content/$1.xml"
}
wav '\200\220\200\160\200\220\200\160'
two='<figure id="f-two"><picture src="images/shape.svg" alt="A"><caption>Left</caption></picture></figure>'
put heart '<audio src="beat.wav"><transcript>Two beats.</transcript></audio>'
put pump "$two"
satchel-pack build packs/small.xml --quiet
put heart '<audio src="beat.wav"><transcript>Three beats.</transcript></audio>'
put pump "$(echo "$two" | sed s/Left/Right/)"
satchel-diff small.satchel packs/small.xml
satchel-pack build packs/small.xml --quiet
wav '\200\160\200\160\200\220\200\160'
satchel-diff small.satchel packs/small.xml
