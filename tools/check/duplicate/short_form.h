/* Learns abbreviations from texts that explain them: "long form (LF)", "LF (long form)". */
#ifndef CHECK_DUPLICATE_SHORT_FORM_H
#define CHECK_DUPLICATE_SHORT_FORM_H

#include "base/buf.h"
#include "check/core/index.h"

/* Adds the abbreviations that a plain text explains to the part. scratch is overwritten. */
void short_forms_learn(struct index_part *part, struct str text, struct buf *scratch);

#endif
