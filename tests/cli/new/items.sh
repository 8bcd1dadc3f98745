# Questions and cards to insert into a lesson, each with a new id.
satchel-new question --seed 1
satchel-new card --seed 1
satchel-new cloze --seed 1
satchel-new question -n 500 | grep -o ' id="[^"]*"' | sort | uniq | wc -l
