#include "lesson/recover_search.h"

#include "base/nearest.h"
#include "lesson/bytes.h"

#include <stdlib.h>

/* A beam search: all interpretations that may still turn out to be the best are extended in parallel, token by token.
 * In a correct file one remains; a mistake creates more, and what follows decides between them. Of interpretations with
 * the same open elements only the cheapest is kept. */

enum {
	COST_NEAR = 8,      /* an end tag with a misspelled name */
	COST_OTHER = 12,    /* an end tag with a different name */
	COST_MISPLACED = 15, /* a misplaced element or text, which the schema reports */
	COST_OTHER_ROOT = 25, /* the root element is not in the schema */
	COST_CLOSE_MORE = 8, /* another element without end tag at the same position */
	COST_MEANT = 2,     /* the end tag of an unknown element has the right name */
	COST_ANYTHING = 5,  /* an element that the schema does not have */
	COST_MARGIN = 26,   /* interpretations that cost this much more than the best are dropped */
	CLOSES_MAX = 5,     /* elements that end before one start tag */
};

static uint64_t hash_name(uint64_t hash, struct str name)
{
	hash ^= 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ (unsigned char)name.at[i]) * 0x100000001b3u;
	return hash;
}

static void turn(struct search *search, struct state *state, enum turn_kind kind,
			       const struct spot *spot, const struct reading *reading)
{
	struct turn *turn = arena_alloc(search->scan->scratch, sizeof(*turn));
	if (!turn)
		return;
	*turn = (struct turn){ kind, search->index, spot, reading, state->turns, NULL, NULL };
	state->turns = turn;
}

/* Keeps state for the next token. */
static void carry(struct search *search, struct state state)
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

static bool is_near(struct str a, struct str b)
{
	return edit_distance(a, b, 2) <= (a.len > 4 ? 2u : a.len > 2);
}

/* The child with that name in the type of the innermost element, or NULL. */
static const struct model_child *child_of(const struct state *state, struct str name)
{
	const struct model_type *type = state->top ? state->top->type : NULL;
	for (const struct model_child *child = type ? type->children : NULL; child; child = child->next)
		if (str_is(name, child->text))
			return child;
	return NULL;
}

static bool comes_now(const struct state *state, const struct model_child *child)
{
	return child->rank > state->rank || (child->rank == state->rank && !child->single);
}

static const struct token *token_of(const struct search *search, const struct spot *spot)
{
	return spot->added ? NULL : scan_token(search->scan, spot->token);
}

static void push(struct search *search, struct state *state, struct str name, struct str closed,
		 const struct model_type *type, unsigned rank, bool added)
{
	struct spot *spot = arena_alloc(search->scan->scratch, sizeof(*spot));
	if (!spot)
		return;
	*spot = (struct spot){
		.up = state->top,
		.name = name,
		.closed = closed,
		.type = type,
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
	state->filled = false;
}

static void pop(struct state *state)
{
	state->rank = state->top->up_rank;
	state->top = state->top->up;
	state->filled = true;
	if (!state->top)
		state->over = OVER_YES;
}

/* Handles text after the token, then proceeds to the next token. */
static void after_token(struct search *search, struct state state, bool text, unsigned depth)
{
	const struct model_type *type = state.top ? state.top->type : NULL;
	if (text && model_text_rank(type) > 0 && state.rank > model_text_rank(type)) {
		turn(search, &state, TURN_STRAY_TEXT, state.top, NULL);
		state.hints++; /* the schema reports all of it as one mistake */
	}
	if (!text || !state.top || !type || type->mixed) {
		state.filled = state.filled || text;
		carry(search, state);
		return;
	}
	for (const struct model_child *child = type->children; child; child = child->next) {
		if (!child->type->mixed || !comes_now(&state, child))
			continue;
		struct state opened = state;
		push(search, &opened, str_from(child->text), str_from(child->text), child->type, child->rank, true);
		turn(search, &opened, TURN_OPEN_TEXT, opened.top, NULL);
		opened.cost += COST_MISTAKE;
		opened.filled = true;
		carry(search, opened);
	}
	if (state.top->up && depth < CLOSES_MAX && state.top->up->type && state.top->up->type->mixed) {
		struct state closed = state;
		turn(search, &closed, TURN_CLOSE_TEXT, closed.top, NULL);
		closed.cost += COST_MISTAKE;
		pop(&closed);
		after_token(search, closed, text, depth + 1);
	}
	turn(search, &state, TURN_STRAY_TEXT, state.top, NULL);
	state.cost += COST_MISPLACED;
	state.filled = true;
	carry(search, state);
}

/* Whether it is a void element of HTML, which needs no slash there. Reported as unknown, it needs no further
 * message. */
static bool is_void(struct str name)
{
	return str_is(name, "br") || str_is(name, "hr") || str_is(name, "img") || str_is(name, "input") ||
	       str_is(name, "wbr");
}

static bool is_always_empty(const struct model_type *type)
{
	return type && !type->mixed && !type->children;
}

/* Opens the element as a child of the innermost one, in order or not. */
static void begin(struct search *search, struct state state, const struct reading *reading,
		  const struct model_child *child, const struct model_type *type, struct str closed)
{
	unsigned rank = child ? child->rank : 0;
	state.filled = true;
	if (reading->kind == READ_EMPTY && !is_always_empty(type)) {
		struct state opened = state;
		push(search, &opened, reading->named, closed, type, rank, false);
		turn(search, &opened, TURN_AS_START, opened.top, reading);
		opened.cost += COST_MISTAKE - 1;
		after_token(search, opened, reading->text, 0);
	}
	if (reading->kind == READ_START && (is_always_empty(type) || (!type && is_void(reading->named)))) {
		struct state empty = state;
		push(search, &empty, reading->named, closed, type, rank, false);
		turn(search, &empty, TURN_AS_EMPTY, empty.top, reading);
		empty.cost += type ? COST_NEAR : 0;
		pop(&empty);
		after_token(search, empty, reading->text, 0);
	}
	push(search, &state, reading->named, closed, type, rank, false);
	if (!str_equal(closed, reading->named))
		turn(search, &state, TURN_AS_MEANT, state.top, reading);
	if (reading->kind == READ_EMPTY)
		pop(&state);
	after_token(search, state, reading->text, 0);
}

/* Whether the layout suggests that the element is not a child of the innermost element. */
static bool is_odd_child(const struct search *search, const struct state *state)
{
	const struct token *parent = state->top ? token_of(search, state->top) : NULL;
	long indent = scan_token(search->scan, search->index)->indent;
	return parent && indent >= 0 && parent->indent >= 0 && indent <= parent->indent;
}

static void take_start(struct search *search, struct state state, const struct reading *reading, unsigned closed);

/* The same after closing the innermost element, or several, without an end tag. */
static void take_start_higher(struct search *search, struct state state, const struct reading *reading, unsigned closed)
{
	if (!state.top || !state.top->up || closed >= CLOSES_MAX)
		return;
	turn(search, &state, TURN_CLOSE, state.top, reading);
	state.cost += closed ? COST_CLOSE_MORE : COST_MISTAKE;
	state.cost += state.filled ? 0u : 1u;
	pop(&state);
	take_start(search, state, reading, closed + 1);
}

/* Whether an element of the type must have a child before those of rank. */
static bool lacks_before(const struct model_type *type, unsigned rank)
{
	const struct model_child *child = type->children;
	while (child && !(child->required && child->rank < rank))
		child = child->next;
	return child != NULL;
}

/* The same after opening its parent without a start tag. */
static void take_start_lower(struct search *search, const struct state *before, const struct reading *reading)
{
	const struct model_type *type = before->top->type;
	for (const struct model_child *child = type ? type->children : NULL; child; child = child->next) {
		if (!comes_now(before, child))
			continue;
		struct state state = *before;
		state.filled = true;
		push(search, &state, str_from(child->text), str_from(child->text), child->type, child->rank, true);
		const struct model_child *inner = child_of(&state, reading->named);
		if (!inner || lacks_before(child->type, inner->rank))
			continue;
		turn(search, &state, TURN_OPEN, state.top, reading);
		state.cost += COST_MISTAKE + 1;
		begin(search, state, reading, inner, inner->type, reading->named);
	}
}

/* Whether one name is the plural of the other, as <cards> of <card>. */
static bool is_plural(struct str a, struct str b)
{
	return a.len > 3 && b.len > 3 && a.len != b.len && edit_distance(a, b, 1) <= 1;
}

/* Treats a start tag with an unknown or misplaced name as each of the similar elements. */
static void take_meant(struct search *search, struct state state, const struct reading *reading, bool known)
{
	const struct model_type *type = state.top ? state.top->type : NULL;
	state.cost += known ? COST_MISTAKE : COST_ANYTHING - 1;
	for (const struct model_child *child = type ? type->children : NULL; child; child = child->next)
		if ((known ? is_plural : is_near)(str_from(child->text), reading->named) && comes_now(&state, child))
			begin(search, state, reading, child, child->type, str_from(child->text));
}

static void take_start(struct search *search, struct state state, const struct reading *reading, unsigned closed)
{
	const struct scan *scan = search->scan;
	const struct model_child *child = child_of(&state, reading->named);
	const struct known *known = scan_known(scan, reading->named);
	bool anything = !state.top || !state.top->type, in_order = child && comes_now(&state, child);
	bool odd = is_odd_child(search, &state);
	state.hints += odd;
	if (in_order) {
		begin(search, state, reading, child, child->type, reading->named);
		if (odd)
			take_start_higher(search, state, reading, closed);
	} else if (!known) {
		take_meant(search, state, reading, false);
		state.cost += anything ? 0 : COST_ANYTHING;
		begin(search, state, reading, NULL, NULL, reading->named);
		if (closed == 0)
			take_start_higher(search, state, reading, closed);
	} else {
		struct state misplaced = state;
		misplaced.cost += anything ? 0 : COST_MISPLACED;
		begin(search, misplaced, reading, NULL, child ? child->type : known->type, reading->named);
		if (!anything || odd)
			take_start_higher(search, state, reading, closed);
		if (!anything && closed == 0) {
			take_start_lower(search, &state, reading);
			take_meant(search, state, reading, true);
		}
	}
	if (closed || !state.top)
		return;
	if (str_equal(state.top->closed, reading->named) && !reading->attributes) {
		struct state ended = state;
		turn(search, &ended, TURN_AS_END, ended.top, reading);
		ended.cost += COST_NEAR;
		pop(&ended);
		after_token(search, ended, reading->text, 0);
	}
	if (reading->kind != READ_START || (in_order && !odd))
		return;
	turn(search, &state, TURN_DELETE, state.top, reading);
	state.cost += state.filled ? COST_MISPLACED - 1 : COST_MISTAKE;
	state.cost += reading->attributes ? 1u : 0u;
	after_token(search, state, reading->text, 0);
}

/* Whether the indentation of the end tag differs from that of the start tag, if both are the first of their line. */
static bool is_odd_end(const struct search *search, const struct spot *spot)
{
	const struct token *start = token_of(search, spot);
	long indent = scan_token(search->scan, search->index)->indent;
	return start && indent >= 0 && start->indent >= 0 && indent != start->indent;
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
	turn(search, &state, TURN_SWAP, state.top, reading);
	state.cost += COST_MISTAKE;
	pop(&state);
	pop(&state);
	state.skip = true;
	carry(search, state);
}

/* The end tag closes the innermost element. */
static void end_top(struct search *search, struct state state, const struct reading *reading)
{
	bool reported = state.turns && state.turns->kind == TURN_RENAME && state.turns->token == search->index;
	if (!reported && !str_equal(state.top->name, reading->named)) {
		/* The start tag's name is unknown, and this end tag has the intended one. */
		turn(search, &state, TURN_RENAME, state.top, reading);
		state.cost += COST_MEANT;
	}
	pop(&state);
	after_token(search, state, reading->text, 0);
}

static void take_end(struct search *search, struct state state, const struct reading *reading)
{
	if (!state.top) {
		carry(search, state);
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
		bool near = reading->named.len && is_near(state.top->closed, reading->named);
		turn(search, &renamed, TURN_RENAME, renamed.top, reading);
		renamed.cost += own || (scan_known(search->scan, reading->named) == NULL && near) ? COST_NEAR
				: reading->named.len == 0					   ? COST_MISTAKE
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
			turn(search, &ended, TURN_CLOSE, ended.top, reading);
			ended.cost += ended.top == state.top ? COST_MISTAKE : COST_CLOSE_MORE;
			pop(&ended);
		}
		if (matches && ended.turns)
			ended.turns->indented_as = match;
		ended.hints += is_odd_end(search, match);
		end_top(search, ended, reading);
	}
	const struct model_child *child = child_of(&state, reading->named);
	if (child && comes_now(&state, child) && !matches) {
		struct state begun = state;
		push(search, &begun, reading->named, reading->named, child->type, child->rank, false);
		turn(search, &begun, TURN_AS_START, begun.top, reading);
		begun.cost += COST_MISTAKE - (child->type->attributes && child->type->attributes->required ? 0u : 1u);
		after_token(search, begun, reading->text, 0);
	}
	turn(search, &state, TURN_DELETE, state.top, reading);
	state.cost += COST_MISTAKE + (matches && !odd ? 2u : 0u);
	after_token(search, state, reading->text, 0);
}

static void take_reading(struct search *search, struct state state, const struct reading *reading, bool first)
{
	const struct model *model = search->scan->model;
	state.cost += reading->cost;
	state.cost += reading->kind == READ_TEXT && !state.top ? COST_MISPLACED : 0;
	if (reading->kind == READ_TEXT)
		turn(search, &state, TURN_AS_TEXT, state.top, reading);
	else if (!first)
		turn(search, &state, TURN_READING, state.top, reading);
	if (state.over) {
		if (reading->kind != READ_TEXT && state.over != OVER_REPORTED) {
			turn(search, &state, TURN_AFTER_ROOT, NULL, reading);
			state.cost += COST_MISTAKE;
			state.over = OVER_REPORTED;
		}
		carry(search, state);
	} else if (reading->kind == READ_TEXT) {
		after_token(search, state, reading->text && !reading->cut_off, 0);
	} else if (reading->kind == READ_END) {
		take_end(search, state, reading);
	} else if (!state.top) {
		bool ours = str_is(reading->named, model->root_name);
		state.cost += ours ? 0 : COST_OTHER_ROOT;
		push(search, &state, reading->named, reading->named, ours ? model->root : NULL, 0, false);
		if (reading->kind == READ_EMPTY)
			pop(&state);
		after_token(search, state, reading->text, 0);
	} else {
		take_start(search, state, reading, 0);
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
			after_token(search, *state, token->readings->text, 0);
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
			turn(search, state, TURN_CUT_OFF, state->top, NULL);
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
