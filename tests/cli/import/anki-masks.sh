# Notes of the add-on Image Occlusion Enhanced become occlusions: those of a picture one, with the shapes of its drawings.
command -v python3 > /dev/null && command -v zstd > /dev/null || { echo "# needs python3 and zstd" && exit; }
"$TREE/tests/convert/anki/make" masks || exit
satchel-import --seed 1 --reviewed 2026-11-20 -o out masks.apkg 2>&1
sed -n '/<cards>/,/<\/cards>/p' out/*.xml
satchel-validate -q out || exit
# Importing again changes nothing.
satchel-import -q --reviewed 2026-11-20 -o out masks.apkg
echo "exit $?"
