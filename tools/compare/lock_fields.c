#include "compare/lock_fields.h"

#include "compare/chain.h"
#include "compare/question_options.h"
#include "lesson/deletion.h"

#include <limits.h>
#include <stdlib.h>

bool lock_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	const char *start = rest->at, *end = memchr(start, '\n', rest->len);
	size_t len = end ? (size_t)(end - start) : rest->len, gone = len + (end != NULL);
	*rest = (struct str){ start + gone, rest->len - gone };
	/* Git may be configured to convert line ends to CR LF. */
	len -= len > 0 && start[len - 1] == '\r';
	*line = (struct str){ start, len };
	return true;
}

bool lock_split(struct str line, struct str fields[LOCK_FIELDS])
{
	const char *at = line.at, *end = at + line.len;
	for (size_t i = 0; i < LOCK_FIELDS; i++) {
		const char *space = memchr(at, ' ', (size_t)(end - at)), *after = space ? space : end;
		if (after == at || (space == NULL) != (i + 1 == LOCK_FIELDS))
			return false;
		fields[i] = (struct str){ at, (size_t)(after - at) };
		at = after + 1;
	}
	return true;
}

static bool hexadecimal(const char *digits, size_t count, uint64_t *value)
{
	static const uint8_t values[UCHAR_MAX + 1] = {
		['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
		['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16
	};
	unsigned odd = 0;
	*value = 0;
	for (size_t i = 0; i < count; i++) {
		unsigned digit = values[(unsigned char)digits[i]] - 1u;
		odd |= digit;
		*value = *value << 4 | (digit & 15);
	}
	return odd < 16;
}

bool lock_digest(struct str text, uint64_t *value)
{
	return text.len == 16 && hexadecimal(text.at, 16, value);
}

bool lock_number(struct str text, uint64_t most, uint64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*number = *number * 10 + (uint64_t)(text.at[i] - '0');
	}
	return text.len > 0 && text.len < 11 && *number <= most;
}

/* "4:0123456789abcdef,01234567,89abcdef", the digest of a deletion, or "-". */
static bool read_options(struct str text, struct record *record)
{
	uint64_t count;
	if (strcmp(record->form, RECORD_DELETION) == 0)
		return lock_digest(text, &record->filled) && record->filled;
	const char *colon = memchr(text.at, ':', text.len);
	if (!colon)
		return str_is(text, "-");
	size_t len = (size_t)(colon - text.at);
	if (!lock_number((struct str){ text.at, len }, 100000, &count))
		return false;
	struct str rest = { colon + 1, text.len - len - 1 };
	const size_t digits = 16;
	if (rest.len < digits)
		return false;
	record->option_count = (unsigned)count;
	record->marks_of_options = (struct str){ rest.at + digits, rest.len - digits };
	return lock_digest((struct str){ rest.at, digits }, &record->options) &&
	       options_is_list(record->marks_of_options);
}

bool lock_json_digest(struct str text, uint8_t bytes[SIDE_DIGEST_SIZE])
{
	uint64_t value;
	bool good = text.len == 2 * SIDE_DIGEST_SIZE;
	for (size_t i = 0; good && i < SIDE_DIGEST_SIZE; i++) {
		good = hexadecimal(text.at + 2 * i, 2, &value);
		bytes[i] = (uint8_t)value;
	}
	return good;
}

/* "lesson", "entry", or the form of a question or card. */
static bool read_kind(struct str text, struct record *record)
{
	size_t form = 0;
	record->form = "";
	record->kind = str_is(text, "lesson") ? RECORD_LESSON : RECORD_ENTRY;
	if (record->kind == RECORD_LESSON || str_is(text, "entry"))
		return true;
	while (form < RECORD_FORMS && !str_is(text, record_forms[form]))
		form++;
	if (form == RECORD_FORMS)
		return false;
	record->form = record_forms[form];
	record->kind = form < RECORD_QUESTION_FORMS ? RECORD_QUESTION : RECORD_CARD;
	return true;
}

/* Parses the fields common to lessons and items. */
static bool read_record(const struct str fields[LOCK_FIELDS], struct record *record)
{
	enum record_access access = RECORD_FREE;
	while (access < RECORD_ACCESSES && !str_is(fields[LOCK_ACCESS], record_access_names[access]))
		access++;
	if (access == RECORD_ACCESSES)
		return false;
	*record = (struct record){
		.access = access,
		.title = STR(""),
		.marks_of_options = STR(""),
		.sketched = true,
	};
	return read_kind(fields[LOCK_KIND], record) && lock_digest(fields[LOCK_WORDS], &record->words) &&
	       (str_is(fields[LOCK_ANSWER], "-") || lock_digest(fields[LOCK_ANSWER], &record->answer)) &&
	       lock_digest(fields[LOCK_MARKS], &record->marks) && lock_digest(fields[LOCK_SKETCH], &record->sketch) &&
	       lock_number(fields[LOCK_SINCE], INT32_MAX, &record->since);
}

bool lock_lesson(const struct str fields[LOCK_FIELDS], struct record *record)
{
	return id_looks_valid(fields[LOCK_LESSON]) && read_record(fields, record) && record->kind == RECORD_LESSON;
}

bool lock_item(const struct str fields[LOCK_FIELDS], struct record *record)
{
	struct str id = fields[LOCK_ITEM];
	return deletion_id_looks_valid(id) && read_record(fields, record) && record->kind != RECORD_LESSON &&
	       read_options(fields[LOCK_OPTIONS], record) && (record->filled != 0) == (deletion_base(id).len < id.len);
}

/* Puts the items after their lesson, in their order. */
static bool put_in_order(struct record *lesson, const struct chain *chain, struct record *const *items)
{
	size_t *indices = chain_indices(chain);
	struct record *last = lesson;
	for (size_t i = 0; indices && i < chain->count; i++) {
		last->next = items[indices[i]];
		last = last->next;
		last->location = i + 1;
	}
	free(indices);
	return indices != NULL;
}

struct record *lock_records(struct str lines, struct arena *arena)
{
	struct chain chain = { .links = NULL };
	struct record *lesson = NULL, **items = NULL;
	struct str line, rest = lines, f[LOCK_FIELDS];
	size_t count = 0;
	bool good = true;
	while (lock_line(&rest, &line))
		count++;
	items = malloc((count + 1) * sizeof(struct record *));
	good = items != NULL;
	while (good && lock_line(&lines, &line)) {
		if (str_starts(line, "#"))
			continue;
		struct record *record = arena_alloc(arena, sizeof(*record));
		if (!record || !lock_split(line, f) || !(lesson ? lock_item(f, record) : lock_lesson(f, record))) {
			good = false;
			break;
		}
		struct str id = arena_str(arena, f[lesson ? LOCK_ITEM : LOCK_LESSON]);
		record->id = id.at;
		if (lesson) {
			items[chain.count] = record;
			good = id.at && chain_add(&chain, id, f[LOCK_BEFORE]);
		} else {
			lesson = record;
		}
	}
	good = good && lesson && put_in_order(lesson, &chain, items);
	chain_release(&chain);
	free(items);
	arena->failed = arena->failed || !good;
	return good ? lesson : NULL;
}
