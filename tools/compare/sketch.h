/* Sketches: 64 bits that differ little if two texts share most words, so that renamed items are found without the old
 * text. Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002, with words as features, or
 * lines for a lesson. */
#ifndef COMPARE_SKETCH_H
#define COMPARE_SKETCH_H

#include "compare/record.h"

/* Numbers of differing bits: at most SKETCH_NEAR, the texts are nearly the same (about seven words of ten); at least
 * SKETCH_FAR, they are unrelated. Unrelated texts differ in 32 on average. */
enum { SKETCH_NEAR = 16, SKETCH_FAR = 20, SKETCH_FEATURES_MIN = 5 };

/* The sketch of a record with lines; 0 if it has fewer than SKETCH_FEATURES_MIN words, which are too few to tell. */
uint64_t sketch_make(const struct record *record);
unsigned sketch_distance(uint64_t a, uint64_t b);

#endif
