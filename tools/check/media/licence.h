/* SPDX licence identifiers. */
#ifndef CHECK_MEDIA_LICENCE_H
#define CHECK_MEDIA_LICENCE_H

#include "base/str.h"

/* Whether text is a valid licence expression: CC-BY-4.0, LicenseRef-ours, CC-BY-4.0 OR (GFDL-1.3-or-later AND MIT).
 * Case is ignored. */
bool licence_is_known(struct str text);
/* The identifier that differs from text only in spaces, punctuation and case; NULL if there is none. */
const char *licence_spelled(struct str text);
/* The identifier of which text is a misspelling or lacks the version; NULL if there is none. */
const char *licence_nearest(struct str text);

#endif
