# The phrases with which question banks name the answer: each of the first list calls option B right, or D wrong, though D
# is the key; those of the second list call no option right. Prints what is missed and what is misread.
. "$TREE/tests/cli/lint/functions"

cat > wrong <<'END'
Ans. is 'b' i.e., Hypoxia
Ans. is `b' i.e., Hypoxia
Ans. is ‘b’ i.e., Hypoxia
Ans. B. Hypoxia. Ref: a textbook, p. 8
Ans: B i.e. Hypoxia
Ans. (b) Hypoxia
Ans. 2. Hypoxia
Ans-B
Ans: [B]
B i.e. (Hypoxia) is the cause
(B) Hypoxia # It is common
B. Hypoxia leads to it.
B - Hypoxia
Correct Answer - B
Answer- B. Hypoxia is common
Option (b) Hypoxia is correct.
The answer is B because of the low oxygen.
The best answer is choice B.
Hence, option B is the right answer.
So the answer is (B).
The correct response is (b).
Explanation: (B) Hypoxia causes it.
Explanation - Option B: hypoxia is the cause
Hence B.
B
(B)
Solution: B
The hypoxia variant is the correct answer.
Why not D? It comes late.
Low oxygen does it. Why is D wrong? It comes late.
Die richtige Antwort ist B.
La bonne réponse est B.
La respuesta correcta es B.
END
cat > neutral <<'END'
Vitamin B is stored in the liver.
Hepatitis B is a viral disease, and B cells make antibodies.
Group B may be given to group AB.
If the answer is B, read the lesson again.
Some think that the answer is B.
(a) Anaemia: pallor. (b) Hypoxia: blue lips. (c) Fever: heat. (d) Sepsis: all of these.
A: airway, B: breathing, C: circulation.
Why not B? It comes late.
Why B is wrong: it comes late.
This shows why D is not absorbed.
The hypoxia here is mild.
B symptoms are fever, sweats and loss of weight.
Hence B lymphocytes are few.
Die Antwort ist noch offen.
END
questions() { # FILE
	number=0
	while IFS= read -r text; do
		number=$((number + 1))
		printf '<question id="q-%s-%s"><stem>What is the cause of case %s?</stem>\n' "$1" "$number" "$number"
		printf '<option>Anaemia</option><option>Hypoxia</option><option>Fever</option>'
		printf '<option correct="true">Sepsis</option>\n<explanation>%s</explanation></question>\n' "$text"
	done < "$1"
}
found() { # FILE
	lesson "$1" '<p>Text.</p>' "<questions>$(questions "$1")</questions>" > "$1.xml"
	satchel-lint --quiet --format jsonl --select question/explanation-names-option "$1.xml" > "$1.jsonl"
	number=0
	while IFS= read -r text; do
		number=$((number + 1))
		if grep -q "\"q-$1-$number\"" "$1.jsonl"; then echo "found: $text"; else echo "not found: $text"; fi
	done < "$1"
}
found wrong | grep '^not'
found neutral | grep '^found'
echo "$(grep -c . wrong) phrases and $(grep -c . neutral) others"
