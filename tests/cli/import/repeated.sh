# Ids that repeat or differ by case, equal texts, kinds in other cases, a folder with a slash at its end; what opens and never closes takes no time.
cat > a.csv <<'CSV'
id,kind,front,back
c-one,Card,First?,1
c-one,CARD,Second?,2
C-One,card,Third?,3
,card,Same?,4
,card,Same?,5
CSV
satchel-import a.csv -o out/ 2>&1
satchel-import a.csv -o out 2>&1
grep -c '<card id' out/a.xml
awk 'BEGIN { print "front,back"; for (i = 0; i < 20000; i++) print "What?,answer " i }' > equal.csv
awk 'BEGIN { print "lesson,front,back"; for (i = 0; i < 500; i++) print "?!,What?,answer " i }' > names.csv
timeout 60 satchel-import -q equal.csv names.csv -o many && grep -c '<card id' many/equal.xml
awk 'BEGIN { printf "front,back\n\""; for (i = 0; i < 1000000; i++) printf "<b"; print "\",b" }' > tags.csv
for open in '[[' '\\(' '![[' '[^' '{{c1::' '- [['; do
	awk -v open="$open" 'BEGIN { print "[^a]: note\n"; for (i = 0; i < 200000; i++) printf "%s", open; print "" }' > open.md
	rm -rf open && timeout 20 satchel-import -q open.md tags.csv -o open
	echo "$?"
done
awk 'BEGIN { for (i = 0; i < 100000; i++) print "START" }' > start.md
timeout 20 satchel-import -q start.md -o start
awk 'BEGIN { for (i = 0; i < 300; i++) { for (j = 0; j < i; j++) printf "  "; print "- a" } }' > deep.md
satchel-import deep.md -o deep 2>&1
for tree in deep out many; do
	satchel-validate "$tree" 2>&1
done
