#include "convert/core/new_name.h"

#include "base/ascii.h"
#include "check/file/name.h"

/* Adds the name; false if it is taken, or memory ran out. */
static bool take(struct arena *arena, struct map *taken, struct str name)
{
	struct buf folded;
	buf_init(&folded, BUF_CAP);
	file_name_fold(&folded, name, true);
	struct str key = buf_failed(&folded) ? STR_NONE : arena_str(arena, buf_view(&folded));
	buf_release(&folded);
	arena->failed = arena->failed || !key.at;
	if (!key.at || map_get(taken, key))
		return false;
	void **slot = map_put(taken, key);
	arena->failed = arena->failed || !slot;
	if (slot)
		*slot = taken;
	return slot;
}

struct str new_name(struct arena *arena, struct map *taken, struct str path, bool plain)
{
	char *copy = arena_copy(arena, path.at, path.len);
	for (size_t i = 0; copy && plain && i < path.len; i++)
		if (!ascii_is_alphanumeric(copy[i]) && !strchr("-_./", copy[i]))
			copy[i] = '-';
	const char *slash = copy ? strrchr(copy, '/') : NULL, *dot = copy ? strrchr(slash ? slash : copy, '.') : NULL;
	for (unsigned number = 1; !arena_failed(arena); number++) {
		struct buf name;
		buf_init(&name, BUF_CAP);
		buf_add(&name, copy, dot ? (size_t)(dot - copy) : path.len);
		if (number > 1)
			buf_format(&name, "-%u", number);
		buf_text(&name, dot ? dot : "");
		struct str kept = buf_failed(&name) ? STR_NONE : arena_str(arena, buf_view(&name));
		arena->failed = arena->failed || !kept.at;
		buf_release(&name);
		if (kept.at && take(arena, taken, kept))
			return kept;
	}
	return STR_NONE;
}
