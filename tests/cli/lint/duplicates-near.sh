# Near duplicates in several files: a cluster of n gives n-1 findings, independently of threads; contrasting items give
# none; an option of the rule sets the threshold.
. "$TREE/tests/cli/lint/functions"
mkdir tree
front='drug is used to reverse the effect of unfractionated heparin?'
lesson a '<p>Text.</p>' "<questions>$(question q-a 'Which of the following drugs most often causes agranulocytosis?')</questions>
$(card c-a "Which $front" Protamine | cards)" > tree/a.xml
lesson b '<p>Text.</p>' "<questions>$(question q-b 'Which one of the following drugs most often causes agranulocytosis?')</questions>
$(card c-b "What $front" Protamine | cards)" > tree/b.xml
lesson c '<p>Text.</p>' "<questions>$(question q-c 'Which of the following drug most often causes agranulocytosis?')</questions>
$(card c-c "Which $front" Protamine | cards)" > tree/c.xml
lesson d '<p>Text.</p>' "<questions>$(question q-d 'Which of the following drugs least often causes agranulocytosis?')</questions>
$(card c-d "Whichever $front" 'Vitamin K' | cards)" > tree/d.xml
satchel-lint --quiet --format gcc --jobs 1 --select duplicate/ tree > one
satchel-lint --quiet --format gcc --jobs 4 --select duplicate/ tree > four
echo "exit $?"
cmp one four
cat one
satchel-lint --quiet --select duplicate/near-card tree/a.xml tree/b.xml
echo "exit $?"
echo "literally:"
cat > tree/satchel.xml << END
<satchel xmlns="urn:satchel:config:1">
  <rule name="duplicate/near-card"><option name="similarity" value="75"/></rule>
</satchel>
END
satchel-lint --quiet --format gcc --select duplicate/near-card tree
echo "an abbreviation that another lesson explains:"
rm -r tree
mkdir tree
lesson a '<p>The cricothyroid ligament (CTL) is cut in an emergency.</p>' > tree/a.xml
lesson b '<p>Text.</p>' "$(card c-a 'Between which cartilages is the CTL?' 'Thyroid and cricoid' | cards)" > tree/b.xml
lesson c '<p>Text.</p>' "$(card c-b 'Between which cartilages is the cricothyroid ligament?' 'The cricoid and thyroid' | cards)" > tree/c.xml
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
satchel-lint --quiet --format gcc --select duplicate/near-card tree
echo "an abbreviation with two meanings, one of which the other card has:"
lesson d '<p>CTL (cytotoxic T lymphocyte) is a kind of cell.</p>' > tree/d.xml
satchel-lint --quiet --format gcc --select duplicate/near-card tree
