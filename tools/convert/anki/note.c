#include "convert/anki/note.h"

#include "convert/anki/cloze.h"
#include "convert/anki/markup.h"
#include "convert/anki/own.h"
#include "convert/anki/shapes.h"
#include "convert/html/html_read.h"
#include "convert/html/html_scan.h"

#include <stdio.h>

/* Appends the text of a field, for people. */
static void put_plain(struct buf *out, struct str field)
{
	struct buf shown, clean, stripped;
	struct anki_cloze cloze;
	buf_init(&stripped, BUF_CAP);
	buf_init(&shown, BUF_CAP);
	buf_init(&clean, BUF_CAP);
	if (shapes_are_in(field))
		field = STR("");
	if (anki_cloze_is_in(field)) {
		if (anki_cloze_parse(&cloze, field))
			anki_cloze_write_shown(&cloze, &shown);
		anki_cloze_release(&cloze);
		field = buf_view(&shown);
	}
	if (markup_find(field, 0, "<script") < field.len) {
		(void)!markup_without_code(&clean, field);
		field = buf_view(&clean);
	}
	markup_strip(&stripped, field);
	size_t start = out->len;
	(void)!html_decode(buf_view(&stripped), false, out);
	for (size_t i = start; i + 1 < out->len; i++)
		if (memcmp(out->at + i, "\xc2\xa0", 2) == 0)
			memcpy(out->at + i, "  ", 2);
	out->failed = out->failed || buf_failed(&shown) || buf_failed(&clean) || buf_failed(&stripped);
	buf_release(&stripped);
	buf_release(&shown);
	buf_release(&clean);
}

struct ledger_item *note_item(struct anki *anki, enum ledger_kind kind, const struct anki_note *note)
{
	struct buf name;
	buf_init(&name, BUF_CAP);
	for (size_t i = 0; i < note->type->field_count && !str_trim(buf_view(&name)).len; i++) {
		buf_clear(&name);
		put_plain(&name, note->fields[i]);
	}
	struct ledger_item *item = ledger_read(&anki->import->ledger, kind, buf_view(&name), note->line);
	arena_drop(&anki->import->arena, &name);
	return item;
}

/* Whether the key is new in this collection. */
static bool is_new_key(struct anki *anki, struct str key)
{
	struct str copy = arena_str(&anki->import->arena, key);
	void **slot = copy.at ? map_put(&anki->keys, copy) : NULL;
	if (!slot) {
		anki->import->arena.failed = true;
		return true;
	}
	bool new = !*slot;
	*slot = anki;
	return new;
}

struct attribute note_id(struct anki *anki, const char *prefix, const struct anki_note *note, const char *kind,
			 unsigned suffix)
{
	struct buf key;
	bool own = anki->own != OWN_NONE, usable = note->guid.len > 0;
	for (size_t i = 0; i < note->guid.len; i++)
		usable = usable && (unsigned char)note->guid.at[i] >= 0x20;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "%s%.*s", own ? "" : "anki:", STR_ARG(note->guid));
	if (suffix)
		buf_format(&key, ":%u", suffix + 1);
	struct str found = buf_view(&key);
	if (!usable || buf_failed(&key) || !is_new_key(anki, found)) {
		buf_clear(&key);
		for (size_t i = 0; i < note->type->field_count; i++)
			buf_str(&key, note->fields[i]);
		buf_format(&key, " %u", suffix);
		found = import_text_key(anki->import, kind, buf_view(&key));
		own = false;
	}
	struct attribute id = import_id(anki->import, prefix, found, own);
	anki->import->arena.failed = anki->import->arena.failed || buf_failed(&key);
	buf_release(&key);
	return id;
}

void note_tags(struct anki *anki, const struct anki_note *note, struct attribute *tags, struct ledger_item *item)
{
	struct str rest = note->tags;
	while ((rest = str_trim(rest)).len) {
		struct str tag = rest;
		tag.len = 0;
		while (tag.len < rest.len && !ascii_is_space(rest.at[tag.len]))
			tag.len++;
		rest = (struct str){ rest.at + tag.len, rest.len - tag.len };
		if (str_is(tag, "leech") || str_is(tag, "marked"))
			ledger_changef(&anki->import->ledger, item, "it belongs to the progress of a learner",
				       "left out", "tag '%.*s'", STR_ARG(tag));
		else
			import_tag(anki->import, tags, tag, item);
	}
}

void note_report_markup(struct anki *anki, struct ledger_item *item, unsigned losses)
{
	if (losses & MARKUP_LATEX)
		ledger_change(&anki->import->ledger, item, STR("LaTeX"), "it is more than a formula", "kept as text");
	if (losses & MARKUP_SPOKEN)
		ledger_change(&anki->import->ledger, item, STR("text to speech"), "lessons play recordings only",
			      "left out");
}

struct flow *note_flow(struct anki *anki, struct ledger_item *item, struct str html)
{
	struct html_reader reader = { .import = anki->import,
				      .item = item,
				      .find = anki->find,
				      .context_of_find = anki->context_of_find,
				      .tex = true,
				      .targets = anki->own != OWN_NONE };
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	note_report_markup(anki, item, markup_plain_html(&plain, html));
	anki->import->arena.failed = anki->import->arena.failed || buf_failed(&plain);
	struct flow *flow = html_read(&reader, buf_view(&plain));
	buf_release(&plain);
	return flow;
}

struct flow *note_optional_flow(struct anki *anki, struct ledger_item *item, struct str html)
{
	struct flow *flow = markup_is_invisible(html) ? NULL : note_flow(anki, item, html);
	return flow_is_blank(flow) ? NULL : flow;
}

void note_report(struct anki *anki, const struct anki_note *note, const struct rendering *rendering)
{
	static const struct {
		enum template_extra extra;
		const char *what, *why, *outcome;
	} rows[] = {
		{ TEMPLATE_TYPED, "typing the answer", "cards are answered from memory", "the answer is shown" },
		{ TEMPLATE_SPOKEN, "text to speech", "lessons play recordings only", "left out" },
		{ TEMPLATE_HINT, "hints to uncover on the front", "cards have none", "shown after the answer" },
		{ TEMPLATE_FILTER, "filters of add-ons", "they are not part of Anki",
		  "their fields are shown as they are" },
		{ TEMPLATE_UNKNOWN, "fields that the note type does not have", "there is nothing to show", "left out" },
		{ TEMPLATE_TAGS, "tags on the card", "questions and cards have tags of their own",
		  "not written in the text" },
		{ TEMPLATE_BROKEN, "conditions that are not closed", "the template is damaged",
		  "read as far as possible" },
	};
	for (size_t i = 0; rendering->extras && i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rendering->extras & rows[i].extra & ~note->type->reported)
			ledger_change(&anki->import->ledger, anki_type_item(anki, note->type), str_from(rows[i].what),
				      rows[i].why, rows[i].outcome);
	note->type->reported |= rendering->extras;
}

void note_report_fields(struct anki *anki, const struct anki_note *note, const struct rendering *rendering,
			struct ledger_item *item)
{
	for (size_t i = 0; i < note->type->field_count; i++)
		if (!rendering->shown[i] && !markup_is_invisible(note->fields[i]))
			ledger_changef(&anki->import->ledger, item, "the templates of its cards don't show it",
				       "left out", "field '%.*s'", STR_ARG(note->type->fields[i]));
}

/* A side as a flow; deletions, which mean nothing on such cards, are shown. */
static struct flow *read_side(struct anki *anki, struct ledger_item *item, struct str html)
{
	if (!anki_cloze_is_in(html))
		return note_optional_flow(anki, item, html);
	struct anki_cloze cloze;
	struct buf shown;
	buf_init(&shown, BUF_CAP);
	if (anki_cloze_parse(&cloze, html))
		anki_cloze_write_shown(&cloze, &shown);
	else
		shown.failed = true;
	anki->import->arena.failed = anki->import->arena.failed || buf_failed(&shown);
	ledger_change(&anki->import->ledger, item, STR("deletions"), "its note type has no clozes",
		      "written as their text");
	struct flow *flow = note_optional_flow(anki, item, buf_view(&shown));
	anki_cloze_release(&cloze);
	buf_release(&shown);
	return flow;
}

static bool add_card(struct anki *anki, const struct anki_note *note, const struct note_card *from,
		     const struct sides *sides, struct ledger_item *item)
{
	struct ledger *ledger = &anki->import->ledger;
	struct flow *front = read_side(anki, item, buf_view(&sides->front));
	struct flow *back = read_side(anki, item, buf_view(&sides->back));
	struct str more = buf_view(&sides->extra);
	if (anki->own != OWN_NONE)
		more = own_take_sources(anki, anki_deck_lesson(anki, from->deck, anki->own), more);
	struct flow *extra = read_side(anki, item, more);
	if (!back && extra) {
		back = extra;
		extra = NULL;
	}
	if (!front || !back) {
		ledger_leave_out(ledger, item, "the %s of the card is empty", front ? "back" : "front");
		return false;
	}
	struct attribute id = note_id(anki, "c-", note, "card", from->ordinal);
	struct card *card = import_card(anki->import, anki_deck_lesson(anki, from->deck, anki->own), id, item);
	if (!card)
		return false;
	card->front = front;
	card->back = back;
	card->extra = extra;
	note_tags(anki, note, &card->tags, item);
	return true;
}

void note_too_large(struct anki *anki, struct ledger_item *item)
{
	ledger_leave_out(&anki->import->ledger, item, "its templates make a side of more than %d MiB",
			 TEMPLATE_SIDE_MAX >> 20);
}

void note_count_work(struct anki *anki, const struct anki_template *template, const struct sides *sides)
{
	anki->work +=
		template->question.len + template->answer.len + sides->front.len + sides->back.len + sides->extra.len;
}

static void import_cards(struct anki *anki, const struct anki_note *note, const struct note_card *cards, size_t count,
			 bool possible)
{
	struct rendering rendering;
	struct sides sides;
	struct ledger_item *first = NULL, *added = NULL;
	bool shown[ANKI_FIELDS_MAX] = { false }; /* by cards that are imported */
	rendering_init(&rendering);
	sides_init(&sides);
	for (size_t i = 0; i < count; i++) {
		memcpy(rendering.shown, shown, sizeof(shown));
		bool exists = cards[i].ordinal < note->type->template_count;
		const struct anki_template *template = exists ? &note->type->templates[cards[i].ordinal] : NULL;
		if (exists) {
			struct card_source source = { note, cards[i].deck, template->name, cards[i].ordinal + 1 };
			if (!sides_render(&sides, &rendering, &source, template))
				anki->import->arena.failed = true;
			note_count_work(anki, template, &sides);
		}
		/* If there is none at all, the last one says why. */
		if (exists && possible && !sides.asked && (first || i + 1 < count))
			continue;
		struct ledger_item *item = note_item(anki, LEDGER_CARD, note);
		first = first ? first : item;
		if (rendering.too_large) {
			note_too_large(anki, item);
		} else if (!exists) {
			ledger_leave_out(&anki->import->ledger, item, "its template does not exist");
		} else if (add_card(anki, note, &cards[i], &sides, item)) {
			memcpy(shown, rendering.shown, sizeof(shown));
			added = added ? added : item;
		}
	}
	note_report(anki, note, &rendering);
	memcpy(rendering.shown, shown, sizeof(shown));
	if (added)
		note_report_fields(anki, note, &rendering, added);
	sides_release(&sides);
	rendering_release(&rendering);
}

void note_import(struct anki *anki, const struct anki_note *note, const struct note_card *cards, size_t count,
		 bool possible)
{
	anki->own = own_kind(note->type);
	if (anki->work > ANKI_WORK_MAX)
		ledger_leave_out(&anki->import->ledger, note_item(anki, LEDGER_CARD, note),
				 "the cards before it are so large that reading the rest would take too long");
	else if (note_has_masks(note->type))
		note_import_masks(anki, note, cards[0].deck);
	else if (anki->own == OWN_QUESTION)
		own_import_question(anki, note, cards[0].deck);
	else if (note->type->cloze)
		note_import_cloze(anki, note, cards[0].deck);
	else
		import_cards(anki, note, cards, count, possible);
}
