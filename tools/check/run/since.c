/* Only what is new since a revision: the tree is checked as it was then, and what was found then is old.
 *
 * A finding is known by its rule, its severity, its item or lesson, what it says, and the text of the part of the file
 * that it is about; never by its file or line. So one that has only moved is old, and one whose text has changed is
 * new. A finding of a higher severity then is an old one of a lower severity now. */
#include "base/path.h"
#include "check/core/config.h"
#include "check/core/groups.h"
#include "check/core/lesson_files.h"
#include "check/core/tree_root.h"
#include "base/map.h"
#include "check/run/checker.h"
#include "check/core/extent.h"
#include "vcs/git.h"
#include "vcs/revision.h"
#include "lesson/reader.h"

#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

enum { KEY = 16 };

/* A finding of then. */
struct old {
	const char *path; /* in the checkout */
	bool spent;	  /* one of now is the same */
	struct old *next; /* of the same key */
};

struct since {
	struct checker *checker;
	struct revision revision;
	struct arena arena;
	struct map olds;  /* from keys to struct old */
	struct groups pairs;
	struct map then;  /* lessons of then, by their paths in the checkout */
	struct checker_notes notes; /* the same by their ids */
	struct file_list gone; /* those of them that are not there any more */
	struct map files; /* from paths to files that are open */
	bool failed;	  /* memory ran out */
};

static struct extent_file *open_file(struct since *since, const char *path, bool now)
{
	const struct checker *checker = since->checker;
	void **slot = map_put(&since->files, str_from(path));
	if (slot && *slot)
		return *slot;
	struct extent_file *file = slot ? malloc(sizeof(*file)) : NULL;
	struct str bytes = STR_NONE;
	if (!file) {
		since->failed = true;
		return NULL;
	}
	*slot = file;
	if (now && checker->bytes_of)
		checker->bytes_of(checker->context_of_bytes, path, &bytes);
	if (!extent_open(file, path, bytes))
		since->failed = true;
	return file;
}

static void close_files(struct since *since)
{
	for (size_t i = 0; i < since->files.room; i++) {
		struct extent_file *file = since->files.slots[i].value;
		if (file)
			extent_release(file);
		free(file);
	}
	map_clear(&since->files);
}

static void add_part(crypto_generichash_state *state, struct str part)
{
	crypto_generichash_update(state, (const unsigned char *)part.at, part.len);
	crypto_generichash_update(state, (const unsigned char *)"", 1);
}

/* The message without numbers of lines and without the folder that the file is in. */
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

static bool is_of_form(const struct diagnostic *d)
{
	return strncmp(d->name, "xml/", 4) == 0 || strncmp(d->name, "schema/", 7) == 0;
}

/* The part of the file whose text the finding is known by. An error is about its item as a whole, and one of form about
 * the whole file. */
static struct span extent_of(struct extent_file *file, const struct diagnostic *d)
{
	bool item = d->severity == SEVERITY_ERROR && d->item.len > 0;
	return is_of_form(d) ? extent_whole(file) : extent_at(file, d->location, item ? EXTENT_ITEM : EXTENT_NEAR);
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

/* The key of a finding about no pair, at the level of severity. */
static struct str finding_key(struct since *since, const struct diagnostic *d, enum severity level, bool now,
			      unsigned char key[KEY])
{
	crypto_generichash_state state;
	struct extent_file *file = d->path ? open_file(since, d->path, now) : NULL;
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

/* The key of the one side, or the other, of a finding about a pair. */
static struct str side_key(struct since *since, const struct diagnostic *d, bool other, enum severity level, bool now,
			   unsigned char key[KEY])
{
	crypto_generichash_state state;
	struct diagnostic side = *d;
	if (other) {
		side.path = d->other->path;
		side.location = d->other->location;
		side.lesson = d->other->lesson;
		side.item = d->other->item;
	}
	struct extent_file *file = side.path && side.location.line ? open_file(since, side.path, now) : NULL;
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

static void remember(struct since *since, const struct diagnostic *d, enum severity level)
{
	unsigned char key[KEY], other[KEY];
	if (d->other) {
		struct str one_key = side_key(since, d, false, level, false, key);
		if (!groups_add(&since->pairs, one_key, side_key(since, d, true, level, false, other), 1))
			since->failed = true;
		return;
	}
	struct str copy = arena_str(&since->arena, finding_key(since, d, level, false, key));
	void **slot = copy.at ? map_put(&since->olds, copy) : NULL;
	struct old *old = slot ? arena_alloc(&since->arena, sizeof(*old)) : NULL;
	if (!old) {
		since->failed = true;
		return;
	}
	old->path = d->path ? arena_copy(&since->arena, d->path, strlen(d->path)) : NULL;
	old->next = *slot;
	*slot = old;
}

/* Whether the finding about a pair is an old one, which it is then no more. */
static bool spend_pair(struct since *since, const struct diagnostic *d)
{
	unsigned char key[KEY], other[KEY];
	struct str one_key = side_key(since, d, false, d->severity, true, key);
	bool old = groups_spend(&since->pairs, one_key, side_key(since, d, true, d->severity, true, other));
	since->failed = since->failed || since->pairs.failed;
	return old;
}

/* The same for a finding about no pair; path, if it is not NULL, is the file that the old one must be in. */
static bool spend(struct since *since, const struct diagnostic *d, const char *path)
{
	unsigned char key[KEY];
	struct old *old = map_get(&since->olds, finding_key(since, d, d->severity, true, key));
	for (; old; old = old->next)
		if (!old->spent && (!path || (old->path && strcmp(old->path, path) == 0)))
			return old->spent = true;
	return false;
}

/* Makes all old findings available again. */
static void unspend(struct since *since)
{
	for (size_t i = 0; i < since->olds.room; i++)
		for (struct old *old = since->olds.slots[i].value; old; old = old->next)
			old->spent = false;
	groups_restore(&since->pairs);
}

/* Where the file at path was then; false if it was not there. */
static bool was_at(const struct since *since, const char *path, struct buf *then)
{
	buf_clear(then);
	return revision_path(&since->revision, path, then) && access(buf_cstr(then), F_OK) == 0;
}

/* Whether the text around place is neither in the file as it was then nor in that of the lesson then; for a file that was
 * not there then, nor in any that has gone since. */
static bool is_text_new(struct since *since, const char *path, struct location place, struct str lesson, bool item)
{
	struct buf then;
	buf_init(&then, BUF_CAP);
	struct extent_file *file = open_file(since, path, true);
	bool fresh = true, known = was_at(since, path, &then);
	if (!file || place.line == 0)
		goto out;
	struct span span = extent_at(file, place, item ? EXTENT_ITEM : EXTENT_ELEMENT);
	const char *olds[] = { known ? arena_copy(&since->arena, buf_cstr(&then), then.len) : NULL,
			       lesson.len ? map_get(&since->notes.lessons, lesson) : NULL };
	size_t count = known ? 0 : since->gone.count;
	for (size_t i = 0; i < 2 + count && fresh && !since->failed; i++) {
		const char *one = i < 2 ? olds[i] : since->gone.paths[i - 2];
		const struct extent_file *old = one ? open_file(since, one, false) : NULL;
		fresh = !old || !old->there || !extent_is_in(file, span, old);
	}
out:
	buf_release(&then);
	return fresh;
}

/* Whether a finding that is not old is to be told: an error always, and others where the text is new that they are
 * about. */
static bool is_caused(struct since *since, const struct diagnostic *d)
{
	if (d->severity == SEVERITY_ERROR || !d->path)
		return true;
	const struct other_side *other = d->other;
	return (!checker_is_unnamed(since->checker, d->path) && is_text_new(since, d->path, d->location, d->lesson, d->item.len > 0)) ||
	       (other && other->path && !checker_is_unnamed(since->checker, other->path) &&
		is_text_new(since, other->path, other->location, other->lesson, other->item.len > 0));
}

bool checker_mark_old(struct checker *checker, const struct report *report, bool *old)
{
	struct since *since = checker->before;
	struct buf then;
	const char *path = NULL;
	bool known = false;
	size_t i = 0;
	buf_init(&then, BUF_CAP);
	unspend(since);
	for (const struct diagnostic *d = report->first; d && !since->failed; d = d->next, i++) {
		if (d->path && d->path != path)
			known = was_at(since, d->path, &then);
		path = d->path;
		old[i] = d->other ? spend_pair(since, d) : known && spend(since, d, buf_cstr(&then));
	}
	i = 0;
	for (const struct diagnostic *d = report->first; d && !since->failed; d = d->next, i++)
		if (!old[i])
			old[i] = (!d->other && d->location.line && spend(since, d, NULL)) || !is_caused(since, d);
	close_files(since);
	buf_release(&then);
	return !since->failed;
}

static bool note_lessons(struct since *since, const struct checker *then)
{
	for (size_t i = 0; i < then->lessons.count && !since->failed; i++) {
		struct str path = str_from(then->lessons.paths[i]);
		struct str copy = arena_str(&since->arena, path);
		void **slot = copy.at ? map_put(&since->then, copy) : NULL;
		if (slot)
			*slot = since;
		since->failed = !slot;
	}
	return !since->failed;
}

/* Checks what paths name in the checkout, and remembers what is found. */
static enum checker_status check_then(struct since *since, const struct file_list *paths)
{
	struct checker *now = since->checker, then;
	struct report report;
	struct buf config;
	buf_init(&config, BUF_CAP);
	checker_init(&then);
	then.jobs = now->jobs;
	then.today = now->today;
	then.no_config = now->no_config;
	then.config_path = now->config_path && was_at(since, now->config_path, &config) ? buf_cstr(&config)
											  : now->config_path;
	then.configured = now->configured;
	then.context_of_configured = now->context_of_configured;
	then.operands = (const char *const *)paths->paths;
	then.operand_count = paths->count;
	then.notes = &since->notes;
	enum checker_status code = checker_prepare(&then);
	report_init(&report, &then.settings);
	if (code == CHECKER_OK) {
		enum check_status status = checker_check(&then, NULL, &report);
		code = status == CHECK_NO_MEMORY || !note_lessons(since, &then) ? CHECKER_FAILED
		       : status == CHECK_WRONG				       ? CHECKER_WRONG
									       : CHECKER_OK;
	}
	if (code == CHECKER_WRONG && then.lessons.count)
		checker_inform(now, "at '%s', satchel.xml could not be used; all that is found now counts as new", now->since);
	for (const struct diagnostic *d = report.first; code == CHECKER_OK && d && !since->failed; d = d->next)
		for (enum severity level = SEVERITY_INFO; level <= d->severity; level++)
			remember(since, d, level);
	close_files(since);
	report_release(&report);
	checker_release(&then);
	buf_release(&config);
	return code == CHECKER_FAILED || since->failed ? checker_fail_memory(now) : CHECKER_OK;
}

static void pass_over(void *context, const char *path, enum file_status status)
{
	(void)context, (void)path, (void)status;
}

static bool has_gone(void *context, const char *path)
{
	const struct since *since = context;
	struct buf now;
	buf_init(&now, BUF_CAP);
	buf_format(&now, "%s%s", since->revision.top.len == 1 ? "" : buf_cstr(&since->revision.top),
		   path + since->revision.folder.len + strlen("/tree"));
	bool gone = buf_failed(&now) || access(buf_cstr(&now), F_OK) != 0;
	buf_release(&now);
	return gone && lesson_file(NULL, path);
}

/* Finds the lessons that are not there any more. Those of a tree that was checked are known; with others, also those
 * of trees that had another name. */
static bool find_gone(struct since *since, bool others, struct file_list *unchecked)
{
	struct buf tree;
	buf_init(&tree, BUF_CAP);
	buf_format(&tree, "%s/tree", buf_cstr(&since->revision.folder));
	bool good = !buf_failed(&tree) && (access(buf_cstr(&tree), F_OK) != 0 ||
					   file_list_add(&since->gone, buf_cstr(&tree), LESSON_SUFFIX, has_gone,
							 pass_over, since));
	buf_release(&tree);
	file_list_finish(&since->gone);
	for (size_t i = 0; good && others && i < since->gone.count; i++)
		if (!map_get(&since->then, str_from(since->gone.paths[i])))
			good = file_list_append(unchecked, since->gone.paths[i]);
	return good;
}

/* Adds where the file or folder at path was then; false if it was not there. */
static bool add_then(struct since *since, const char *path, struct file_list *paths)
{
	struct buf then;
	buf_init(&then, BUF_CAP);
	bool there = was_at(since, path, &then);
	const char *copy = there ? arena_copy(&since->arena, buf_cstr(&then), then.len) : NULL;
	if (there && (!copy || !file_list_append(paths, copy)))
		since->failed = true;
	buf_release(&then);
	return there;
}

/* Whether the folder at path is the other one or below it; both are real. */
static bool is_below(const char *path, const char *other)
{
	size_t len = other ? strlen(other) : 0;
	return len && strncmp(path, other, len) == 0 && (path[len] == '/' || path[len] == '\0' || len == 1);
}

/* Whether a folder that is named holds the one at path, which is real. */
static bool is_named(const struct checker *checker, const char *path)
{
	bool named = false;
	for (size_t i = 0; i < checker->operand_count && !named; i++) {
		char *real = realpath(checker->operands[i], NULL);
		named = is_below(path, real);
		free(real);
	}
	return named;
}

/* Whether the tree of the lesson at path then has lost the satchel.xml at its top, whose path is written to config, and is
 * neither named as a whole nor below the tree that is checked: then errors in other lessons of it would not be seen. */
static bool has_lost_tree(struct since *since, const char *path, struct buf *config)
{
	struct buf folder, then;
	bool lost = false;
	buf_init(&folder, BUF_CAP);
	buf_init(&then, BUF_CAP);
	buf_str(&folder, path_folder(path));
	size_t first = since->revision.folder.len + strlen("/tree");
	bool known = !buf_failed(&folder) && revision_path(&since->revision, buf_cstr(&folder), &then);
	for (bool found = false; known && !found && then.len >= first;) {
		size_t len = then.len;
		buf_text(&then, "/" CONFIG_NAME);
		found = access(buf_cstr(&then), F_OK) == 0;
		buf_cut(&then, len);
		buf_clear(config);
		buf_format(config, "%s%.*s", since->revision.top.len == 1 ? "" : buf_cstr(&since->revision.top),
			   (int)(len - first), buf_cstr(&then) + first);
		lost = found && !is_named(since->checker, buf_cstr(config)) && !is_below(buf_cstr(config), since->checker->tree);
		buf_text(config, "/" CONFIG_NAME);
		lost = lost && access(buf_cstr(config), F_OK) != 0;
		while (len > 0 && then.at[len - 1] != '/')
			len--;
		buf_cut(&then, len ? len - 1 : 0);
		known = !buf_failed(&then) && !buf_failed(config);
	}
	since->failed = since->failed || buf_failed(&folder) || buf_failed(&then) || buf_failed(config);
	buf_release(&then);
	buf_release(&folder);
	return lost && !since->failed;
}

/* Whether a satchel.xml that was not there then parts the folder from the rest of a tree, whose lessons are checked with
 * it: a run over the whole tree is refused.  */
static enum checker_status check_parted(struct since *since, struct str folder)
{
	struct checker *checker = since->checker;
	struct buf config, then;
	char *outer = NULL, *path = strndup(folder.at, folder.len), *root = path ? tree_root_existing(path, NULL) : NULL;
	enum checker_status code = CHECKER_OK;
	buf_init(&config, BUF_CAP);
	buf_init(&then, BUF_CAP);
	since->failed = since->failed || !path;
	if (!root || !tree_root_climb(root) || is_named(checker, root))
		goto out;
	buf_format(&config, "%s/" CONFIG_NAME, root);
	struct str above = path_folder(root);
	outer = strndup(above.at, above.len);
	since->failed = since->failed || !outer || buf_failed(&config);
	if (outer && tree_root_climb(outer) && strcmp(outer, root) != 0 && !was_at(since, buf_cstr(&config), &then))
		code = checker_refuse_trees(checker, outer, root);
out:
	buf_release(&then);
	buf_release(&config);
	free(outer);
	free(root);
	free(path);
	return code;
}

/* Checks all trees that lessons are in now, and all that is named; and if one of these was not there then, what has
 * gone since, as it may be the same under another name. */
static enum checker_status check_all_then(struct since *since)
{
	struct checker *checker = since->checker;
	struct file_list paths, others;
	struct buf config;
	bool all = true;
	enum checker_status code = CHECKER_OK;
	file_list_init(&paths);
	file_list_init(&others);
	buf_init(&config, BUF_CAP);
	for (size_t i = 0; i < checker->lessons.count && code == CHECKER_OK; i++) {
		const char *path = checker->lessons.paths[i], *before = i > 0 ? checker->lessons.paths[i - 1] : path;
		bool again = i > 0 && strcmp(checker->roots[i], checker->roots[i - 1]) == 0;
		bool beside = i > 0 && str_equal(path_folder(path), path_folder(before));
		if (checker_is_tree(checker, checker->roots[i]))
			all = (again || add_then(since, checker->roots[i], &paths)) && all;
		if (!beside && has_lost_tree(since, path, &config))
			code = checker_fail(checker, CHECKER_WRONG,
					    "'%s' is gone since '%s': name its folder, so that all lessons below it are compared",
					    buf_cstr(&config), checker->since);
	}
	const struct file_list *both[] = { &checker->lessons, &checker->context };
	for (size_t i = 0; i < 2 && !checker->no_config && !checker->config_path; i++)
		for (size_t j = 0; j < both[i]->count && code == CHECKER_OK; j++)
			if (j == 0 || !str_equal(path_folder(both[i]->paths[j]), path_folder(both[i]->paths[j - 1])))
				code = check_parted(since, path_folder(both[i]->paths[j]));
	for (size_t i = 0; i < checker->operand_count; i++)
		all = add_then(since, checker->operands[i], &paths) && all;
	if (code == CHECKER_OK && paths.count)
		code = check_then(since, &paths);
	if (code == CHECKER_OK && !find_gone(since, !all, &others))
		since->failed = true;
	if (code == CHECKER_OK && others.count)
		code = check_then(since, &others);
	file_list_release(&paths);
	file_list_release(&others);
	buf_release(&config);
	return since->failed ? checker_fail_memory(checker) : code;
}

static bool is_changed(struct since *since, const char *path, struct buf *bytes, struct buf *old)
{
	struct buf then;
	buf_init(&then, BUF_CAP);
	bool same = was_at(since, path, &then) && file_read(path, LESSON_SIZE_MAX, bytes) == FILE_OK &&
		    file_read(buf_cstr(&then), LESSON_SIZE_MAX, old) == FILE_OK &&
		    str_equal(buf_view(bytes), buf_view(old));
	buf_release(&then);
	return !same;
}

/* Puts the lessons that have changed last: of a pair, the finding is then about what is new. */
static bool put_changed_last(struct since *since)
{
	struct checker *checker = since->checker;
	size_t count = checker->lessons.count, kept = 0, last = 0;
	const char **changed = calloc(2 * count + 1, sizeof(*changed)), **roots = changed + count;
	struct buf bytes, old;
	buf_init(&bytes, BUF_CAP);
	buf_init(&old, BUF_CAP);
	for (size_t i = 0; changed && i < count; i++) {
		const char *path = checker->lessons.paths[i], *root = checker->roots[i];
		if (is_changed(since, path, &bytes, &old)) {
			changed[last] = path;
			roots[last++] = root;
		} else {
			checker->lessons.paths[kept] = path;
			checker->roots[kept++] = root;
		}
	}
	for (size_t i = 0; i < last; i++) {
		checker->lessons.paths[kept + i] = changed[i];
		checker->roots[kept + i] = roots[i];
	}
	buf_release(&old);
	buf_release(&bytes);
	free(changed);
	return changed != NULL;
}

/* The same for pictures that were not there. */
static bool put_new_pictures_last(struct since *since)
{
	struct file_list *pictures = &since->checker->all_pictures;
	size_t kept = 0, last = 0;
	const char **added = calloc(pictures->count + 1, sizeof(*added));
	struct buf then;
	buf_init(&then, BUF_CAP);
	for (size_t i = 0; added && i < pictures->count; i++) {
		if (was_at(since, pictures->paths[i], &then))
			pictures->paths[kept++] = pictures->paths[i];
		else
			added[last++] = pictures->paths[i];
	}
	if (last)
		memcpy(pictures->paths + kept, added, last * sizeof(*added));
	buf_release(&then);
	free(added);
	return added != NULL;
}

/* A file or folder in the repository: the working folder, if what is named is below it, since that may be in a
 * submodule. */
static const char *repository_path(const struct checker *checker)
{
	const char *path = checker->operands[0];
	bool below = path[0] != '/' && strncmp(path, "../", 3) != 0 && !strstr(path, "/../") && strcmp(path, "..") != 0;
	char *here = below ? realpath(".", NULL) : NULL;
	bool asked_here = here && (getenv("GIT_DIR") || git_is_near(here));
	free(here);
	return asked_here ? "." : path;
}

enum checker_status checker_look_back(struct checker *checker)
{
	struct buf why;
	for (size_t i = 0; i < checker->lessons.count; i++)
		if (strcmp(checker->lessons.paths[i], "-") == 0)
			return checker_fail(checker, CHECKER_WRONG,
					    "--since can't go with standard input: Git compares files");
	struct since *since = calloc(1, sizeof(*since));
	if (!since)
		return checker_fail_memory(checker);
	checker->before = since;
	since->checker = checker;
	revision_init(&since->revision);
	arena_init(&since->arena);
	map_init(&since->olds);
	groups_init(&since->pairs);
	map_init(&since->then);
	checker_notes_init(&since->notes);
	map_init(&since->files);
	file_list_init(&since->gone);
	buf_init(&why, BUF_CAP);
	enum revision_status status = revision_open(&since->revision, checker->since, repository_path(checker), &why);
	enum checker_status code = status == REVISION_OK ? check_all_then(since)
		   : checker_fail(checker, status == REVISION_UNKNOWN ? CHECKER_WRONG : CHECKER_FAILED, "%s",
				  why.len ? buf_cstr(&why) : "out of memory");
	if (code == CHECKER_OK && !(put_changed_last(since) && put_new_pictures_last(since)))
		code = checker_fail_memory(checker);
	buf_release(&why);
	return code;
}

void checker_forget(struct checker *checker)
{
	struct since *since = checker->before;
	if (!since)
		return;
	close_files(since);
	file_list_release(&since->gone);
	map_release(&since->files);
	checker_notes_release(&since->notes);
	map_release(&since->then);
	groups_release(&since->pairs);
	map_release(&since->olds);
	arena_release(&since->arena);
	revision_release(&since->revision);
	free(since);
	checker->before = NULL;
}
