#include "base/shell.h"

void shell_word(struct buf *out, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/+,@%:-";
	const char *colon = strchr(word, ':'), *slash = strchr(word, '/');
	bool misread = word[0] == '-' || (colon && (!slash || colon < slash));
	if (word[strspn(word, plain)] == '\0') {
		buf_format(out, "%s%s", misread ? "./" : "", word);
		return;
	}
	buf_text(out, misread ? "'./" : "'");
	for (; *word; word++)
		if (*word == '\'')
			buf_text(out, "'\\''");
		else
			buf_char(out, *word);
	buf_char(out, '\'');
}
