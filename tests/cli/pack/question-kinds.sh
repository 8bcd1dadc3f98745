# Questions of each kind: as text, and in a comparison.
. "$TREE/tests/cli/pack/prepare"
write() { # SYNONYM MODEL TOLERANCE VALUE
	cat > content/pump.xml <<END
<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="pump" xml:lang="en" reviewed="2026-11-20">
  <title>The pump</title>
  <summary>How it fills.</summary>
  <section id="one"><title>First</title><p>It fills.</p></section>
  <questions>
    <open-question id="q-synonym">
      <vignette>It fills.</vignette><stem>Which part?</stem>
      <answer>left <em>ventricle</em></answer><answer>$1</answer>
      <explanation>Look.</explanation>
    </open-question>
    <open-question id="q-model">
      <stem>Why does it fill?</stem>
      <model-answer>The pressure is low.<p>$2</p></model-answer>
    </open-question>
    <numeric-question id="q-tolerance" value="-70.50" tolerance="$3" unit="mV">
      <stem>Which charge has it?</stem><explanation>Measure.</explanation>
    </numeric-question>
    <numeric-question id="q-value" min="$4" max="80">
      <stem>How often?</stem><explanation>Count.</explanation>
    </numeric-question>
  </questions>
</lesson>
END
}
write "LV" "It sucks." 0.6% 60
satchel-pack build packs/small.xml -q -o old.satchel
satchel-pack cat old.satchel pump --text
satchel-pack cat old.satchel lessons/pump.json | grep -o '"value[^}]*}'
write "the LV" "It is elastic." 1.25 50.0
satchel-diff old.satchel packs/small.xml
