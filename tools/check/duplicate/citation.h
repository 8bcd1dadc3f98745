/* Entries of reference lists, recognised by their form: "Smith, J., & Jones, K. (2019). Title. …", "3. Smith J, Jones K.
 * Title. Lancet. 2019;393:12–34." Lists in several lessons may share entries, which are no prose. */
#ifndef CHECK_DUPLICATE_CITATION_H
#define CHECK_DUPLICATE_CITATION_H

#include "base/str.h"

bool is_citation(struct str text);

#endif
