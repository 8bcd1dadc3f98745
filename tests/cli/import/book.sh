# A collection of OpenStax with two modules: sections, notes, exercises, tables, links, glossary, and a picture.
mkdir -p collections modules/m1 modules/m2 media
cat > collections/book.collection.xml <<'END'
<col:collection xmlns="http://cnx.rice.edu/collxml" xmlns:md="http://cnx.rice.edu/mdml" xmlns:col="http://cnx.rice.edu/collxml">
  <metadata><md:title>Book</md:title><md:language>en</md:language></metadata>
  <col:content>
    <col:module document="m1"/>
    <col:subcollection><md:title>Part</md:title><col:content><col:module document="m2"/><col:module document="m3"/></col:content></col:subcollection>
  </col:content>
</col:collection>
END
cat > modules/m1/index.cnxml <<'END'
<document xmlns="http://cnx.rice.edu/cnxml"><title>The kidney</title>
<metadata xmlns:md="http://cnx.rice.edu/mdml"><md:content-id>m1</md:content-id><md:title>The kidney</md:title>
<md:abstract><para>What kidneys do.</para><list><item>Name the parts</item></list></md:abstract></metadata>
<content>
<para id="p1">Kidneys <emphasis effect="italics">filter</emphasis> blood (<link target-id="Fig_1"/>, <link target-id="Table_1"/>, <link document="m2" target-id="sec"/>). See <link url="https://example.org/x">this</link>.</para>
<figure id="Fig_1"><media alt="A line"><image mime-type="image/svg+xml" src="../../media/line.svg"/></media><caption>A line.</caption></figure>
<section id="s1"><title>Parts</title>
<note id="n1"><label>Dig deeper</label><title>The loop</title><para>It dips into the medulla.</para></note>
<table id="Table_1" summary="Parts"><tgroup cols="2"><colspec colname="c1"/><colspec colname="c2"/><thead><row><entry namest="c1" nameend="c2">Parts</entry></row></thead>
<tbody><row><entry>Cortex</entry><entry>Outer</entry></row><row><entry>Medulla</entry><entry>Inner</entry></row></tbody></tgroup></table>
<section id="s2"><title>Deeper</title><para>Text<footnote>a note</footnote><footnote/>.</para></section>
</section>
<section id="s3" class="review-questions"><title>Questions</title>
<exercise id="e1"><problem><para>Which part is outside?</para><list list-type="enumerated" number-style="lower-alpha"><item>the cortex</item><item>the medulla</item></list></problem><solution><para>A</para></solution></exercise>
<exercise id="e2"><problem><para>Why?</para></problem><solution><para>Because of the gradient.</para></solution></exercise>
<exercise id="e4"><problem><para><link class="os-embed" url="#exercise/12345"/></para></problem></exercise>
</section>
<section id="s4"><title>Think</title><exercise id="e3"><problem><para>What do you think?</para></problem></exercise></section>
</content>
<glossary><definition id="d1"><term>cortex</term><meaning>the outer part</meaning></definition></glossary>
</document>
END
cat > modules/m2/index.cnxml <<'END'
<document xmlns="http://cnx.rice.edu/cnxml"><title>The bladder</title>
<metadata xmlns:md="http://cnx.rice.edu/mdml"><md:content-id>m2</md:content-id><md:title>The bladder</md:title></metadata>
<content><section id="sec"><title>Filling</title><para>It fills slowly, see <link document="m1"/> and <link target-id="gone">what is gone</link>.</para></section></content>
</document>
END
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2"/></svg>' > media/line.svg
satchel-import --seed 1 --reviewed 2026-11-20 collections/book.collection.xml -o out
echo "exit code $?"
cat out/the-kidney.xml out/the-bladder.xml
ls out/images
satchel-validate out

# Titles, labels, subfigures, exercises in callouts and examples, several solutions, and links to what has no label.
mkdir -p other/collections other/modules/m4 other/media
cp media/line.svg other/media/a.svg
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h3"/></svg>' > other/media/b.svg
cat > other/modules/m4/index.cnxml <<'END'
<document xmlns="http://cnx.rice.edu/cnxml" xmlns:m="http://www.w3.org/1998/Math/MathML"><title>The ureter</title>
<metadata xmlns:md="http://cnx.rice.edu/mdml"><md:content-id>m4</md:content-id><md:title>The ureter</md:title></metadata>
<content>
<para id="p1"><title>Start here.</title>See <link target-id="fig"/>, <link target-id="ex1"/> and <link target-id="ex2">the second</link>.</para>
<figure id="fig"><label>Picture</label><title>Both <emphasis effect="italics">sides</emphasis></title><subfigure id="s1"><title>Left.</title><media alt="A"><image mime-type="application/pdf" for="pdf" src="gone.pdf"/><image mime-type="image/svg+xml" src="../../media/a.svg"/></media><caption>Longer.</caption></subfigure><subfigure id="s2"><media alt="B"><image mime-type="image/svg+xml" src="../../media/b.svg"/></media><caption>Shorter.</caption></subfigure><caption>Two ureters.</caption></figure>
<figure id="one"><title>One side</title><media alt="C"><image mime-type="image/svg+xml" src="../../media/b.svg"/></media></figure>
<list id="l1" list-type="enumerated" start-value="4"><title>Layers <emphasis effect="italics">outwards</emphasis></title><item>muscle</item><item><label>x.</label>adventitia</item></list>
<para>Its length is <m:math><m:mrow><m:ci>l</m:ci><m:mo>=</m:mo><m:cn>25</m:cn></m:mrow></m:math>, <quote display="inline">about a foot</quote>.</para>
<note id="n1"><title>Try it</title><para>Think.</para><exercise id="ex1"><problem><para>How long is it?</para></problem><solution><para>25 cm.</para></solution><solution><para>10 inches.</para></solution><commentary><para>It varies.</para></commentary></exercise><exercise id="ex3"><problem><para>What else?</para></problem></exercise></note>
<definition id="di"><term>Peristalsis</term><meaning>a wave of muscle</meaning></definition>
<section><title>One</title><para>1</para><section><title>Two</title><section><title>Three</title><section><title>Four</title><para>4</para></section></section></section></section>
<example id="ea"><title>A stone</title><para>It stops there.</para><exercise id="ex2"><title>Where</title><problem><para>Where does it stop?</para></problem><solution><para>At the pelvic brim.</para></solution></exercise></example>
</content>
<glossary><definition id="d1"><term>hilum</term><meaning>the way in</meaning><seealso><term>ureter</term></seealso></definition></glossary>
</document>
END
satchel-import --seed 1 --reviewed 2026-11-20 other/modules/m4/index.cnxml -o titles
echo "exit code $?"
cat titles/the-ureter.xml
satchel-validate titles
