/* The interpretations of an end tag. */
#include "lesson/recover_search.h"

/* Whether the indentation of the end tag differs from that of the start tag, if both are the first of their line; or,
 * in an element without text, only the start tag is, in an earlier line. */
static bool is_odd_end(const struct search *search, const struct spot *spot)
{
	const struct token *start = search_token(search, spot), *end = scan_token(search->scan, search->index);
	if (!start || start->indent < 0)
		return false;
	if (end->indent < 0)
		return spot->type && !spot->type->mixed && end->line != start->line;
	return end->indent != start->indent;
}

/* Two adjacent end tags in the wrong order. */
static void take_swapped(struct search *search, struct state state, const struct reading *reading)
{
	const struct scan *scan = search->scan;
	if (reading->text || !state.top->up || search->index + 1 >= scan_token_count(scan) ||
	    !str_equal(state.top->up->closed, reading->named))
		return;
	const struct reading *next = scan_token(scan, search->index + 1)->readings;
	if (next->kind != READ_END || !str_equal(state.top->closed, next->named))
		return;
	search_turn(search, &state, TURN_SWAP, state.top, reading);
	state.cost += COST_MISTAKE;
	search_pop(&state);
	search_pop(&state);
	state.skip = true;
	search_carry(search, state);
}

/* The end tag closes the innermost element. */
static void end_top(struct search *search, struct state state, const struct reading *reading)
{
	bool reported = state.turns && state.turns->kind == TURN_RENAME && state.turns->token == search->index;
	if (!reported && !str_equal(state.top->name, reading->named)) {
		/* The start tag's name is unknown, and this end tag has the intended one. */
		search_turn(search, &state, TURN_RENAME, state.top, reading);
		state.cost += COST_MEANT;
	}
	search_pop(&state);
	search_after_token(search, state, reading->text, 0);
}

void search_end_tag(struct search *search, struct state state, const struct reading *reading)
{
	if (!state.top) {
		search_carry(search, state);
		return;
	}
	bool root = !state.top->up, last = search->index + 1 == scan_token_count(search->scan);
	bool matches = str_equal(state.top->closed, reading->named);
	bool odd = is_odd_end(search, state.top);
	if (matches) {
		struct state ended = state;
		ended.hints += odd;
		end_top(search, ended, reading);
		/* That this end tag is one too many is considered if there is room for it. */
		if (!odd && (!root || last) && search->width < SEARCH_WIDTH_MAX)
			return;
	} else if (!root || last) {
		struct state renamed = state;
		bool own = str_equal(state.top->name, reading->named);
		bool near = reading->named.len && search_is_near(state.top->closed, reading->named);
		search_turn(search, &renamed, TURN_RENAME, renamed.top, reading);
		renamed.cost += own || (scan_known(search->scan, reading->named) == NULL && near) ? COST_NEAR
				: reading->named.len == 0					  ? COST_MISTAKE
												  : COST_OTHER;
		renamed.cost -= own ? COST_NEAR - COST_MEANT : 0;
		renamed.hints += odd;
		end_top(search, renamed, reading);
		take_swapped(search, state, reading);
	}
	const struct spot *match = state.top->up;
	while (match && !str_equal(match->closed, reading->named))
		match = match->up;
	if (match) {
		struct state ended = state;
		while (ended.top != match) {
			search_turn(search, &ended, TURN_CLOSE, ended.top, reading);
			ended.cost += ended.top == state.top ? COST_MISTAKE : COST_CLOSE_MORE;
			search_pop(&ended);
		}
		if (matches && ended.turns)
			ended.turns->indented_as = match;
		ended.hints += is_odd_end(search, match);
		end_top(search, ended, reading);
	}
	const struct model_child *child = search_child(&state, reading->named);
	if (child && search_comes_now(&state, child) && !matches) {
		struct state begun = state;
		search_push(search, &begun, reading->named, reading->named, child->type, child->rank, false);
		search_turn(search, &begun, TURN_AS_START, begun.top, reading);
		begun.cost += COST_MISTAKE - (child->type->attributes && child->type->attributes->required ? 0u : 1u);
		search_after_token(search, begun, reading->text, 0);
	}
	search_turn(search, &state, TURN_DELETE, state.top, reading);
	/* If it ends an open element, that must be closed later. */
	state.cost += COST_MISTAKE + (matches && !odd ? 2u : match ? 1u : 0u);
	search_after_token(search, state, reading->text, 0);
}
