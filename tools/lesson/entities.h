/* Entities that people know from HTML; XML has five of its own and no others without a DOCTYPE. */
#ifndef LESSON_ENTITIES_H
#define LESSON_ENTITIES_H

#include "base/str.h"

#include <stdint.h>

bool entity_is_predefined(struct str name);
/* The code point that HTML means by the name, or 0. */
uint32_t entity_of_html(struct str name);

#endif
