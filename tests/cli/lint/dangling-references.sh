# References in words to what is not there are reported; those that say where it is, and words that only look alike, are not.
. "$TREE/tests/cli/lint/functions"
lesson references "$(paragraphs << 'END'
Dosing is summarised in table 4.
The nerves (see Fig. 12b) meet here.
Details are on page 214, and in Appendix B.
The graph below shows survival.
The following table lists the doses.
Aspirin is stopped first [3–5].
On the previous slide, the valve was closed.
Siehe Tabelle 2.
END
)" "$({
	card c-above 'What does the X-ray above show?' 'A fracture'
	card c-last 'Which drug follows from the last question?' 'Digoxin'
	card c-said 'As discussed earlier, what is the dose?' 'Ten milligrams'
} | cards)" > references.xml
lesson others "$(paragraphs << 'END'
Table 3 of the guideline lists the doses.
A figure 8 bandage supports the shoulder.
The clinical picture above all suggests sepsis.
The mean was 4 (95% CI [2, 6]), and the range [12, 15].
He signed page 2 of the form.
Put her on the table 2 hours before surgery.
The table below has a caption of its own; table 7 has a number.
END
)<table><caption>Table 7. Doses</caption><row><cell>A</cell><cell>B</cell></row></table>" "$({
	card c-year 'In the previous year he smoked. Which test is next?' 'Spirometry'
	card c-liver 'What lies as seen below the liver?' 'The gallbladder'
} | cards)" > others.xml
satchel-lint --quiet --format gcc --select text/dangling-reference .
