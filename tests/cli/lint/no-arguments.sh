# Without arguments the programs say what to type.
satchel-validate
first=$?
satchel-lint
second=$?
[ $first -eq 2 ] && exit $second
