# A lesson whose file was renamed or moved to a folder below is updated where it is, with the pictures of new items. One
# that was removed stays so; if it comes back, so do the items that were new in the meantime.
import() {
	satchel-import --seed 1 --reviewed 2026-11-20 cards.csv -o deck 2>&1 | grep -v '^ \|^cards \|^files\|^$\|^pictures'
	[ -z "$(find deck -name '*.xml' ! -name satchel.xml)" ] || satchel-validate -q deck || echo invalid
	find deck -name '*.xml' ! -name satchel.xml | sort
	find deck -name '*.xml' -exec sed -n 's/.*<back>\(.*\)<.*/\1/p' {} +
}
printf 'id,front,back\none,First?,first\n' > cards.csv
import
echo '--- renamed'
mv deck/cards.xml deck/other.xml
printf 'id,front,back\none,First?,first 2\ntwo,Second?,second\n' > cards.csv
import
echo '--- moved, with a picture beside the table'
mkdir deck/below
mv deck/other.xml deck/below
echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>' > dot.svg
printf 'id,front,back\none,First?,first 3\ntwo,Second?,second\nthree,Third?,"<p>third<img src=dot.svg alt=Dot></p>"\n' > cards.csv
import
find deck -name '*.svg' | sort
echo '--- removed'
mv deck/below/other.xml .
printf 'id,front,back\none,First?,first 3\nfour,Fourth?,fourth\n' > cards.csv
import
echo '--- back again'
mv other.xml deck/below
import
