# The phrases with which question banks name the answer: each of the first list calls option B right, or D wrong, though D
# is the key; those of the second list call no option right. Two more lists are about a question that asks for the
# exception. Prints what is missed and what is misread.
. "$TREE/tests/cli/lint/functions"

cat > wrong <<'END'
Ans. is 'b' i.e., Hypoxia
Ans. is `b' i.e., Hypoxia
Ans. is ‘b’ i.e., Hypoxia
Ans. B. Hypoxia. Ref: a textbook, p. 8
Ans: B i.e. Hypoxia
Ans. B The oxygen falls.
Answer = B The oxygen falls.
B The oxygen falls.
The right choice here, B, explains the cyanosis.
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
We choose B.
Go with option b.
Tick B and move on.
You should have picked B.
Never choose D.
B, because the oxygen is low.
B – the usual cause
B: the usual cause; the others are rare.
Therefore, B.
So B it is.
This leaves us with B.
By exclusion, the answer must be B.
Only B fits.
None but B explains this.
All are wrong except B.
Not A but B
It is B, not D.
Hypoxia is common, and B rather than D explains it.
Answer: 2
Choice number 2 is the right one.
Option-B is right.
The correct answer is: B The blood has too little oxygen.
Option B is the most likely cause of what was found here.
Option B correctly names it; the others come later.
Choices A, C and D do not lower the oxygen. D is seen in other states.
The penultimate option comes first. Option number two is the right one.
(ii) is correct.
Choose (ii).
The second from the top is the answer.
The third from the bottom is the answer.
a) F b) T c) F d) F
See B.
B. is correct.
The correct response is the second one.
The second alternative is the best.
Your answer should be B.
The key to this question is option B.
The best answer among these is hypoxia.
The option that best fits is B.
The true statement is B.
Statement B is true, the others are not.
B is the most likely diagnosis.
B is the statement that explains it.
A, C and D can be ruled out.
Both A and D are wrong.
Anaemia, fever and sepsis are wrong.
All others besides B are incorrect.
With the exception of B, all are wrong.
The distractors are A, C and D.
The other options (A, C, D) come late.
Cross out A, C and D.
Wrong: A, C and D
None of A, C or D is right.
It cannot be D.
D ✗
B = correct
Hypoxia (correct)
Not fever, but hypoxia.
That makes B the right answer.
Everything points to option B.
It must be B.
B alone is correct.
B would be the best choice.
B is what the question asks for.
The second-best answer is A; the best is B.
Most people choose A, though B is correct.
Although many believed it was A, the answer is B.
I believe that the answer is B.
For these reasons, the answer is B.
In this patient, the correct answer is B.
In these states, B is correct.
Correct answer is 'b'. Fever follows an hour later.
The right answer is B. Sepsis has no such effect.
Answer 2
Ans→ B, with blue lips.
Key => B
It's B. It acts on the vessels.
It is B, because the lips are blue.
(B) Hypoxias of all degrees do it.
1. B. Hypoxia is common.
Q7. B. The lips are blue.
Correct option is 2. It is soon treated.
The correct answer is 2.
If you said B, you are right: the lips are blue.
Those who picked B are right.
Well done if you answered B.
A. Wrong. B. Correct! The lips are blue. D. Incorrect.
a) wrong c) wrong b) right
A is not correct. B is.
A isn't right, but B is.
B, the one with blue lips, is correct.
B (the one with blue lips) is the right answer.
You should have chosen hypoxia.
B. It makes the lips blue.
END
cat > exception <<'END'
The exception is B.
The exception is hypoxia.
B is the odd one out.
B does not belong here.
All but B are found.
All options except B are typical.
Not B: all others are found.
The false statement is B.
B is false.
(b) False
A, C and D are correct.
A, C and D are true.
D is true.
All of the above are features except B.
Except B, all are true.
The one that does not belong is B.
It is B that is not true.
B is incorrect, since all the others are features.
Hypoxia is the exception.
A, C and D are seen; B is not.
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
Many choose B, because it is in the news.
If you ticked B, read the lesson again.
Do not choose B.
Choose B only if the patient is a child.
Pick a drug with care, or mark B-mode pictures.
Only B cells make antibodies, and this leaves B lymphocytes few.
Only a biopsy confirms it. By exclusion, it is idiopathic.
The second choice in practice is surgery, and the last one to recover is the reflex.
Your answer should be short.
B is the most likely cause in children.
B would be correct if the patient were pregnant.
Not A but AB is the universal recipient of plasma.
All except the old recover, and all but a few survive.
A wave is lost. A – airway; B – breathing.
The exception is pregnancy.
Solution B is added to solution A.
None of A, B or C is right.
The second-best answer is B.
B. Hypoxia does not fit.
A scan excludes B symptoms.
This makes B cells divide, and points to B symptoms.
It cannot be B.
If the lips were blue, the answer would be B.
Were the lips blue, the correct choice would be B.
In pregnancy, the right choice is hypoxia.
After an operation, B is the correct answer.
With a low pulse the best answer would be B.
The answer would be (B) if the lips were blue.
Many candidates thought that B was correct.
It is false that the answer is B: the lips were red.
It was long held that B is the right answer.
The answer is a hypoxia test in another case.
If you said B, you are wrong.
D is correct. B is not.
You should choose hypoxia in another case.
B. difficile has nothing to do with it.
Correct answer is 'd'. Hypoxia follows an hour later.
END
cat > expected <<'END'
The exception is D.
All but D are found.
A, B and C are all correct.
D is false, and A is true.
A is correct, as it is one of the features.
B is wrong as an answer, since it is found.
B is not the exception.
END
cat > avoided <<'END'
B is the correct answer; the pressure falls.
Option B is the right answer because the pressure falls.
B is the answer.
END
questions() { # FILE STEM
	number=0
	while IFS= read -r text; do
		number=$((number + 1))
		printf '<question id="q-%s-%s"><stem>%s, in case %s?</stem>\n' "$1" "$number" "$2" "$number"
		printf '<option>Anaemia</option><option>Hypoxia</option><option>Fever</option>'
		printf '<option correct="true">Sepsis</option>\n<explanation>%s</explanation></question>\n' "$text"
	done < "$1"
}
found() { # FILE STEM
	lesson "$1" '<p>Text.</p>' "<questions>$(questions "$1" "$2")</questions>" > "$1.xml"
	satchel-lint --quiet --format jsonl --select question/explanation-names-option "$1.xml" > "$1.jsonl"
	number=0
	while IFS= read -r text; do
		number=$((number + 1))
		if grep -q "\"q-$1-$number\"" "$1.jsonl"; then echo "found: $text"; else echo "not found: $text"; fi
	done < "$1"
}
cause='What is the cause' all='Which is found in all these states except one'
found wrong "$cause" | grep '^not'
found exception "$all" | grep '^not'
found neutral "$cause" | grep '^found'
found expected "$all" | grep '^found'
found avoided 'Which is contraindicated in shock' | grep '^not'
echo "$(cat wrong exception avoided | grep -c .) phrases and $(cat neutral expected | grep -c .) others"
