# Invalid requests are refused.
try() {
	satchel-new "$@" > /dev/null
	echo "exit $?" >&2
}
try
try figure
try lesson card
try lesson --id Big
try lesson --id a--b
try lesson --lang e_n
try lesson --today 2026-02-30
try lesson --today 2026-1-1
try lesson -n 2
try card --id x
try card -n 0
try lesson -o no/such/folder.xml
satchel-new lesson > /dev/full
echo "exit $?" >&2
