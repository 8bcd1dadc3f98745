/* Distinctions that folding removes although they may carry meaning: case in symbols (PaO2 and PAO2, Mg and mg),
 * brackets of intervals, primes, and the star of an allele.
 *
 * Case is irrelevant at the beginning of a sentence, in ordinary capitalised words, and in long words in capitals. It
 * matters in words of one or two letters, beside digits, in short words with an inner capital, and in Greek letters.
 * Otherwise (ECG and ecg) it is ambiguous. The hash ignores the case of two capitals: IV is iv. */
#ifndef CHECK_CORE_SYMBOLS_H
#define CHECK_CORE_SYMBOLS_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

enum symbols_difference {
	SYMBOLS_SAME,
	SYMBOLS_IN_DOUBT,
	SYMBOLS_DIFFER,
};

/* Compares two texts that are equal when folded. */
enum symbols_difference symbols_compare(struct str a, struct str b) MUST_CHECK;

/* A hash of the symbols in text, which differs from text to text of the same folded form; 0 if there are none. The order
 * of symbols does not matter. */
uint64_t symbols_hash(struct str text);

#endif
