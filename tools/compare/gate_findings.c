/* Reports changes, and what the gate refuses, as findings. */
#include "base/human.h"
#include "base/shell.h"
#include "compare/declared.h"
#include "compare/gate.h"
#include "compare/question_options.h"
#include "compare/render.h"
#include "lesson/deletion.h"

#include <stdio.h>

void findings_settings(struct rule_settings *settings, bool all)
{
	rule_settings_default(settings);
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (all && rule_is_change((enum rule_id)id))
			settings->severity[id] = rule_get((enum rule_id)id)->severity;
	/* Reviewers must see what authors declare. */
	settings->severity[RULE_CHANGE_ANSWER_CORRECTED] = SEVERITY_INFO;
}

struct finding_location {
	const char *path;
	struct location location;
	const char *lesson, *item;
};

/* The location of a change: the item or lesson; for a removal, the similar item under another id, else the lesson that
 * contained it, else the pack. */
static struct finding_location location_of(const struct comparison *comparison, const struct change *change)
{
	const struct side *after = comparison->after;
	struct finding_location found = { .path = after->path };
	const struct record *record = change->after ? change->after : change->before;
	if (!record)
		return found;
	found.lesson = compare_lesson_id(comparison, change);
	found.item = record->kind == RECORD_LESSON ? NULL : record->id;
	const struct record *now = change->after ? change->after : change->renamed;
	const struct side_lesson *lesson = now ? &after->lessons[now->lesson] : NULL;
	for (size_t i = 0; !lesson && record->kind != RECORD_LESSON && i < after->lesson_count; i++)
		if (strcmp(after->lessons[i].id, found.lesson) == 0)
			lesson = &after->lessons[i];
	if (!lesson || !lesson->path)
		return found;
	const struct side_item *item = now && now->kind != RECORD_LESSON ? side_find_item(lesson, now->id) : NULL;
	found.path = lesson->path;
	found.location = item ? item->location : lesson->location;
	return found;
}

static struct diagnostic *add(struct report *report, enum rule_id rule, const struct finding_location *at,
			      const char *message)
{
	return report_add_at(report, rule, at->path, at->location, str_from(at->lesson), str_from(at->item), "%s",
			     message);
}

/* Adds help for an id that vanished, depending on whether it was renamed, or is merely not in the pack. */
static void help_vanished(struct report *report, struct diagnostic *d, const struct comparison *comparison,
			  const struct change *change)
{
	const struct side *after = comparison->after;
	const char *id = change->before->id;
	struct buf command;
	buf_init(&command, 64 * 1024);
	buf_format(&command, "satchel-diff --retire \"REASON\" --id %s ", id);
	shell_word(&command, after->path);
	if (change->renamed)
		report_help(report, d,
			    "was %s renamed to %s? then write id=\"%s\" again: an id never changes, even if the "
			    "text does; if it is retired, run: %s",
			    id, change->renamed->id, id, buf_cstr(&command));
	else
		report_help(report, d, "restore it; or retire it, which adds a line to %s: %s",
			    after->retired_path ? after->retired_path : "retired.xml", buf_cstr(&command));
	report->failed = report->failed || buf_failed(&command);
	buf_release(&command);
}

/* Adds help unless it is obvious. */
static void help(struct report *report, struct diagnostic *d, const struct comparison *comparison,
		 const struct change *change, enum change_kind kind)
{
	const char *version = comparison->before->version;
	bool other_kind = change->kinds & CHANGE_BIT(CHANGE_KIND_CHANGED);
	if (kind == CHANGE_ANSWER_CHANGED && version && !other_kind &&
	    !options_moved_mark(change->before, change->after))
		report_help(report, d,
			    "if the answer was only reworded and what learners know is still right, write "
			    "progress=\"keep since %s\" on the %s; otherwise leave it: the new version is enough",
			    version, record_kind_text(change->after->kind));
	else if (kind == CHANGE_KIND_CHANGED)
		report_help(report, d,
			    "if that is not worth it, restore the old form and add a new item with a new id");
	else if (kind == CHANGE_ID_VANISHED)
		help_vanished(report, d, comparison, change);
	else if (kind == CHANGE_LEFT_PACK)
		report_help(report, d,
			    "it is in %s: list its lesson in a unit again, or leave it: the new version is enough",
			    (const char *)map_get(&comparison->after->unlisted, str_from(change->before->id)));
	else if (kind == CHANGE_ID_REUSED && change->before)
		report_help(report, d, "give the new item an id that was never used, and restore the old item");
	else if (kind == CHANGE_ID_REUSED)
		report_help(report, d,
			    "give this %s an id that was never used; or, if it is the old item again, leave it: "
			    "the new version is enough",
			    record_kind_text(change->after->kind));
}

static const char *learners(enum change_kind kind)
{
	if (kind == CHANGE_ACCESS_NARROWED)
		return "learners who are not members lose it and their progress on it";
	switch (change_progress(CHANGE_BIT(kind))) {
	case PROGRESS_RESET: return "progress on it is reset";
	case PROGRESS_LOST: return "progress on it is lost";
	case PROGRESS_KEPT: break;
	}
	return "progress is kept";
}

static const char *form_text(const struct record *record)
{
	return record->filled			     ? "card of several"
	       : record->kind != RECORD_QUESTION     ? record->form
	       : strcmp(record->form, "single") == 0 ? "question with one correct option"
						     : "question with several correct options";
}

static void add_change(struct comparison *comparison, const struct change *change, enum change_kind kind,
		       struct report *report)
{
	enum rule_id rule = change_rule(kind);
	const struct record *record = change->after ? change->after : change->before;
	const struct side_unit *unit = change->new_unit ? change->new_unit : change->old_unit;
	struct finding_location at = location_of(comparison, change);
	struct buf message;
	if (!report_wants(report, rule))
		return;
	buf_init(&message, 4096);
	if (record)
		buf_format(&message, "%s %s", record_kind_text(record->kind), record->id);
	if (record && record->kind == RECORD_LESSON && !(change->before && change->after))
		compare_write_items_with(&message, change);
	if (record)
		buf_text(&message, ": ");
	else if (unit)
		buf_format(&message, "unit %s: ", unit->id);
	if (kind == CHANGE_KIND_CHANGED)
		buf_format(&message, "it was a %s and is a %s", form_text(change->before), form_text(change->after));
	else if (kind == CHANGE_ID_REUSED && !change->before)
		buf_text(&message, "this id was retired or removed in an earlier release");
	else if (kind == CHANGE_ACCESS_NARROWED && change->after->access == RECORD_PART)
		buf_text(&message, "a part that was free is now for members");
	else
		buf_text(&message, change_text(kind));
	buf_format(&message, "; %s", learners(kind));
	struct diagnostic *d = add(report, rule, &at, buf_cstr(&message));
	help(report, d, comparison, change, kind);
	report->failed = report->failed || buf_failed(&message);
	buf_release(&message);
}

enum { NAMED = 6 };

/* "c-a, q-b and 3 more": the changes that require the bump. */
static void name_reasons(const struct comparison *comparison, enum bump bump, struct buf *out)
{
	size_t count = 0, named = 0;
	for (const struct change *change = comparison->first; change; change = change->next)
		count += change_bump(change->kinds) == bump;
	for (const struct change *change = comparison->first; change && named < NAMED; change = change->next) {
		const struct record *record = change->after ? change->after : change->before;
		const struct side_unit *unit = change->new_unit ? change->new_unit : change->old_unit;
		if (change_bump(change->kinds) != bump)
			continue;
		const char *id = record ? record->id : unit ? unit->id : "the pack itself";
		buf_format(out, "%s%s", named == 0 ? "" : named + 1 == count ? " and " : ", ", id);
		named++;
	}
	if (count > named)
		buf_format(out, " and %zu more", count - named);
}

static void add_version(const struct comparison *comparison, const struct gate *gate, struct report *report)
{
	const struct side *after = comparison->after;
	struct finding_location at = { .path = after->path, .location = after->version_location };
	struct buf wanted, reasons, message, path;
	buf_init(&path, 64 * 1024);
	shell_word(&path, after->path);
	buf_init(&wanted, 256);
	buf_init(&reasons, 4096);
	buf_init(&message, 4096);
	version_write(&wanted, &gate->wanted);
	name_reasons(comparison, gate->needed, &reasons);
	if (gate->needed == BUMP_NONE)
		buf_format(&message, "version %s is lower than the released version %s", after->version,
			   comparison->before->version);
	else
		buf_format(&message, "compared with version %s, %s, so the next version is %s, not %s",
			   comparison->before->version, compare_why_so_much(gate->needed), buf_cstr(&wanted),
			   after->version);
	struct diagnostic *d = add(report, RULE_CHANGE_VERSION_TOO_LOW, &at, buf_cstr(&message));
	if (reasons.len > 0)
		report_label(report, d, "because of %s", buf_cstr(&reasons));
	/* It may be less once the missing ids are restored or retired. */
	if (gate->vanished > 0)
		report_help(report, d, "first restore or retire the vanished ids, then run: satchel-diff --bump %s",
			    buf_cstr(&path));
	else
		report_help(report, d, "write version=\"%s\" release=\"%llu\", or run: satchel-diff --bump %s",
			    buf_cstr(&wanted), (unsigned long long)gate->wanted_release, buf_cstr(&path));
	report->failed = report->failed || buf_failed(&wanted) || buf_failed(&reasons) || buf_failed(&message) ||
			 buf_failed(&path);
	buf_release(&path);
	buf_release(&wanted);
	buf_release(&reasons);
	buf_release(&message);
}

static void add_release(const struct comparison *comparison, const struct gate *gate, struct report *report)
{
	const struct side *after = comparison->after;
	struct finding_location at = { .path = after->path, .location = after->release_location };
	char message[192];
	unsigned long long last = (unsigned long long)comparison->before->release;
	if (after->release < comparison->before->release)
		snprintf(message, sizeof(message),
			 "release %llu is lower than %llu, which was published as version %.60s",
			 (unsigned long long)after->release, last, comparison->before->version);
	else
		snprintf(message, sizeof(message), "release %llu was already published, as version %.60s", last,
			 comparison->before->version);
	struct diagnostic *d = add(report, RULE_CHANGE_RELEASE_TOO_LOW, &at, message);
	report_help(report, d, "write release=\"%llu\"", (unsigned long long)gate->wanted_release);
}

/* Whether both are cards of one element, or the same item. */
static bool are_of_one(const char *id, const char *other)
{
	return str_equal(deletion_base(str_from(id)), deletion_base(str_from(other)));
}

/* The change of the item, or of the cards of one element, to which one declaration applies: one that it may be about if
 * there is any. */
static const struct change *change_of(const struct comparison *comparison, const char *id)
{
	const unsigned declared = CHANGE_BIT(CHANGE_ANSWER_CHANGED) | CHANGE_BIT(CHANGE_ANSWER_CORRECTED) |
				  CHANGE_BIT(CHANGE_ITEM_RENEWED);
	const struct change *found = NULL;
	for (const struct change *change = comparison->first; change; change = change->next)
		if (change->after && are_of_one(change->after->id, id) && (!found || !(found->kinds & declared)))
			found = change;
	return found;
}

/* Reports ineffective declarations: for another version, or for a change that did not occur. */
static void judge_declaration(const struct comparison *comparison, const struct side_lesson *lesson,
			      const struct side_item *item, struct report *report)
{
	const char *last = comparison->before->version;
	struct finding_location at = { lesson->path, item->progress_location, lesson->id, item->id };
	struct declared declared;
	struct version before;
	if (!declared_parse(item->progress, &declared) || !last || !version_parse(str_from(last), &before))
		return;
	int order = version_compare(&declared.since, &before);
	const struct change *said = change_of(comparison, item->id), *change = order == 0 ? said : NULL;
	if (order == 0 && change && compare_keeps_falsely(comparison, change)) {
		struct diagnostic *d = add(report, RULE_CHANGE_FALSE_KEEP, &at,
					   "a different option is now right, so progress can't be kept");
		report_help(report, d, "delete the attribute: learners must relearn the answer");
		return;
	}
	unsigned wanted =
		CHANGE_BIT(declared.progress == PROGRESS_KEPT ? CHANGE_ANSWER_CORRECTED : CHANGE_ITEM_RENEWED);
	struct diagnostic *d;
	if (order == 0 && change && change->kinds & (wanted | CHANGE_BIT(CHANGE_ANSWER_CHANGED)))
		return;
	if (order < 0 && said && said->kinds & CHANGE_BIT(CHANGE_ANSWER_CHANGED)) {
		d = add(report, RULE_CHANGE_DECLARATION, &at,
			"this declaration is about an earlier change, not this one");
		report_help(report, d, "if it applies to this change too, name the last version: %s since %s",
			    declared.progress == PROGRESS_KEPT ? "keep" : "reset", last);
	} else if (order < 0) {
		d = add(report, RULE_CHANGE_DECLARATION, &at,
			"this declaration is about a change that has been released");
		report_help(report, d, "delete the attribute");
	} else if (order > 0) {
		d = add(report, RULE_CHANGE_DECLARATION, &at, "this version was not released");
		report_help(report, d, "the last one is %s", last);
	} else {
		d = add(report, RULE_CHANGE_DECLARATION, &at,
			declared.progress == PROGRESS_KEPT ? "the answer did not change, so progress is kept anyway"
							   : "nothing changed that learners could relearn");
		report_help(report, d, "delete the attribute");
	}
}

static void add_changes(struct comparison *comparison, struct report *report)
{
	const struct change *lesson = NULL;
	for (const struct change *change = comparison->first; change; change = change->next) {
		const struct record *record = change->after ? change->after : change->before;
		if (record && record->kind == RECORD_LESSON)
			lesson = change;
		unsigned kinds = change->kinds & ~compare_reported_on_lesson(comparison, lesson, change);
		/* Reported only once: see judge_declaration. */
		if (compare_keeps_falsely(comparison, change))
			kinds &= ~CHANGE_BIT(CHANGE_ANSWER_CHANGED);
		for (unsigned kind = 0; kind < CHANGE_KINDS; kind++)
			if (kinds & CHANGE_BIT(kind))
				add_change(comparison, change, (enum change_kind)kind, report);
	}
}

static bool is_of_version(const struct diagnostic *d)
{
	return d->rule == RULE_CHANGE_VERSION_TOO_LOW || d->rule == RULE_CHANGE_RELEASE_TOO_LOW;
}

void findings_put_version_first(struct report *report)
{
	struct diagnostic *first = NULL, **end = &first, **link = &report->first;
	while (*link) {
		struct diagnostic *d = *link;
		if (!is_of_version(d)) {
			link = &d->next;
			continue;
		}
		*link = d->next;
		*end = d;
		end = &d->next;
	}
	*end = report->first;
	report->first = first;
	for (report->last = &report->first; *report->last; report->last = &(*report->last)->next)
		continue;
}

void findings_add(struct comparison *comparison, const struct gate *gate, struct report *report)
{
	const struct side *after = comparison->after;
	add_changes(comparison, report);
	if (!gate)
		return;
	if (gate->version_too_low)
		add_version(comparison, gate, report);
	if (gate->release_too_low)
		add_release(comparison, gate, report);
	for (size_t i = 0; i < after->lesson_count; i++) {
		const struct side_item *last = NULL;
		for (const struct side_item *item = after->lessons[i].items; item; last = item, item = item->next)
			if (item->progress.at && !(last && are_of_one(last->id, item->id)))
				judge_declaration(comparison, &after->lessons[i], item, report);
	}
}
