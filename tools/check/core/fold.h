/* Folding: what two texts have in common that say the same but are written differently.
 *
 *  - Unicode normal form C, so that é is é however it was typed. Not NFKC, which would make m² m2; but full-width
 *    Latin, half-width kana, Arabic presentation forms and the like become what they stand for.
 *  - Letter case is folded, as Unicode's full case folding has it. Except in words made of letters in
 *    pairs, such as AA, Aa, aabb: these are genotypes, and there the case is the meaning.
 *  - Runs of white space become one space; there is none at either end.
 *  - Punctuation becomes a space (, ; : ? ! " ( ) [ ] … and dashes), or goes without a trace where it only
 *    joins or shortens: Parkinson's, e.g., soft hyphens.
 *  - Arabic vowel signs and tatweel and Hebrew points go without a trace. Alef is alef with or without hamza, and yeh is
 *    yeh with or without dots: typists use the one for the other. Teh marbuta is not heh.
 *  - In scripts without spaces each unit is a word (see unspaced.h): the Chinese for pneumonia is two.
 *  - A hyphen between letters is a space, so follow-up is follow up, and HLA-B27 is HLA B27.
 *  - What carries meaning stays: signs (+ < > = % & ↑ ° µ …), . , : between digits, / between letters or
 *    digits, - before a number, between digits (a range; every dash is the same) and behind a letter or
 *    digit where nothing follows (Cl-). So Na+ is not Na, and 0.5 is not 5.
 *  - White space beside < > = ≤ ≥ ± ~ and before % is dropped: BMI > 30 is BMI >30.
 *
 * Text that is all ASCII never reaches the Unicode library. */
#ifndef CHECK_CORE_FOLD_H
#define CHECK_CORE_FOLD_H

#include "base/buf.h"

/* A character that no lesson can hold and that folding leaves alone: it stands for a gap in a cloze. */
#define FOLD_GAP '\1'
/* Another one, which text_add writes for the I of Turkish and Azerbaijani: folding makes it dotless i. */
#define FOLD_DOTLESS_I '\2'

/* Appends text, folded. Failure is the buffer's. */
void fold(struct buf *out, struct str text);

/* Whether folded text holds some other folded text as whole words; offset is where, may be NULL. */
bool fold_contains(struct str text, struct str words, size_t *offset);

#endif
