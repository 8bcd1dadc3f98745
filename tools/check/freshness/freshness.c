#include "base/date.h"
#include "check/core/fold.h"
#include "check/core/rules.h"
#include "check/text/text.h"

/* The date in YYYY-MM-DD, without the time zone that XML Schema allows; at is NULL if it is not a date, which the
 * schema reports. */
static struct str day_of(struct str value)
{
	enum { LEN = sizeof("YYYY-MM-DD") - 1 };
	struct str day = { value.at, LEN };
	return value.at && value.len >= LEN && date_is_real(day) ? day : STR_NONE;
}

static bool is_years_after(struct str day, struct str from, long years)
{
	return date_number(day) - date_number(from) > years * 1461 / 4;
}

/* Compares the two dates, whatever today is; true if a problem was reported. */
static bool check_order(struct lesson_check *check, struct str reviewed, struct str review_by)
{
	struct report *report = check->report;
	long years = report->settings->options[OPTION_FRESHNESS_REVIEW_DATES_YEARS];
	struct diagnostic *d = NULL;
	if (!reviewed.at || !review_by.at)
		return false;
	if (str_compare(review_by, reviewed) < 0)
		d = report_add(report, RULE_FRESHNESS_REVIEW_DATES, check->lesson->review_by.span, STR_NONE,
			       "the next review is due by %.*s, before the last one on %.*s",
			       STR_ARG(review_by), STR_ARG(reviewed));
	else if (is_years_after(review_by, reviewed, years))
		d = report_add(report, RULE_FRESHNESS_REVIEW_DATES, check->lesson->review_by.span, STR_NONE,
			       "the next review is due by %.*s, more than %ld years after the last one on %.*s",
			       STR_ARG(review_by), years, STR_ARG(reviewed));
	report_help(report, d, "write the date of the next review, at most a few years after that of the last one");
	return d != NULL;
}

/* A review by one of the people is a review of the lesson. */
static void check_reviewers(struct lesson_check *check, struct str reviewed)
{
	for (const struct person *person = check->lesson->people; person; person = person->next) {
		struct str day = day_of(person->date.value);
		if (!day.at || !reviewed.at || str_compare(day, reviewed) <= 0)
			continue;
		struct diagnostic *d = report_add(check->report, RULE_FRESHNESS_REVIEW_DATES, person->date.span,
						  STR_NONE, "this review is later than the last one of the lesson, on %.*s",
						  STR_ARG(reviewed));
		report_help(check->report, d, "correct the date, or set reviewed of the lesson to it");
	}
}

static void check_dates(struct lesson_check *check)
{
	struct report *report = check->report;
	const struct lesson *lesson = check->lesson;
	struct str reviewed = day_of(lesson->reviewed.value), review_by = day_of(lesson->review_by.value);
	struct str today = day_of(check->today);
	long years = report->settings->options[OPTION_FRESHNESS_OLD_REVIEW_YEARS];
	bool contradiction = check_order(check, reviewed, review_by);
	check_reviewers(check, reviewed);
	if (!today.at)
		return;
	if (reviewed.at && str_compare(reviewed, today) > 0) {
		struct diagnostic *d = report_add(report, RULE_FRESHNESS_FUTURE_REVIEW, lesson->reviewed.span, STR_NONE,
						  "the date of the last review, %.*s, is in the future",
						  STR_ARG(reviewed));
		report_label(report, d, "today is %.*s", STR_ARG(today));
		report_help(report, d, "write the date on which the text was last checked against its sources");
	}
	if (contradiction)
		return;
	if (review_by.at && str_compare(review_by, today) < 0) {
		struct diagnostic *d = report_add(report, RULE_FRESHNESS_OVERDUE, lesson->review_by.span, STR_NONE,
						  "the next review was due by %.*s", STR_ARG(review_by));
		report_label(report, d, "today is %.*s", STR_ARG(today));
		report_help(report, d, "check the lesson against its sources, then change reviewed and review-by");
	} else if (reviewed.at && !lesson->review_by.value.at && is_years_after(today, reviewed, years)) {
		struct diagnostic *d = report_add(report, RULE_FRESHNESS_OLD_REVIEW, lesson->reviewed.span, STR_NONE,
						  "the lesson was last reviewed on %.*s, more than %ld years ago",
						  STR_ARG(reviewed), years);
		report_label(report, d, "today is %.*s", STR_ARG(today));
		report_help(report, d, "check the lesson against its sources, then change reviewed");
	}
}

static void note_cites(struct lesson_check *check, const struct inline_node *text)
{
	for (const struct inline_node *node = text; node; node = node->next) {
		note_cites(check, node->children);
		if (node->kind != INLINE_CITE || !node->of.cite.source.value.len)
			continue;
		void **value = map_put(&check->freshness.seen, node->of.cite.source.value);
		if (value)
			*value = check;
		else
			check->failed = true;
	}
}

static void visit_cites(void *context, const struct inline_node *text, const struct text_site *site)
{
	(void)site;
	note_cites(context, text);
}

static void check_sources(struct lesson_check *check)
{
	struct report *report = check->report;
	if (!check->lesson->sources || !report_wants(report, RULE_REFERENCE_UNUSED_SOURCE))
		return;
	map_clear(&check->freshness.seen);
	lesson_each_text(check->lesson, visit_cites, check);
	/* Several of which none is cited are a list of further reading. */
	bool cites = !check->lesson->sources->next;
	for (const struct reference *source = check->lesson->sources; source && !cites; source = source->next)
		cites = map_get(&check->freshness.seen, source->id.value) != NULL;
	for (const struct reference *source = check->lesson->sources; source; source = source->next) {
		if (!cites || !source->id.value.len || map_get(&check->freshness.seen, source->id.value))
			continue;
		struct diagnostic *d = report_add(report, RULE_REFERENCE_UNUSED_SOURCE, source->id.span, STR_NONE,
						  "nothing in the lesson cites the source \"%.*s\"",
						  STR_ARG(source->id.value));
		report_help(report, d, "put <cite source=\"%.*s\"/> after the text that it supports, or delete it",
			    STR_ARG(source->id.value));
	}
}

static void add_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct lesson_check *check = context;
	/* An entry's own definition does not count as use of its term; other definitions do. */
	if (site->role == ROLE_TERM || site->role == ROLE_SOURCE || site->role == ROLE_CREDIT)
		return;
	buf_clear(&check->freshness.other);
	inline_plain(&check->freshness.other, text);
	text_add(&check->freshness.text, buf_view(&check->freshness.other), text->element.lang);
	buf_char(&check->freshness.text, '\n');
}

/* Whether folded text contains the folded words, the last one perhaps with an ending: "tic" in "tics". */
static bool is_used(struct str text, struct str words)
{
	for (size_t i = 0; words.len && i + words.len <= text.len; i++) {
		const char *at = memchr(text.at + i, words.at[0], text.len - i - words.len + 1);
		if (!at)
			return false;
		i = (size_t)(at - text.at);
		size_t end = i + words.len;
		if ((i > 0 && text.at[i - 1] != ' ') || memcmp(at, words.at, words.len) != 0)
			continue;
		size_t ending = 0;
		while (end + ending < text.len && text.at[end + ending] != ' ')
			ending++;
		if (ending <= 3)
			return true;
	}
	return false;
}

static bool folded_is_used(struct lesson_check *check, struct str term, struct str lang)
{
	buf_clear(&check->freshness.text);
	buf_clear(&check->freshness.other);
	text_add(&check->freshness.text, term, lang);
	fold(&check->freshness.other, buf_view(&check->freshness.text));
	struct str words = buf_view(&check->freshness.other);
	/* "therapies" and "therapy", "diagnoses" and "diagnosis" differ only in their last letters. */
	if (words.len > 5 && (str_is((struct str){ words.at + words.len - 1, 1 }, "y") ||
			      str_is((struct str){ words.at + words.len - 2, 2 }, "is")))
		words.len -= words.at[words.len - 1] == 'y' ? 1 : 2;
	else if (words.len > 4 && words.at[words.len - 1] == 's')
		words.len--;
	return !words.len || is_used(buf_view(&check->freshness.folded), words);
}

/* A term with its abbreviation in brackets is used if either occurs. */
static bool term_is_used(struct lesson_check *check, struct str term, struct str lang)
{
	if (folded_is_used(check, term, lang))
		return true;
	const char *open = memchr(term.at, '(', term.len);
	if (!open)
		return false;
	size_t before = (size_t)(open - term.at);
	const char *close = memchr(open, ')', term.len - before);
	struct str inside = { open + 1, close ? (size_t)(close - open) - 1 : 0 };
	return folded_is_used(check, (struct str){ term.at, before }, lang) ||
	       (inside.len && folded_is_used(check, inside, lang));
}

/* Whether the lesson uses any name of the entry. */
static bool entry_is_used(struct lesson_check *check, const struct entry *entry)
{
	for (const struct flow *name = entry->term; name; name = name->next) {
		prose_flatten(&check->freshness.prose, name->text);
		if (term_is_used(check, prose_view(&check->freshness.prose), name->element.lang))
			return true;
	}
	return false;
}

static void check_terms(struct lesson_check *check)
{
	struct report *report = check->report;
	if (!check->lesson->glossary || !report_wants(report, RULE_REFERENCE_UNUSED_TERM))
		return;
	buf_clear(&check->freshness.text);
	buf_clear(&check->freshness.folded);
	lesson_each_text(check->lesson, add_text, check);
	fold(&check->freshness.folded, buf_view(&check->freshness.text));
	for (const struct entry *entry = check->lesson->glossary; entry; entry = entry->next) {
		if (flow_is_blank(entry->term) || entry_is_used(check, entry))
			continue;
		prose_flatten(&check->freshness.prose, entry->term->text);
		struct str term = prose_view(&check->freshness.prose);
		struct diagnostic *d = report_add(report, RULE_REFERENCE_UNUSED_TERM, entry->term->element.tag,
						  entry->id.value, "the lesson never uses the term \"%.*s\"",
						  STR_ARG(term));
		report_help(report, d, "delete the entry, or use its term in the lesson");
	}
	check->failed = check->failed || prose_failed(&check->freshness.prose);
}

void check_freshness(struct lesson_check *check)
{
	check_dates(check);
	check_sources(check);
	check_terms(check);
}
