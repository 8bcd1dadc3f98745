/* Folding maps texts that say the same, but are written differently, to the same string.
 *
 *  - Unicode normal form C, so that é is é however it was typed. Not NFKC, which would turn m² into m2; but full-width
 *    Latin, half-width kana, Arabic presentation forms and the like are replaced by ordinary characters.
 *  - Full case folding of Unicode, except in words that consist of pairs of letters, such as AA, Aa, aabb: these are
 *    genotypes, where case matters.
 *  - Runs of white space become one space; leading and trailing white space is removed.
 *  - Punctuation becomes a space (, ; : ? ! " ( ) [ ] … and dashes), or is removed where it only joins or shortens:
 *    Parkinson's, e.g., soft hyphens.
 *  - Arabic vowel signs, tatweel and Hebrew points are removed. Alef with and without hamza are the same, as are yeh with
 *    and without dots, because typists interchange them. Teh marbuta and heh differ.
 *  - In scripts without spaces each unit is a word (see unspaced.h): the Chinese for pneumonia is two.
 *  - A hyphen between letters is a space, so follow-up equals follow up, and HLA-B27 equals HLA B27; so is one that is
 *    followed by white space, after three letters or a single one: "follow- up".
 *  - Characters with meaning are kept: signs (+ < > = % & ↑ ° µ …), . , : between digits, / between letters or digits,
 *    - before a number, between digits (a range; all dashes are equal), and after a letter or digit at the end of a word
 *    (Cl-). So Na+ differs from Na, and 0.5 from 5.
 *  - White space around < > = ≤ ≥ ± ~, around / between words, and before % is removed: BMI > 30 equals BMI >30.
 *
 * ASCII text never reaches the Unicode library. */
#ifndef CHECK_CORE_FOLD_H
#define CHECK_CORE_FOLD_H

#include "base/buf.h"

/* A character that no lesson can contain and that folding keeps: represents a gap in a cloze. */
#define FOLD_GAP '\1'
/* Another one, which text_add writes for the I of Turkish and Azerbaijani: folding turns it into dotless i. */
#define FOLD_DOTLESS_I '\2'

/* Appends the folded text. Failure is recorded in the buffer. */
void fold(struct buf *out, struct str text);

/* Whether folded text contains other folded text as whole words. *offset, which may be NULL, becomes its position. */
bool fold_contains(struct str text, struct str words, size_t *offset);

#endif
