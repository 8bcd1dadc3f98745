# Questions and cards as a table. Reading it back gives the same items but for what the ledger lists.
satchel-export -f csv "$TREE/content/psychiatry" -o items.csv | sed -n '/^  *read/,$p'
head -n 1 items.csv
satchel-import --reviewed 2026-11-20 items.csv -o back | sed -n '/^  *read/,$p'
satchel-validate back
satchel-export -q -f csv back -o again.csv
cut -d, -f 1 items.csv | grep -o '^[qc]-[a-z0-9-]*' | sort > ids
cut -d, -f 1 again.csv | grep -o '^[qc]-[a-z0-9-]*' | sort | diff ids - && echo 'same ids'
for file in items again; do tr -d '\r' < $file.csv | grep ',text$' | sort > $file.text; done
comm -23 items.text again.text
echo "$(wc -l < items.text) rows of plain text are the same"
