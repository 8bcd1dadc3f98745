# A table as a German spreadsheet writes it: Windows-1252, semicolons, decimal commas, German headings and kinds.
iconv -f UTF-8 -t CP1252 > fragen.csv <<'T'
Thema;Typ;Frage;Antwort A;Antwort B;Antwort C;Richtige Lösung;Erklärung;Einheit;Toleranz
Niere;Auswahl;Was steigt bei Spironolacton?;Natrium;Kalium;Calcium;B;"Kalium wird zurückgehalten; Natrium nicht.";;
Niere;Mehrfachauswahl;Was gehört dazu?;Niere;Leber;Harnblase;A, C;;;
Niere;Zahl;Obere Grenze des Kaliums?;;;;5,2;;mmol/l;0,3
Niere;Frage;Ohne Lösung?;ja;nein;;;;;
Niere;Lückentext;Was fehlt?;;;;nichts;;;
T
satchel-import -l de --seed 1 --reviewed 2026-11-20 fragen.csv -o deck
echo "exit code $?"
satchel-validate -q deck
grep -e '<question' -e '<option' -e '<numeric' -e 'multiple' deck/niere.xml
