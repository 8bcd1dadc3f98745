/* Learns abbreviations from glossaries, and from texts that explain them: "long form (LF)", "LF (long form)". */
#ifndef CHECK_DUPLICATE_SHORT_FORM_H
#define CHECK_DUPLICATE_SHORT_FORM_H

#include "base/buf.h"
#include "check/core/index.h"

/* Adds an abbreviation with its long form. scratch is overwritten. */
void short_form_add(struct index_part *part, struct str name, struct str meaning, struct buf *scratch);
/* Adds the abbreviations that a plain text explains to the part. scratch is overwritten. */
void short_forms_learn(struct index_part *part, struct str text, struct buf *scratch);

#endif
