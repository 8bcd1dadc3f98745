# Thousands of mistakes in one file are all reported, in time proportional to their number.
{
	printf '<lesson xmlns="urn:satchel:lesson:1" id="a" xml:lang="en" reviewed="2026-11-20">\n<title>T</title><summary>s</summary>\n<section id="s"><title>T</title>\n'
	seq 1 20000 | sed 's/.*/<p>a \& b<\/p><pp>c<\/pp><list kind="x"><item>d<\/list>/'
	printf '</section></lesson>\n'
} > many.xml
satchel-validate --quiet --format gcc many.xml > said
echo "$? $(wc -l < said) $(cut -d[ -f2 said | sort | uniq -c | tr -s ' ' | tr '\n' ';')"
# The same for mistakes that each keep the schema validator from detecting the next.
{
	printf '<lesson xmlns="urn:satchel:lesson:1" id="a" xml:lang="en" reviewed="2026-11-20">\n<title>T</title><summary>s</summary>\n<section id="s"><title>T</title>\n'
	seq 1 5000 | sed 's/.*/<p>a<\/p><section id="s&"><p>x<\/p><title>d<\/title><\/section>/'
	printf '</section></lesson>\n'
} > order.xml
satchel-validate --quiet --format gcc order.xml > said
echo "$? $(wc -l < said) $(grep -c hide said)"
