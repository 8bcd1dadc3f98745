#include "editor/protocol/params.h"

enum { NAME_MAX_LEN = 64 };

bool params_find(struct json_walk params, const char *path, struct json_walk *value)
{
	while (*path) {
		char name[NAME_MAX_LEN];
		size_t len = strcspn(path, ".");
		if (len >= sizeof(name) || walk_kind(&params) != '{')
			return false;
		memcpy(name, path, len);
		name[len] = '\0';
		if (!walk_to(&params, name))
			return false;
		path += len + (path[len] == '.');
	}
	*value = params;
	return true;
}

bool params_text(struct json_walk params, const char *path, struct buf *to)
{
	struct json_walk value;
	struct json_string string;
	buf_clear(to);
	if (!params_find(params, path, &value) || walk_kind(&value) != '"' || !walk_text(&value, &string))
		return false;
	/* What is decoded is never longer. */
	char *room = buf_reserve(to, string.len + 1);
	if (!room || !string_copy(string, room, string.len + 1))
		return false;
	buf_grew(to, strlen(room));
	return true;
}

bool params_number(struct json_walk params, const char *path, uint64_t *number)
{
	struct json_walk value;
	if (!params_find(params, path, &value) || !ascii_is_digit(walk_kind(&value)))
		return false;
	*number = 0;
	for (const char *at = value.at; ascii_is_digit(*at) && *number < UINT64_MAX / 20; at++)
		*number = *number * 10 + (uint64_t)(*at - '0');
	return true;
}

bool params_bool(struct json_walk params, const char *path)
{
	struct json_walk value;
	return params_find(params, path, &value) && walk_kind(&value) == 't';
}

bool params_position(struct json_walk params, const char *path, struct position *position)
{
	struct json_walk value;
	uint64_t line, character;
	if (!params_find(params, path, &value) || !params_number(value, "line", &line) ||
	    !params_number(value, "character", &character))
		return false;
	position->line = line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
	position->character = character > UINT32_MAX ? UINT32_MAX : (uint32_t)character;
	return true;
}

bool params_lists(struct json_walk params, const char *path, const char *text)
{
	struct json_walk value;
	struct json_string string;
	bool found = false;
	if (!params_find(params, path, &value) || walk_kind(&value) != '[' || !walk_array(&value))
		return false;
	while (walk_element(&value)) {
		if (walk_kind(&value) != '"')
			walk_skip(&value);
		else if (walk_text(&value, &string))
			found = found || string_is(string, text);
	}
	return found;
}

struct str params_raw(struct json_walk value)
{
	(void)walk_kind(&value);
	const char *start = value.at;
	walk_skip(&value);
	return (struct str){ start, (size_t)(value.at - start) };
}
