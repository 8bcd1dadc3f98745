/* Digests of JSON, to find changes of markup. */
#ifndef COMPARE_MARKS_H
#define COMPARE_MARKS_H

#include "base/str.h"
#include "reader/json.h"

/* The digest of a value of a lesson, whose bytes are value, without labels. */
uint64_t mark_digest(struct json_walk json, struct str value);

#endif
