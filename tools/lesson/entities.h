/* Named entities of HTML. Without a DOCTYPE, XML has only five. */
#ifndef LESSON_ENTITIES_H
#define LESSON_ENTITIES_H

#include "base/str.h"

#include <stdint.h>

bool entity_is_predefined(struct str name);
/* The code point of an HTML entity, or 0. */
uint32_t entity_of_html(struct str name);

#endif
