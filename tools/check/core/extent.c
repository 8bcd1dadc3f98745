#include "check/core/extent.h"

#include "base/ascii.h"
#include "base/file.h"
#include "base/hash.h"
#include "lesson/lesson.h"
#include "lesson/markup.h"
#include "lesson/names.h"
#include "lesson/reader.h"
#include "report/excerpt.h"

#include <stdlib.h>

enum {
	DEPTH = 256, /* maximum nesting; deeper elements count as part of their ancestor */
};
#define NONE UINT32_MAX

struct extent_element {
	uint32_t start, tag_end, end;
	uint32_t parent; /* index, or NONE */
	uint32_t depth;
	struct str name;
};

/* Removes the next line from rest and returns it, trimmed. */
static struct str next_line(struct str *rest)
{
	const char *end = memchr(rest->at, '\n', rest->len);
	struct str line = { rest->at, end ? (size_t)(end - rest->at) : rest->len };
	size_t taken = line.len + (end != NULL);
	*rest = (struct str){ rest->at + taken, rest->len - taken };
	return str_trim(line);
}

/* Removes the next word from rest and returns it. White space and tag ends separate words. */
static struct str next_word(struct str *rest)
{
	size_t start = 0, end;
	while (start < rest->len && ascii_is_space(rest->at[start]))
		start++;
	for (end = start; end < rest->len && !ascii_is_space(rest->at[end]); end++) {
		bool slash = rest->at[end] == '/' && end + 1 < rest->len && rest->at[end + 1] == '>';
		if (end > start && (rest->at[end] == '<' || rest->at[end] == '>' || slash || rest->at[end - 1] == '>'))
			break;
	}
	struct str word = { rest->at + start, end - start };
	*rest = (struct str){ rest->at + end, rest->len - end };
	return word;
}

/* Closes the innermost open element of that name and those inside it; ignores an unmatched end tag. Returns the element
 * that is open afterwards. */
static uint32_t close_element(struct extent_file *file, uint32_t open, struct str name, uint32_t end)
{
	uint32_t match = open;
	while (match != NONE && !str_equal(file->elements[match].name, name))
		match = file->elements[match].parent;
	if (match == NONE)
		return open;
	for (uint32_t i = open; i != match; i = file->elements[i].parent)
		file->elements[i].end = end;
	file->elements[match].end = end;
	return file->elements[match].parent;
}

static bool find_elements(struct extent_file *file)
{
	struct str bytes = file->source.bytes;
	size_t room = 0;
	uint32_t open = NONE;
	struct markup_scan scan = { .bytes = bytes };
	struct markup markup = { .end = 0 };
	while (markup_next(&scan, markup.end, &markup)) {
		if (markup.kind == MARKUP_END) {
			open = close_element(file, open, markup.name, (uint32_t)markup.end);
			continue;
		}
		if (markup.kind > MARKUP_END)
			continue;
		if (file->element_count == room) {
			room = room ? room * 2 : 256;
			struct extent_element *grown = realloc(file->elements, room * sizeof(*grown));
			if (!grown)
				return false;
			file->elements = grown;
		}
		uint32_t depth = open == NONE ? 0 : file->elements[open].depth + 1;
		bool empty = markup.kind == MARKUP_EMPTY || depth == DEPTH;
		file->elements[file->element_count] = (struct extent_element){
			.start = (uint32_t)markup.start,
			.tag_end = (uint32_t)markup.end,
			.end = (uint32_t)(empty ? markup.end : bytes.len),
			.parent = open,
			.depth = depth,
			.name = markup.name,
		};
		if (!empty)
			open = (uint32_t)file->element_count;
		file->element_count++;
	}
	return true;
}

static bool find_lines(struct extent_file *file)
{
	size_t count = 1;
	struct str rest = file->source.bytes;
	for (size_t i = 0; i < rest.len; i++)
		count += rest.at[i] == '\n';
	file->lines = malloc(count * sizeof(*file->lines));
	while (file->lines && rest.len) {
		struct str line = next_line(&rest);
		if (line.len)
			file->lines[file->line_count++] = hash_of(line, HASH_KEY);
	}
	return file->lines != NULL;
}

bool extent_open(struct extent_file *file, const char *path, struct str bytes)
{
	*file = (struct extent_file){ .there = bytes.at != NULL };
	buf_init(&file->own, BUF_CAP);
	if (!bytes.at) {
		enum file_status status = file_read(path, LESSON_SIZE_MAX, &file->own);
		if (status == FILE_NO_MEMORY)
			return false;
		file->there = status == FILE_OK;
		bytes = file->there ? buf_view(&file->own) : STR("");
	}
	source_init(&file->source, path, bytes);
	return find_elements(file) && find_lines(file);
}

void extent_release(struct extent_file *file)
{
	source_release(&file->source);
	free(file->elements);
	free(file->lines);
	buf_release(&file->own);
}

static uint32_t offset_of(struct extent_file *file, uint32_t line_number, uint32_t column)
{
	struct str line = source_line(&file->source, line_number);
	return line.at ? (uint32_t)((size_t)(line.at - file->source.bytes.at) + excerpt_column_offset(line, column))
		       : 0;
}

/* The innermost element that contains offset, or NONE. */
static uint32_t element_at(const struct extent_file *file, uint32_t offset)
{
	size_t low = 0, high = file->element_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (file->elements[middle].start <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	uint32_t at = low ? (uint32_t)low - 1 : NONE;
	while (at != NONE && file->elements[at].end <= offset)
		at = file->elements[at].parent;
	return at;
}

static bool is_item(struct str name)
{
	for (enum element_name known = 0; known < ELEMENT_UNKNOWN; known++)
		if (element_is_item(known) && str_is(name, element_text(known)))
			return true;
	return false;
}

struct span extent_whole(const struct extent_file *file)
{
	return (struct span){ 0, (uint32_t)file->source.bytes.len };
}

/* Whether a sentence or markup ends before offset. */
static bool is_limit(struct str bytes, size_t offset)
{
	if (offset == 0 || offset >= bytes.len || bytes.at[offset] == '<' || bytes.at[offset - 1] == '>')
		return true;
	return offset > 1 && ascii_is_space(bytes.at[offset - 1]) && strchr(".!?", bytes.at[offset - 2]);
}

/* The sentence around the text from start to end, bounded by markup. */
static struct span sentence_at(const struct extent_file *file, uint32_t start, uint32_t end)
{
	struct str bytes = file->source.bytes;
	while (!is_limit(bytes, start))
		start--;
	while (!is_limit(bytes, end))
		end++;
	return (struct span){ start, end };
}

struct span extent_exact(struct extent_file *file, struct location location)
{
	return (struct span){ offset_of(file, location.line, location.column),
			      offset_of(file, location.end_line, location.end_column) };
}

struct span extent_at(struct extent_file *file, struct location location, enum extent_kind kind)
{
	if (location.line == 0)
		return extent_whole(file);
	uint32_t start = offset_of(file, location.line, location.column), at = element_at(file, start);
	for (uint32_t i = at; kind == EXTENT_ITEM && i != NONE; i = file->elements[i].parent)
		if (is_item(file->elements[i].name))
			return (struct span){ file->elements[i].start, file->elements[i].end };
	if (at != NONE && (kind != EXTENT_NEAR || start < file->elements[at].tag_end))
		return (struct span){ file->elements[at].start, file->elements[at].end };
	return sentence_at(file, start, extent_exact(file, location).end);
}

static uint64_t add_word(uint64_t piece, struct str word)
{
	return (piece ^ hash_of(word, HASH_KEY)) * HASH_KEY;
}

/* The sum of the digests of all tags, each with the text after it. <a/> counts as <a></a>. */
uint64_t extent_digest(const struct extent_file *file, struct span span)
{
	struct str rest = { file->source.bytes.at + span.start, span.end > span.start ? span.end - span.start : 0 };
	struct str name = STR(""), word;
	uint64_t sum = 0, piece = 0;
	if (span.start == 0 && str_starts(rest, "\xef\xbb\xbf"))
		rest = (struct str){ rest.at + 3, rest.len - 3 };
	while ((word = next_word(&rest)).len) {
		bool closed = str_is(word, "/") && rest.len && rest.at[0] == '>', end = str_starts(word, "</");
		if (closed)
			piece = add_word(piece, STR(">"));
		if (closed || word.at[0] == '<') {
			sum += piece;
			piece = 0;
		}
		if (closed || end)
			piece = add_word(add_word(piece, STR("</")),
					 end ? (struct str){ word.at + 2, word.len - 2 } : name);
		else
			piece = add_word(piece, word);
		if (word.at[0] == '<')
			name = (struct str){ word.at + 1, word.len - 1 };
	}
	return sum + piece;
}

bool extent_is_in(const struct extent_file *file, struct span span, const struct extent_file *other)
{
	struct str bytes = file->source.bytes;
	size_t first = 0, count = 0;
	while (span.start && bytes.at[span.start - 1] != '\n')
		span.start--;
	while (span.end < bytes.len && bytes.at[span.end] != '\n')
		span.end++;
	for (struct str before = { bytes.at, span.start }; before.len;)
		first += next_line(&before).len > 0;
	for (struct str rest = { bytes.at + span.start, span.end - span.start }; rest.len;)
		count += next_line(&rest).len > 0;
	for (size_t i = 0; i + count <= other->line_count; i++)
		if (memcmp(other->lines + i, file->lines + first, count * sizeof(*file->lines)) == 0)
			return true;
	return false;
}
