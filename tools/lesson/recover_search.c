#include "lesson/recover_search.h"

#include "lesson/bytes.h"

/* A beam search: all interpretations that may still turn out to be the best are extended in parallel, token by token.
 * In a correct file one remains; a mistake creates more, and what follows decides between them. Of interpretations with
 * the same open elements only the cheapest is kept. */

static void take_reading(struct search *search, struct state state, const struct reading *reading, bool first)
{
	const struct model *model = search->scan->model;
	state.cost += reading->cost;
	state.cost += reading->kind == READ_TEXT && !state.top ? COST_MISPLACED : 0;
	if (reading->kind == READ_TEXT)
		search_turn(search, &state, TURN_AS_TEXT, state.top, reading);
	else if (!first)
		search_turn(search, &state, TURN_READING, state.top, reading);
	if (state.over) {
		if (reading->kind != READ_TEXT && state.over != OVER_REPORTED) {
			search_turn(search, &state, TURN_AFTER_ROOT, NULL, reading);
			state.cost += COST_MISTAKE;
			state.over = OVER_REPORTED;
		}
		search_carry(search, state);
	} else if (reading->kind == READ_TEXT) {
		search_after_token(search, state, reading->text && !reading->cut_off, 0);
	} else if (reading->kind == READ_END) {
		search_end_tag(search, state, reading);
	} else if (!state.top) {
		struct str root = str_from(model->root_name);
		bool ours = str_equal(reading->named, root);
		bool near = !ours && search_is_near(root, reading->named) && !scan_known(search->scan, reading->named);
		state.cost += ours ? 0 : near ? COST_MISTAKE : COST_OTHER_ROOT;
		search_push(search, &state, reading->named, near ? root : reading->named,
			    ours || near ? model->root : NULL, 0, false);
		if (near)
			search_turn(search, &state, TURN_AS_MEANT, state.top, reading);
		if (reading->kind == READ_EMPTY)
			search_pop(&state);
		search_after_token(search, state, reading->text, 0);
	} else {
		search_start_tag(search, state, reading, 0);
	}
}

static void take_token(struct search *search)
{
	const struct token *token = scan_token(search->scan, search->index);
	search->best = UINT_MAX - COST_MARGIN;
	search->next_count = 0;
	for (size_t i = 0; i < search->count; i++) {
		struct state *state = &search->states[i];
		if (state->skip) {
			state->skip = false;
			search_after_token(search, *state, token->readings->text, 0);
			continue;
		}
		for (const struct reading *r = token->readings; r; r = r->next)
			take_reading(search, *state, r, r == token->readings);
	}
	search->count = 0;
	for (size_t i = 0; i < search->next_count; i++)
		if (search->next[i].cost <= search->best + COST_MARGIN)
			search->states[search->count++] = search->next[i];
}

void scan_search(struct scan *scan)
{
	size_t count = scan_token_count(scan);
	struct search *search = arena_alloc(scan->scratch, sizeof(*search));
	if (!search)
		return;
	search->scan = scan;
	search->width = count < 20000 ? SEARCH_WIDTH_MAX : count < 200000 ? 8 : 2;
	search->count = 1; /* nothing is open */
	search->states[0].indent = -1;
	for (search->index = 0; search->index < count && !arena_failed(scan->scratch); search->index++) {
		take_token(search);
		if (search->count)
			continue;
		const struct token *token = scan_token(scan, search->index);
		struct diagnostic *d =
			report_add(scan->report, RULE_XML_TOO_LARGE, scan_span(token->start, token->readings->end),
				   STR_NONE, "more than %d elements are open here", LESSON_DEPTH_MAX);
		report_help(scan->report, d, "look for missing end tags");
		scan->hopeless = true;
		return;
	}
	struct state *best = NULL;
	for (size_t i = 0; i < search->count; i++) {
		struct state *state = &search->states[i];
		if (state->top) {
			search_turn(search, state, TURN_CUT_OFF, state->top, NULL);
			state->cost += COST_MISTAKE + (state->top->up ? 1u : 0u);
			for (const struct spot *spot = state->top; spot; spot = spot->up)
				state->cost += spot->added ? COST_MISTAKE : 0;
		}
		if (!best || state->cost < best->cost || (state->cost == best->cost && state->hints < best->hints))
			best = state;
	}
	const struct model_type *type = best && best->top ? best->top->type : NULL;
	for (const struct model_child *child = type ? type->children : NULL; child; child = child->next)
		scan->unfinished = scan->unfinished || (child->required && child->rank > best->rank);
	struct turn *first = NULL;
	for (struct turn *t = best ? best->turns : NULL; t; t = t->before) {
		t->after = first;
		first = t;
	}
	scan->turns = first;
}
