#include "reader/schema_words.h"

#include "reader/forms.h"
#include "reader/values.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A message being assembled, truncated to its buffer. */
struct message_writer {
	char *at;
	size_t room;
};

__attribute__((format(printf, 2, 3))) static void put(struct message_writer *w, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int len = vsnprintf(w->at, w->room, format, args);
	va_end(args);
	size_t wrote = len < 0 ? 0 : (size_t)len < w->room ? (size_t)len : w->room - 1;
	w->at += wrote;
	w->room -= wrote;
}

static void put_path(struct message_writer *w, const struct json_tape *tape, const struct schema_path *path)
{
	char name[SATCHEL_ID_MAX + 1];
	if (!path->up)
		return;
	put_path(w, tape, path->up);
	if (path->up->token->kind == '[') {
		put(w, "[%zu]", path->index);
		return;
	}
	/* Only known names and ids are quoted, because other names may contain anything. */
	bool sayable = path->token->name && string_copy(tape_name(tape, path->token), name, sizeof(name)) &&
		       is_sayable(name);
	put(w, "%s%s", path->up->up ? "." : "", sayable ? name : "a member's name");
}

static void put_kinds(struct message_writer *w, uint64_t kinds)
{
	static const char *const words[] = { "an object", "an array", "a string", "a whole number", "true or false" };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (kinds & 1u << i)
			put(w, "%s", words[i]);
}

static void put_literals(struct message_writer *w, uint16_t first, uint64_t count)
{
	for (uint64_t i = 0; i < count; i++) {
		const struct schema_literal *literal = &schema_literals[first + i];
		put(w, "%s", i == 0 ? "" : i + 1 == count ? " or " : ", ");
		if (literal->kind == '0')
			put(w, "%llu", (unsigned long long)literal->number);
		else
			put(w, "%s", literal->kind == '"' ? literal->text : literal->kind == 't' ? "true" : "false");
	}
}

/* Writes the members that a schema requires. */
static size_t put_required(struct message_writer *w, uint16_t node, const char *between)
{
	const struct schema_node *schema = &schema_nodes[node];
	size_t count = 0;
	for (const struct schema_step *s = schema_steps + schema->first;
	     s < schema_steps + schema->first + schema->count; s++)
		if (s->keyword == SCHEMA_REQUIRED)
			put(w, "%s%s", count++ ? between : "", schema_names[s->name]);
	return count;
}

static void put_choice(struct message_writer *w, const struct schema_step *step)
{
	bool pattern = schema_steps[schema_nodes[schema_lists[step->node]].first].keyword == SCHEMA_PATTERN;
	put(w, pattern				? " is neither "
	       : step->keyword == SCHEMA_ONE_OF ? " has not exactly one of "
						: " has none of ");
	for (uint64_t i = 0; i < step->number; i++) {
		const struct schema_node *choice = &schema_nodes[schema_lists[step->node + i]];
		const struct schema_step *first = schema_steps + choice->first;
		put(w, "%s", i == 0 ? "" : pattern ? " nor " : ", ");
		if (pattern)
			put(w, "%s", form_words((enum form)first->number));
		else
			put_required(w, schema_lists[step->node + i], " with ");
	}
}

/* Writes what a required element must be. */
static void put_contained(struct message_writer *w, const struct schema_step *step)
{
	const struct schema_node *schema = &schema_nodes[step->node];
	const struct schema_step *member = schema_steps + schema->first;
	put(w, step->number == 1 ? " has not exactly one element" : " has no element");
	if (schema->count != 1 || member->keyword != SCHEMA_PROPERTY)
		return;
	const struct schema_node *value = &schema_nodes[member->node];
	const struct schema_step *literal = schema_steps + value->first;
	if (value->count != 1 || literal->keyword != SCHEMA_LITERAL)
		return;
	put(w, " whose %s is ", schema_names[member->name]);
	put_literals(w, literal->node, literal->number);
}

static void put_why(struct message_writer *w, const struct schema_step *step)
{
	unsigned long long number = step->number;
	switch (step->keyword) {
	case SCHEMA_TYPE:
		put(w, " is not ");
		put_kinds(w, step->number);
		break;
	case SCHEMA_LITERAL:
		put(w, " is not ");
		put_literals(w, step->node, step->number);
		break;
	case SCHEMA_REQUIRED: put(w, "%s is missing", schema_names[step->name]); break;
	case SCHEMA_NOT:
		put(w, " has ");
		put_required(w, step->node, " and ");
		put(w, ", which does not belong here");
		break;
	case SCHEMA_ONE_OF:
	case SCHEMA_ANY_OF: put_choice(w, step); break;
	case SCHEMA_CONTAINS: put_contained(w, step); break;
	case SCHEMA_PATTERN: put(w, " is not %s", form_words((enum form)step->number)); break;
	case SCHEMA_UNIQUE_ITEMS: put(w, " has an element twice"); break;
	case SCHEMA_MIN_ITEMS: put(w, " has fewer than %llu elements", number); break;
	case SCHEMA_MAX_ITEMS: put(w, " has more than %llu elements", number); break;
	case SCHEMA_MIN_LENGTH: put(w, number == 1 ? " is empty" : " is shorter than %llu characters", number); break;
	case SCHEMA_MAX_LENGTH: put(w, " is longer than %llu characters", number); break;
	case SCHEMA_MINIMUM: put(w, " is below %llu", number); break;
	case SCHEMA_MAXIMUM: put(w, " is above %llu", number); break;
	default: put(w, " is wrong"); break;
	}
}

void schema_words(char words[SCHEMA_WORDS], const struct json_tape *tape, const struct schema_path *path,
		  const struct schema_step *step)
{
	enum { PATH_MAX_SHOWN = 90 };
	char full[1024];
	struct message_writer place = { full, sizeof(full) }, w = { words, SCHEMA_WORDS };
	full[0] = '\0';
	put_path(&place, tape, path);
	size_t len = strlen(full);
	bool whole = len <= PATH_MAX_SHOWN;
	put(&w, "%s%s", whole ? "" : "...", whole ? full : full + len - PATH_MAX_SHOWN);
	if (step->keyword == SCHEMA_REQUIRED)
		put(&w, "%s", path->up ? "." : "");
	else if (!path->up)
		put(&w, "it");
	put_why(&w, step);
}
