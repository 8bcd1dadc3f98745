# What does not exist is reported once in each lesson, however many references there are to it: removing it was one mistake.
. "$TREE/tests/cli/lint/functions"
mkdir images
q() { echo "<open-question id=\"$1\" objective=\"$2\"><stem>$3</stem><answer>$4</answer></open-question>"; }
lesson one '<p>It is so,<cite source="s-gone"/> or so,<cite source="s-gone"/> or not,<cite source="s-lost"/>
<link to="f-gone">a</link> <link to="f-gone">b</link> <term entry="g-gone">c</term> <term entry="g-gone">d</term></p>
<p><link to="two#first">a</link> <link to="two#gone">b</link> <link to="two#gone">c</link></p>
<p><link to="none#gone">b</link> <link to="none#gone">c</link></p>
<figure id="f-a" src="images/gone.png" alt="A heart"/>
<figure id="f-b" src="images/gone.png" alt="A heart"/>' "<questions>
$(q q-a o-gone One? 1)
$(q q-b first Two? 2)
$(q q-c o-gone Three? 3)
$(q q-d first Four? 4)
$(q q-e o-gone Five? 5)
</questions>" > one.xml
lesson two '<p><link to="f-gone">a</link></p>' > two.xml
echo '<satchel xmlns="urn:satchel:config:1"/>' > satchel.xml
satchel-validate --quiet . | grep -e error -e '\^'
