#include "base/conflict.h"

enum { MARKS = 7 };

bool conflict_is_line(struct str line)
{
	line.len -= line.len > 0 && line.at[line.len - 1] == '\r';
	if (line.len < MARKS || !line.at[0] || !strchr("<|=>", line.at[0]))
		return false;
	for (size_t i = 1; i < MARKS; i++)
		if (line.at[i] != line.at[0])
			return false;
	return line.len == MARKS || (line.at[MARKS] == ' ' && line.at[0] != '=');
}

bool conflict_find(struct str text, struct str *line)
{
	while (text.len > 0) {
		const char *end = memchr(text.at, '\n', text.len);
		size_t len = end ? (size_t)(end - text.at) : text.len, gone = len + (end != NULL);
		*line = (struct str){ text.at, len };
		if (conflict_is_line(*line) && line->at[0] != '=')
			return true;
		text = (struct str){ text.at + gone, text.len - gone };
	}
	return false;
}
