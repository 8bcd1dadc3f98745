# The page of a rule is printed byte for byte.
satchel-lint --explain question/no-key | cmp - "$TREE/tools/check/rules/question/no-key.md"
satchel-validate --explain xml/encoding | cmp - "$TREE/tools/check/rules/xml/encoding.md"
# A custom pattern has the page of all patterns; a family is listed.
satchel-lint --explain custom/our-words | cmp - "$TREE/tools/check/rules/custom/pattern.md"
satchel-lint --list-rules | grep ^medical/ > family
satchel-lint --explain medical | cmp - family
satchel-lint --explain medical/ | cmp - family
