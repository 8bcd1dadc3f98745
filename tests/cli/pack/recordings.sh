# Audio, video and captions are in packs as their bytes say; the free edition has none of those for members.
mkdir -p tree/media
python3 -c '
wav = b"RIFF,\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\4\0\0\0\4\0\0\0\1\0\x08\0data\x08\0\0\0"
open("tree/media/one.wav", "wb").write(wav + b"\x80\x90\x80\x70" * 2)
open("tree/media/two.wav", "wb").write(wav + b"\x80\x70\x80\x90" * 2)
open("tree/media/gait.vtt", "w").write("WEBVTT\n\n00:00.000 --> 00:40.000\nShe walks.\n")
'
digest=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
cat > tree/sounds.xml <<END
<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="sounds" xml:lang="en" reviewed="2026-11-20"><title>Sounds</title><summary>S</summary>
<section id="free"><title>Free</title><audio src="media/one.wav"><title>A beat</title><transcript>Two beats.</transcript></audio>
<video src="https://example.org/gait.mp4" length="1:02:05" digest="$digest"><caption>A step</caption><captions src="media/gait.vtt"/></video></section>
<section id="member" access="member"><title>Member</title><audio src="media/two.wav"><transcript>More.</transcript></audio></section>
</lesson>
END
cat > sounds.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<pack xmlns="urn:satchel:pack:1" id="sounds" version="1.0.0" release="1" licence="CC0-1.0" xml:lang="en" content="tree">
<title>Sounds</title><edition id="full"/><edition id="free"/><unit id="all"><title>All</title><lesson id="sounds"/></unit></pack>
END
for pack in full free; do
	satchel-pack build --today 2026-11-24 -q -e $pack -o $pack sounds.xml
	satchel-pack verify -q "$pack"
	echo "$pack"
	satchel-pack list "$pack" | sed -n 's/.*assets.*[.]/asset /p' | sort
done
satchel-pack cat --text full sounds
# What the bytes are decides, not the name; and nothing that is damaged gets into a pack.
mv tree/media/one.wav tree/media/one.mp3
sed 's/one.wav/one.mp3/' tree/sounds.xml > changed && mv changed tree/sounds.xml
satchel-pack build --today 2026-11-24 -q -e full -o none sounds.xml 2>&1 | sed -n 's/: error.*\[/ [/p'
printf 'PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' >> tree/media/one.mp3
printf '\n00:01.000\nText\n' >> tree/media/gait.vtt
satchel-lint --format gcc --today 2026-11-24 --select media/unreadable tree/sounds.xml 2> count
