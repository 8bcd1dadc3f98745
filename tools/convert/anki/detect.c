#include "convert/anki/markup.h"
#include "convert/anki/text_header.h"
#include "convert/core/encoding.h"
#include "convert/formats.h"

static bool ends(const char *path, const char *ending)
{
	struct str text = str_from(path);
	size_t len = strlen(ending);
	return text.len > len && markup_has(text, text.len - len, ending);
}

bool anki_detects(const char *path, struct str start)
{
	struct str text = str_trim(start);
	if (str_starts(start, "PK"))
		return ends(path, ".apkg") || ends(path, ".colpkg") ||
		       memmem(start.at, start.len, "collection.anki2", strlen("collection.anki2")) != NULL;
	if (str_starts(start, "SQLite format 3"))
		return ends(path, ".anki2") || ends(path, ".anki21");
	if (text.len && text.at[0] == '{')
		return markup_find(text, 0, "\"__type__\"") < text.len ||
		       markup_find(text, 0, "\"crowdanki_uuid\"") < text.len;
	struct arena arena;
	const char *encoding;
	arena_init(&arena);
	struct str decoded = text_decode(&arena, start, &encoding);
	bool notes = decoded.at && text_header_is_at(decoded);
	arena_release(&arena);
	return notes;
}
