/* The interpretations of a start tag. */
#include "lesson/recover_search.h"

#include "base/nearest.h"
#include "lesson/math.h"

/* Whether it is a void element of HTML, which needs no slash there. Reported as unknown, it needs no further
 * message. */
static bool is_void(struct str name)
{
	return str_is(name, "br") || str_is(name, "hr") || str_is(name, "img") || str_is(name, "input") ||
	       str_is(name, "wbr");
}

static bool is_always_empty(const struct model_type *type)
{
	return type && type != &model_formula && !type->mixed && !type->children;
}

/* Opens the element as a child of the innermost one, in order or not. */
static void begin(struct search *search, struct state state, const struct reading *reading,
		  const struct model_child *child, const struct model_type *type, struct str closed)
{
	unsigned rank = child ? child->rank : 0;
	state.filled = true;
	if (reading->kind == READ_EMPTY && !is_always_empty(type)) {
		struct state opened = state;
		search_push(search, &opened, reading->named, closed, type, rank, false);
		search_turn(search, &opened, TURN_AS_START, opened.top, reading);
		opened.cost += COST_MISTAKE - 1;
		search_after_token(search, opened, reading->text, 0);
	}
	if (reading->kind == READ_START && (is_always_empty(type) || (!type && is_void(reading->named)))) {
		struct state empty = state;
		search_push(search, &empty, reading->named, closed, type, rank, false);
		search_turn(search, &empty, TURN_AS_EMPTY, empty.top, reading);
		empty.cost += type ? COST_NEAR : 0;
		search_pop(&empty);
		search_after_token(search, empty, reading->text, 0);
	}
	search_push(search, &state, reading->named, closed, type, rank, false);
	if (!str_equal(closed, reading->named))
		search_turn(search, &state, TURN_AS_MEANT, state.top, reading);
	if (reading->kind == READ_EMPTY)
		search_pop(&state);
	search_after_token(search, state, reading->text, 0);
}

/* Whether the layout suggests that the element is not a child of the innermost element. */
static bool is_odd_child(const struct search *search, const struct state *state)
{
	const struct token *parent = state->top ? search_token(search, state->top) : NULL;
	long indent = scan_token(search->scan, search->index)->indent;
	return parent && indent >= 0 && parent->indent >= 0 && indent <= parent->indent;
}

/* The same after closing the innermost element, or several, without an end tag. */
static void take_start_higher(struct search *search, struct state state, const struct reading *reading, unsigned closed)
{
	if (!state.top || !state.top->up || closed >= CLOSES_MAX)
		return;
	search_turn(search, &state, TURN_CLOSE, state.top, reading);
	state.cost += closed ? COST_CLOSE_MORE : COST_MISTAKE;
	state.cost += state.filled ? 0u : 1u;
	search_pop(&state);
	search_start_tag(search, state, reading, closed + 1);
}

/* Whether an element of the type must have a child before those of rank. */
static bool lacks_before(const struct model_type *type, unsigned rank)
{
	const struct model_child *child = type->children;
	while (child && !(child->required && child->rank < rank))
		child = child->next;
	return child != NULL;
}

/* The same after opening its parent, which has the name unless that is empty, without a start tag. */
static void take_start_lower(struct search *search, const struct state *before, const struct reading *reading,
			     struct str name)
{
	const struct model_type *type = math_has_type(before->top->type) ? NULL : before->top->type;
	for (const struct model_child *child = type ? type->children : NULL; child; child = child->next) {
		if ((name.len && !str_is(name, child->text)) || !search_comes_now(before, child))
			continue;
		struct state state = *before;
		state.filled = true;
		search_push(search, &state, str_from(child->text), str_from(child->text), child->type, child->rank,
			    true);
		const struct model_child *inner = search_child(&state, reading->named);
		if (!inner)
			continue;
		search_turn(search, &state, TURN_OPEN, state.top, reading);
		state.cost += COST_MISTAKE + 1;
		state.cost += lacks_before(child->type, inner->rank) ? COST_LACKING : 0;
		begin(search, state, reading, inner, inner->type, reading->named);
	}
}

/* Whether one name is the plural of the other, as <cards> of <card>. */
static bool is_plural(struct str a, struct str b)
{
	return a.len > 3 && b.len > 3 && a.len != b.len && edit_distance(a, b, 1) <= 1;
}

static void take_meant_in_formula(struct search *search, struct state state, const struct reading *reading)
{
	enum element_name part;
	for (const struct model_type *type = math_model.types; type; type = type->next)
		for (const struct model_child *child = type->children; child; child = child->next)
			if (math_element(str_from(child->text), &part) == child && math_holds(state.top->type, part) &&
			    search_is_near(str_from(child->text), reading->named))
				begin(search, state, reading, child, child->type, str_from(child->text));
}

/* Treats a start tag with an unknown or misplaced name as each of the similar elements. */
static void take_meant(struct search *search, struct state state, const struct reading *reading, bool known)
{
	const struct model_type *type = state.top ? state.top->type : NULL;
	state.cost += known ? COST_MISTAKE : COST_ANYTHING - 1;
	if (math_has_type(type)) {
		take_meant_in_formula(search, state, reading);
		return;
	}
	for (const struct model_child *child = type ? type->children : NULL; child; child = child->next)
		if ((known ? is_plural : search_is_near)(str_from(child->text), reading->named) &&
		    search_comes_now(&state, child))
			begin(search, state, reading, child, child->type, str_from(child->text));
}

/* Two adjacent start tags in the wrong order: the second may be here, and contain the first, but not the reverse.
 * in_order: the first may be here. */
static void take_swapped(struct search *search, struct state state, const struct reading *reading, bool in_order)
{
	const struct scan *scan = search->scan;
	if (reading->text || reading->kind != READ_START || !reading->strict ||
	    search->index + 1 >= scan_token_count(scan))
		return;
	const struct reading *next = scan_token(scan, search->index + 1)->readings;
	const struct known *inner = scan_known(scan, reading->named);
	const struct model_child *outer = search_child(&state, next->named);
	if (next->kind != READ_START || !next->strict || !inner || !outer || !search_comes_now(&state, outer) ||
	    (in_order && search_type_child(inner->type, next->named)))
		return;
	search_push(search, &state, next->named, next->named, outer->type, outer->rank, false);
	const struct model_child *child = search_child(&state, reading->named);
	if (!child || lacks_before(state.top->type, child->rank))
		return;
	search->index++; /* what is inner is indented as the second tag */
	search_push(search, &state, reading->named, reading->named, child->type, child->rank, false);
	search->index--;
	search_turn(search, &state, TURN_SWAP_START, state.top, reading);
	state.cost += COST_MISTAKE;
	state.skip = true;
	search_carry(search, state);
}

/* Whether the tag repeats the start tag of the innermost element, which comes just before it. */
static bool is_doubled(const struct search *search, const struct state *state, const struct reading *reading)
{
	const struct token *before = state->top && !state->filled ? search_token(search, state->top) : NULL;
	const struct token *here = scan_token(search->scan, search->index);
	size_t len = reading->end - here->start;
	return before && reading->attributes && before + 1 == here && before->readings->end - before->start == len &&
	       memcmp(search->scan->s.at + before->start, search->scan->s.at + here->start, len) == 0;
}

void search_start_tag(struct search *search, struct state state, const struct reading *reading, unsigned closed)
{
	const struct scan *scan = search->scan;
	const struct model_child *child = search_child(&state, reading->named);
	const struct known *known = scan_known(scan, reading->named);
	bool anything = !state.top || !state.top->type, in_order = child && search_comes_now(&state, child);
	bool late_text = child && child->rank < state.rank && child->rank == model_text_rank(state.top->type);
	bool odd = is_odd_child(search, &state);
	state.hints += odd;
	if (in_order) {
		struct str closer = scan_token(scan, search->index)->closer;
		begin(search, state, reading, child, child->type, reading->named);
		if (odd)
			take_start_higher(search, state, reading, closed);
		if (closed == 0 && closer.len && !str_equal(closer, state.top->closed))
			take_start_lower(search, &state, reading, closer);
	} else if (!known) {
		take_meant(search, state, reading, false);
		/* In another unknown element too: else leaving one open would make all others free. */
		state.cost += COST_ANYTHING;
		begin(search, state, reading, NULL, NULL, reading->named);
		if (closed == 0)
			take_start_higher(search, state, reading, closed);
	} else {
		struct state misplaced = state;
		/* The schema reports late text with its inline elements as one mistake. */
		misplaced.cost += anything || late_text ? 0 : COST_MISPLACED;
		misplaced.hints += late_text;
		begin(search, misplaced, reading, NULL, child ? child->type : known->type, reading->named);
		if (!anything || odd)
			take_start_higher(search, state, reading, closed);
		if (!anything && !late_text && closed == 0) {
			take_start_lower(search, &state, reading, STR_NONE);
			take_meant(search, state, reading, true);
		}
	}
	if (closed || !state.top)
		return;
	if (str_equal(state.top->closed, reading->named) && !reading->attributes) {
		struct state ended = state;
		search_turn(search, &ended, TURN_AS_END, ended.top, reading);
		ended.cost += COST_NEAR;
		search_pop(&ended);
		search_after_token(search, ended, reading->text, 0);
	}
	take_swapped(search, state, reading, in_order);
	bool doubled = is_doubled(search, &state, reading);
	if (reading->kind != READ_START || (in_order && !odd && !doubled))
		return;
	search_turn(search, &state, TURN_DELETE, state.top, reading);
	if (doubled)
		state.cost += COST_DOUBLED;
	else
		state.cost += (state.filled ? COST_MISPLACED - 1u : COST_MISTAKE) + reading->attributes;
	search_after_token(search, state, reading->text, 0);
}
