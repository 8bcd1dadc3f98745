/* Identifies findings across versions: by rule, severity, item or lesson, message, and the text of the part of the file
 * that they are about; never by file or line. So a finding that moved is old, and one whose text changed is new. A
 * finding also matches an old one of higher severity. */
#include "check/run/old_findings.h"

#include "base/path.h"
#include "check/core/extent.h"

#include <sodium.h>
#include <stdlib.h>

enum { KEY = 16 };

/* A finding at the revision. */
struct old {
	const char *path; /* in the checkout */
	bool spent;	  /* matched by a current one */
	struct old *next; /* with the same key */
};

void old_findings_init(struct old_findings *olds, const struct checker *now)
{
	*olds = (struct old_findings){ .now = now };
	arena_init(&olds->arena);
	map_init(&olds->singles);
	groups_init(&olds->pairs);
	map_init(&olds->files);
}

void old_findings_close_files(struct old_findings *olds)
{
	for (size_t i = 0; i < olds->files.room; i++) {
		struct extent_file *file = olds->files.slots[i].value;
		if (file)
			extent_release(file);
		free(file);
	}
	map_clear(&olds->files);
}

void old_findings_release(struct old_findings *olds)
{
	old_findings_close_files(olds);
	map_release(&olds->files);
	groups_release(&olds->pairs);
	map_release(&olds->singles);
	arena_release(&olds->arena);
}

static struct extent_file *open_file(struct old_findings *olds, const char *path, bool now)
{
	const struct checker *checker = olds->now;
	void **slot = map_put(&olds->files, str_from(path));
	if (slot && *slot)
		return *slot;
	struct extent_file *file = slot ? malloc(sizeof(*file)) : NULL;
	struct str bytes = STR_NONE;
	if (!file) {
		olds->failed = true;
		return NULL;
	}
	*slot = file;
	if (now && checker->overlay)
		checker->overlay(checker->context_of_overlay, path, &bytes);
	if (!extent_open(file, path, bytes))
		olds->failed = true;
	return file;
}

static void add_part(crypto_generichash_state *state, struct str part)
{
	crypto_generichash_update(state, (const unsigned char *)part.at, part.len);
	crypto_generichash_update(state, (const unsigned char *)"", 1);
}

/* Hashes the message without line numbers and without the folder of the file. */
static void add_message(crypto_generichash_state *state, const char *message, const char *path)
{
	static const char mark[] = "line ";
	struct str folder = path && strchr(path, '/') ? path_folder(path) : STR_NONE;
	struct str rest = str_from(message);
	while (rest.len) {
		size_t kept = 1, left_out = 0;
		if (folder.len && rest.len > folder.len && memcmp(rest.at, folder.at, folder.len) == 0 &&
		    (rest.at[folder.len] == '/' || rest.at[folder.len] == '\'')) {
			kept = 0;
			left_out = folder.len + (rest.at[folder.len] == '/');
		} else if (str_starts(rest, mark)) {
			kept = sizeof(mark) - 1;
			left_out = strspn(rest.at + kept, "0123456789");
		}
		crypto_generichash_update(state, (const unsigned char *)rest.at, kept);
		rest = (struct str){ rest.at + kept + left_out, rest.len - kept - left_out };
	}
	add_part(state, STR_NONE);
}

/* The part of the file whose text identifies the finding. That of an error is its item, that of an error of form the
 * whole file. */
static struct span extent_of(struct extent_file *file, const struct diagnostic *d)
{
	bool item = d->severity == SEVERITY_ERROR && d->item.len > 0;
	return rule_is_of_form(d->name) ? extent_whole(file)
					: extent_at(file, d->location, item ? EXTENT_ITEM : EXTENT_NEAR);
}

static void add_extent(crypto_generichash_state *state, const struct extent_file *file, struct span span)
{
	uint64_t digest = extent_digest(file, span);
	crypto_generichash_update(state, (const unsigned char *)&digest, sizeof(digest));
}

static void begin_key(crypto_generichash_state *state, const struct diagnostic *d, enum severity level)
{
	const unsigned char byte = (unsigned char)level;
	crypto_generichash_init(state, NULL, 0, KEY);
	crypto_generichash_update(state, &byte, 1);
	add_part(state, str_from(d->name));
}

static void add_subject(crypto_generichash_state *state, struct str lesson, struct str item)
{
	add_part(state, item.len ? STR("item") : STR("lesson"));
	add_part(state, item.len ? item : lesson);
}

/* The key of a finding that is not about a pair, at the given severity. */
static struct str finding_key(struct old_findings *olds, const struct diagnostic *d, enum severity level, bool now,
			      unsigned char key[KEY])
{
	crypto_generichash_state state;
	struct extent_file *file = d->path ? open_file(olds, d->path, now) : NULL;
	begin_key(&state, d, level);
	add_subject(&state, d->lesson, d->item);
	add_message(&state, d->message, d->path);
	if (file && d->location.line) {
		add_extent(&state, file, extent_exact(file, d->location));
		add_extent(&state, file, extent_of(file, d));
	}
	crypto_generichash_final(&state, key, KEY);
	return (struct str){ (const char *)key, KEY };
}

/* The key of one side of a finding about a pair. */
static struct str side_key(struct old_findings *olds, const struct diagnostic *d, bool other, enum severity level,
			   bool now, unsigned char key[KEY])
{
	crypto_generichash_state state;
	struct diagnostic side = *d;
	if (other) {
		side.path = d->other->path;
		side.location = d->other->location;
		side.lesson = d->other->lesson;
		side.item = d->other->item;
	}
	struct extent_file *file = side.path && side.location.line ? open_file(olds, side.path, now) : NULL;
	begin_key(&state, d, level);
	add_subject(&state, side.lesson, side.item);
	if (side.path && !side.location.line)
		add_part(&state, str_from(path_name(side.path)));
	add_part(&state, d->other->same);
	if (file)
		add_extent(&state, file, extent_of(file, &side));
	crypto_generichash_final(&state, key, KEY);
	return (struct str){ (const char *)key, KEY };
}

static void remember(struct old_findings *olds, const struct diagnostic *d, enum severity level)
{
	unsigned char key[KEY], other[KEY];
	if (d->other) {
		struct str one_key = side_key(olds, d, false, level, false, key);
		if (!groups_add(&olds->pairs, one_key, side_key(olds, d, true, level, false, other), 1))
			olds->failed = true;
		return;
	}
	struct str copy = arena_str(&olds->arena, finding_key(olds, d, level, false, key));
	void **slot = copy.at ? map_put(&olds->singles, copy) : NULL;
	struct old *old = slot ? arena_alloc(&olds->arena, sizeof(*old)) : NULL;
	if (!old) {
		olds->failed = true;
		return;
	}
	old->path = d->path ? arena_copy(&olds->arena, d->path, strlen(d->path)) : NULL;
	old->next = *slot;
	*slot = old;
}

void old_findings_add(struct old_findings *olds, const struct diagnostic *d)
{
	for (enum severity level = SEVERITY_INFO; level <= d->severity; level++)
		remember(olds, d, level);
}

static bool spend_pair(struct old_findings *olds, const struct diagnostic *d)
{
	unsigned char key[KEY], other[KEY];
	struct str one_key = side_key(olds, d, false, d->severity, true, key);
	bool old = groups_spend(&olds->pairs, one_key, side_key(olds, d, true, d->severity, true, other));
	olds->failed = olds->failed || olds->pairs.failed;
	return old;
}

bool old_findings_spend(struct old_findings *olds, const struct diagnostic *d, const char *path)
{
	unsigned char key[KEY];
	if (d->other)
		return spend_pair(olds, d);
	struct old *old = map_get(&olds->singles, finding_key(olds, d, d->severity, true, key));
	for (; old; old = old->next)
		if (!old->spent && (!path || (old->path && strcmp(old->path, path) == 0)))
			return old->spent = true;
	return false;
}

void old_findings_restore(struct old_findings *olds)
{
	for (size_t i = 0; i < olds->singles.room; i++)
		for (struct old *old = olds->singles.slots[i].value; old; old = old->next)
			old->spent = false;
	groups_restore(&olds->pairs);
}

bool old_findings_has_text(struct old_findings *olds, const char *path, struct location location, bool item,
			   const char *then)
{
	struct extent_file *file = open_file(olds, path, true), *old = open_file(olds, then, false);
	return file && old && old->there &&
	       extent_is_in(file, extent_at(file, location, item ? EXTENT_ITEM : EXTENT_ELEMENT), old);
}
