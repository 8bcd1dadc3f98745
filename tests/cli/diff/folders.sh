# Folders have no units and no order; the items are compared all the same.
. "$TREE/tests/cli/diff/prepare"
satchel-diff old/content new/content
