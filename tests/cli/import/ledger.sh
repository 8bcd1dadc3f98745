# The ledger as lines of JSON; its counts add up.
printf 'front,back,weight\nWhat?,That,3\nWho?,,\n' > cards.csv
satchel-import -q --ledger rows.jsonl cards.csv -o deck
cat rows.jsonl
jq -c 'select(.counts) | .counts[] | .read == .same + .changed + ."left out"' rows.jsonl
