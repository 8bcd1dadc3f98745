# A DOCTYPE is refused at its location: entities are not expanded, and no file is read for them.
echo 'the secret words' > secret.txt
body='<lesson xmlns="urn:satchel:lesson:1" id="a" xml:lang="en" reviewed="2026-11-20"><title>&x;</title><summary>s</summary><section id="s"><title>T</title></section></lesson>'
printf '<!DOCTYPE lesson [<!ENTITY x SYSTEM "secret.txt">]>%s' "$body" > external.xml
printf '<!DOCTYPE lesson [<!ENTITY %% p SYSTEM "http://127.0.0.1:9/p.dtd"> %%p;]>%s' "$body" > parameter.xml
printf '<?xml version="1.0"?><!-- c --><!DOCTYPE lesson PUBLIC "-//X" "http://127.0.0.1:9/x.dtd">%s' "$body" > public.xml
printf '<!doctype html>%s' "$body" > lower.xml
{
	printf '<!DOCTYPE lesson [<!ENTITY a0 "ha">'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do printf '<!ENTITY a%d "&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;">' $i $((i-1)) $((i-1)) $((i-1)) $((i-1)) $((i-1)) $((i-1)) $((i-1)) $((i-1)); done
	printf '<!ENTITY x "&a12;">]>%s' "$body"
} > bomb.xml
# AddressSanitizer reserves more memory than that.
[ -n "${SANITIZE:-}" ] || ulimit -v 500000
satchel-validate --quiet --format gcc *.xml
code=$?
satchel-validate *.xml 2>&1 | grep 'secret words'
exit $code
