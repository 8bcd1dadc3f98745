/* Media types of the pictures, recordings and captions that lessons have, by the extensions of their names. */
#ifndef BASE_MEDIA_TYPE_H
#define BASE_MEDIA_TYPE_H

#include "base/str.h"

/* NULL if the extension is not known. Letter case does not matter. */
const char *media_type(struct str path);
/* Whether it is audio, video or captions. */
bool media_type_is_recording(struct str path);

#endif
