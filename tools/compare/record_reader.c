#include "compare/record_reader.h"

struct str record_keep(struct record_reader *reading, struct str text)
{
	struct str copy = arena_str(reading->arena, text);
	if (buf_failed(&reading->text))
		reading->arena->failed = true;
	return copy;
}

void record_end_line(struct record_reader *reading, const char *label, uint64_t *sum)
{
	struct str text = buf_view(&reading->text);
	if (text.len == 0)
		return;
	*sum += record_digest(text);
	if (reading->detail == RECORD_DIGESTS)
		return;
	struct record_line *line = arena_alloc(reading->arena, sizeof(*line));
	if (!line)
		return;
	*line = (struct record_line){ .label = label,
				      .text = record_keep(reading, text),
				      .for_members = reading->for_members };
	*reading->end = line;
	reading->end = &line->next;
}

void record_add_text(struct record_reader *reading, const char *label, struct json_walk text, uint64_t *sum)
{
	buf_clear(&reading->text);
	json_plain(&reading->text, text, BLANKS_IN);
	record_end_line(reading, label, sum);
}

void record_add_string(struct record_reader *reading, const char *label, struct json_walk string, uint64_t *sum)
{
	buf_clear(&reading->text);
	json_append(&reading->text, string);
	record_end_line(reading, label, sum);
}

struct json_walk record_add_flow(struct record_reader *reading, const char *label, struct json_walk flow, uint64_t *sum)
{
	static const char *const names[] = { "text", "blocks" };
	struct json_walk values[2], end = MEMBERS(flow, names, values);
	record_add_text(reading, label, values[0], sum);
	record_add_blocks(reading, label, values[1], sum);
	return end;
}

void record_add_flows(struct record_reader *reading, const char *label, struct json_walk flows, uint64_t *sum)
{
	if (!json_enter(&flows))
		return;
	while (walk_element(&flows))
		flows = record_add_flow(reading, label, flows, sum);
}

/* Returns the cursor after the block. */
static struct json_walk add_block(struct record_reader *reading, const char *label, struct json_walk block,
				  uint64_t *sum)
{
	static const char *const names[] = { "title", "text",	"caption", "items",    "rows",
					     "alt",   "credit", "blocks",  "pictures", "transcript" };
	static const char *const text_name[] = { "text" };
	struct json_walk v[10], credit, end = MEMBERS(block, names, v);
	for (int i = 0; i < 3; i++)
		record_add_text(reading, label, v[i], sum);
	record_add_flows(reading, label, v[3], sum);
	if (json_enter(&v[4]))
		for (; walk_element(&v[4]); walk_skip(&v[4]))
			record_add_flows(reading, label, v[4], sum);
	record_add_string(reading, label, v[5], sum);
	MEMBERS(v[6], text_name, &credit);
	record_add_text(reading, label, credit, sum);
	record_add_blocks(reading, label, v[7], sum);
	record_add_blocks(reading, label, v[8], sum);
	if (v[9].at)
		record_add_flow(reading, label, v[9], sum);
	return end;
}

void record_add_blocks(struct record_reader *reading, const char *label, struct json_walk blocks, uint64_t *sum)
{
	if (!json_enter(&blocks))
		return;
	while (walk_element(&blocks))
		blocks = add_block(reading, label, blocks, sum);
}

const char *record_word(struct record_reader *reading, struct json_walk value)
{
	buf_clear(&reading->text);
	json_append(&reading->text, value);
	return record_keep(reading, buf_view(&reading->text)).at;
}

/* Returns the name of the question's or card's form. */
static const char *form_of(struct record_reader *reading, struct json_walk value)
{
	for (size_t i = 0; i < RECORD_FORMS; i++)
		if (json_is_word(value, record_forms[i]))
			return record_forms[i];
	return value.at ? record_word(reading, value) : "";
}

enum { TITLE_KEPT = 400 };

void record_take_title(struct record_reader *reading, struct json_walk text)
{
	buf_clear(&reading->text);
	json_plain(&reading->text, text, BLANKS_IN);
	struct str title = buf_view(&reading->text);
	/* Titles are only displayed, in shortened form. */
	while (title.len > TITLE_KEPT && (title.at[TITLE_KEPT] & 0xc0) == 0x80)
		title.len--;
	if (title.len > TITLE_KEPT)
		title.len = TITLE_KEPT;
	reading->record->title = record_keep(reading, title);
}

struct record *record_open(struct record_reader *reading, enum record_kind kind, const struct json_walk common[3])
{
	struct record *record = arena_alloc(reading->arena, sizeof(*record));
	const char *id = record_word(reading, common[0]),
		   *form = kind == RECORD_LESSON ? "" : form_of(reading, common[1]);
	if (!record || !id || !form)
		return NULL;
	*record = (struct record){ .kind = kind, .id = id, .form = form };
	record->access = json_is_word(common[2], "member") ? RECORD_MEMBER : RECORD_FREE;
	record->title = STR("");
	record->marks_of_options = STR("");
	record->location = reading->count++;
	*reading->last = record;
	reading->last = &record->next;
	reading->end = &record->lines;
	reading->record = record;
	return record;
}
