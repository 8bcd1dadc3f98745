/* Sketches: 64 bits that differ in few places where two texts have most words in common, so that what was renamed is
 * found without the old text. Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002, with
 * words as features, or for a lesson its lines. */
#ifndef COMPARE_SKETCH_H
#define COMPARE_SKETCH_H

#include "compare/record.h"

/* Bits in which two sketches differ: at most so many, and the texts are nearly the same (about seven words of ten);
 * at least so many, and they have nothing to do with each other. Texts of unrelated words differ in 32 on average. */
enum { SKETCH_NEAR = 16, SKETCH_FAR = 20, SKETCH_FEATURES_MIN = 5 };

/* Of a record with lines; 0 where it has fewer than SKETCH_FEATURES_MIN words, from which nothing can be said. */
uint64_t sketch_make(const struct record *record);
unsigned sketch_distance(uint64_t a, uint64_t b);

#endif
