# Without arguments the programs print a hint.
satchel-validate
first=$?
satchel-lint
second=$?
[ $first -eq 2 ] && exit $second
