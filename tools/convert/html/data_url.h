/* Files written into an address: data:image/png;base64,… (RFC 2397). */
#ifndef CONVERT_HTML_DATA_URL_H
#define CONVERT_HTML_DATA_URL_H

#include "base/arena.h"

/* Sets *bytes, in the arena. False if it is no such address, its data are damaged, or memory ran out. */
bool data_url_read(struct arena *arena, struct str url, struct str *bytes) MUST_CHECK;

#endif
