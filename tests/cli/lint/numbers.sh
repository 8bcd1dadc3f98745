# The value of a dose depends on the decimal mark of the lesson's language. No fix changes what readers of that language
# read.
. "$TREE/tests/cli/lint/functions"
for lang in en en-ZA de de-CH ar; do
	lesson a "<p>1.000 mg, 1,000 mg.</p><p>1.0 mg.</p><p>1,0 mg.</p><p>2,5 mg.</p><p>2.50mg.</p><p>1.234,50 mg.</p>
<p>1,234.50 mg.</p><p>1.000.000 mg.</p><p>12,34,000 mg.</p><p>0.500 mg.</p><p>0,500 mg.</p><p>Give .5 mg.</p>
<p>Give ,5 mg.</p><p>1 000.000 mg.</p><p>1,0 мг.</p><p>On 1.10.20 mg.</p>" | sed "s/xml:lang=\"en\"/xml:lang=\"$lang\"/" > a.xml
	echo "$lang:"
	satchel-lint --quiet --format gcc --select medical/ a.xml 2> /dev/null | sed 's/^a.xml:\([0-9:]*\): .*\[medical/ \1 [medical/'
	satchel-lint --quiet --select medical/ --fix --unsafe-fixes a.xml > /dev/null 2>&1
	sed -n '5,8s/^/  /p' a.xml
done
echo "tags and marks in English:"
lesson b '<p>1<strong>.0</strong> mg, 1<em>0</em>.0 mg.</p><p>10000,5 mg, 10000.0 mg, 10000.25 mg, 10000,000 mg.</p>
<p>5&lt;br&gt;10 mg, &lt;!-- 2 --&gt;3 mg, &lt;/del&gt; 10 mg, Hb&gt;10 mg, &lt;5 mg or &gt;10 mg.</p>' > b.xml
satchel-lint --quiet --select medical/ --severity info --fix --unsafe-fixes b.xml > log
sed -n '5,6s/^/  /p' b.xml
