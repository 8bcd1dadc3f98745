/* What an item asks and its answer are one thing: if one side changes the answer and the other what it is the answer
 * to, each may be right and both together wrong, which nobody would see. So this is a conflict, even between different
 * elements: front and back of a card, the stem and the options of a question, a term and its definition. Explanations
 * and feedback are not part of it, and neither are two wrong options of each other.
 *
 * The same is so wherever one part decides what others mean: the case of a set, and the answers to its questions; the
 * head of a table, or its first row if it has none and that has no header, and its rows; a picture or recording, and
 * what is said of it or hidden in it. */
#ifndef MERGE_ASKED_H
#define MERGE_ASKED_H

#include "merge/piece.h"

/* Whether this is so for the three versions of an item. If so, the first *count children of each are what it asks. */
bool asked_conflicts(struct merge_piece *const versions[MERGE_SIDES], size_t counts[MERGE_SIDES]) MUST_CHECK;

#endif
