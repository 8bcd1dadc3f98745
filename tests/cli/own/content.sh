# The lessons of this tree are a model of what the programs preach: nothing is found, and the layout is canonical.
satchel-lint --quiet --today 2026-11-23 "$TREE/content"
satchel-fmt --check "$TREE/content" 2> said || cat said
