# Options that are numbers: the correct one is given by its position, and read back so. In other tables, a text counts
# before a number or letter, with a row where both are possible.
cat > in.csv << 'END'
id,question,option 1,option 2,option 3,correct
q-dose,How many milligrams?,2,1,4,#1
q-valves,How many valves?,2,4,6,2
q-group,Which blood group?,B,A,0,A
q-order,Which number?,1,2,3,3
END
satchel-import --seed 1 --reviewed 2026-11-20 -o one in.csv
satchel-export -q -f csv one -o out.csv
cut -d, -f 1,6,8,10,12- out.csv
satchel-import -q --seed 1 --reviewed 2026-11-20 -o two out.csv
grep -h 'question id\|correct=' one/*.xml > first
grep -h 'question id\|correct=' two/*.xml | diff first - && cat first
