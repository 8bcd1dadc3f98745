/* Cards: those with two sides, clozes, and the several cards of a cloze with numbered blanks or of an occlusion. */
#include "base/ascii.h"
#include "compare/deletion_text.h"
#include "compare/marks.h"
#include "compare/record_reader.h"
#include "lesson/deletion.h"

static uint64_t plain_digest(struct record_reader *reading, struct json_walk text, enum blanks blanks)
{
	buf_clear(&reading->text);
	json_plain(&reading->text, text, blanks);
	return record_digest(buf_view(&reading->text));
}

static void read_cloze(struct record_reader *reading, struct json_walk text, struct json_walk blocks,
		       struct json_walk extra)
{
	struct record *record = reading->record;
	uint64_t whole = 0;
	record_take_title(reading, text);
	record_add_text(reading, "cloze", text, &whole);
	record->words = plain_digest(reading, text, BLANKS_OUT);
	record_add_blocks(reading, "cloze", blocks, &record->words);
	record_add_flow(reading, "extra", extra, &record->words);
}

/* The digest of the JSON of a cloze as one of its cards shows it. */
static uint64_t deletion_digest(struct record_reader *reading, struct str item, struct json_walk text, unsigned number,
				enum deletion_others others)
{
	struct json_walk end = text;
	struct str value = json_take(&end);
	buf_clear(&reading->text);
	buf_add(&reading->text, item.at, (size_t)(value.at - item.at));
	deletion_text_add(&reading->text, text, number, others);
	buf_add(&reading->text, end.at, (size_t)(item.at + item.len - end.at));
	struct str whole = { buf_cstr(&reading->text), reading->text.len };
	uint64_t digest = buf_failed(&reading->text) ? 0 : mark_digest((struct json_walk){ whole.at }, whole);
	return digest ? digest : 1;
}

/* Opens the record of a card of several. common: as for open_record. */
static struct record *open_deletion(struct record_reader *reading, const struct json_walk common[3], unsigned number)
{
	struct record *record = record_open(reading, RECORD_CARD, common);
	if (!record)
		return NULL;
	buf_clear(&reading->text);
	buf_format(&reading->text, "%s.%u", record->id, number);
	record->id = record_keep(reading, buf_view(&reading->text)).at;
	record->form = RECORD_DELETION;
	return record->id ? record : NULL;
}

/* Reads the cards of a cloze with numbered blanks. common: as for open_record. */
static bool read_deletions(struct record_reader *reading, const struct json_walk common[3], struct json_walk text,
			   struct json_walk blocks, struct json_walk extra, struct str item)
{
	struct buf *own = &reading->item;
	bool good = true;
	for (unsigned number = 0; good && (number = deletion_text_next(text, number));) {
		struct record *record = open_deletion(reading, common, number);
		buf_clear(own);
		deletion_text_add(own, text, number, OTHERS_FILLED);
		good = record && !buf_failed(own);
		if (!good)
			break;
		read_cloze(reading, text, blocks, extra);
		record->answer = plain_digest(reading, (struct json_walk){ buf_cstr(own) }, BLANKS_ALONE);
		record->marks = deletion_digest(reading, item, text, number, OTHERS_OUT);
		record->filled = deletion_digest(reading, item, text, number, OTHERS_FILLED);
	}
	return good;
}

static unsigned shape_number(struct json_walk shape)
{
	static const char *const names[] = { "n" };
	struct json_walk value;
	uint64_t number;
	MEMBERS(shape, names, &value);
	return value.at && walk_number(&value, &number) && number <= DELETION_MAX ? (unsigned)number : 0;
}

/* The prompt of an occlusion; without one, its description stands in for the title. */
static void take_prompt(struct record_reader *reading, struct json_walk front, struct json_walk alt)
{
	static const char *const names[] = { "text" };
	struct json_walk text;
	MEMBERS(front, names, &text);
	record_take_title(reading, text);
	if (!text.at) {
		buf_clear(&reading->text);
		json_append(&reading->text, alt);
		reading->record->title = record_keep(reading, buf_view(&reading->text));
	}
	record_add_flow(reading, "front", front, &reading->record->words);
	record_add_string(reading, "picture", alt, &reading->record->words);
}

/* Appends the numbers of the JSON, hundredths of a percent, as percent, without its brackets and quotation marks. */
static void add_percent(struct buf *out, struct str value)
{
	unsigned number = 0;
	bool digits = false;
	for (size_t i = 0; i <= value.len; i++) {
		char c = i < value.len ? value.at[i] : ']';
		if (ascii_is_digit(c) && number <= SHAPE_WHOLE) {
			number = number * 10 + (unsigned)(c - '0');
			digits = true;
			continue;
		}
		if (digits)
			buf_format(out, "%u", number / 100);
		if (digits && number % 10)
			buf_format(out, ".%02u", number % 100);
		else if (digits && number % 100)
			buf_format(out, ".%u", number / 10 % 10);
		number = 0;
		digits = false;
		if (c == ',' && i > 0 && value.at[i - 1] == ']')
			buf_char(out, ' '); /* between points */
		else if (!strchr("[]\"", c))
			buf_char(out, c);
	}
}

/* Adds the place of a shape as a line: rectangle x 1 y 1 width 10 height 10. */
static void add_place(struct record_reader *reading, struct json_walk shape)
{
	struct json_string name;
	uint64_t unused = 0;
	buf_clear(&reading->text);
	for (walk_object(&shape); walk_member(&shape, &name);) {
		struct str value = json_take(&shape);
		if (string_is(name, "n") || string_is(name, "text"))
			continue;
		buf_text(&reading->text, reading->text.len ? " " : "");
		if (!string_is(name, "type") && !string_is(name, "points"))
			buf_format(&reading->text, "%.*s ", (int)name.len, name.at);
		add_percent(&reading->text, value);
	}
	record_end_line(reading, RECORD_PLACE, &unused);
}

/* Reads the shape, whose bytes are value, and adds it to the answer: where it is, and its text. */
static void read_shape(struct record_reader *reading, struct json_walk shape, struct str value)
{
	struct json_string name;
	uint64_t *answer = &reading->record->answer;
	add_place(reading, shape);
	for (walk_object(&shape); walk_member(&shape, &name);) {
		if (string_is(name, "text"))
			record_add_text(reading, "shape", shape, answer);
		struct str member = json_take(&shape);
		if (!string_is(name, "text") && !string_is(name, "n"))
			*answer += record_digest(member) * 31 + record_digest((struct str){ name.at, name.len });
	}
	buf_str(&reading->item, value);
}

/* Reads one card of an occlusion: v as in read_occlusion. */
static bool read_hidden(struct record_reader *reading, const struct json_walk v[7], unsigned number, struct str item)
{
	struct json_walk shapes = v[5], end = v[5];
	struct str value = json_take(&end);
	struct record *record = open_deletion(reading, v, number);
	if (!record)
		return false;
	buf_clear(&reading->item);
	buf_add(&reading->item, item.at, (size_t)(value.at - item.at));
	buf_char(&reading->item, '[');
	take_prompt(reading, v[3], v[4]);
	for (json_enter(&shapes); walk_element(&shapes);) {
		struct json_walk shape = shapes;
		struct str bytes = json_take(&shapes);
		if (shape_number(shape) == number)
			read_shape(reading, shape, bytes);
	}
	record_add_flow(reading, "extra", v[6], &record->words);
	buf_char(&reading->item, ']');
	buf_add(&reading->item, end.at, (size_t)(item.at + item.len - end.at));
	record->marks = record_digest(buf_view(&reading->item));
	record->marks += record->marks == 0;
	record->filled = record->marks;
	return !buf_failed(&reading->item);
}

/* Reads the cards of an occlusion, in the order of their shapes. v: its id, kind, access, front, alt, shapes and
 * extra. */
static bool read_occlusion(struct record_reader *reading, const struct json_walk v[7], struct str item)
{
	bool known[DELETION_MAX + 1] = { true }, good = true;
	struct json_walk shapes = v[5];
	if (!json_enter(&shapes))
		return true;
	for (; walk_element(&shapes); walk_skip(&shapes)) {
		unsigned number = shape_number(shapes);
		good = good && (known[number] || read_hidden(reading, v, number, item));
		known[number] = true;
	}
	return good;
}

bool record_card(struct record_reader *reading, struct json_walk *json)
{
	static const char *const names[] = {
		"id", "kind", "access", "front", "back", "text", "extra", "alt", "shapes", "blocks"
	};
	static const char *const text_name[] = { "text" };
	struct json_walk v[10], front;
	struct json_walk whole = *json;
	*json = MEMBERS(*json, names, v);
	if (v[8].at) {
		struct json_walk parts[7] = { v[0], v[1], v[2], v[3], v[7], v[8], v[6] };
		return read_occlusion(reading, parts, json_take(&whole));
	}
	if (deletion_text_next(v[5], 0))
		return read_deletions(reading, v, v[5], v[9], v[6], json_take(&whole));
	struct record *record = record_open(reading, RECORD_CARD, v);
	if (!record)
		return false;
	if (v[5].at) {
		read_cloze(reading, v[5], v[9], v[6]);
		record->answer = plain_digest(reading, v[5], BLANKS_ALONE);
		return true;
	}
	MEMBERS(v[3], text_name, &front);
	record_take_title(reading, front);
	record_add_flow(reading, "front", v[3], &record->words);
	record_add_flow(reading, "back", v[4], &record->answer);
	record_add_flow(reading, "extra", v[6], &record->words);
	return true;
}
