# Invalid command lines.
for line in '' 'biuld x' 'build' 'build a b' 'show x --text' 'cat x' 'build x --jobs 0' 'build x --jbos 2'; do
	satchel-pack $line
	echo "$?"
done
