/* Notes as text: lines of comments such as #separator:tab, which say what the columns are, then rows. There are no
 * templates, so the sides of cards are guessed from the order of fields and the name of the note type. */
#include "convert/anki/cloze.h"
#include "convert/anki/markup.h"
#include "convert/anki/note.h"
#include "convert/anki/shapes.h"
#include "convert/anki/sources.h"
#include "convert/anki/text_header.h"
#include "convert/core/text_file.h"
#include "convert/csv/csv_table.h"
#include "convert/html/html_write.h"

#include <stdio.h>

struct row_reader {
	struct anki *anki;
	struct text_header header;
	size_t fields; /* of the widest row */
	struct str values[ANKI_FIELDS_MAX];
	size_t count; /* of the current row */
	struct str guid, tags, deck, type;
};

static struct anki_deck *find_deck(struct row_reader *r)
{
	struct str name = r->deck.len ? r->deck : STR("Anki");
	struct anki_deck *deck = map_get(&r->anki->decks, name);
	return deck ? deck : anki_add_deck(r->anki, name, name, STR(""));
}

/* Which field of the row has deletions; count if none has. */
static size_t cloze_field(const struct row_reader *r)
{
	size_t i = 0;
	while (i < r->count && !anki_cloze_is_in(r->values[i]))
		i++;
	return i;
}

/* Appends the names of the fields of the answer, from first on, each on its line. */
static void put_others(struct buf *out, size_t first, size_t count, size_t skipped)
{
	for (size_t i = first; i < count; i++)
		if (i != skipped)
			buf_format(out, "{{#%zu}}<div>{{%zu}}</div>{{/%zu}}", i + 1, i + 1, i + 1);
}

static bool is_reversed(struct str name)
{
	return markup_find(name, 0, "reversed") < name.len;
}

static bool is_optional(struct str name)
{
	return markup_find(name, 0, "optional") < name.len;
}

static void set_cloze(struct row_reader *r, struct anki_type *type, size_t cloze, struct buf *question,
		      struct buf *answer)
{
	buf_format(question, "{{cloze:%zu}}", cloze + 1);
	/* Of Anki's image occlusions, the second field is the picture, and the third is above it. */
	bool shapes = cloze == 0 && shapes_are_in(r->values[0]);
	if (shapes)
		buf_text(question, "{{2}}{{3}}");
	put_others(answer, shapes ? 3 : 0, type->field_count, cloze);
	anki_set_template(r->anki, type, 0, STR(""), buf_view(question), buf_view(answer));
	type->cloze = true;
}

static void set_sides(struct row_reader *r, struct anki_type *type, struct str name, struct buf *question,
		      struct buf *answer)
{
	bool optional = is_reversed(name) && is_optional(name);
	size_t from = optional ? 3 : 2;
	buf_text(question, "{{1}}");
	buf_text(answer, "{{FrontSide}}<hr id=answer>{{2}}");
	put_others(answer, from, type->field_count, type->field_count);
	anki_set_template(r->anki, type, 0, STR(""), buf_view(question), buf_view(answer));
	if (!is_reversed(name))
		return;
	buf_clear(question);
	buf_clear(answer);
	buf_text(question, optional ? "{{#3}}{{2}}{{/3}}" : "{{2}}");
	buf_text(answer, "{{FrontSide}}<hr id=answer>{{1}}");
	put_others(answer, from, type->field_count, type->field_count);
	anki_set_template(r->anki, type, 1, STR(""), buf_view(question), buf_view(answer));
}

/* The type for the current row: types of the same name differ by the field with deletions. */
static struct anki_type *find_type(struct row_reader *r)
{
	struct arena *arena = &r->anki->import->arena;
	size_t cloze = cloze_field(r);
	struct buf key, question, answer;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "%zu:%.*s", cloze < r->count ? cloze : ANKI_FIELDS_MAX, STR_ARG(r->type));
	struct anki_type *type = map_get(&r->anki->types, buf_view(&key));
	if (!type) {
		bool reversed = cloze == r->count && is_reversed(r->type);
		struct str name = r->type.len ? r->type : STR("of the file");
		type = anki_add_type(r->anki, buf_view(&key), name, r->fields, reversed ? 2 : 1);
		for (size_t i = 0; type && i < type->field_count; i++) {
			char digits[16];
			int len = snprintf(digits, sizeof(digits), "%zu", i + 1);
			type->fields[i] = arena_str(arena, (struct str){ digits, (size_t)len });
		}
		buf_init(&question, BUF_CAP);
		buf_init(&answer, BUF_CAP);
		if (type && cloze < r->count)
			set_cloze(r, type, cloze, &question, &answer);
		else if (type)
			set_sides(r, type, r->type, &question, &answer);
		arena->failed = arena->failed || buf_failed(&question) || buf_failed(&answer);
		buf_release(&question);
		buf_release(&answer);
		if (type)
			ledger_change(
				&r->anki->import->ledger, anki_type_item(r->anki, type), STR("card templates"),
				"the file does not contain them",
				cloze < r->count
					? "the text with deletions is the cloze, and the rest is shown after it"
					: "the first field is the front, the second the back, and the rest is shown "
					  "after it");
	}
	arena->failed = arena->failed || buf_failed(&key);
	buf_release(&key);
	return type;
}

/* Plain text as HTML. */
static struct str escape(struct row_reader *r, struct str text)
{
	struct arena *arena = &r->anki->import->arena;
	struct buf out;
	buf_init(&out, BUF_CAP);
	while (text.len) {
		const char *end = memchr(text.at, '\n', text.len);
		size_t len = end ? (size_t)(end - text.at) : text.len;
		html_escape(&out, (struct str){ text.at, len });
		if (end)
			buf_text(&out, "<br>");
		len += end != NULL;
		text = (struct str){ text.at + len, text.len - len };
	}
	struct str copy = arena_str(arena, buf_view(&out));
	arena->failed = arena->failed || buf_failed(&out);
	buf_release(&out);
	return copy.at ? copy : STR("");
}

static void take_row(struct row_reader *r, const struct csv_row *row)
{
	const struct text_header *header = &r->header;
	r->guid = r->tags = STR("");
	r->deck = header->deck;
	r->type = header->type;
	r->count = 0;
	for (size_t i = 0; i < row->count; i++) {
		if (i + 1 == header->guid_column)
			r->guid = row->cells[i];
		else if (i + 1 == header->tags_column)
			r->tags = row->cells[i];
		else if (i + 1 == header->deck_column)
			r->deck = row->cells[i];
		else if (i + 1 == header->type_column)
			r->type = row->cells[i];
		else if (r->count < ANKI_FIELDS_MAX)
			r->values[r->count++] = header->html ? row->cells[i] : escape(r, row->cells[i]);
	}
	for (size_t i = r->count; i < r->fields; i++)
		r->values[i] = STR("");
}

static void import_row(struct row_reader *r, const struct csv_row *row, size_t first_line)
{
	struct ledger *ledger = &r->anki->import->ledger;
	take_row(r, row);
	if (!r->count)
		return;
	struct anki_type *type = find_type(r);
	struct anki_deck *deck = find_deck(r);
	if (!type || !deck) {
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_CARD, r->values[0], row->line + first_line),
				 "there are too many note types or decks");
		return;
	}
	struct buf tags;
	buf_init(&tags, BUF_CAP);
	buf_format(&tags, "%.*s %.*s", STR_ARG(r->header.tags), STR_ARG(r->tags));
	struct anki_note note = { .guid = r->guid,
				  .type = type,
				  .fields = r->values,
				  .tags = buf_view(&tags),
				  .line = row->line + first_line };
	const struct note_card cards[] = { { 0, deck }, { 1, deck } };
	note_import(r->anki, &note, cards, type->template_count, true);
	r->anki->import->arena.failed = r->anki->import->arena.failed || buf_failed(&tags);
	buf_release(&tags);
}

static size_t count_fields(const struct text_header *header, const struct csv_row *row)
{
	const size_t others[] = { header->guid_column, header->tags_column, header->deck_column, header->type_column };
	size_t count = row->count;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		count -= others[i] > 0 && others[i] <= row->count;
	return count < ANKI_FIELDS_MAX ? count : ANKI_FIELDS_MAX;
}

enum result import_text_notes(struct anki *anki, struct str bytes, struct ledger_item *item, struct buf *why)
{
	struct csv_table table;
	struct row_reader *r = arena_alloc(&anki->import->arena, sizeof(*r));
	if (!r)
		return RESULT_NO_MEMORY;
	r->anki = anki;
	struct str text;
	enum result result = text_take(anki->import, item, bytes, &text, why);
	if (result != RESULT_OK)
		return result;
	size_t skipped = text_header_read(&r->header, text);
	struct str rows = { text.at + skipped, text.len - skipped };
	result = csv_table_read(&table, rows, r->header.separator, &anki->import->arena, why);
	if (result != RESULT_OK)
		return result;
	if (table.unclosed_line)
		ledger_changef(&anki->import->ledger, item, "it is never closed", "the rest was read as one field",
			       "quote in line %zu", table.unclosed_line + r->header.lines);
	for (const struct csv_row *row = table.rows; row; row = row->next) {
		size_t fields = count_fields(&r->header, row);
		r->fields = fields > r->fields ? fields : r->fields;
	}
	for (const struct csv_row *row = table.rows; row && !anki->import->arena.failed; row = row->next)
		import_row(r, row, r->header.lines);
	return RESULT_OK;
}
