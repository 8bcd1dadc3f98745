# A package of QTI 3.0, unpacked: a test with a section in a section, a stimulus, an item with several interactions, a
# missing item, and a path that leads out.
cp -r "$TREE/tests/convert/qti/package" .
satchel-import --seed 1 --reviewed 2026-11-20 -o out package/imsmanifest.xml 2>&1
echo "exit $?"
satchel-validate -q out
cat out/*.xml | sed '/<satchel/d'
# A course of Canvas: each quiz is in it twice, a bank of questions, a picture, and a page.
satchel-import --seed 1 --reviewed 2026-11-20 -o course "$TREE/tests/convert/qti/course/imsmanifest.xml" 2>&1 | sed "s|$TREE/||"
satchel-validate -q course
cat course/*.xml | sed '/<satchel/d'
command -v python3 > /dev/null || exit 0
# The same as an archive.
(cd package && python3 -m zipfile -c ../package.zip imsmanifest.xml items stimuli tests images) || exit
satchel-import -q --seed 1 --reviewed 2026-11-20 -o again package.zip
diff -r -x imported.tsv -x satchel.xml out again
# Archives that are none of QTI, or damaged.
python3 -m zipfile -c other.zip package/images
satchel-import -q -f qti -o other other.zip
echo "exit $?"
head -c 700 package.zip > cut.zip
satchel-import -q -f qti -o other cut.zip
echo "exit $?"
