/* What the search for the best interpretation does with each state. */
#include "lesson/recover_search.h"

#include "base/nearest.h"
#include "lesson/bytes.h"
#include "lesson/math.h"

static uint64_t hash_name(uint64_t hash, struct str name)
{
	hash ^= 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ (unsigned char)name.at[i]) * 0x100000001b3u;
	return hash;
}

void search_turn(struct search *search, struct state *state, enum turn_kind kind, const struct spot *spot,
		 const struct reading *reading)
{
	struct turn *turn = arena_alloc(search->scan->scratch, sizeof(*turn));
	if (!turn)
		return;
	*turn = (struct turn){ kind, search->index, spot, reading, state->turns, NULL, NULL };
	state->turns = turn;
}

void search_carry(struct search *search, struct state state)
{
	if (state.top && state.top->depth > LESSON_DEPTH_MAX)
		return;
	if (state.cost < search->best)
		search->best = state.cost;
	if (state.cost > search->best + COST_MARGIN)
		return;
	struct state *same = NULL, *worst = NULL;
	uint64_t hash = state.top ? state.top->hash : 0;
	for (size_t i = 0; i < search->next_count; i++) {
		struct state *other = &search->next[i];
		if ((other->top ? other->top->hash : 0) == hash && other->rank == state.rank &&
		    other->over == state.over && other->skip == state.skip)
			same = other;
		if (!worst || other->cost > worst->cost || (other->cost == worst->cost && other->hints > worst->hints))
			worst = other;
	}
	if (!same && search->next_count < search->width)
		search->next[search->next_count++] = state;
	else if (!same)
		same = worst;
	if (same && (state.cost < same->cost || (state.cost == same->cost && state.hints < same->hints)))
		*same = state;
}

bool search_is_near(struct str a, struct str b)
{
	if (a.len > 2)
		return edit_distance(a, b, 2) <= (a.len > 4 ? 2u : 1u);
	/* Of the shortest names only what has one letter too many, or two swapped. */
	bool longer = b.len == a.len + 1 && edit_distance(a, b, 1) == 1;
	return edit_distance(a, b, 1) == 0 || longer ||
	       (a.len == 2 && b.len == 2 && a.at[0] == b.at[1] && a.at[1] == b.at[0]);
}

const struct model_child *search_type_child(const struct model_type *type, struct str name)
{
	enum element_name part;
	if (math_has_type(type)) {
		const struct model_child *child = math_element(name, &part);
		return child && math_holds(type, part) ? child : NULL;
	}
	for (const struct model_child *child = type ? type->children : NULL; child; child = child->next)
		if (str_is(name, child->text))
			return child;
	return NULL;
}

const struct model_child *search_child(const struct state *state, struct str name)
{
	return search_type_child(state->top ? state->top->type : NULL, name);
}

/* Whether an element of the type would be in another one that contains none. */
static bool is_nested(const struct state *state, const struct model_type *type)
{
	const struct spot *outer = type->alone ? state->top : NULL;
	while (outer && outer->type != type)
		outer = model_holds_text(outer->type) ? outer->up : NULL;
	return outer;
}

bool search_comes_now(const struct state *state, const struct model_child *child)
{
	if (is_nested(state, child->type))
		return false;
	return math_has_type(state->top->type) || child->rank > state->rank ||
	       (child->rank == state->rank && !child->single);
}

const struct token *search_token(const struct search *search, const struct spot *spot)
{
	return spot->added ? NULL : scan_token(search->scan, spot->token);
}

void search_push(struct search *search, struct state *state, struct str name, struct str closed,
		 const struct model_type *type, unsigned rank, bool added)
{
	struct spot *spot = arena_alloc(search->scan->scratch, sizeof(*spot));
	if (!spot)
		return;
	long indent = added ? -1 : scan_token(search->scan, search->index)->indent;
	bool block = state->top && state->top->type && !state->top->type->mixed;
	if (block && indent >= 0 && state->indent >= 0 && indent != state->indent)
		state->cost += COST_UNEVEN;
	*spot = (struct spot){
		.indent = indent >= 0 ? indent : state->indent,
		.up = state->top,
		.name = name,
		.closed = closed,
		.type = type == &model_formula ? math_model.root : type,
		.token = search->index,
		.up_rank = rank > state->rank ? rank : state->rank,
		.depth = state->top ? state->top->depth + 1 : 1,
		.hash = hash_name(state->top ? state->top->hash : 0, closed),
		.added = added,
	};
	/* The type matters too: a third-level section differs from a first-level one. */
	spot->hash ^= (uint64_t)(uintptr_t)type * 0x9e3779b97f4a7c15u;
	state->top = spot;
	state->rank = 0;
	state->indent = -1;
	state->filled = false;
}

void search_pop(struct state *state)
{
	state->rank = state->top->up_rank;
	state->indent = state->top->indent;
	state->top = state->top->up;
	state->filled = true;
	if (!state->top)
		state->over = OVER_YES;
}

/* Lets an element of the type begin without a start tag before the text. */
static void open_for_text(struct search *search, const struct state *state, const struct model_type *type)
{
	for (const struct model_child *child = type->children; child; child = child->next) {
		if (!child->type->mixed || !search_comes_now(state, child))
			continue;
		struct state opened = *state;
		search_push(search, &opened, str_from(child->text), str_from(child->text), child->type, child->rank,
			    true);
		search_turn(search, &opened, TURN_OPEN_TEXT, opened.top, NULL);
		opened.cost += COST_MISTAKE;
		opened.filled = true;
		search_carry(search, opened);
	}
}

/* The same for the elements of the innermost one. */
static void open_for_stray_text(struct search *search, const struct state *state)
{
	const struct model_type *parent = state->top->type;
	bool math = math_has_type(parent);
	if (!math)
		open_for_text(search, state, parent);
	for (const struct model_type *type = math_model.types; math && type; type = type->next)
		if (!type->content && math_holds(parent, (enum element_name)MATH_EXPRESSION))
			open_for_text(search, state, type);
}

void search_after_token(struct search *search, struct state state, bool text, unsigned depth)
{
	const struct model_type *type = state.top ? state.top->type : NULL;
	if (text && model_text_rank(type) > 0 && state.rank > model_text_rank(type)) {
		open_for_stray_text(search, &state);
		search_turn(search, &state, TURN_STRAY_TEXT, state.top, NULL);
		state.hints++; /* the schema reports all of it as one mistake */
	}
	if (!text || !state.top || !type || type->mixed) {
		state.filled = state.filled || text;
		search_carry(search, state);
		return;
	}
	open_for_stray_text(search, &state);
	if (state.top->up && depth < CLOSES_MAX && state.top->up->type && state.top->up->type->mixed) {
		struct state closed = state;
		search_turn(search, &closed, TURN_CLOSE_TEXT, closed.top, NULL);
		closed.cost += COST_MISTAKE;
		search_pop(&closed);
		search_after_token(search, closed, text, depth + 1);
	}
	search_turn(search, &state, TURN_STRAY_TEXT, state.top, NULL);
	state.cost += COST_MISPLACED;
	state.filled = true;
	search_carry(search, state);
}
