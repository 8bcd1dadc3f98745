#include "cmd/color.h"

#include <stdlib.h>
#include <unistd.h>

bool color_wanted(enum option_color color, FILE *out)
{
	if (color != OPTION_COLOR_AUTO)
		return color == OPTION_COLOR_ALWAYS;
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
	int number = fileno(out);
	return (!no || !*no) && terminal && strcmp(terminal, "dumb") != 0 && number >= 0 && isatty(number);
}
