#include "compare/marks.h"

#include "compare/record.h"
#include "pack/json_access.h"

/* The digest of a value without labels, which follow from other parts of the pack. Advances past it. */
static uint64_t unlabelled_digest(struct json_walk *json)
{
	struct json_string name;
	uint64_t sum = 1, text = 0;
	bool automatic = false;
	switch (walk_kind(json)) {
	case '[':
		for (json_enter(json); walk_element(json);)
			sum = sum * 31 + unlabelled_digest(json);
		return sum;
	case '{':
		for (walk_object(json); walk_member(json, &name);) {
			uint64_t value = unlabelled_digest(json) * 31;
			automatic = automatic || string_is(name, "auto");
			if (string_is(name, "text"))
				text = value;
			else if (!string_is(name, "label"))
				sum += record_digest((struct str){ name.at, name.len }) ^ value;
		}
		return automatic ? sum : sum + text;
	default: return record_digest(json_take(json));
	}
}

uint64_t mark_digest(struct json_walk json, struct str value)
{
	bool labels = memmem(value.at, value.len, "\"label\"", 7) || memmem(value.at, value.len, "\"auto\"", 6);
	return labels ? unlabelled_digest(&json) : record_digest(value);
}
