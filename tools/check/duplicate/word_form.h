/* The forms and spellings of English words. */
#ifndef CHECK_DUPLICATE_WORD_FORM_H
#define CHECK_DUPLICATE_WORD_FORM_H

#include "base/str.h"

enum { WORD_STEM = 64 };

/* Writes what the forms and spellings of a folded word have in common, and returns its length: oedema and edema, cause
 * and causes, infected and infection. Words that only look alike differ: ileum and ilium, ileus; nitrate and nitrite. */
size_t word_stem(char out[WORD_STEM], struct str word);

/* Whether two folded words with one stem are different words, other than by their plural and spelling: infected and
 * infection. */
bool word_is_derived(struct str a, struct str b);

/* Whether a folded word ends like an adjective: renal, gastric, ocular. */
bool word_is_adjective(struct str word);

/* Whether one of two folded words is probably a misspelling of the other: they differ by one letter that is missing,
 * doubled or another, or by two neighbours that are swapped. A difference near the beginning or end usually makes
 * another word (afferent and efferent, lactase and lactose), as it does in short words. */
bool word_is_misspelled(struct str a, struct str b);

/* The same for texts that agree in all else: any letter may be missing or another, if that does not usually make another
 * word (febrile and afebrile, adduct and abduct, lactase and lactose, osteoblast and osteoclast). */
bool word_is_slip(struct str a, struct str b);

#endif
