/* Licences as SPDX names them. */
#ifndef CHECK_MEDIA_LICENCE_H
#define CHECK_MEDIA_LICENCE_H

#include "base/str.h"

/* Whether text is a licence expression: CC-BY-4.0, LicenseRef-ours, CC-BY-4.0 OR (GFDL-1.3-or-later AND MIT). Letter
 * case does not count. */
bool licence_is_known(struct str text);
/* The identifier that differs from text in spaces, signs and letter case only; NULL if there is none. */
const char *licence_spelled(struct str text);
/* The identifier that text may be a misspelling of, or lacks the version of; NULL if there is none. */
const char *licence_nearest(struct str text);

#endif
