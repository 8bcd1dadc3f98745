# Sentences with a dose or result that is wrong, each of which is reported, and right ones that look alike, of which none
# is.
. "$TREE/tests/cli/lint/functions"
{
	printf '%s\n' '<?xml version="1.0"?>' '<lesson xmlns="urn:satchel:lesson:1" id="wrong" xml:lang="en" reviewed="2026-01-15">' \
		'<title>Wrong</title><summary>Wrong.</summary><section id="s"><title>Wrong</title>'
	while read -r sentence; do printf '<p>%s</p>\n' "$sentence"; done <<'SENTENCES'
Bloods: Na 131 µmol/L.
Her potassium was 3.9 g/L.
The creatinine rose from 85 to 170 mmol/L.
An hCG of 4,000 mmol/L was measured.
HbA1c was 7 mmol/mol.
Hb 118 g/dL.
The INR was 240.
Lactate (3 µmol/L) was raised.
PaCO2 was 44 mmol/L.
Blood pressure was 165/95 mmol/L.
Platelets were 240 g/L.
He had a fever of 38.4 °F.
Give cefalexin 500 by mouth three times a day.
Start ramipril 1.25 once daily.
She received furosemide 20–40 IV.
Insulin 8 before breakfast is enough.
Folic acid 400 mg daily prevents it.
Fentanyl 25 mg was injected.
Take amoxicillin 500 g every eight hours.
Prednisolone 5 mg po daily.
Give ondansetron 4 mg IV q8h.
Give 5 mls at night.
Give 0.5–.75 mg of lorazepam.
Give 1,5 mg of it.
Give oxygen at 10l/min and 5mg of midazolam.
Ibuprofen 800 mg every two hours is too much.
Start enalapril 80 mg daily, and see her after two weeks.
Verapamil 80 mg is given intravenously.
Take alendronate 70 mg every morning.
Urea had risen to 22 g/L.
She had a score of 17 on the Glasgow Coma Scale.
<span xml:lang="fr">Elle prend de la lévothyroxine 50 mg le matin.</span>
<span xml:lang="de">Das Serumkalium lag bei 38 mmol/l.</span>
SENTENCES
	echo '</section></lesson>'
} > wrong.xml
{
	printf '%s\n' '<?xml version="1.0"?>' '<lesson xmlns="urn:satchel:lesson:1" id="right" xml:lang="en" reviewed="2026-01-15">' \
		'<title>Right</title><summary>Right.</summary><section id="s"><title>Right</title>'
	while read -r sentence; do printf '<p>%s</p>\n' "$sentence"; done <<'SENTENCES'
Potassium was 8.9 mmol/L, sodium 188 mmol/L, and glucose 92 mmol/L.
Creatinine 1,640 µmol/L, CK 180,000 U/L, ferritin 70,000 µg/L.
Haemoglobin was 31 g/L; he refused blood.
Sodium rose 9 mmol/L in a day, and haemoglobin by 12 g/L.
A fall in albumin of 4 g/L is usual.
The CSF glucose was 0.3 mmol/L, and urinary creatinine 8 mmol/L.
Diclofenac sodium 75 mg/3 mL is for the muscle.
Sodium chloride 9 g/L is isotonic; glucose 500 mg/mL is diluted.
Gentamicin 40 mg/mL is the usual strength.
Gastric pH is 1.5, and INR 2.5 is the goal.
Store it at a temperature of 2 °C; steam of 134 °C kills spores.
The heart rate rose by 20 %.
Salbutamol 2 puffs every four hours.
Metformin 2 or 3 times daily.
Stop warfarin 5 days before.
Losartan 50/12.5 once daily.
In study 2, aspirin 3 daily events fewer were seen.
Interferon alfa-2b three times a week.
Adrenaline 1 in 1000 IM.
Folic acid 400 micrograms or 5 mg daily.
Naloxone 400 micrograms; buprenorphine 300 mg monthly as a depot.
After an overdose of paracetamol of 90 g she was well.
The q arm of chromosome 5, and 5 mg daily.
In 20 MG patients 5 mg daily was enough.
Give lorazepam 4 mg every hour until she is calm.
Verapamil 5 mg IV is followed by verapamil 240 mg daily by mouth.
Methotrexate 20 mg daily for five days is for choriocarcinoma; it is never taken daily for arthritis.
Prednisone 1250 mg daily replaced the infusion.
His eyes open to pain: 2 on the Glasgow Coma Scale for eye opening.
<span xml:lang="fr">Le méthotrexate 15 mg une fois par semaine suffit.</span>
SENTENCES
	echo '</section></lesson>'
} > right.xml
satchel-lint --quiet --format gcc --select medical/ wrong.xml right.xml
