# A table of cards and questions, with everything that a cell may contain, and what cannot be carried over.
cat > items.csv <<'END'
id,question,answer,option a,option b,option c,correct,feedback 1,feedback 2,tags,explanation,weight
k-1,"Which ion channel does amiloride block?","ENaC, in the
collecting duct",,,,,,,Renal tubules;diuretics,"Also called ""SCNN1""",3
k-2,Which drug <i>blocks</i> NKCC2?,,Furosemide,Indapamide,Amiloride,A,Yes.,"No, NCC.",,,
,Which of these keep potassium?,,Amiloride,Spironolactone,Furosemide,1 2,,,,,
k-4,No back here,,,,,,,,,,
k-5,,nothing to ask,,,,,,,,,
END
satchel-import --seed 1 --reviewed 2026-11-20 items.csv -o out
echo "exit code $?"
cat out/items.xml
ls -A out
satchel-validate out && satchel-fmt --check -q out && echo valid
# German headings; numbered answers are options; rows without content at the end mean nothing.
printf '%s\n' 'Frage;Antwort 1;Antwort 2;Richtige Antwort;Erklärung;Schlagwörter;Kapitel' \
	'Was hemmt Amilorid?;ENaC;NKCC2;1;Im Sammelrohr.;Diuretika;Niere' ';;;;;;' ' ; ' | iconv -t WINDOWS-1252 > fragen.csv
satchel-import --seed 1 -l de --reviewed 2026-11-20 fragen.csv -o new/folder/fragen
sed -n '/<questions>/,/<\/questions>/p' new/folder/fragen/niere.xml
# A table without headings has three columns.
printf 'Vein,back to the heart,vessels,extra\n' > plain.csv
satchel-import --seed 1 plain.csv -o plain
[ $? -eq 1 ]

# The line by which Excel knows the delimiter, line ends of old Macs, and notes of Anki in UTF-16.
printf 'sep=;\r\nfront;back\r\nOne, two?;A\r\n' > excel.csv
printf 'front,back\rFirst?,A\rSecond?,B\r' > mac.csv
printf '#separator:tab\n#html:true\nÄ?\tÖ\n' | iconv -t UTF-16LE | { printf '\377\376'; cat; } > notes.txt
for file in excel.csv mac.csv notes.txt; do
	satchel-import -q --seed 1 --reviewed 2026-11-20 $file -o out-$file
	grep -h '<front>\|<back>' out-$file/*.xml
done
# Whatever a row has that its kind cannot hold is named: also in columns that have the same meaning as another.
cat > kinds.csv << 'END'
kind,front,back,front,option 1,option 2,option 3,correct,feedback 1,feedback 2,notes,rationale,tolerance
card,Heart,pump,cor,a,,,,,,rhythm,twice,1
open,Which vessel?,Aorta,,,The aorta,,,,,,,
question,Which one?,,,yes,,no,1,right,none,,,
END
satchel-import --seed 1 --reviewed 2026-11-20 -o kinds kinds.csv
sed -n '/<questions>/,$p' kinds/kinds.xml
