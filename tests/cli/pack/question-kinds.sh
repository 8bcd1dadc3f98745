# Questions of each kind: as text, and in a comparison.
. "$TREE/tests/cli/pack/prepare"
write() { # SYNONYM MODEL TOLERANCE VALUE PROMPT CHOICE SPARE STEP ANOTHER-STEP
	cat > content/pump.xml <<END
<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="pump" xml:lang="en" reviewed="2026-11-20">
  <title>The pump</title>
  <summary>How it fills.</summary>
  <section id="one"><title>First</title><p>It fills.</p></section>
  <questions>
    <question-set id="set-fill"><vignette>It fills.</vignette>
    <open-question id="q-synonym"><stem>Which part?</stem>
      <answer>left <em>ventricle</em></answer><answer>$1</answer>
      <explanation>Look.</explanation>
    </open-question>
    <open-question id="q-model"><vignette>Then it is full.</vignette>
      <stem>Why does it fill?</stem>
      <model-answer>The pressure is low.<p>$2</p></model-answer>
    </open-question>
    </question-set>
    <question-set id="set-shut" access="member"><vignette>It empties.</vignette>
    <numeric-question id="q-tolerance" value="-70.50" tolerance="$3" unit="mV">
      <stem>Which charge has it?</stem><explanation>Measure.</explanation>
    </numeric-question>
    <numeric-question id="q-value" min="$4" max="80">
      <stem>How often?</stem><explanation>Count.</explanation>
    </numeric-question>
    </question-set>
    <matching-question id="q-pairs">
      <stem>Which valve?</stem>
      <choice id="mitral">Mitral</choice><choice id="aortic">Aortic</choice><choice id="other">$7</choice>
      <prompt choice="mitral">To the left ventricle</prompt><prompt choice="$6">$5<figure id="f-p" src="images/shape.svg" alt="A tube"/></prompt>
    </matching-question>
    <matching-question id="q-spare">
      <stem>Which side?</stem>
      <choice id="left">Left</choice><choice id="right">Right</choice><choice id="middle">$7</choice>
      <prompt choice="left">Aorta</prompt>
    </matching-question>
    <ordering-question id="q-order">
      <stem>Which is first?</stem><step>Atria</step><step>$8</step><step>$9</step><explanation>Listen.</explanation>
    </ordering-question>
    <question id="q-picture">
      <stem>Which shape?</stem>
      <option correct="true" id="round" credit="100">Round<figure id="f-r" src="images/shape.svg" alt="A ring"/><feedback>Yes.</feedback></option>
      <option credit="-33.3"><figure id="f-s" src="images/other.svg" alt="Another shape"/></option>
    </question>
  </questions>
</lesson>
END
}
sed "s/svg\"/svg\" width=\"4\"/" content/images/shape.svg > content/images/other.svg
write "LV" "It sucks." 0.6% 60 "To the aorta" aortic "Tricuspid" Ventricles Lungs
satchel-pack build packs/small.xml -q -o old.satchel
satchel-pack cat old.satchel pump --text
satchel-pack cat old.satchel lessons/pump.json | grep -o '"sets".*"questions"\|"value[^}]*}\|"choices".*'
write "the LV" "It is elastic." 1.25 50.0 "To the body" mitral "Pulmonary" Lungs Ventricles
satchel-diff old.satchel packs/small.xml
