#include "check/core/missing.h"

#include "base/arena.h"

struct missing_target {
	struct diagnostic *d;
	size_t count;
	uint32_t last_line;
	struct missing_target *next;
};

enum { KEY_MAX = 256 };

/* Writes the key for the target into key; empty if it is too long, and then each reference is reported. */
static struct str key_of(char key[KEY_MAX], char kind, struct str id)
{
	if (id.len >= KEY_MAX)
		return STR("");
	key[0] = kind;
	memcpy(key + 1, id.at, id.len);
	return (struct str){ key, id.len + 1 };
}

void missing_begin(struct missing *missing, struct arena *memory, struct map *seen)
{
	*missing = (struct missing){ .memory = memory, .seen = seen };
	missing->last = &missing->first;
	map_clear(seen);
}

bool missing_again(struct missing *missing, char kind, struct str id, uint32_t line)
{
	char key[KEY_MAX];
	struct missing_target *target = missing->seen->count ? map_get(missing->seen, key_of(key, kind, id)) : NULL;
	if (!target)
		return false;
	target->count++;
	target->last_line = line;
	return true;
}

bool missing_add(struct missing *missing, char kind, struct str id, struct diagnostic *d)
{
	char key[KEY_MAX];
	struct str wanted = key_of(key, kind, id);
	if (!wanted.len)
		return true;
	struct missing_target *target = arena_alloc(missing->memory, sizeof(*target));
	struct str kept = arena_str(missing->memory, wanted);
	void **slot = target && kept.at ? map_put(missing->seen, kept) : NULL;
	if (!slot)
		return false;
	*target = (struct missing_target){ .d = d, .count = 1 };
	*slot = target;
	*missing->last = target;
	missing->last = &target->next;
	return true;
}

void missing_end(struct missing *missing, struct report *report)
{
	for (const struct missing_target *target = missing->first; target; target = target->next) {
		const char *label = target->d ? target->d->label : NULL;
		if (target->count > 1)
			report_label(report, target->d, "%s%sthe first of %zu references to it; the last is in line %u", label ? label : "",
				     label ? "; " : "", target->count, (unsigned)target->last_line);
	}
	map_clear(missing->seen);
	missing->first = NULL;
	missing->last = &missing->first;
}
