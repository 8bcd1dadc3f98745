#include "check/core/baseline.h"

#include "base/conflict.h"
#include "base/options.h"
#include "check/core/fold.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#define HEADER "satchel-baseline "
enum { SIZE_MAX_READ = 256 * 1024 * 1024, COUNT_MAX = 1000000000 };

void baseline_init(struct baseline *baseline)
{
	*baseline = (struct baseline){ .entries = NULL };
	arena_init(&baseline->arena);
	map_init(&baseline->map);
	groups_init(&baseline->pairs);
}

void baseline_release(struct baseline *baseline)
{
	free(baseline->entries);
	map_release(&baseline->map);
	groups_release(&baseline->pairs);
	arena_release(&baseline->arena);
}

static void add_key(struct buf *out, struct str rule, struct str subject, struct str text)
{
	buf_str(out, rule);
	buf_char(out, '\t');
	buf_str(out, subject);
	buf_char(out, '\t');
	buf_str(out, text);
}

/* Returns the entry with that key, added if it is new; NULL if memory ran out. The parts are copied. */
static struct baseline_entry *put(struct baseline *baseline, struct str rule, struct str subject, struct str lesson,
				  struct str text)
{
	struct buf key;
	struct baseline_entry *entry = NULL;
	struct arena *arena = &baseline->arena;
	buf_init(&key, BUF_CAP);
	add_key(&key, rule, subject, text);
	void *known = buf_failed(&key) ? NULL : map_get(&baseline->map, buf_view(&key));
	if (known || buf_failed(&key)) {
		buf_release(&key);
		return known;
	}
	if (baseline->entry_count == baseline->room) {
		size_t room = baseline->room ? baseline->room * 2 : 64;
		struct baseline_entry **entries =
			realloc(baseline->entries, room * sizeof(struct baseline_entry *));
		if (!entries)
			goto out;
		baseline->entries = entries;
		baseline->room = room;
	}
	struct baseline_entry *fresh = arena_alloc(arena, sizeof(*fresh));
	struct str copy = arena_str(arena, buf_view(&key));
	struct str home = arena_str(arena, lesson);
	if (!fresh || !copy.at || !home.at)
		goto out;
	*fresh = (struct baseline_entry){
		.key = copy,
		.rule = { copy.at, rule.len },
		.subject = { copy.at + rule.len + 1, subject.len },
		.text = { copy.at + rule.len + subject.len + 2, text.len },
		.lesson = home,
	};
	void **slot = map_put(&baseline->map, copy);
	if (!slot)
		goto out;
	*slot = baseline->entries[baseline->entry_count++] = entry = fresh;
out:
	buf_release(&key);
	return entry;
}

/* Removes the part before the next tab from line and returns it. */
static struct str next_part(struct str *line)
{
	const char *tab = line->len ? memchr(line->at, '\t', line->len) : NULL;
	struct str part = { line->at, tab ? (size_t)(tab - line->at) : line->len };
	size_t gone = part.len + (tab != NULL);
	*line = (struct str){ line->at + gone, line->len - gone };
	return part;
}

#define AND " + "

/* Whether it begins with one of the kinds that add_subject writes. */
static bool has_kind(struct str subject)
{
	return (str_starts(subject, "item:") && subject.len > 5) ||
	       (str_starts(subject, "lesson:") && subject.len > 7) || (str_starts(subject, "path:") && subject.len > 5);
}

/* Removes the first side from the subject of a pair; false if there is none. A path may contain the separator. */
static bool next_side(struct str *subject, struct str *side)
{
	struct str rest = *subject;
	for (const char *at; (at = memmem(rest.at, rest.len, AND, strlen(AND)));) {
		rest.len -= (size_t)(at - rest.at) + strlen(AND);
		rest.at = at + strlen(AND);
		if (!has_kind(rest))
			continue;
		*side = (struct str){ subject->at, (size_t)(at - subject->at) };
		*subject = rest;
		return true;
	}
	return false;
}

/* Builds the keys of both sides of a pair; false if the entry is not about one. */
static bool side_keys(struct str rule, struct str subject, struct str text, struct buf keys[2])
{
	struct str sides[2];
	if (!next_side(&subject, &sides[0]))
		return false;
	sides[1] = subject;
	for (int i = 0; i < 2; i++)
		add_key(&keys[i], rule, sides[i], text);
	return true;
}

static bool is_subject(struct str subject)
{
	struct str side;
	if (next_side(&subject, &side) && !is_subject(side))
		return false;
	return has_kind(subject) &&
	       (str_starts(subject, "path:") || !memmem(subject.at, subject.len, AND, strlen(AND)));
}

/* Adds times to the known count of the entry's pair; false if memory ran out. */
static bool learn_pair(struct baseline *baseline, struct baseline_entry *entry, size_t times)
{
	struct buf keys[2];
	buf_init(&keys[0], BUF_CAP);
	buf_init(&keys[1], BUF_CAP);
	bool good = true;
	if (side_keys(entry->rule, entry->subject, entry->text, keys)) {
		entry->group = groups_add(&baseline->pairs, buf_view(&keys[0]), buf_view(&keys[1]), times);
		good = entry->group && !buf_failed(&keys[0]) && !buf_failed(&keys[1]);
	}
	buf_release(&keys[0]);
	buf_release(&keys[1]);
	return good;
}

static enum baseline_status read_line(struct baseline *baseline, struct str line)
{
	struct str rule = next_part(&line), subject = next_part(&line), lesson = next_part(&line);
	struct str count = next_part(&line);
	char digits[16];
	unsigned long number = 0;
	if (rule.len < 3 || !memchr(rule.at, '/', rule.len) || !is_subject(subject) || lesson.len == 0 ||
	    count.len >= sizeof(digits) || (line.len && memchr(line.at, '\t', line.len)))
		return BASELINE_DAMAGED;
	memcpy(digits, count.at, count.len);
	digits[count.len] = '\0';
	if (!option_number(digits, 1, COUNT_MAX, &number))
		return BASELINE_DAMAGED;
	struct baseline_entry *entry = put(baseline, rule, subject, lesson, line);
	if (!entry || !learn_pair(baseline, entry, number > entry->count ? number - entry->count : 0))
		return BASELINE_NO_MEMORY;
	entry->count = number > entry->count ? number : entry->count;
	return BASELINE_OK;
}

static enum baseline_status read_lines(struct baseline *baseline, struct str rest, size_t *number)
{
	for (*number = 1; rest.len; ++*number) {
		const char *end = memchr(rest.at, '\n', rest.len);
		if (!end)
			return *number == 1 ? BASELINE_NONE : BASELINE_CUT_SHORT;
		struct str line = { rest.at, (size_t)(end - rest.at) };
		rest = (struct str){ end + 1, rest.len - line.len - 1 };
		if (line.len && line.at[line.len - 1] == '\r')
			line.len--;
		if (conflict_is_line(line))
			return BASELINE_CONFLICT;
		if (*number == 1 && !str_starts(line, HEADER))
			return BASELINE_NONE;
		if (str_starts(line, HEADER) && !str_is(line, HEADER "1"))
			return BASELINE_OTHER_VERSION;
		enum baseline_status status = str_starts(line, HEADER) ? BASELINE_OK : read_line(baseline, line);
		if (status != BASELINE_OK)
			return status;
	}
	return *number == 1 ? BASELINE_NONE : BASELINE_OK;
}

enum baseline_status baseline_read(struct baseline *baseline, const char *path, enum file_status *why, size_t *line)
{
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	*line = 0;
	*why = file_read(path, SIZE_MAX_READ, &bytes);
	enum baseline_status status = *why == FILE_OK	       ? read_lines(baseline, buf_view(&bytes), line)
				      : *why == FILE_NO_MEMORY ? BASELINE_NO_MEMORY
							       : BASELINE_UNREADABLE;
	int error = errno;
	buf_release(&bytes);
	errno = error;
	return status;
}

/* Appends text, replacing characters that would end the field. */
static void add_text(struct buf *out, struct str text)
{
	size_t from = out->len;
	fold(out, text);
	for (size_t i = from; i < out->len; i++)
		if ((unsigned char)out->at[i] < ' ' || out->at[i] == 0x7f)
			out->at[i] = ' ';
}

/* Appends the identity of a side: its item, lesson, or path. */
static void add_subject(struct buf *out, const char *path, struct str lesson, struct str item)
{
	size_t from = out->len;
	if (item.len)
		buf_format(out, "item:%.*s", STR_ARG(item));
	else if (lesson.len)
		buf_format(out, "lesson:%.*s", STR_ARG(lesson));
	else
		buf_format(out, "path:%s", path);
	for (size_t i = from; i < out->len; i++)
		if ((unsigned char)out->at[i] < ' ')
			out->at[i] = '?';
}

/* Appends both in byte order, or only one if they are equal and one is enough. */
static void add_both(struct buf *out, struct str one, const char *between, struct str other, bool once)
{
	bool first = str_compare(one, other) <= 0;
	buf_str(out, first ? one : other);
	if (once && str_equal(one, other))
		return;
	buf_text(out, between);
	buf_str(out, first ? other : one);
}

/* The fields of an entry, each in a buffer of its own. */
struct parts {
	struct buf subject, lesson, text;
};

static void make_pair_parts(struct parts *parts, const struct diagnostic *d)
{
	const struct other_side *other = d->other;
	struct buf sides[2];
	/* If both have the same item id, it does not distinguish them. */
	bool items = !str_equal(d->item, other->item);
	buf_init(&sides[0], BUF_CAP);
	buf_init(&sides[1], BUF_CAP);
	add_subject(&sides[0], d->path, d->lesson, items ? d->item : STR_NONE);
	add_subject(&sides[1], other->path, other->lesson, items ? other->item : STR_NONE);
	add_both(&parts->subject, buf_view(&sides[0]), AND, buf_view(&sides[1]), false);
	add_both(&parts->lesson, d->lesson.len ? d->lesson : STR("-"), " ",
		 other->lesson.len ? other->lesson : STR("-"), true);
	add_text(&parts->text, other->same);
	parts->subject.failed = parts->subject.failed || buf_failed(&sides[0]) || buf_failed(&sides[1]);
	buf_release(&sides[0]);
	buf_release(&sides[1]);
}

/* Fills the fields from a finding. False if memory ran out. */
static bool make_parts(struct parts *parts, const struct diagnostic *d)
{
	buf_clear(&parts->subject);
	buf_clear(&parts->lesson);
	buf_clear(&parts->text);
	if (d->other) {
		make_pair_parts(parts, d);
	} else {
		add_subject(&parts->subject, d->path, d->lesson, d->item);
		buf_str(&parts->lesson, d->lesson.len ? d->lesson : STR("-"));
		if (d->text.at)
			add_text(&parts->text, d->text);
	}
	return !buf_failed(&parts->subject) && !buf_failed(&parts->lesson) && !buf_failed(&parts->text);
}

static void parts_init(struct parts *parts)
{
	buf_init(&parts->subject, BUF_CAP);
	buf_init(&parts->lesson, BUF_CAP);
	buf_init(&parts->text, BUF_CAP);
}

static void parts_release(struct parts *parts)
{
	buf_release(&parts->subject);
	buf_release(&parts->lesson);
	buf_release(&parts->text);
}

/* Whether the finding is known; if so, uses up one of its count. *entry is its own entry, or NULL. *good is false if
 * memory ran out. */
static bool spend(struct baseline *baseline, const struct diagnostic *d, const struct parts *parts,
		  struct baseline_entry **entry, bool *good)
{
	struct buf key, keys[2];
	struct str rule = str_from(d->name);
	buf_init(&key, BUF_CAP);
	buf_init(&keys[0], BUF_CAP);
	buf_init(&keys[1], BUF_CAP);
	add_key(&key, rule, buf_view(&parts->subject), buf_view(&parts->text));
	*entry = map_get(&baseline->map, buf_view(&key));
	bool known = *entry && (*entry)->seen < (*entry)->count;
	if (side_keys(rule, buf_view(&parts->subject), buf_view(&parts->text), keys))
		known = groups_spend(&baseline->pairs, buf_view(&keys[0]), buf_view(&keys[1]));
	if (*entry)
		(*entry)->seen += known;
	*good = *good && !baseline->pairs.failed && !buf_failed(&key) && !buf_failed(&keys[0]) && !buf_failed(&keys[1]);
	buf_release(&key);
	buf_release(&keys[0]);
	buf_release(&keys[1]);
	return known;
}

/* Adds the finding to the baseline; false if memory ran out. */
static bool learn_finding(struct baseline *baseline, const struct diagnostic *d, const struct parts *parts, bool seen)
{
	struct str lesson = buf_view(&parts->lesson);
	struct baseline_entry *entry =
		put(baseline, str_from(d->name), buf_view(&parts->subject), lesson, buf_view(&parts->text));
	if (!entry)
		return false;
	/* The item may have been moved to another lesson. */
	if (!str_equal(entry->lesson, lesson))
		entry->lesson = arena_str(&baseline->arena, lesson);
	entry->seen += !seen;
	return entry->lesson.at != NULL;
}

/* Findings that a file cannot be read are never part of a baseline. */
static bool can_be_known(const struct diagnostic *d)
{
	return strncmp(d->name, "xml/", 4) != 0;
}

bool baseline_apply(struct baseline *baseline, struct report *report, bool learn, size_t *news)
{
	struct parts parts;
	bool good = true;
	parts_init(&parts);
	*news = 0;
	for (struct diagnostic **link = &report->first; *link && good;) {
		struct diagnostic *d = *link;
		struct baseline_entry *entry = NULL;
		bool may = can_be_known(d);
		good = !may || make_parts(&parts, d);
		bool known = may && good && spend(baseline, d, &parts, &entry, &good);
		*news += may && !known;
		if (may && learn && good)
			good = learn_finding(baseline, d, &parts, known && entry);
		if (known || (may && learn))
			report_drop(report, link);
		else
			link = &d->next;
	}
	parts_release(&parts);
	return good;
}

bool baseline_spend(struct baseline *baseline, const struct diagnostic *diagnostic)
{
	struct parts parts;
	struct baseline_entry *entry = NULL;
	parts_init(&parts);
	bool good = !can_be_known(diagnostic) || make_parts(&parts, diagnostic);
	if (good && can_be_known(diagnostic))
		(void)spend(baseline, diagnostic, &parts, &entry, &good);
	parts_release(&parts);
	return good;
}

static bool could_be_found(const struct baseline_entry *entry, const struct baseline_reach *reach)
{
	enum rule_id rule = rule_find(entry->rule);
	if (rule == RULE_COUNT && str_starts(entry->rule, "custom/"))
		rule = RULE_CUSTOM_PATTERN;
	if (rule != RULE_COUNT && reach->settings->severity[rule] == SEVERITY_OFF)
		return false;
	struct str rest = entry->lesson;
	for (bool more = reach->lessons != NULL; more;) {
		const char *blank = memchr(rest.at, ' ', rest.len);
		struct str lesson = { rest.at, blank ? (size_t)(blank - rest.at) : rest.len };
		if (!map_get(reach->lessons, lesson))
			return false;
		more = blank != NULL;
		if (more)
			rest = (struct str){ blank + 1, rest.len - lesson.len - 1 };
	}
	return true;
}

size_t baseline_gone(const struct baseline_entry *entry, const struct baseline_reach *reach)
{
	/* Another pair of the group may have been reported instead. */
	if (entry->seen >= entry->count || (entry->group && groups_spent(entry->group)))
		return 0;
	return could_be_found(entry, reach) ? entry->count - entry->seen : 0;
}

static int by_key(const void *a, const void *b)
{
	const struct baseline_entry *const *x = a, *const *y = b;
	return str_compare((*x)->key, (*y)->key);
}

enum file_status baseline_write(struct baseline *baseline, const char *path, const struct baseline_reach *reach)
{
	struct file_writer writer;
	struct stat info;
	enum file_status status =
		stat(path, &info) == 0 ? file_writer_open_over(&writer, path) : file_writer_open(&writer, path);
	if (status != FILE_OK)
		return status;
	if (baseline->entry_count)
		qsort(baseline->entries, baseline->entry_count, sizeof(struct baseline_entry *), by_key);
	fputs(HEADER "1\n", writer.stream);
	for (size_t i = 0; i < baseline->entry_count; i++) {
		const struct baseline_entry *e = baseline->entries[i];
		size_t count = could_be_found(e, reach) || e->seen > e->count ? e->seen : e->count;
		if (count == 0)
			continue;
		fprintf(writer.stream, "%.*s\t%.*s\t%.*s\t%zu\t", STR_ARG(e->rule), STR_ARG(e->subject),
			STR_ARG(e->lesson), count);
		fwrite(e->text.at, 1, e->text.len, writer.stream);
		fputc('\n', writer.stream);
	}
	return file_writer_commit(&writer);
}
