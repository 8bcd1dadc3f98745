# Standard input is written, with its fixes, to standard output; the remaining findings go to standard error.
. "$TREE/tests/cli/fix/functions"
lesson a '<p>Signs & symptoms <link to="none">x</link></p>' | satchel-lint --select xml/,reference/ --format gcc --fix --stdin-path x.xml -
echo "exit $?"
lesson a '<p>Signs & symptoms</p>' | lint --diff --stdin-path x.xml -
