# A picture that was edited in the folder stays so when its source is imported again; if the source changed it, too, the
# new one is put beside it. One that was removed comes back.
svg() {
	echo "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>$1</title></svg>"
}
import() {
	satchel-import --seed 1 --reviewed 2026-11-20 notes.md -o deck 2>&1 | grep -v '^ \|^lesson\|^section\|^$'
	satchel-validate deck 2> /dev/null || echo invalid
	sed -n 's/.*src="\([^"]*\).*/\1/p' deck/notes.xml
	grep -h title deck/images/*
}
svg heart > heart.svg
svg lung > lung.svg
printf '# Notes\n\nText.\n\n![The heart](heart.svg)\n\n![The lung](lung.svg)\n' > notes.md
import
echo '--- edited here'
svg 'heart, edited' > deck/images/heart.svg
rm deck/images/lung.svg
import
echo '--- and changed there'
svg 'heart, changed' > heart.svg
import
echo '--- again'
import
