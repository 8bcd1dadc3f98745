# Importing again updates: what the source changed is changed, what was edited, moved or removed here stays so, and
# conflicts and withdrawn items are reported.
import() {
	satchel-import "$@" cards.csv -o deck 2>&1 | grep -v '^ \|^cards \|^files\|^$\|^withdrawn'
}
shown() {
	sed -n 's/.*<\(front\|back\)>\(.*\)<.*/\2/p' deck/*.xml
}
cat > cards.csv <<'END'
id,front,back
one,First front?,first back
two,Second front?,second back
three,Third front?,third back
four,Fourth front?,fourth back
five,Fifth front?,fifth back
END
import --seed 1 --reviewed 2026-11-20
ids=$(sed -n 's/.*<card id="\([^"]*\)".*/\1/p' deck/cards.xml)
cp -r deck before
echo '--- nothing changed'
import
diff -r before deck && echo same
echo '--- changes here: one and two are edited, three is moved, four is removed'
sed -i 's/first back/FIRST BACK/; s/second back/SECOND BACK/' deck/cards.xml
awk -v RS='</card>\n' -v ORS='</card>\n' '!/Third|Fourth/' deck/cards.xml | sed '$d' > cards.new
{ sed '/<cards>/,$d' deck/cards.xml | sed 's/id="cards"/id="moved"/; s/part-[a-z0-9]*/part-moved/'; echo '  <cards>'
	awk -v RS='</card>\n' -v ORS='</card>\n' '/Third/' deck/cards.xml
	echo '  </cards></lesson>'; } > deck/moved.xml
mv cards.new deck/cards.xml
satchel-fmt -q deck
satchel-validate deck > /dev/null && shown
echo '--- changes there: one, three, four and five change, two goes, six is new'
sed -i '/^two/d; s/first back/first back 2/; s/third back/third back 2/; s/fourth back/fourth back 2/; s/fifth back/fifth back 2/' cards.csv
echo 'six,Sixth front?,sixth back' >> cards.csv
import
satchel-validate deck && shown
echo '--- and again: the conflict stays'
import
echo '--- ids are kept'
for id in $ids; do grep -q "id=\"$id\"" deck/*.xml && echo yes || echo "$id is gone"; done
