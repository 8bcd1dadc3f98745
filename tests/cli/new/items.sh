# Questions and cards to put into a lesson, each with an id of its own.
satchel-new question --seed 1
satchel-new card --seed 1
satchel-new cloze --seed 1
satchel-new question -n 500 | grep -o ' id="[^"]*"' | sort | uniq | wc -l
