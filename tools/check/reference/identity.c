#include "base/ascii.h"
#include "base/path.h"
#include "check/core/rules.h"
#include "check/text/run.h"
#include "lesson/deletion.h"

/* Whether both ids may not occur in one lesson. The lesson's own id is in another namespace than those of its parts,
 * except those that are unique in the tree. */
static bool clash(enum id_kind a, enum id_kind b)
{
	if (a == KIND_LESSON || b == KIND_LESSON)
		return id_kind_is_global(a) && id_kind_is_global(b);
	return true;
}

/* The first element with that name before id in the file, or NULL. */
static const struct own_id *earlier(const struct lesson_check *check, const struct own_id *id, bool global_only)
{
	const struct own_id *first = NULL;
	for (const struct own_id *own = own_ids_any(&check->ids, id->id); own && own < id; own = own->same) {
		if (global_only && !id_kind_is_global(own->kind))
			continue;
		if (clash(own->kind, id->kind) && !first)
			first = own;
	}
	return first;
}

/* Numbers of deletions that were retired. */
static void check_retired_deletions(struct lesson_check *check, const struct card *card)
{
	struct report *report = check->report;
	char id[DELETION_ID_SIZE];
	if (!id_looks_valid(card->id.value))
		return;
	for (unsigned number = 0; (number = deletion_next(card, number));) {
		deletion_id(id, card->id.value, number);
		const struct retired_id *retired = retired_find(check->retired, check->root, str_from(id));
		if (!retired)
			continue;
		struct diagnostic *d = report_add(report, RULE_IDENTITY_RETIRED_ID,
						  deletion_element(card, number)->tag, card->id.value,
						  "the card \"%s\" was retired on %.*s and must not be used again", id,
						  STR_ARG(retired->since));
		if (retired->reason.len && retired->reason.len < 80)
			report_label(report, d, "%.*s", STR_ARG(retired->reason));
		report_help(report, d, "use a number that this item never had");
	}
}

static void check_retired(struct lesson_check *check)
{
	struct report *report = check->report;
	if (!check->retired || !report_wants(report, RULE_IDENTITY_RETIRED_ID))
		return;
	for (const struct card *card = check->lesson->cards; card; card = card->next)
		check_retired_deletions(check, card);
	for (size_t i = 0; i < check->ids.count; i++) {
		const struct own_id *id = &check->ids.all[i];
		const struct retired_id *retired =
			id_kind_is_global(id->kind) ? retired_find(check->retired, check->root, id->id) : NULL;
		if (!retired)
			continue;
		struct diagnostic *d = report_add(report, RULE_IDENTITY_RETIRED_ID, id->span, id->item,
						  "the id \"%.*s\" was retired on %.*s and must not be used again",
						  STR_ARG(id->id), STR_ARG(retired->since));
		if (retired->reason.len && retired->reason.len < 80)
			report_label(report, d, "%.*s", STR_ARG(retired->reason));
		if (retired->replaced_by.len)
			report_help(report, d, "\"%.*s\" took its place; give this %s an id of its own",
				    STR_ARG(retired->replaced_by), id_kind_name(id->kind));
		else
			report_help(report, d, "give this %s a new id, one that was never used",
				    id_kind_name(id->kind));
	}
}

/* Whether the id is just a number: q-1, card-012, question3, or the lesson's id with a number. */
static bool only_counts(struct str id, struct str lesson)
{
	static const char *const kinds[] = { "q", "question", "c", "card", "cloze", "g", "entry", "item", "term",
					     "mcq", "flashcard", "fc", "glossary", "lesson", NULL };
	struct str rest = id;
	while (rest.len && ascii_is_digit(rest.at[rest.len - 1]))
		rest.len--;
	/* Nobody counts to 10,000: so many digits are random. */
	if (rest.len == id.len || id.len - rest.len > 4)
		return false;
	if (rest.len && rest.at[rest.len - 1] == '-')
		rest.len--;
	for (bool again = true; again;) {
		again = false;
		if (text_word_in(rest, kinds) || (lesson.len && str_equal(rest, lesson)))
			return true;
		for (const char *const *kind = kinds; *kind && !again; kind++) {
			size_t len = strlen(*kind);
			/* lithium-q-3, q-lithium-3: the rest is the lesson's id. */
			if (rest.len > len + 1 && rest.at[len] == '-' && str_starts(rest, *kind)) {
				rest = (struct str){ rest.at + len + 1, rest.len - len - 1 };
				again = true;
			} else if (rest.len > len + 1 && rest.at[rest.len - len - 1] == '-' &&
				   memcmp(rest.at + rest.len - len, *kind, len) == 0) {
				rest.len -= len + 1;
				again = true;
			}
		}
	}
	return false;
}

/* Whether the id spells the beginning of text word by word: at least four words, or all if there are three. */
static bool spells(struct str id, struct str text)
{
	size_t at = 0, words = 1;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '\'')
			continue;
		if (!ascii_is_alphanumeric(c)) {
			bool more = at < id.len && id.at[at] == '-' && at > 0;
			bool done = at == id.len && at > 0;
			if (done && words >= 4)
				return true;
			if (more && i > 0 && ascii_is_alphanumeric(text.at[i - 1])) {
				at++;
				words++;
			}
			continue;
		}
		if (at >= id.len) {
			/* The text continues after the id. */
			return words >= 4 && i > 0 && !ascii_is_alphanumeric(text.at[i - 1]);
		}
		if ((c | 32) != id.at[at] && c != id.at[at])
			return false;
		at++;
	}
	return at == id.len && words >= 3;
}

static void check_derived(struct lesson_check *check, const struct attribute *id, const struct inline_node *text)
{
	struct report *report = check->report;
	const char *why = NULL;
	if (!id_looks_valid(id->value))
		return;
	struct str body = id->value;
	if (body.len > 2 && body.at[1] == '-')
		body = (struct str){ body.at + 2, body.len - 2 };
	prose_flatten(&check->references.prose, text);
	if (only_counts(id->value, check->lesson->id.value))
		why = "is derived from the position of the item";
	else if (text && spells(body, prose_view(&check->references.prose)))
		why = "is derived from the text of the item";
	check->failed = check->failed || prose_failed(&check->references.prose);
	if (!why)
		return;
	struct diagnostic *d = report_add(report, RULE_IDENTITY_DERIVED_ID, id->span, id->value,
					  "the id \"%.*s\" %s", STR_ARG(id->value), why);
	report_help(report, d, "name the subject in a word or two; never change the id of an item that "
			       "is published");
}

static void check_derived_ids(struct lesson_check *check)
{
	const struct lesson *lesson = check->lesson;
	if (!report_wants(check->report, RULE_IDENTITY_DERIVED_ID))
		return;
	for (const struct question *question = lesson->questions; question; question = question->next)
		check_derived(check, &question->id, question->stem ? question->stem->text : NULL);
	for (const struct card *card = lesson->cards; card; card = card->next)
		check_derived(check, &card->id,
			      card->is_cloze ? card->cloze : card->front ? card->front->text : NULL);
	/* An entry is about its term, so an id that names it is fine. */
	for (const struct entry *entry = lesson->glossary; entry; entry = entry->next)
		check_derived(check, &entry->id, NULL);
}

void check_identity(struct lesson_check *check)
{
	struct report *report = check->report;
	check_retired(check);
	check_derived_ids(check);
	for (size_t i = 0; i < check->ids.count; i++) {
		const struct own_id *id = &check->ids.all[i];
		const struct own_id *first = earlier(check, id, false);
		if (!first)
			continue;
		struct location location = source_location(check->source, first->span);
		struct diagnostic *d =
			report_add(report, RULE_IDENTITY_DUPLICATE_ID, id->span, id->item,
				   "the id \"%.*s\" is already used by %s at %s:%u:%u", STR_ARG(id->id),
				   id_kind_phrase(first->kind), check->source->path, location.line, location.column);
		report_label(report, d, "first used on line %u", location.line);
		report_help(report, d, "%s",
			    id_kind_is_global(id->kind)
				    ? "give the newer of the two another id; learners have progress on the older one"
				    : "give one of the two another id, and change what points at it");
		report_other(report, d,
			     &(struct other_side){ .path = check->source->path,
						   .location = location,
						   .lesson = check->lesson->id.value,
						   .item = first->item,
						   .same = id->id });
	}
}

void check_index_ids(struct lesson_check *check)
{
	for (size_t i = 0; i < check->ids.count; i++) {
		const struct own_id *id = &check->ids.all[i];
		/* Duplicates have been reported. */
		if (!id_kind_is_target(id->kind) || earlier(check, id, id_kind_is_global(id->kind)))
			continue;
		struct location location = source_location(check->source, id->span);
		check->failed = check->failed || !location.line;
		index_add_id(check->index, id, location);
	}
}
