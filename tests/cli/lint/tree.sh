# A single lesson of a tree is checked against the whole tree: links to other lessons resolve, their ids are in use, and
# their own mistakes are not reported.
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
