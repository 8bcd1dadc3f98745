/* Generates the C tables by which texts become the words of search: word-tables > out.c. packs/FORMAT.md defines the
 * words; reader/word_tables.h describes the tables. */
#include "reader/word_tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { CODES = 0x110000, POOL_MOST = 1 << 16, TEXT_MOST = 160 };

static char pool[POOL_MOST];
static size_t pool_size;
static struct word_range ranges[CODES];
static size_t range_count;
static unsigned texts[CODES]; /* offsets in pool */
static size_t text_count;

__attribute__((noreturn)) static void fail(const char *message)
{
	fprintf(stderr, "word-tables: %s\n", message);
	exit(1);
}

static bool is_word(utf8proc_int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);
	/* Letters, marks and numbers are adjacent in the enumeration. */
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* What code contributes to words, with a space for each character that ends one. */
static void contribution(utf8proc_int32_t code, char *text)
{
	utf8proc_int32_t codes[32]; /* the longest decomposition has 18 */
	int boundary = 0;
	utf8proc_ssize_t count =
		utf8proc_decompose_char(code, codes, 32, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary), size = 0;
	if (count < 0 || count > 32)
		fail("a decomposition is too long");
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		if (utf8proc_category(codes[i]) == UTF8PROC_CATEGORY_MN)
			continue;
		if (is_word(codes[i]))
			size += utf8proc_encode_char(utf8proc_tolower(codes[i]), (utf8proc_uint8_t *)text + size);
		else
			text[size++] = ' ';
	}
	text[size] = '\0';
}

/* The offset of a text in the pool, which has each once, with its zero. */
static unsigned place(const char *text)
{
	size_t at = 0;
	while (at < pool_size && strcmp(pool + at, text) != 0)
		at += strlen(pool + at) + 1;
	if (at == pool_size) {
		pool_size += strlen(text) + 1;
		if (pool_size > POOL_MOST)
			fail("the texts are too long");
		strcpy(pool + at, text);
	}
	return (unsigned)at;
}

static enum character_kind kind_of(utf8proc_int32_t code, const char *text)
{
	char own[8] = "";
	/* Composed syllables are decomposed by a formula. */
	if (code >= WORD_HANGUL && code < WORD_HANGUL_END)
		return WORD_SYLLABLE;
	if (*text == '\0')
		return WORD_NOTHING;
	if (strcmp(text, " ") == 0)
		return WORD_END;
	own[utf8proc_encode_char(code, (utf8proc_uint8_t *)own)] = '\0';
	return strcmp(text, own) == 0 ? WORD_ITSELF : WORD_TEXT;
}

int main(void)
{
	char text[TEXT_MOST];
	for (utf8proc_int32_t code = 0; code < CODES; code++) {
		contribution(code, text);
		enum character_kind kind = kind_of(code, text);
		if (range_count == 0 || ranges[range_count - 1].kind != kind)
			ranges[range_count++] =
				(struct word_range){ (uint32_t)code, (uint16_t)kind, (uint16_t)text_count };
		if (kind == WORD_TEXT)
			texts[text_count++] = place(text);
	}
	if (text_count > UINT16_MAX)
		fail("there are too many texts");
	puts("#include \"reader/word_tables.h\"\n\nconst struct word_range word_ranges[] = {");
	for (size_t i = 0; i < range_count; i++)
		printf("\t{ 0x%x, %u, %u },\n", (unsigned)ranges[i].first, ranges[i].kind, ranges[i].text);
	printf("};\nconst size_t word_range_count = %zu;\nconst uint16_t word_texts[] = {\n", range_count);
	for (size_t i = 0; i < text_count; i++)
		printf("\t%u,\n", texts[i]);
	puts("};\nconst char word_pool[] = {");
	for (size_t i = 0; i < pool_size; i++)
		printf("\t(char)%u,\n", (unsigned)(unsigned char)pool[i]);
	puts("};");
	return fflush(stdout) == 0 ? 0 : 1;
}
