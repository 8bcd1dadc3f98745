/* libFuzzer target: plain text, words and search indexes from arbitrary bytes. The first byte chooses which. */
#include "reader/internal.h"
#include "reader/search_index.h"
#include "reader/words.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_plain(const char *json, size_t size, const char *blank)
{
	struct satchel_bytes text;
	struct satchel_error error;
	enum satchel_status status = satchel_plain_text(json, size, blank, blank && size % 2, &text, &error);
	if (status != error.status || (status == SATCHEL_OK) != (text.at != NULL))
		abort();
	if (text.at && (text.at[text.size] != '\0' || strlen(text.at) != text.size || (!blank && text.size > size)))
		abort();
	satchel_bytes_free(&text);
}

static void read_words(const char *text, size_t size)
{
	struct word_cursor cursor = { .at = text, .end = text + size };
	char word[WORD_ROOM];
	for (size_t length; (length = word_next(&cursor, word)) > 0;)
		if (length < 2 || length >= WORD_ROOM || strlen(word) != length || strchr(word, ' '))
			abort();
}

/* Such JSON is followed by a zero, like that of entries. */
static void read_index(const char *bytes, size_t size)
{
	struct problems problems = { .count = 0 };
	struct search_index index;
	struct satchel_bytes json = { malloc(size + 1), size };
	if (!json.at)
		return;
	memcpy(json.at, bytes, size);
	json.at[size] = '\0';
	if (check_json(&json, search_entry_name, &problems)) {
		bool good = search_index_read(&index, &json, 3, &problems);
		if (good != (problems.count == 0))
			abort();
		search_index_free(&index);
	}
	free(json.at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	const char *rest = (const char *)data + 1;
	switch (data[0] % 4) {
	case 0: read_plain(rest, size - 1, NULL); break;
	case 1: read_plain(rest, size - 1, "…"); break;
	case 2: read_words(rest, size - 1); break;
	default: read_index(rest, size - 1); break;
	}
	return 0;
}
