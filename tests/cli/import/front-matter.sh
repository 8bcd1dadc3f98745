# Lists and texts in front matter, another title, callouts of GitHub and Obsidian, footnotes in footnotes and unused ones.
cat > a.md <<'MD'
---
title: Kidneys
authors:
  - Ada Lovelace
  - "Grace Hopper"
summary: >
  What kidneys
  do.
lang: klingon!!
---
# The kidney

Kidneys filter[^1] blood.

[^1]: All of it [^inner].
[^inner]: in half an hour
[^9]: Never used.

> [!WARNING]
> Careful.

> [!faq]- Why?
> Because.
MD
satchel-import a.md -o out 2>&1
sed 's/id="part-[^"]*"/id="part-…"/; s/reviewed="[^"]*"/reviewed="…"/' out/a.xml
