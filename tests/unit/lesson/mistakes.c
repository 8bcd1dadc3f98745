/* A valid lesson damaged in one place must give one finding: at the damage, or naming the line of the start tag whose
 * end is missing. Its fix, if any, must make the lesson valid again. Each kind of damage is applied to the lessons of
 * content/ at random offsets, as they are formatted and without any layout. SEED=N tries other offsets, ROUNDS=N more.
 *
 * Some damage can't be distinguished from what an author may have meant, so a few per cent may fail. */
#include "base/file.h"
#include "lesson/edit.h"
#include "lesson/reader.h"
#include "../odd_lesson.h"
#include "../tags.h"

#include <stdlib.h>

enum { TEXTS = 12, ROUNDS = 60, ALLOWED = 2 /* per cent */ };

enum damage {
	DELETE_END_TAG,
	DELETE_START_TAG,
	DELETE_GREATER,
	DELETE_LESS,
	DELETE_SLASH,
	DELETE_EMPTY_SLASH,
	DELETE_QUOTE,
	DELETE_EQUALS,
	INSERT_QUOTE,
	INSERT_LESS,
	INSERT_AMPERSAND,
	MISSPELL_START_TAG,
	SINGULAR_START_TAG, /* <card> for <cards> */
	MISSPELL_END_TAG,
	DOUBLE_START_TAG,
	DOUBLE_END_TAG,
	DOUBLE_ELEMENT,
	SWAP_START_TAGS,
	SWAP_END_TAGS,
	CUT_OFF,
	DAMAGES,
};

static const char *const damage_names[DAMAGES] = {
	"delete an end tag",	 "delete a start tag",	   "delete a >",	 "delete a <",
	"delete an end's slash", "delete an empty's slash", "delete a quotation mark", "delete an =",
	"insert a quotation mark", "insert a <",	   "insert an &",	 "misspell a start tag",
	"write a start tag in the singular",
	"misspell an end tag",	 "double a start tag",	   "double an end tag",	 "double an element",
	"swap start tags",	 "swap end tags",	   "cut off",
};

struct trial {
	struct lesson_schema *schema;
	struct reader *reader;
	struct rule_settings settings;
	struct text texts[TEXTS];
	struct buf broken, fixed;
	struct odd odd;
	unsigned rounds;
};

static uint32_t line_at(struct str s, size_t offset)
{
	uint32_t line = 1;
	for (size_t i = 0; i < offset && i < s.len; i++)
		line += s.at[i] == '\n';
	return line;
}

static bool is_text_element(struct str s, const struct tag *tag)
{
	static const char *const names[] = { "title", "stem", "front", "back", "summary", "definition" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_is((struct str){ s.at + tag->name, tag->name_end - tag->name }, names[i]))
			return true;
	return false;
}

/* Whether the damage is possible at the tag. */
static bool fits(enum damage damage, const struct text *text, size_t index)
{
	const struct tag *tag = &text->tags[index], *next = index + 1 < text->count ? tag + 1 : NULL;
	struct str s = buf_view(&text->bytes);
	switch (damage) {
	case DELETE_END_TAG:
	case DELETE_SLASH:
	case DOUBLE_END_TAG: return tag->closes;
	case MISSPELL_END_TAG: return tag->closes && tag->name_end - tag->name > 2;
	case DELETE_START_TAG: return !tag->closes && !tag->empty && index > 0;
	case DOUBLE_START_TAG: return !tag->closes && !tag->empty && (index > 0 || !tag->attributes);
	case MISSPELL_START_TAG: return !tag->closes && !tag->empty && tag->name_end - tag->name > 2 && index > 0;
	case SINGULAR_START_TAG: return !tag->closes && tag->name_end - tag->name > 4 && s.at[tag->name_end - 1] == 's';
	case DELETE_EMPTY_SLASH: return tag->empty;
	case DELETE_QUOTE:
	case DELETE_EQUALS:
	case INSERT_QUOTE: return tag->attributes;
	case DELETE_LESS: return index > 0 && !tag->empty; /* without its <, an empty element is text */
	case DOUBLE_ELEMENT: return !tag->closes && is_text_element(s, tag);
	case SWAP_START_TAGS:
		return index > 0 && next && !tag->closes && !tag->empty && !next->closes && !next->empty &&
		       str_trim((struct str){ s.at + tag->end, next->start - tag->end }).len == 0 &&
		       (next->name_end - next->name != tag->name_end - tag->name ||
			memcmp(s.at + next->name, s.at + tag->name, tag->name_end - tag->name) != 0);
	case SWAP_END_TAGS:
		return tag->closes && next && next->closes && next->start == tag->end &&
		       (next->name_end - next->name != tag->name_end - tag->name ||
			memcmp(s.at + next->name, s.at + tag->name, tag->name_end - tag->name) != 0);
	default: return index > 0 && next;
	}
}

/* The offset of the number-th byte of set in the tag. */
static size_t pick_byte(struct trial *trial, struct str s, const struct tag *tag, const char *set)
{
	size_t found[256], count = 0;
	for (size_t i = tag->name_end; i < tag->end && count < 256; i++)
		if (strchr(set, s.at[i]))
			found[count++] = i;
	return found[odd_pick(&trial->odd, (unsigned)count)];
}

/* Writes s with the bytes from start to end replaced. */
static void write_broken(struct trial *trial, struct str s, size_t start, size_t end, struct str with)
{
	buf_clear(&trial->broken);
	buf_add(&trial->broken, s.at, start);
	buf_str(&trial->broken, with);
	buf_add(&trial->broken, s.at + end, s.len - end);
}

static void misspell(struct trial *trial, struct str s, const struct tag *tag)
{
	char name[32];
	size_t len = tag->name_end - tag->name, at = odd_pick(&trial->odd, (unsigned)len - 1);
	memcpy(name, s.at + tag->name, len);
	name[at] = s.at[tag->name + at + 1];
	name[at + 1] = s.at[tag->name + at];
	if (name[at] == name[at + 1])
		name[at] = name[at] == 'x' ? 'y' : 'x';
	write_broken(trial, s, tag->name, tag->name_end, (struct str){ name, len });
}

/* Damages a tag, and returns one or two acceptable offsets. */
static void do_damage(struct trial *trial, enum damage damage, const struct text *text, size_t index, size_t where[2])
{
	const struct tag *tag = &text->tags[index], *partner = &text->tags[tag->partner];
	struct str s = buf_view(&text->bytes);
	struct str whole = { s.at + tag->start, tag->end - tag->start };
	size_t at = tag->start;
	where[1] = partner->start;
	switch (damage) {
	case DELETE_END_TAG:
	case DELETE_START_TAG:
		write_broken(trial, s, tag->start, tag->end, STR(""));
		while (damage == DELETE_START_TAG && strchr(" \n\t", trial->broken.at[at]))
			at++;
		where[1] -= damage == DELETE_START_TAG ? whole.len : 0;
		break;
	case DELETE_GREATER: write_broken(trial, s, tag->end - 1, tag->end, STR("")); break;
	case DELETE_LESS: write_broken(trial, s, tag->start, tag->start + 1, STR("")); break;
	case DELETE_SLASH: write_broken(trial, s, tag->start + 1, tag->start + 2, STR("")); break;
	case DELETE_EMPTY_SLASH: write_broken(trial, s, tag->end - 2, tag->end - 1, STR("")); break;
	case DELETE_QUOTE:
	case DELETE_EQUALS:
		at = pick_byte(trial, s, tag, damage == DELETE_QUOTE ? "\"" : "=");
		write_broken(trial, s, at, at + 1, STR(""));
		break;
	case INSERT_QUOTE:
		at = tag->name_end + odd_pick(&trial->odd, (unsigned)(tag->end - 1 - tag->name_end));
		write_broken(trial, s, at, at, STR("\""));
		break;
	case INSERT_LESS:
	case INSERT_AMPERSAND:
		at = tag->end + odd_pick(&trial->odd, (unsigned)(tag[1].start - tag->end) + 1);
		while (((unsigned char)s.at[at] & 0xc0) == 0x80)
			at--;
		write_broken(trial, s, at, at, damage == INSERT_LESS ? STR("<") : STR("& "));
		break;
	case MISSPELL_START_TAG:
	case MISSPELL_END_TAG: misspell(trial, s, tag); break;
	case SINGULAR_START_TAG: write_broken(trial, s, tag->name_end - 1, tag->name_end, STR("")); break;
	case DOUBLE_START_TAG:
	case DOUBLE_END_TAG:
		write_broken(trial, s, tag->end, tag->end, whole);
		at = tag->end;
		break;
	case DOUBLE_ELEMENT:
		at = partner->end;
		write_broken(trial, s, at, at, (struct str){ s.at + tag->start, partner->end - tag->start });
		where[1] = at;
		break;
	case SWAP_START_TAGS:
		write_broken(trial, s, tag->start, tag->end, (struct str){ s.at + tag[1].start, tag[1].end - tag[1].start });
		trial->broken.len = tag->start + tag[1].end - tag[1].start;
		buf_add(&trial->broken, s.at + tag->end, tag[1].start - tag->end);
		buf_str(&trial->broken, whole);
		buf_add(&trial->broken, s.at + tag[1].end, s.len - tag[1].end);
		where[1] = tag->start + 1;
		break;
	case SWAP_END_TAGS: {
		char both[80];
		int len = snprintf(both, sizeof(both), "%.*s%.*s", (int)(tag[1].end - tag[1].start),
				   s.at + tag[1].start, (int)whole.len, whole.at);
		write_broken(trial, s, tag->start, tag[1].end, (struct str){ both, (size_t)len });
		break;
	}
	default:
		at = tag->end + odd_pick(&trial->odd, (unsigned)(tag[1].start - tag->end) + 1);
		while (((unsigned char)s.at[at] & 0xc0) == 0x80)
			at--;
		write_broken(trial, (struct str){ s.at, at }, at, at, STR(""));
		while (strchr(" \n\t", s.at[at - 1]))
			at--;
		at--;
		where[1] = at;
	}
	where[0] = at;
}

/* The number of findings; report->first is the first. */
static size_t read_text(struct trial *trial, struct str bytes, struct report *report)
{
	struct source source;
	const struct lesson *lesson;
	report_init(report, &trial->settings);
	source_init(&source, "x.xml", bytes);
	enum reader_status status = reader_read(trial->reader, &source, report, &lesson);
	assert_int_not_equal(status, READER_NO_MEMORY);
	report_close_source(report, &source);
	source_release(&source);
	size_t count = 0;
	for (const struct diagnostic *d = report->first; d; d = d->next)
		count++;
	return count;
}

static bool names_line(const struct diagnostic *d, uint32_t line)
{
	char words[32];
	int len = snprintf(words, sizeof(words), "line %u", line);
	const char *found = strstr(d->message, words);
	return d->location.line == line || (found && !strchr("0123456789", found[len] ? found[len] : 'x'));
}

/* Whether the fix makes the lesson valid, or there is none. lost: it can't know the attributes of a tag. */
static bool fix_works(struct trial *trial, const struct diagnostic *d, bool lost)
{
	struct report report;
	if (!d->edits || lost)
		return true;
	if (edits_make(buf_view(&trial->broken), &d, 1, &trial->fixed) != 1)
		return false;
	size_t count = read_text(trial, buf_view(&trial->fixed), &report);
	report_release(&report);
	return count == 0;
}

static bool is_one_finding(struct trial *trial, enum damage damage, const struct text *text, size_t index, bool explain)
{
	struct report report;
	size_t where[2];
	do_damage(trial, damage, text, index, where);
	struct str broken = buf_view(&trial->broken);
	uint32_t lines[] = { line_at(broken, where[0]), line_at(broken, where[1]) };
	size_t count = read_text(trial, broken, &report);
	const struct diagnostic *d = report.first;
	bool good = count == 1 && (names_line(d, lines[0]) || names_line(d, lines[1]));
	bool lost = damage == DELETE_START_TAG && text->tags[index].attributes;
	bool whole = good && fix_works(trial, d, lost);
	if (explain && !whole) {
		print_message("# %s in lines %u and %u%s:\n", damage_names[damage], lines[0], lines[1],
			      good ? ", whose fix does not work" : "");
		for (; d; d = d->next)
			print_message("#   %u:%u: %s\n", d->location.line, d->location.column, d->message);
	}
	report_release(&report);
	return whole;
}

static void each_damage_is_one_finding(void **state)
{
	struct trial *trial = *state;
	bool good = true;
	for (int damage = 0; damage < DAMAGES; damage++) {
		unsigned failed = 0, done = 0;
		for (unsigned tries = 0; done < trial->rounds && tries < 100000 * trial->rounds; tries++) {
			const struct text *text = &trial->texts[odd_pick(&trial->odd, TEXTS)];
			size_t index = odd_pick(&trial->odd, (unsigned)text->count);
			if (!fits((enum damage)damage, text, index))
				continue;
			done++;
			failed += !is_one_finding(trial, (enum damage)damage, text, index, true);
		}
		assert_int_equal(done, trial->rounds);
		if (failed * 100 > done * ALLOWED) {
			print_message("# %s: %u of %u fail\n", damage_names[damage], failed, done);
			good = false;
		}
	}
	assert_true(good);
}

/* Two distant mistakes give two findings. */
static void two_mistakes_are_two_findings(void **state)
{
	struct trial *trial = *state;
	const struct text *text = &trial->texts[0];
	struct str s = buf_view(&text->bytes);
	unsigned good = 0;
	for (unsigned round = 0; round < trial->rounds; round++) {
		const struct tag *tags[2] = { NULL, NULL };
		for (unsigned i = 0; i < 2; i++) {
			const struct tag *tag = NULL;
			while (!tag || !tag->closes || tag->name_end - tag->name > 2)
				tag = &text->tags[i * text->count / 2 +
						  odd_pick(&trial->odd, (unsigned)text->count / 3)];
			tags[i] = tag;
		}
		buf_clear(&trial->broken);
		buf_add(&trial->broken, s.at, tags[0]->start);
		buf_add(&trial->broken, s.at + tags[0]->end, tags[1]->start - tags[0]->end);
		buf_add(&trial->broken, s.at + tags[1]->end, s.len - tags[1]->end);
		struct report report;
		good += read_text(trial, buf_view(&trial->broken), &report) == 2;
		report_release(&report);
	}
	assert_int_equal(good, trial->rounds);
}

/* The text without indentation. */
static void drop_indentation(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		buf_char(out, s.at[i]);
		while (s.at[i] == '\n' && i + 1 < s.len && (s.at[i + 1] == ' ' || s.at[i + 1] == '\t'))
			i++;
	}
}

static int set_up(void **state)
{
	static const char *const names[] = { "psychiatry/antidepressant-choice",
					     "psychiatry/cognitive-behavioural-therapy",
					     "psychiatry/electroconvulsive-therapy",
					     "psychiatry/integrated-treatment",
					     "nephrology/arterial-blood-gas",
					     "nephrology/diuretics" };
	static struct trial trial;
	rule_settings_default(&trial.settings);
	trial.schema = lesson_schema_new();
	trial.reader = reader_new(trial.schema);
	assert_non_null(trial.reader);
	buf_init(&trial.broken, BUF_CAP);
	buf_init(&trial.fixed, BUF_CAP);
	trial.odd.state = 88172645463325252u ^ ((uint64_t)odd_setting("SEED", 1) << 20);
	trial.rounds = odd_setting("ROUNDS", ROUNDS);
	for (size_t i = 0; i < TEXTS; i++) {
		struct text *text = &trial.texts[i];
		struct report report;
		char path[128];
		buf_init(&text->bytes, BUF_CAP);
		if (i % 2 == 0) {
			snprintf(path, sizeof(path), "content/%s.xml", names[i / 2]);
			assert_int_equal(file_read(path, LESSON_SIZE_MAX, &text->bytes), FILE_OK);
		} else {
			drop_indentation(&text->bytes, buf_view(&trial.texts[i - 1].bytes));
		}
		assert_int_equal(read_text(&trial, buf_view(&text->bytes), &report), 0);
		report_release(&report);
		find_tags(text);
	}
	*state = &trial;
	return 0;
}

static int tear_down(void **state)
{
	struct trial *trial = *state;
	for (size_t i = 0; i < TEXTS; i++)
		buf_release(&trial->texts[i].bytes);
	buf_release(&trial->broken);
	buf_release(&trial->fixed);
	reader_free(trial->reader);
	lesson_schema_free(trial->schema);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_damage_is_one_finding),
		cmocka_unit_test(two_mistakes_are_two_findings),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
