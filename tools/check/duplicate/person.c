/* People who are named twice. */
#include "check/core/rules.h"

/* Whether both are the same person: by ORCID iD if both have one, else by name. */
static bool is_same(const struct person *a, const struct person *b)
{
	if (a->orcid.value.len && b->orcid.value.len)
		return str_equal(a->orcid.value, b->orcid.value);
	return a->name.value.len && str_equal(a->name.value, b->name.value);
}

/* An author twice, or a reviewer twice for one date; a reviewer may review again. */
static bool is_repeated(const struct person *person, const struct person *before)
{
	return person->reviewer == before->reviewer && str_equal(person->date.value, before->date.value);
}

static void add_finding(struct lesson_check *check, const struct person *person, const struct person *before)
{
	struct report *report = check->report;
	bool repeated = is_repeated(person, before);
	const char *what = person->reviewer ? "reviewer" : "author", *role = before->reviewer ? "a reviewer" : "an author";
	struct diagnostic *d = report_add(report, RULE_DUPLICATE_PERSON, person->name.span, STR_NONE,
					  repeated ? "this %s is named twice" : "this %s is also %s", what, role);
	report_label(report, d, "named first on line %u", source_location(check->source, before->name.span).line);
	report_help(report, d, "%s",
		    repeated ? "delete one of the two"
			     : "have someone else review the lesson, or name everyone who wrote it as an author only");
}

void check_people(struct lesson_check *check)
{
	if (!report_wants(check->report, RULE_DUPLICATE_PERSON))
		return;
	for (const struct person *person = check->lesson->people; person; person = person->next) {
		const struct person *before = check->lesson->people;
		while (before != person && !(is_same(person, before) && (person->reviewer != before->reviewer ||
									  is_repeated(person, before))))
			before = before->next;
		if (before != person)
			add_finding(check, person, before);
	}
}
