# A file that is written, truncated and removed while it is read never crashes the program.
cp "$TREE/content/psychiatry/integrated-treatment.xml" whole.xml
( while :; do
	cp whole.xml lesson.xml
	head -c 20000 whole.xml > lesson.xml
	rm -f lesson.xml
done ) &
writer=$!
i=0
while [ $i -lt 100 ]; do
	satchel-validate --quiet --format gcc . > said 2>&1
	code=$?
	[ $code -eq 0 ] || [ $code -eq 1 ] || [ $code -eq 3 ] || echo "code $code: $(head -n 3 said)"
	i=$((i + 1))
done
kill $writer
wait $writer 2> /dev/null
exit 0
