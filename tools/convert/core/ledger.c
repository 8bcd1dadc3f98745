#include "convert/core/ledger.h"

#include "base/utf8.h"

#include <stdarg.h>

enum {
	NAME_MAX_CHARACTERS = 60,
	COMPARED = 64, /* rows of an item, so that hostile items take no quadratic time */
};

void ledger_init(struct ledger *ledger)
{
	*ledger = (struct ledger){ .source = STR("") };
	arena_init(&ledger->arena);
	ledger->end = &ledger->rows;
}

void ledger_release(struct ledger *ledger)
{
	arena_release(&ledger->arena);
}

void ledger_source(struct ledger *ledger, struct str source)
{
	struct str copy = arena_str(&ledger->arena, source);
	ledger->source = copy.at ? copy : STR("");
}

/* The start of the text on one line. */
static struct str short_name(struct arena *arena, struct str text)
{
	/* An invalid byte grows to the three bytes of U+FFFD. */
	size_t most = text.len < NAME_MAX_CHARACTERS ? text.len : NAME_MAX_CHARACTERS;
	char *copy = arena_alloc(arena, most * 4 + 4);
	size_t len = 0, count = 0;
	bool gap = false;
	for (size_t i = 0; copy && i < text.len; count++) {
		uint32_t code = utf8_next(text, &i);
		if (utf8_is_space(code) || code < 0x20) {
			gap = len > 0;
			continue;
		}
		if (count >= NAME_MAX_CHARACTERS) {
			len += utf8_encode(0x2026, copy + len);
			break;
		}
		if (gap)
			copy[len++] = ' ';
		gap = false;
		len += utf8_encode(code, copy + len);
	}
	return copy ? (struct str){ copy, len } : STR("");
}

struct ledger_item *ledger_read(struct ledger *ledger, enum ledger_kind kind, struct str name, size_t line)
{
	struct ledger_item *item = arena_alloc(&ledger->arena, sizeof(*item));
	if (!item)
		return NULL;
	*item = (struct ledger_item){
		.kind = kind, .source = ledger->source, .line = line, .name = short_name(&ledger->arena, name)
	};
	ledger->counts[kind][LEDGER_SAME]++;
	return item;
}

void ledger_name(struct ledger *ledger, struct ledger_item *item, struct str name)
{
	if (item && !item->name.len)
		item->name = short_name(&ledger->arena, name);
}

static void raise(struct ledger *ledger, struct ledger_item *item, enum ledger_outcome outcome)
{
	if (item->outcome >= outcome)
		return;
	ledger->counts[item->kind][item->outcome]--;
	item->outcome = outcome;
	ledger->counts[item->kind][outcome]++;
}

static void add_row(struct ledger *ledger, const struct ledger_row *row)
{
	size_t compared = 0;
	for (const struct ledger_row *old = row->item->rows; old && compared < COMPARED;
	     old = old->item_next, compared++)
		if (str_equal(old->what, row->what) && str_equal(old->why, row->why) &&
		    str_equal(old->outcome, row->outcome))
			return;
	struct ledger_row *copy = arena_alloc(&ledger->arena, sizeof(*copy));
	if (!copy)
		return;
	*copy = *row;
	copy->what = arena_str(&ledger->arena, row->what);
	copy->why = arena_str(&ledger->arena, row->why);
	copy->outcome = arena_str(&ledger->arena, row->outcome);
	copy->item_next = row->item->rows;
	row->item->rows = copy;
	*ledger->end = copy;
	ledger->end = &copy->next;
}

void ledger_change(struct ledger *ledger, struct ledger_item *item, struct str what, const char *why,
		   const char *outcome)
{
	if (!item)
		return;
	raise(ledger, item, LEDGER_CHANGED);
	add_row(ledger,
		&(struct ledger_row){ .item = item, .what = what, .why = str_from(why), .outcome = str_from(outcome) });
}

void ledger_changef(struct ledger *ledger, struct ledger_item *item, const char *why, const char *outcome,
		    const char *what, ...)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	va_list args;
	va_start(args, what);
	buf_vformat(&text, what, args);
	va_end(args);
	ledger->arena.failed = ledger->arena.failed || buf_failed(&text);
	ledger_change(ledger, item, buf_view(&text), why, outcome);
	buf_release(&text);
}

void ledger_leave_out(struct ledger *ledger, struct ledger_item *item, const char *why, ...)
{
	if (!item)
		return;
	struct buf text;
	buf_init(&text, BUF_CAP);
	va_list args;
	va_start(args, why);
	buf_vformat(&text, why, args);
	va_end(args);
	ledger->arena.failed = ledger->arena.failed || buf_failed(&text);
	raise(ledger, item, LEDGER_LEFT_OUT);
	add_row(ledger, &(struct ledger_row){ .item = item,
					      .whole = true,
					      .what = STR(""),
					      .why = buf_view(&text),
					      .outcome = STR("left out") });
	buf_release(&text);
}

bool ledger_is_clean(const struct ledger *ledger)
{
	return !ledger->rows;
}
