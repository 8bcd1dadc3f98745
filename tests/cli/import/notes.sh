# What authors' own notes have: footnotes after the last card, underlined headings, sub- and superscript, brackets that
# are no formula, captions of pictures, lists of tasks; and the same again after an export.
mkdir note && cat > note/salt.md <<'NOTE'
---
tags: [renal, salt]
authors: ["Author, A.", B. Author]
---
Salt
====

Water is H~2~O[^1], the count 10^9^/L, and x^2+y^2 a sum. It takes ~5 or ~10 days, ~~not 3~~ \[sic\].

\[ Na - Cl \]

![A line](line.svg "The line of *salt*")

- [ ] first
- [ ] second

Q: Is it safe?[^2]
A: \[1\] Yes

[^1]: As ice, too.
[^2]: In water.
NOTE
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2"/></svg>' > note/line.svg
satchel-import --seed 1 --reviewed 2026-11-20 note/salt.md -o out
cat out/salt.xml
satchel-export -q -f markdown out -o again
satchel-import -q --seed 2 again/salt.md -o back
diff out/salt.xml back/salt.xml
# Ids of questions may begin with anything; the tag of notes with cards is no word of a heading.
cat > note/sugar.md <<'NOTE'
# Sugar #flashcards

## One {#item-one .question}

What is sweet?

- [x] sugar
- [ ] salt

## Rest {#rest}

Salty::salt
NOTE
satchel-import -q --seed 1 --reviewed 2026-11-20 note/sugar.md -o sugar
grep -h '<title>\|<question \|<front>\|<section' sugar/sugar.xml
satchel-export -q -f markdown sugar -o notes
grep '^#' notes/sugar.md
satchel-import -q --seed 2 notes/sugar.md -o sugar-again
diff sugar/sugar.xml sugar-again/sugar.xml
