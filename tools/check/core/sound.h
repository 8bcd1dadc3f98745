/* The sound that an English word begins with, on which its article depends. */
#ifndef CHECK_CORE_SOUND_H
#define CHECK_CORE_SOUND_H

#include "base/str.h"

enum sound { SOUND_EITHER, SOUND_VOWEL, SOUND_CONSONANT };

/* an hour, an MRI, but a uterus. capitals: it has capitals only, and may be read letter by letter. */
enum sound sound_first(struct str word, bool capitals);

#endif
