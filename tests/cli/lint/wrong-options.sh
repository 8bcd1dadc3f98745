# Each is refused with exit code 2 and a helpful message.
for option in --formt=json --format=yaml --jobs=0 --jobs=many --color=blue --stdin-path= --select=question/no-kay \
	--ignore=questoin --ignore=xml --severity=loud --severity=off --severity=question/no-kye=error \
	--severity=question/no-key=high --severity=xml=warning --explain=no-key --explain=nothing-like-it; do
	satchel-lint $option x.xml
	[ $? -eq 2 ] || echo "$option: not refused"
done
