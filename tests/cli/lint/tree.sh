# One lesson of a tree is checked against all of it: links to the other lessons hold, their ids are taken,
# and nothing is said about their own mistakes.
. "$TREE/tests/cli/lint/functions"
mkdir -p tree/heart tree/lung
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
lesson heart '<p><link to="nowhere">x</link></p>' "$(card c-a Which? That | cards)" > tree/heart/heart.xml
lesson lung '<p><link to="heart">x</link> <link to="hart">y</link></p>' "$(card c-a What? This | cards)" > tree/lung/lung.xml
cd tree/lung
satchel-lint --quiet --format gcc lung.xml | sed "s|at /.*/tree|at TREE|"
cd ../..
satchel-lint --quiet --format gcc tree/lung
echo "whole tree:"
satchel-lint --quiet --format gcc tree
