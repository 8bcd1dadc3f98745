#include "format/run.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/node_kind.h"
#include "format/sentence.h"
#include "format/tag.h"

struct run_word {
	size_t at, len;           /* in bytes */
	size_t seen_at, seen_len; /* in seen */
};

void run_init(struct text_line_run *run)
{
	buf_init(&run->bytes, BUF_CAP);
	buf_init(&run->seen, BUF_CAP);
	buf_init(&run->words, BUF_CAP);
	run->space = false;
}

void run_release(struct text_line_run *run)
{
	buf_release(&run->bytes);
	buf_release(&run->seen);
	buf_release(&run->words);
}

void run_clear(struct text_line_run *run)
{
	buf_clear(&run->bytes);
	buf_clear(&run->seen);
	buf_clear(&run->words);
	run->space = false;
}

bool run_failed(const struct text_line_run *run)
{
	return buf_failed(&run->bytes) || buf_failed(&run->seen) || buf_failed(&run->words);
}

bool run_is_empty(const struct text_line_run *run)
{
	return run->words.len == 0;
}

static void run_space(struct text_line_run *run)
{
	run->space = true;
}

void run_trim(struct text_line_run *run)
{
	run->space = false;
}

static size_t count_words(const struct text_line_run *run)
{
	return run->words.len / sizeof(struct run_word);
}

static struct run_word *last_word(const struct text_line_run *run)
{
	return (struct run_word *)(void *)run->words.at + count_words(run) - 1;
}

/* Starts a word unless there is one; records its current length. */
static void begin(struct text_line_run *run)
{
	if (run->space || count_words(run) == 0) {
		struct run_word word = { run->bytes.len, 0, run->seen.len, 0 };
		buf_add(&run->words, (const char *)&word, sizeof(word));
	}
	run->space = false;
}

static void end(struct text_line_run *run)
{
	if (run_failed(run))
		return;
	struct run_word *word = last_word(run);
	word->len = run->bytes.len - word->at;
	word->seen_len = run->seen.len - word->seen_at;
}

void run_markup(struct text_line_run *run, struct str markup)
{
	begin(run);
	buf_str(&run->bytes, markup);
	end(run);
}

static void add_letters(struct text_line_run *run, struct str letters)
{
	begin(run);
	escape_text(&run->bytes, letters);
	buf_str(&run->seen, letters);
	end(run);
}

void run_text(struct text_line_run *run, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		while (i < text.len && !ascii_is_space(text.at[i]))
			i++;
		if (i > start)
			add_letters(run, (struct str){ text.at + start, i - start });
		if (i < text.len)
			run_space(run);
		while (i < text.len && ascii_is_space(text.at[i]))
			i++;
	}
}

void run_unbroken(struct text_line_run *run, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		while (i < text.len && ascii_is_space(text.at[i]))
			i++;
		if (i > start)
			add_letters(run, STR(" "));
		start = i;
		while (i < text.len && !ascii_is_space(text.at[i]))
			i++;
		if (i > start)
			add_letters(run, (struct str){ text.at + start, i - start });
	}
}

/* The columns of bytes before the first line end, and after the last one. */
static size_t first_columns(struct str bytes)
{
	const char *end_of_line = memchr(bytes.at, '\n', bytes.len);
	return utf8_count((struct str){ bytes.at, end_of_line ? (size_t)(end_of_line - bytes.at) : bytes.len });
}

static size_t last_columns(struct str bytes)
{
	const char *line = memrchr(bytes.at, '\n', bytes.len);
	size_t start = line ? (size_t)(line - bytes.at) + 1 : 0;
	return utf8_count((struct str){ bytes.at + start, bytes.len - start });
}

void run_write(const struct text_line_run *run, struct str lang, struct buf *out, size_t column, size_t indent)
{
	const struct run_word *words = (const struct run_word *)(const void *)run->words.at;
	struct str seen = STR(""); /* of the last word with letters */
	if (run_failed(run)) {
		out->failed = true;
		return;
	}
	for (size_t i = 0; i < count_words(run); i++) {
		struct str bytes = { run->bytes.at + words[i].at, words[i].len };
		struct str letters = { buf_cstr(&run->seen) + words[i].seen_at, words[i].seen_len };
		bool fits = column + 1 + first_columns(bytes) <= FORMAT_COLUMNS;
		if (i > 0 && fits && !sentence_ends_between(seen, letters, lang)) {
			buf_char(out, ' ');
			column++;
		} else if (i > 0) {
			buf_char(out, '\n');
			buf_repeat(out, ' ', indent);
			column = indent;
		}
		buf_str(out, bytes);
		column = memchr(bytes.at, '\n', bytes.len) ? last_columns(bytes) : column + first_columns(bytes);
		if (letters.len)
			seen = letters;
	}
}
