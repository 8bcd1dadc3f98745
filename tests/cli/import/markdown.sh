# A note with front matter, sections, formulas, callouts, tables, footnotes, questions and cards of all conventions.
mkdir note && cat > note/kidney.md <<'NOTE'
---
title: "The kidney"
tags: [renal, Acid base]
lang: en-GB
authors: A. Author, B. Author
status: draft
---
# The kidney

Kidneys **filter** blood.[^1] See [this](https://example.org), [[Other note|that]] and ==this==. It costs $5 or $6.
The gap is $\frac{a}{b} + x_1$, and p<0.05.

$$
E = mc^2
$$

## Parts {#parts}

- cortex
- medulla
  1. outer
  2. inner

| Part | Where |
|------|:-----:|
| Cortex | outside |
| *Medulla* | inside |

> [!warning] Potassium
> Do not give it fast.
> - ever

> A quotation.

#### Deeper

![A line](line.svg)

![[missing.png]]

## Questions

Which part is outside?

- [ ] the medulla
  > No, inside.
- [x] the cortex

> Because it is the bark.

### Case {#q-case}

A man has oedema.

What next?

- [x] ask
- [ ] run
- [x] measure

[^1]: About 180 L
    a day.

Q: What is *GFR*?
A: Glomerular filtration rate
   in $mL/min$
Tags: gfr physiology
---
C: Loop diuretics block [NKCC2] in the [thick ascending limb]. <!--ID: c-loop-->

START
Cloze
Thiazides act on {{c1::NCC}} in the {{c2::distal tubule::segment}}.
END

START
Basic (and reversed card)
PTH
Back: Parathyroid hormone
END

STARTI [Basic] Which valve has two cusps? Back: The mitral valve ENDI
NOTE
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2"/></svg>' > note/line.svg
satchel-import --seed 1 --reviewed 2026-11-20 note/kidney.md -o out
cat out/kidney.xml
satchel-validate out
printf '#flashcards\n\nSodium::Na\nPotassium:::K\nstd::string\n' > salts.md
satchel-import -q --seed 1 salts.md -o salts
grep -h '<front>\|<back>' salts/*.xml
