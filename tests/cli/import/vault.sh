# Notes of Obsidian: links between them, in any of the ways in which it writes them; comments, marks and inline footnotes;
# bars in the code of a table, and cells without column; cards on lines that follow each other.
mkdir -p vault/sub
cat > vault/Heart.md << 'END'
---
aliases: [Cor]
---
See [[Lung]], [[lung|it]], [[Lung#Lobes]], [[sub/Large vessel]], [that](sub/Large%20vessel.md#Top) and [[Missing note]].
![[Lung]]

Pumps.%%Check this.%% Five litres^[a minute]. ^flow

| name | code |
|---|---|
| bar | `a|b` |
| [[Lung\|L]] | $a|b$ |
| one | two | three |
END
printf 'Between two lungs is the [heart](../Heart.md).\n' > vault/Lung.md
cat > 'vault/sub/Large vessel.md' << 'END'
+++
title = "Vessels"
tags = ["flashcards"]
+++
Aorta::Left ventricle
Trunk:::Right ventricle
What returns
to the heart?
?
Veins

C: [Arteries] lead away, [veins] back.
C: Only [one] gap.
END
satchel-import --seed 1 --reviewed 2026-11-20 -o out vault/*.md vault/sub/*.md 2>&1
cat out/*.xml | sed '/<satchel/d'
satchel-validate -q out
# One note alone keeps its link.
echo 'It has two of them.' >> vault/Lung.md
satchel-import -q --seed 1 --reviewed 2026-11-20 -o out vault/Lung.md
echo "exit $?"
grep Between out/lung.xml
