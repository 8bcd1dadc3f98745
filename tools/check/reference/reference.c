#include "base/nearest.h"
#include "check/core/missing.h"
#include "check/core/rules.h"

/* After this many broken references in a lesson, no more suggestions are made. */
enum { SUGGESTIONS_MAX = 200 };

struct reference_walk {
	struct lesson_check *check;
	struct str item;
	enum text_role role; /* of the text */
	enum access access;  /* of the text */
	unsigned suggestions;
	struct missing missing;
};

/* Suggests the nearest id of an element of this kind in the lesson. */
static void help_with(struct reference_walk *walk, struct diagnostic *d, enum id_kind kind, struct str wanted)
{
	struct report *report = walk->check->report;
	const struct own_ids *ids = &walk->check->ids;
	const struct own_id *other = own_ids_any(ids, wanted);
	struct nearest nearest;
	struct str best = STR_NONE;
	size_t count = 0;
	nearest_init(&nearest, wanted);
	for (size_t i = 0; d && i < ids->count && walk->suggestions < SUGGESTIONS_MAX; i++) {
		const struct own_id *own = &ids->all[i];
		if (own->kind != kind)
			continue;
		char name[ID_MAX + 1];
		memcpy(name, own->id.at, own->id.len);
		name[own->id.len] = '\0';
		unsigned before = nearest.distance;
		nearest_offer(&nearest, name);
		if (nearest.distance < before)
			best = own->id;
		count++;
	}
	walk->suggestions++;
	if (other)
		report_label(report, d, "this is the id of %s", id_kind_phrase(other->kind));
	if (best.at) {
		report_help(report, d, "did you mean \"%.*s\"?", STR_ARG(best));
	} else if (count == 0 && walk->suggestions <= SUGGESTIONS_MAX) {
		report_help(report, d,
			    kind == KIND_SOURCE ? "list the source in <sources> at the end of the lesson"
						: "list the objective in <objectives> after the summary");
	} else {
		report_help(report, d, "name one of the %ss that the lesson lists, or add this one",
			    id_kind_name(kind));
	}
}

/* Checks a reference to a source or objective, which the lesson must list. */
static void check_listed(struct reference_walk *walk, const struct attribute *to, enum id_kind kind, struct str item)
{
	struct lesson_check *check = walk->check;
	bool source = kind == KIND_SOURCE;
	char sign = source ? 's' : 'o';
	if (!id_looks_valid(to->value) || own_ids_find(&check->ids, to->value, kind) || check->lesson->lost_listed ||
	    missing_again(&walk->missing, sign, to->value, source_location(check->source, to->span).line))
		return;
	struct diagnostic *d = report_add(
		check->report, source ? RULE_REFERENCE_UNKNOWN_SOURCE : RULE_REFERENCE_UNKNOWN_OBJECTIVE, to->span, item,
		source ? "the lesson lists no source \"%.*s\"" : "the lesson has no objective \"%.*s\"", STR_ARG(to->value));
	help_with(walk, d, kind, to->value);
	check->failed = !missing_add(&walk->missing, sign, to->value, d) || check->failed;
}

static void report_empty(struct reference_walk *walk, const struct inline_node *link, const char *problem,
			 const char *help)
{
	struct report *report = walk->check->report;
	struct diagnostic *d =
		report_add(report, RULE_REFERENCE_EMPTY_LINK, link->element.tag, walk->item, "%s", problem);
	report_help(report, d, "%s", help);
}

/* own is its target, if that is in this lesson. */
static void check_text_of(struct reference_walk *walk, const struct inline_node *link, const struct own_id *own)
{
	const char *problem = own ? link_text_problem(link_text_of(link, walk->access), own->kind, own->access)
				  : NULL;
	if (!link->element.unsure && inline_is_blank(link->children))
		report_empty(walk, link, "this link has no text", "write what it leads to");
	else if (link->of.link.labelled && (walk->role == ROLE_TITLE || walk->role == ROLE_TERM))
		report_empty(walk, link, "this link in a title is empty", EMPTY_LINK_HELP);
	else if (problem)
		report_empty(walk, link, problem, EMPTY_LINK_HELP);
}

static void check_link(struct reference_walk *walk, const struct inline_node *link)
{
	const struct attribute *to = &link->of.link.to, *href = &link->of.link.href;
	struct lesson_check *check = walk->check;
	struct report *report = check->report;
	if (!to->value.at && !href->value.at && link->element.unsure)
		return;
	if (!to->value.at && !href->value.at) {
		struct diagnostic *d = report_add(report, RULE_REFERENCE_LINK_TARGET, link->element.tag, walk->item,
						  "this link leads nowhere: it has neither href nor to");
		report_help(report, d,
			    "href=\"https://…\" leads to the web, to=\"ID\" or to=\"LESSON#PART\" to another part of "
			    "the tree");
		return;
	}
	if (to->value.at && href->value.at) {
		struct diagnostic *d = report_add(report, RULE_REFERENCE_LINK_TARGET, link->element.tag, walk->item,
						  "this link leads to two places: it has both href and to");
		report_help(report, d, "keep one of the two, or make it two links");
	}
	const struct own_id *target =
		to->value.at ? own_ids_target(&check->ids, check->lesson->id.value, to->value) : NULL;
	check_text_of(walk, link, target);
	if (!to->value.at)
		return;
	const char *hash = memchr(to->value.at, '#', to->value.len);
	struct str lesson = { to->value.at, hash ? (size_t)(hash - to->value.at) : 0 };
	struct str part = { to->value.at + (hash ? lesson.len + 1 : 0), to->value.len - (hash ? lesson.len + 1 : 0) };
	if (!id_looks_valid(part) || (hash && !id_looks_valid(lesson)))
		return;
	/* Without a lesson in front, the lesson's own ids take precedence. */
	const struct own_id *own = hash ? NULL : own_ids_any(&check->ids, to->value);
	if (!own) {
		struct link_text text = link_text_of(link, walk->access);
		text.kind = target ? LINK_SAYS_ITS_OWN : text.kind;
		index_add_link(check->index, to->value, text, source_location(check->source, to->span), walk->item);
	} else if (!id_kind_is_target(own->kind)) {
		struct diagnostic *d =
			report_add(report, RULE_REFERENCE_UNKNOWN_ID, to->span, walk->item,
				   "a link can't lead to the %s \"%.*s\"", id_kind_name(own->kind), STR_ARG(to->value));
		if (own->kind == KIND_SOURCE)
			report_help(report, d, "cite it: <cite source=\"%.*s\"/>", STR_ARG(to->value));
		else
			report_help(report, d, "link to one of its questions");
	}
}

/* A term may name its glossary entry, which may be in another lesson. */
static void check_term(struct reference_walk *walk, const struct inline_node *term)
{
	const struct attribute *entry = &term->of.entry;
	struct lesson_check *check = walk->check;
	if (!id_looks_valid(entry->value) || own_ids_find(&check->ids, entry->value, KIND_ENTRY))
		return;
	const struct link_text text = { LINK_IS_TERM, walk->access };
	index_add_link(check->index, entry->value, text, source_location(check->source, entry->span), walk->item);
}

static void check_inline(struct reference_walk *walk, const struct inline_node *text)
{
	for (const struct inline_node *node = text; node; node = node->next) {
		if (node->kind == INLINE_LINK)
			check_link(walk, node);
		else if (node->kind == INLINE_CITE)
			check_listed(walk, &node->of.cite.source, KIND_SOURCE, walk->item);
		else if (node->kind == INLINE_TERM)
			check_term(walk, node);
		check_inline(walk, node->children);
	}
}

static void check_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct reference_walk *walk = context;
	walk->item = site->item;
	walk->role = site->role;
	walk->access = site->access;
	check_inline(walk, text);
}

/* The span of a part of the value; of the whole value, if white space in it was collapsed. */
static struct span span_within(const struct attribute *attribute, struct str part)
{
	struct span span = attribute->span;
	if (span.end - span.start == attribute->value.len) {
		span.start += (uint32_t)(part.at - attribute->value.at);
		span.end = span.start + (uint32_t)part.len;
	}
	return span;
}

/* Whether the tag is among those before it. */
static bool is_repeated(struct str tags, struct str tag)
{
	struct str other = STR_NONE;
	while (tags_next(tags, &other) && other.at < tag.at)
		if (str_equal(other, tag))
			return true;
	return false;
}

static void check_repeated_tags(struct reference_walk *walk, const struct attribute *tags, struct str item)
{
	struct str tag = STR_NONE;
	while (tags->value.at && tags_next(tags->value, &tag)) {
		if (!is_repeated(tags->value, tag))
			continue;
		struct diagnostic *d = report_add(walk->check->report, RULE_SCHEMA_BAD_VALUE, span_within(tags, tag),
						  item, "the tag \"%.*s\" is there twice", STR_ARG(tag));
		report_help(walk->check->report, d, "delete one, or write the tag that is meant");
	}
}

static void check_tags(struct reference_walk *walk, const struct attribute *tags, struct str item)
{
	struct lesson_check *check = walk->check;
	struct str tag = STR_NONE;
	check_repeated_tags(walk, tags, item);
	if (!check->config || !check->config->tags || !tags->value.at ||
	    !report_wants(check->report, RULE_REFERENCE_UNKNOWN_TAG))
		return;
	while (tags_next(tags->value, &tag)) {
		struct nearest nearest;
		if (!tag_looks_valid(tag) || config_has_tag(check->config, tag))
			continue;
		struct diagnostic *d =
			report_add(check->report, RULE_REFERENCE_UNKNOWN_TAG, span_within(tags, tag), item,
				   "satchel.xml does not list the tag \"%.*s\"", STR_ARG(tag));
		nearest_init(&nearest, tag);
		bool suggest = d && walk->suggestions++ < SUGGESTIONS_MAX;
		for (const struct config_tag *known = check->config->tags; suggest && known; known = known->next)
			nearest_offer(&nearest, known->name);
		if (nearest.best)
			report_help(check->report, d, "did you mean \"%s\"?", nearest.best);
		else
			report_help(check->report, d, "use a tag of the list, or add <tag name=\"%.*s\"/> to it",
				    STR_ARG(tag));
	}
}

void check_references(struct lesson_check *check)
{
	struct reference_walk walk = { .check = check };
	arena_clear(&check->references.memory);
	missing_begin(&walk.missing, &check->references.memory, &check->references.seen);
	lesson_each_text(check->lesson, check_text, &walk);
	check_tags(&walk, &check->lesson->tags, STR_NONE);
	for (const struct question *q = check->lesson->questions; q; q = q->next) {
		check_listed(&walk, &q->objective, KIND_OBJECTIVE, q->id.value);
		check_tags(&walk, &q->tags, q->id.value);
	}
	for (const struct card *card = check->lesson->cards; card; card = card->next) {
		check_listed(&walk, &card->objective, KIND_OBJECTIVE, card->id.value);
		check_tags(&walk, &card->tags, card->id.value);
	}
	missing_end(&walk.missing, check->report);
}
