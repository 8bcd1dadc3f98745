#include "editor/documents/place.h"

#include "lesson/markup.h"

/* Deeper elements are unknown. */
enum { DEPTH_MAX = 200 };

struct open_tag {
	struct str name;
	size_t end;
	const struct model_type *type;
};

struct stack {
	struct open_tag at[DEPTH_MAX];
	size_t depth;
};

static const struct model_type *child_type(const struct stack *stack, struct str name)
{
	char text[64];
	if (name.len >= sizeof(text) || stack->depth > DEPTH_MAX)
		return NULL;
	memcpy(text, name.at, name.len);
	text[name.len] = '\0';
	if (stack->depth == 0)
		return str_is(name, lesson_model.root_name) ? lesson_model.root : NULL;
	const struct model_child *child = model_child(stack->at[stack->depth - 1].type, element_find(text));
	return child ? child->type : NULL;
}

static void close(struct stack *stack, struct str name)
{
	size_t depth = stack->depth > DEPTH_MAX ? DEPTH_MAX : stack->depth;
	while (depth && !str_equal(stack->at[depth - 1].name, name))
		depth--;
	if (depth)
		stack->depth = depth - 1;
}

static void take_tag(struct stack *stack, const struct markup *markup)
{
	if (markup->kind == MARKUP_END) {
		close(stack, markup->name);
	} else if (markup->kind == MARKUP_START) {
		struct open_tag element = { markup->name, markup->end, child_type(stack, markup->name) };
		if (stack->depth < DEPTH_MAX)
			stack->at[stack->depth] = element;
		stack->depth += stack->depth < DEPTH_MAX;
	}
}

static bool is_name(char c)
{
	return ascii_is_alphanumeric(c) || c == '-' || c == '_' || c == ':' || c == '.' || (unsigned char)c >= 0x80;
}

/* The name that the offset is in or at the end of. */
static struct span name_at(struct str bytes, size_t offset)
{
	size_t start = offset, end = offset;
	while (start && is_name(bytes.at[start - 1]))
		start--;
	while (end < bytes.len && is_name(bytes.at[end]))
		end++;
	return (struct span){ (uint32_t)start, (uint32_t)end };
}

/* Where the value ends that begins at start: at its second quote, or if that is missing, before the next attribute,
 * whose first quote comes instead, or with the tag. */
static size_t value_end(struct str bytes, size_t start, size_t tag_end, bool *closed)
{
	const char *quote = memchr(bytes.at + start, bytes.at[start - 1], tag_end - start);
	size_t end = quote ? (size_t)(quote - bytes.at) : tag_end, name = end;
	*closed = quote != NULL;
	if (!quote || end == start || bytes.at[end - 1] != '=')
		return end;
	for (name = end - 1; name > start && is_name(bytes.at[name - 1]);)
		name--;
	*closed = name == end - 1 || name == start || !ascii_is_space(bytes.at[name - 1]);
	return *closed ? end : name;
}

/* Completes a place in the attributes of a tag. */
static void find_in_tag(struct str bytes, size_t offset, const struct markup *markup, struct markup_place *place)
{
	size_t at = markup->inside, end = markup->inside_end;
	struct span name = { 0, 0 };
	while (at < offset) {
		char c = bytes.at[at];
		if (is_name(c)) {
			name = name_at(bytes, at);
			at = name.end;
			if (offset <= name.end) {
				place->kind = PLACE_ATTRIBUTE;
				place->span = name;
				return;
			}
		} else if (c == '"' || c == '\'') {
			bool closed;
			size_t stop = value_end(bytes, at + 1, end, &closed);
			if (offset <= stop) {
				place->kind = PLACE_VALUE;
				place->attribute = markup_slice(bytes, name.start, name.end);
				place->span = (struct span){ (uint32_t)at + 1, (uint32_t)(closed ? stop : offset) };
				return;
			}
			at = stop + closed;
		} else {
			at++;
		}
	}
	place->kind = bytes.at[offset - 1] == '/' ? PLACE_OTHER : PLACE_TAG;
	place->span = (struct span){ (uint32_t)offset, (uint32_t)offset };
}

static void find_in_markup(struct str bytes, size_t offset, const struct markup *markup, const struct stack *stack,
			   struct markup_place *place)
{
	bool start = markup->kind == MARKUP_START || markup->kind == MARKUP_EMPTY;
	place->kind = PLACE_OTHER;
	place->whole_tag = (struct span){ (uint32_t)markup->start, (uint32_t)markup->end };
	if (!start && markup->kind != MARKUP_END)
		return;
	size_t name = markup->start + (start ? 1 : 2), name_end = name + markup->name.len;
	place->tag = markup->name;
	place->type = start ? child_type(stack, markup->name) : NULL;
	if (offset < name) { /* between < and / */
		return;
	} else if (offset <= name_end) {
		place->kind = start ? PLACE_NAME : PLACE_END_NAME;
		place->span = (struct span){ (uint32_t)name, (uint32_t)name_end };
	} else if (start) {
		find_in_tag(bytes, offset, markup, place);
	}
}

struct markup_place place_find(struct str bytes, size_t offset)
{
	struct markup_scan scan = { .bytes = bytes };
	struct markup markup;
	struct stack stack;
	struct markup_place place = { .kind = PLACE_CONTENT, .span = { (uint32_t)offset, (uint32_t)offset } };
	stack.depth = 0;
	size_t at = 0;
	while (markup_next(&scan, at, &markup) && markup.start < offset) {
		/* At its end, the offset is in it only if it is not closed. */
		if (offset < markup.end || (offset == markup.end && !markup.closed)) {
			find_in_markup(bytes, offset, &markup, &stack, &place);
			break;
		}
		take_tag(&stack, &markup);
		at = markup.end;
	}
	place.depth = stack.depth;
	if (stack.depth) {
		place.parent = stack.at[stack.depth - 1].name;
		place.parent_type = stack.at[stack.depth - 1].type;
		place.parent_inside = stack.at[stack.depth - 1].end;
	}
	return place;
}

bool place_is_complete(struct str bytes, const struct markup_place *place)
{
	struct markup_scan scan = { .bytes = bytes };
	struct markup tag, next;
	struct str first = STR_NONE; /* the end tag of the first element that began before what follows the tag */
	size_t count = 0, depth = 0;
	if (!markup_at(&scan, place->whole_tag.start, &tag) || !tag.closed)
		return false;
	if (tag.kind == MARKUP_EMPTY || tag.inside < tag.inside_end)
		return true;
	for (size_t at = tag.end; markup_next(&scan, at, &next); at = next.end) {
		depth += next.kind == MARKUP_START;
		if (next.kind != MARKUP_END)
			continue;
		if (depth == 0 && count++ == 0)
			first = next.name;
		depth -= depth > 0;
	}
	return count && (!str_equal(first, place->parent) || count > place->depth);
}
