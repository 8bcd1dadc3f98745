# Ids used twice within a lesson, by elements of the same kind and of different kinds.
. "$TREE/tests/cli/lint/functions"
lesson a '<p>A<cite source="first"/><cite source="s-on"/></p>
<figure id="first" src="x.svg" alt="x"/>' "<questions>
$(question a 'One?') $(question q-b 'Two?') $(question q-b 'Three?')
</questions>
<sources><source id=\"s-one\">S</source></sources>" > a.xml
touch x.svg
satchel-validate --quiet a.xml
