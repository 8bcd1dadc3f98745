# All rules about lessons, as text with one line each, and as JSON with one object each.
rules=$(grep '^RULE(' "$TREE/tools/report/rules.def" | grep -cv '"change/')
[ "$(satchel-lint --list-rules | wc -l)" -eq "$rules" ] || echo "not a line for each of $rules rules"
[ "$(satchel-lint --list-rules --format json | grep -o '"name":' | wc -l)" -eq "$rules" ] || echo "not an object each"
# Ignore the widths of the columns.
satchel-lint --list-rules | grep '^question/no-feedback' | tr -s ' '
satchel-lint --list-rules --format json | grep -o '{"name":"question/no-key"[^}]*}'
