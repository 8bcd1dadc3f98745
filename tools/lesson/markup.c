#include "lesson/markup.h"

#include <string.h>

static size_t tag_end(struct str bytes, size_t i)
{
	char quote = '\0';
	for (; i < bytes.len; i++) {
		char c = bytes.at[i];
		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return i + 1;
	}
	return bytes.len;
}

size_t markup_end(struct str bytes, size_t offset)
{
	static const struct {
		const char *open, *close;
	} kinds[] = { { "<!--", "-->" }, { "<![CDATA[", "]]>" }, { "<?", "?>" } };
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t open = strlen(kinds[i].open), close = strlen(kinds[i].close);
		if (bytes.len - offset < open || memcmp(bytes.at + offset, kinds[i].open, open) != 0)
			continue;
		const char *end = memmem(bytes.at + offset + open, bytes.len - offset - open, kinds[i].close, close);
		return end ? (size_t)(end - bytes.at) + close : bytes.len;
	}
	return tag_end(bytes, offset + 1);
}
