#include "compare/lock_fields.h"

#include "check/ids.h"

#include <stdlib.h>

bool lock_split(char *line, char *fields[LOCK_FIELDS])
{
	size_t count = 0;
	for (char *at = line; at; count++) {
		if (count == LOCK_FIELDS || *at == '\0' || *at == ' ')
			return false;
		fields[count] = at;
		at = strchr(at, ' ');
		if (at)
			*at++ = '\0';
	}
	return count == LOCK_FIELDS;
}

static bool hexadecimal(const char *text, size_t digits, uint64_t *value)
{
	static const signed char values[256] = {
		['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
		['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16
	};
	*value = 0;
	for (size_t i = 0; i < digits; i++) {
		int digit = values[(unsigned char)text[i]] - 1;
		if (digit < 0)
			return false;
		*value = *value << 4 | (uint64_t)digit;
	}
	return text[digits] == '\0';
}

bool lock_digest(const char *text, uint64_t *value)
{
	return hexadecimal(text, 16, value);
}

bool lock_number(const char *text, uint64_t most, uint64_t *number)
{
	size_t len = strspn(text, "0123456789");
	*number = strtoull(text, NULL, 10);
	return len > 0 && len < 11 && text[len] == '\0' && *number <= most;
}

bool lock_options(char *text, struct record *record)
{
	uint64_t count;
	char *colon = strchr(text, ':');
	if (!colon)
		return strcmp(text, "-") == 0;
	*colon = '\0';
	bool good = lock_number(text, 100000, &count) && lock_digest(colon + 1, &record->options);
	record->option_count = good ? (unsigned)count : 0;
	return good;
}

bool lock_json_digest(const char *text, uint8_t bytes[SIDE_DIGEST_SIZE])
{
	for (size_t i = 0; i < SIDE_DIGEST_SIZE; i++) {
		uint64_t value;
		char two[3] = { text[2 * i], text[2 * i] ? text[2 * i + 1] : '\0', '\0' };
		if (!hexadecimal(two, 2, &value))
			return false;
		bytes[i] = (uint8_t)value;
	}
	return text[2 * SIDE_DIGEST_SIZE] == '\0';
}

static const struct {
	const char *name, *form;
	enum record_kind kind;
} kinds[] = {
	{ "lesson", "", RECORD_LESSON },
	{ "single", "single", RECORD_QUESTION },
	{ "multiple", "multiple", RECORD_QUESTION },
	{ "card", "card", RECORD_CARD },
	{ "cloze", "cloze", RECORD_CARD },
	{ "entry", "", RECORD_ENTRY },
};

bool lock_record(char *const fields[LOCK_FIELDS], const char *id, struct record *record)
{
	enum record_access access = RECORD_FREE;
	size_t kind = 0, known = sizeof(kinds) / sizeof(kinds[0]);
	while (kind < known && strcmp(kinds[kind].name, fields[KIND]) != 0)
		kind++;
	while (access < RECORD_ACCESSES && strcmp(record_access_names[access], fields[ACCESS]) != 0)
		access++;
	*record = (struct record){ .id = id, .access = access, .title = STR(""), .sketched = true };
	if (kind == known || access == RECORD_ACCESSES || !id_looks_valid(str_from(id)))
		return false;
	record->kind = kinds[kind].kind;
	record->form = kinds[kind].form;
	return lock_digest(fields[WORDS], &record->words) &&
	       (strcmp(fields[ANSWER], "-") == 0 || lock_digest(fields[ANSWER], &record->answer)) &&
	       lock_digest(fields[MARKS], &record->marks) && lock_digest(fields[SKETCH], &record->sketch) &&
	       lock_number(fields[SINCE], INT32_MAX, &record->since);
}
