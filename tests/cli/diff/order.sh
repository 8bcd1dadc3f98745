# Different words, a different order of the same words, and a different answer are distinguished.
. "$TREE/tests/cli/diff/prepare"
lesson before heart "The heart" free '<section id="s"><title>Work</title><p>It beats.</p><p>It pumps.</p></section>
  <questions>
    <question id="q-key"><stem>How many?</stem><option correct="true">Four</option><option>Five</option></question>
    <question id="q-order"><stem>How fast?</stem><option correct="true">Sixty</option><option>Six</option></question>
  </questions>
  <cards><card id="c-list"><front>Which two?</front><back>These:<list><item>Atria</item></list></back></card>
    <card id="c-and"><front>What is less?</front><back>Four</back></card></cards>'
lesson after heart "The heart" free '<section id="s"><title>Work</title><p>It pumps.</p><p>It beats.</p></section>
  <questions>
    <question id="q-key"><stem>How many?</stem><option>Four</option><option correct="true">Five</option></question>
    <question id="q-order"><stem>How fast?</stem><option>Six</option><option correct="true">Sixty</option></question>
  </questions>
  <cards><card id="c-list"><front>Which two?</front><back>These:<list><item>Ventricles</item></list></back></card>
    <card id="c-and"><front>What is less?</front><back>Four &amp;lt; five</back></card></cards>'
satchel-diff before after
satchel-diff --format markdown before after
