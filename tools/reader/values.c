#include "reader/internal.h"

#include <errno.h>
#include <string.h>

json_t *parse_json(const struct satchel_bytes *bytes, const char *name, struct troubles *troubles)
{
	json_error_t error;
	/* jansson tells most failures to allocate as mistakes of syntax, and others not at all. */
	errno = 0;
	json_t *json = json_loadb(bytes->at, bytes->size, JSON_REJECT_DUPLICATES, &error);
	if (errno == ENOMEM) {
		json_decref(json);
		trouble_memory(troubles);
		return NULL;
	}
	if (!json)
		/* The parser's own message quotes the bytes; a message of ours never holds what a file says. */
		trouble(troubles, SATCHEL_DAMAGED, "%s: not valid JSON at byte %d", name, error.position);
	else if (!json_is_object(json))
		trouble(troubles, SATCHEL_DAMAGED, "%s: not a JSON object", name);
	if (json && !json_is_object(json)) {
		json_decref(json);
		json = NULL;
	}
	return json;
}

static bool wrong(const struct scope *scope, const char *key, const char *what)
{
	return trouble(scope->troubles, SATCHEL_DAMAGED, "%s: %s is missing or not %s", scope->where, key, what);
}

bool get_text(const struct scope *scope, const json_t *object, const char *key, const char **text)
{
	*text = json_string_value(json_object_get(object, key));
	return (*text && **text) || wrong(scope, key, "a string with something in it");
}

/* Lower-case letters and digits in groups joined by single hyphens, a letter first. */
bool is_id(const char *text)
{
	size_t len = strlen(text);
	if (len == 0 || len > SATCHEL_ID_MAX || text[0] < 'a' || text[0] > 'z' || text[len - 1] == '-')
		return false;
	for (size_t i = 0; i < len; i++) {
		bool hyphen = text[i] == '-';
		if (!hyphen && !(text[i] >= 'a' && text[i] <= 'z') && !(text[i] >= '0' && text[i] <= '9'))
			return false;
		if (hyphen && text[i - 1] == '-')
			return false;
	}
	return true;
}

bool get_id(const struct scope *scope, const json_t *object, const char *key, const char **id)
{
	*id = json_string_value(json_object_get(object, key));
	return (*id && is_id(*id)) || wrong(scope, key, "an id");
}

bool get_number(const struct scope *scope, const json_t *object, const char *key, uint64_t high, uint64_t *number)
{
	const json_t *value = json_object_get(object, key);
	*number = 0;
	if (!json_is_integer(value) || json_integer_value(value) < 0 || (uint64_t)json_integer_value(value) > high)
		return trouble(scope->troubles, SATCHEL_DAMAGED, "%s: %s is missing or not a whole number up to %llu",
			       scope->where, key, (unsigned long long)high);
	*number = (uint64_t)json_integer_value(value);
	return true;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool get_digest(const struct scope *scope, const json_t *object, const char *key, uint8_t digest[SATCHEL_DIGEST_SIZE])
{
	const char *text = json_string_value(json_object_get(object, key));
	bool good = text && strlen(text) == 2 * SATCHEL_DIGEST_SIZE;
	for (size_t i = 0; good && i < SATCHEL_DIGEST_SIZE; i++) {
		int high = hex(text[2 * i]), low = hex(text[2 * i + 1]);
		good = high >= 0 && low >= 0;
		if (good)
			digest[i] = (uint8_t)(high << 4 | low);
	}
	return good || wrong(scope, key, "a SHA-256 of 64 lower-case hexadecimal digits");
}

bool get_stored(const struct scope *scope, const json_t *object, uint32_t raw_max, struct satchel_entry *entry)
{
	const char *method = NULL;
	uint64_t stored = 0, raw = 0;
	if (!get_text(scope, object, "method", &method) ||
	    !get_number(scope, object, "stored", UINT32_MAX, &stored) ||
	    !get_number(scope, object, "raw", raw_max, &raw) ||
	    !get_digest(scope, object, "storedSha256", entry->stored_sha256) ||
	    !get_digest(scope, object, "rawSha256", entry->raw_sha256))
		return false;
	entry->deflated = strcmp(method, "deflate") == 0;
	if (!entry->deflated && strcmp(method, "store") != 0)
		return wrong(scope, "method", "deflate or store");
	if (entry->deflated ? stored >= raw : stored != raw)
		return trouble(scope->troubles, SATCHEL_DAMAGED, "%s: stored and raw do not fit the method", scope->where);
	entry->stored_size = (uint32_t)stored;
	entry->raw_size = (uint32_t)raw;
	return true;
}

json_t *get_array(const struct scope *scope, const json_t *object, const char *key)
{
	json_t *value = json_object_get(object, key);
	if (json_is_array(value))
		return value;
	wrong(scope, key, "an array");
	return NULL;
}

json_t *get_object(const struct scope *scope, const json_t *object, const char *key)
{
	json_t *value = json_object_get(object, key);
	if (json_is_object(value))
		return value;
	wrong(scope, key, "an object");
	return NULL;
}

uint32_t name_limit(const char *name)
{
	static const char *const extensions[] = { "svg", "png", "jpg", "webp", "gif", "avif" };
	size_t len = strlen(name);
	if (len > SATCHEL_NAME_MAX)
		return 0;
	if (strncmp(name, "lessons/", 8) == 0) {
		char id[SATCHEL_NAME_MAX + 1];
		if (len < 14 || strcmp(name + len - 5, ".json") != 0)
			return 0;
		memcpy(id, name + 8, len - 13);
		id[len - 13] = '\0';
		return is_id(id) ? SATCHEL_LESSON_MAX : 0;
	}
	if (strncmp(name, "assets/", 7) != 0 || len < 7 + 32 + 2 || name[39] != '.')
		return 0;
	for (size_t i = 7; i < 39; i++)
		if (hex(name[i]) < 0)
			return 0;
	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++)
		if (strcmp(name + 40, extensions[i]) == 0)
			return SATCHEL_ASSET_MAX;
	return 0;
}
