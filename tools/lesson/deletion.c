#include "lesson/deletion.h"

#include "base/ascii.h"

#include <stdio.h>

static unsigned next_blank(const struct inline_node *text, unsigned after, unsigned lowest)
{
	for (; text; text = text->next) {
		unsigned number = text->kind == INLINE_BLANK ? text->of.blank.number : 0;
		if (number > after && (!lowest || number < lowest))
			lowest = number;
		lowest = next_blank(text->children, after, lowest);
	}
	return lowest;
}

unsigned deletion_next(const struct card *card, unsigned after)
{
	unsigned lowest = next_blank(card->cloze, after, 0);
	for (const struct shape *shape = card->occlusion ? card->occlusion->shapes : NULL; shape; shape = shape->next)
		if (shape->number > after && (!lowest || shape->number < lowest))
			lowest = shape->number;
	return lowest;
}

static const struct element *find_blank(const struct inline_node *text, unsigned number)
{
	const struct element *found = NULL;
	for (; text && !found; text = text->next)
		found = text->kind == INLINE_BLANK && text->of.blank.number == number
				? &text->element
				: find_blank(text->children, number);
	return found;
}

const struct element *deletion_element(const struct card *card, unsigned number)
{
	for (const struct shape *shape = card->occlusion ? card->occlusion->shapes : NULL; shape; shape = shape->next)
		if (shape->number == number)
			return &shape->element;
	return find_blank(card->cloze, number);
}

void deletion_id(char out[DELETION_ID_SIZE], struct str id, unsigned number)
{
	snprintf(out, DELETION_ID_SIZE, "%.*s.%u", STR_ARG(id), number);
}

struct str deletion_base(struct str id)
{
	const char *dot = id.len ? memchr(id.at, '.', id.len) : NULL;
	return dot ? (struct str){ id.at, (size_t)(dot - id.at) } : id;
}

bool deletion_id_looks_valid(struct str value)
{
	struct str base = deletion_base(value);
	if (base.len == value.len)
		return id_looks_valid(value);
	struct str number = { base.at + base.len + 1, value.len - base.len - 1 };
	if (number.len == 0 || number.len > 2 || number.at[0] == '0')
		return false;
	for (size_t i = 0; i < number.len; i++)
		if (!ascii_is_digit(number.at[i]))
			return false;
	return id_looks_valid(base);
}
