#include "check/baseline.h"

#include "base/options.h"
#include "check/fold.h"

#include <errno.h>
#include <stdlib.h>

#define HEADER "satchel-baseline "
enum { SIZE_MAX_READ = 256 * 1024 * 1024, COUNT_MAX = 1000000000 };

void baseline_init(struct baseline *baseline)
{
	*baseline = (struct baseline){ .entries = NULL };
	arena_init(&baseline->arena);
	map_init(&baseline->map);
}

void baseline_release(struct baseline *baseline)
{
	free(baseline->entries);
	map_release(&baseline->map);
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

/* The entry of that key, made where there is none; NULL where memory ran out. The parts are copied. */
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

/* Cuts the part up to the next tab, or the end, off the line. */
static struct str next_part(struct str *line)
{
	const char *tab = line->len ? memchr(line->at, '\t', line->len) : NULL;
	struct str part = { line->at, tab ? (size_t)(tab - line->at) : line->len };
	size_t gone = part.len + (tab != NULL);
	*line = (struct str){ line->at + gone, line->len - gone };
	return part;
}

static bool is_subject(struct str subject)
{
	return (str_starts(subject, "item:") && subject.len > 5) || (str_starts(subject, "lesson:") && subject.len > 7) ||
	       (str_starts(subject, "path:") && subject.len > 5);
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
	size_t before = baseline->entry_count;
	struct baseline_entry *entry = put(baseline, rule, subject, lesson, line);
	if (!entry)
		return BASELINE_NO_MEMORY;
	/* The lines are sorted: one that is not, or stands twice, was not written by us. */
	if (baseline->entry_count == before ||
	    (before && str_compare(baseline->entries[before - 1]->key, entry->key) >= 0))
		return BASELINE_DAMAGED;
	entry->count = number;
	return BASELINE_OK;
}

static enum baseline_status read_lines(struct baseline *baseline, struct str rest, size_t *number)
{
	bool ended = false;
	for (*number = 1; rest.len; ++*number) {
		const char *end = memchr(rest.at, '\n', rest.len);
		if (!end)
			return *number == 1 ? BASELINE_NONE : BASELINE_CUT_SHORT;
		struct str line = { rest.at, (size_t)(end - rest.at) };
		rest = (struct str){ end + 1, rest.len - line.len - 1 };
		if (line.len && line.at[line.len - 1] == '\r')
			line.len--;
		if (*number == 1) {
			if (!str_starts(line, HEADER))
				return BASELINE_NONE;
			if (!str_is(line, HEADER "1"))
				return BASELINE_OTHER_VERSION;
			continue;
		}
		if (ended)
			return BASELINE_DAMAGED;
		ended = str_is(line, "end");
		enum baseline_status status = ended ? BASELINE_OK : read_line(baseline, line);
		if (status != BASELINE_OK)
			return status;
	}
	return ended ? BASELINE_OK : *number == 1 ? BASELINE_NONE : BASELINE_CUT_SHORT;
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

/* The text without what would leave its field. */
static void add_text(struct buf *out, struct str text)
{
	size_t from = out->len;
	fold(out, text);
	for (size_t i = from; i < out->len; i++)
		if ((unsigned char)out->at[i] < ' ' || out->at[i] == 0x7f)
			out->at[i] = ' ';
}

static struct baseline_entry *entry_of(struct baseline *baseline, const struct diagnostic *d, bool learn,
				       struct buf *scratch, bool *failed)
{
	buf_clear(scratch);
	if (d->item.at && d->item.len)
		buf_format(scratch, "item:%.*s", STR_ARG(d->item));
	else if (d->lesson.at && d->lesson.len)
		buf_format(scratch, "lesson:%.*s", STR_ARG(d->lesson));
	else
		buf_format(scratch, "path:%s", d->path);
	size_t subject = scratch->len;
	for (size_t i = 0; i < subject; i++)
		if ((unsigned char)scratch->at[i] < ' ')
			scratch->at[i] = '?';
	buf_char(scratch, '\t');
	if (d->text.at)
		add_text(scratch, d->text);
	if (buf_failed(scratch)) {
		*failed = true;
		return NULL;
	}
	struct str parts = buf_view(scratch), rule = str_from(d->name);
	struct str about = { parts.at, subject }, text = { parts.at + subject + 1, parts.len - subject - 1 };
	struct baseline_entry *entry;
	if (learn) {
		struct str lesson = d->lesson.len ? d->lesson : STR("-");
		entry = put(baseline, rule, about, lesson, text);
		/* An item may have moved to another lesson. */
		if (entry && !str_equal(entry->lesson, lesson))
			entry->lesson = arena_str(&baseline->arena, lesson);
		*failed = *failed || !entry || !entry->lesson.at;
		return entry;
	}
	struct buf key;
	buf_init(&key, BUF_CAP);
	add_key(&key, rule, about, text);
	entry = map_get(&baseline->map, buf_view(&key));
	*failed = *failed || buf_failed(&key);
	buf_release(&key);
	return entry;
}

bool baseline_apply(struct baseline *baseline, struct report *report, bool learn, size_t *news)
{
	struct buf scratch;
	bool failed = false;
	buf_init(&scratch, BUF_CAP);
	*news = 0;
	for (struct diagnostic **link = &report->first; *link && !failed;) {
		struct diagnostic *d = *link;
		bool unreadable = strncmp(d->name, "xml/", 4) == 0;
		struct baseline_entry *entry =
			unreadable ? NULL : entry_of(baseline, d, learn, &scratch, &failed);
		bool known = entry && entry->seen < entry->count;
		*news += !known;
		if (entry)
			entry->seen += known || learn;
		if (known || (entry && learn))
			report_drop(report, link);
		else
			link = &d->next;
	}
	buf_release(&scratch);
	return !failed;
}

static bool could_be_found(const struct baseline_entry *entry, const struct baseline_reach *reach)
{
	enum rule_id rule = rule_find(entry->rule);
	if (rule == RULE_COUNT && str_starts(entry->rule, "custom/"))
		rule = RULE_CUSTOM_PATTERN;
	if (rule != RULE_COUNT && reach->settings->severity[rule] == SEVERITY_OFF)
		return false;
	return !reach->lessons || map_get(reach->lessons, entry->lesson);
}

size_t baseline_gone(const struct baseline_entry *entry, const struct baseline_reach *reach)
{
	return entry->seen < entry->count && could_be_found(entry, reach) ? entry->count - entry->seen : 0;
}

static int by_key(const void *a, const void *b)
{
	const struct baseline_entry *const *x = a, *const *y = b;
	return str_compare((*x)->key, (*y)->key);
}

enum file_status baseline_write(struct baseline *baseline, const char *path, const struct baseline_reach *reach)
{
	struct file_writer writer;
	enum file_status status = file_writer_open(&writer, path);
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
	fputs("end\n", writer.stream);
	return file_writer_commit(&writer);
}
