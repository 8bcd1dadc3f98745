/* What folding drops although it may carry meaning: the letter case of symbols (PaO2 and PAO2, Mg and mg), the
 * brackets of intervals, primes, and the star of an allele.
 *
 * Letter case says nothing where a sentence begins, in ordinary words that begin with a capital, and in long words
 * that are capitals throughout. It counts in words of one or two letters, beside digits, in short words with a
 * capital inside, and in Greek letters. Elsewhere (ECG and ecg) it is in doubt. */
#ifndef CHECK_CORE_SYMBOLS_H
#define CHECK_CORE_SYMBOLS_H

#include "base/buf.h"

enum symbols_difference {
	SYMBOLS_SAME,
	SYMBOLS_IN_DOUBT,
	SYMBOLS_DIFFER,
};

/* How far two texts differ in this that are the same when folded. */
enum symbols_difference symbols_compare(struct str a, struct str b) MUST_CHECK;

/* Appends a space and one word to a folded text that has such symbols: the same word for the same symbols in any order.
 * text is the one that was folded. */
void symbols_add(struct buf *folded, struct str text);

#endif
