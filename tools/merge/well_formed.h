/* Whether a file is XML that can be merged by items. */
#ifndef MERGE_WELL_FORMED_H
#define MERGE_WELL_FORMED_H

#include "base/attributes.h"
#include "base/str.h"

/* Whether bytes are well-formed XML in UTF-8 without DOCTYPE. If not, *why is the reason,
 * such as "is empty", or NULL if memory ran out. */
bool xml_is_well_formed(struct str bytes, const char **why) MUST_CHECK;

#endif
