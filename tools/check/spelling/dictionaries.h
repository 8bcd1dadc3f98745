/* The dictionaries of Hunspell. They take as long to load as hundreds of lessons to check, and half as long to free, so a
 * program has them once, for all its runs. They are loaded when a lesson first needs them. */
#ifndef CHECK_SPELLING_DICTIONARIES_H
#define CHECK_SPELLING_DICTIONARIES_H

#include "base/attributes.h"

struct dictionaries;

/* For any number of threads. NULL if memory ran out. */
struct dictionaries *dictionaries_new(void) MUST_CHECK;
/* No run may use them any more. A program that ends need not call it. */
void dictionaries_free(struct dictionaries *dictionaries);

#endif
