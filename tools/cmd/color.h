/* Whether output is coloured. */
#ifndef CMD_COLOR_H
#define CMD_COLOR_H

#include "base/options.h"

/* On a capable terminal, unless NO_COLOR is set and not empty; or as --color says. */
bool color_wanted(enum option_color color, FILE *out);

#endif
