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
END
)
</questions>" > kinds.xml
satchel-lint --quiet --format gcc kinds.xml
