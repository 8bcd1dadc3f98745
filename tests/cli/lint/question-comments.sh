# Feedback and explanation are compared with the key; similar phrases with another meaning are ignored.
. "$TREE/tests/cli/lint/functions"

# ask ID STEM OPTIONS EXPLANATION
ask() {
	printf '<question id="%s"><stem>%s</stem>\n%s\n<explanation>%s</explanation></question>\n' "$@"
}
option() {
	printf '<option>%s<feedback>%s</feedback></option>\n' "$1" "$2"
}
key() {
	printf '<option correct="true">%s<feedback>%s</feedback></option>\n' "$1" "$2"
}
lesson comments '<p>Text.</p>' "<questions>
$(ask q-swapped 'Which is it?' "$(option Aorta 'Correct!')$(key Vein 'That is wrong.')" 'It carries blood to the heart.')
$(ask q-partly 'Which is it?' "$(option Aorta 'Correct as far as it goes, but not here.')$(key Vein 'Right: it is.')" 'Why.')
$(ask q-negative 'Which is <em>not</em> a vein?' "$(option Aorta 'Correct, it is one.')$(key Vena 'Wrong, it is none.')" 'Why.')
$(ask q-verdict 'Is it safe?' "$(option No 'Right.')$(key Yes 'No, not for all.')" 'Why.')
$(ask q-this 'Which is it?' "$(option Aorta 'This is the correct answer.')$(key Vein 'This is not the right answer.')" 'Why.')
$(ask q-later 'Which is it?' "$(option Aorta 'It is wide. This answer is correct, as it is.')$(key Vein 'Some say so. This is wrong.')" 'Why.')
$(ask q-thanks 'Which is it?' "$(option Aorta 'You are right because it is wide.')$(key Vein 'Sorry, this option is wrong: it is narrow.')" 'Why.')
$(ask q-qualified 'Which is it?' "$(option Aorta 'This is correct in children.')$(key Vein 'Wrong, if the patient is a child.')" 'Why.')
$(ask q-would-be 'Which is it?' "$(option Aorta 'This would be the right answer if it were red.')$(key Vein 'It is wrong to say aorta.')" 'Why.')
$(ask q-negated 'Which is it?' "$(option Aorta 'This is not the correct answer.')$(key Vein 'This is not wrong.')" 'Why.')
$(ask q-adverb 'Which side?' "$(option Left 'Right-sided pain is meant.')$(key Right 'No pain is felt on the left.')" 'Why.')
$(ask q-letter 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'Only option <em>A</em> is correct here.')
$(ask q-number 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'The correct answer is option 3.')
$(ask q-sentence 'Which is it?' "$(option Aorta 'B is wrong. A is the correct answer.')$(key Vein 'It is.')" 'Why.')
$(ask q-short 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'Answer: A. Answer is A because it is. Correct answer: A')
$(ask q-colon 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'One answer is A sample. Answer: B. Key: B')
$(ask q-agrees 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'Option B is correct, A is wrong. If the answer is A, think again.')
$(ask q-no-letter 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'Vitamin A is correct. The answer is A drug. A is for airway. The answer is 1 in 5.')
$(ask q-groups 'Which group?' "$(option A 'It is not.')$(key B 'It is.')" 'The answer is A.')
$(ask q-sign-is-key 'Which group?' "$(option B 'It is not.')$(key A 'It is.')" 'The answer is A.')
$(ask q-no-answer 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'Many think that the answer is A. E. coli is not it.')
$(ask q-walk 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" '(a) Aorta: it has no valves. (b) Vein: it has.')
$(ask q-shuffled 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'Ans. (a) Vein')
$(ask q-not-asked 'Which is <em>not</em> a vein?' "$(option Vena 'It is one.')$(key Aorta 'It is none.')" 'A is correct. Ans: B')
<question id=\"q-tail\"><stem>Which is it?</stem>
<option>Aorta<feedback>It is not.</feedback>
  left   over </option>
<option correct=\"true\">Vein<feedback>It is.</feedback>
</option><explanation>Vein!</explanation></question>
$(ask q-ans 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" "Ans. is 'a' i.e., Aorta")
$(ask q-that-is 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'A i.e. the artery')
$(ask q-opens 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" '(a) Aorta. It has no valves.')
$(ask q-quoted 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'The right answer is aorta.')" 'Aorta is the correct answer.')
$(ask q-two 'Which are they?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'Ans: A and C. B is one of two: the answer is A or B.')
$(ask q-says-more 'Which is it?' "$(option Aorta 'It is not.')$(key Vein 'It is.')" 'The answer is vein, for it has valves.')
</questions>" > comments.xml
satchel-lint --quiet --select question/feedback-contradicts-key --select question/explanation-names-option \
	--select schema/text-after-block --select question/explanation-repeats-key comments.xml
