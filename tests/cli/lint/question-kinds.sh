# Answers that are missing, equal or impossible in each kind of question.
. "$TREE/tests/cli/lint/functions"
lesson kinds '<p>Text.</p>' "<questions>
$(cat << 'END'
<open-question id="q-why"><stem>Why?</stem><model-answer> </model-answer></open-question>
<open-question id="q-empty"><stem>Which unit?</stem><answer/><explanation>So.</explanation></open-question>
<open-question id="q-same">
  <stem>Which unit?</stem>
  <answer>mmol/L</answer>
  <answer>mmol/L</answer>
  <answer>MMOL/L</answer>
  <explanation>So.</explanation>
</open-question>
<open-question id="q-model"><stem>Why so low?</stem><model-answer>Toxicity.</model-answer></open-question>
<numeric-question id="q-half" min="0.6"><stem>From which level?</stem><explanation>So.</explanation></numeric-question>
<numeric-question id="q-both" value="0.7" min="0.6" max="0.8" tolerance="10%"><stem>To which?</stem><explanation>So.</explanation></numeric-question>
<numeric-question id="q-none" tolerance="10%"><stem>How often?</stem><explanation>So.</explanation></numeric-question>
<numeric-question id="q-outside" value="0.8001" min="0.6" max="0.8"><stem>How many?</stem><explanation>So.</explanation></numeric-question>
<numeric-question id="q-swapped" min="0.8" max="-0.6"><stem>How long?</stem><explanation>So.</explanation></numeric-question>
<numeric-question id="q-unanswered" unit="mmol/L"><stem>How high?</stem><explanation>So.</explanation></numeric-question>
<numeric-question id="q-silent" value="7" min="7" max="7"><stem>How deep?</stem></numeric-question>
<numeric-question id="q-repeated" value="8"><stem>Which unit?</stem><explanation>So.</explanation></numeric-question>
<matching-question id="q-match">
  <stem>Match.</stem>
  <choice id="one">One</choice><choice id="one">one</choice><choice id="three">One</choice><choice id="four"/>
  <prompt choice="two">The first</prompt><prompt choice="one">The first</prompt><prompt choice="one"> </prompt>
  <explanation>So.</explanation>
</matching-question>
<matching-question id="q-choice"><stem>Match.</stem><choice id="one">One</choice><prompt choice="one">First</prompt><explanation>So.</explanation></matching-question>
<ordering-question id="q-step"><stem>Order.</stem><step>One</step><explanation>So.</explanation></ordering-question>
<ordering-question id="q-steps"><stem>Order.</stem><step>A. Two</step><step>B. One</step><step>C. Two</step><step>D. One</step></ordering-question>
<ordering-question id="q-other-steps"><stem>Order.</stem><step>Wash hands</step><step>Put gloves on</step><explanation>So.</explanation></ordering-question>
<question id="q-ids">
  <stem>Which picture?</stem>
  <option id="a" correct="true">1<figure id="f-a" src="a.svg" alt="One"/></option>
  <option id="a">1<figure id="f-b" src="b.svg" alt="Two"/></option>
  <option id="b"><figure id="f-c" src="b.svg" alt="Two"/></option>
  <option id="c"><figure id="f-d" src="b.svg" alt="Two"/></option>
  <explanation>So.</explanation>
</question>
END
)
</questions>" > kinds.xml
echo "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>" | tee a.svg > b.svg
satchel-lint --quiet --format gcc kinds.xml
