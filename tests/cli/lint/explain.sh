# A rule's page is printed as it stands in the tree.
satchel-lint --explain question/no-key | cmp - "$TREE/tools/check/rules/question/no-key.md"
satchel-validate --explain xml/encoding | cmp - "$TREE/tools/check/rules/xml/encoding.md"
