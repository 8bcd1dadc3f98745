#include "compare/record.h"

#include "base/map.h"
#include "compare/deletion_text.h"
#include "compare/marks.h"
#include "compare/question_options.h"
#include "lesson/deletion.h"
#include "pack/json_access.h"
#include "reader/satchel.h"

#include <sodium.h>

struct record_reader {
	struct arena *arena;
	enum record_detail detail;
	struct buf text; /* current line */
	struct buf item; /* the JSON of a card of several */
	bool for_members; /* the current section is for members */
	struct record *record;
	struct record_line **end;
	struct record **last;
	size_t count;
};

const char *const record_access_names[RECORD_ACCESSES] = { "free", "part", "member" };

const char *record_kind_text(enum record_kind kind)
{
	switch (kind) {
	case RECORD_LESSON: return "lesson";
	case RECORD_QUESTION: return "question";
	case RECORD_CARD: return "card";
	case RECORD_ENTRY: break;
	}
	return "glossary entry";
}

uint64_t record_digest(struct str text)
{
	static const unsigned char key[crypto_shorthash_KEYBYTES] = "satchel records";
	unsigned char bytes[crypto_shorthash_BYTES];
	uint64_t value = 0;
	crypto_shorthash(bytes, (const unsigned char *)(text.at ? text.at : ""), text.len, key);
	for (size_t i = 0; i < sizeof(bytes); i++)
		value |= (uint64_t)bytes[i] << 8 * i;
	return value;
}

static struct str keep(struct record_reader *reading, struct str text)
{
	struct str copy = arena_str(reading->arena, text);
	if (buf_failed(&reading->text))
		reading->arena->failed = true;
	return copy;
}

/* Turns reading->text into a line, and adds it to *sum. */
static void end_line(struct record_reader *reading, const char *label, uint64_t *sum)
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
				      .text = keep(reading, text),
				      .for_members = reading->for_members };
	*reading->end = line;
	reading->end = &line->next;
}

static void add_text(struct record_reader *reading, const char *label, struct json_walk text, uint64_t *sum)
{
	buf_clear(&reading->text);
	json_plain(&reading->text, text, BLANKS_IN);
	end_line(reading, label, sum);
}

static void add_string(struct record_reader *reading, const char *label, struct json_walk string, uint64_t *sum)
{
	buf_clear(&reading->text);
	json_append(&reading->text, string);
	end_line(reading, label, sum);
}

static void add_blocks(struct record_reader *reading, const char *label, struct json_walk blocks, uint64_t *sum);

/* This and others that read an object return the cursor after it. */
static struct json_walk add_flow(struct record_reader *reading, const char *label, struct json_walk flow, uint64_t *sum)
{
	static const char *const names[] = { "text", "blocks" };
	struct json_walk values[2], end = MEMBERS(flow, names, values);
	add_text(reading, label, values[0], sum);
	add_blocks(reading, label, values[1], sum);
	return end;
}

static void add_flows(struct record_reader *reading, const char *label, struct json_walk flows, uint64_t *sum)
{
	if (!json_enter(&flows))
		return;
	while (walk_element(&flows))
		flows = add_flow(reading, label, flows, sum);
}

static struct json_walk add_block(struct record_reader *reading, const char *label, struct json_walk block,
				  uint64_t *sum)
{
	static const char *const names[] = { "title", "text",	"caption", "items",    "rows",
					     "alt",   "credit", "blocks",  "pictures", "transcript" };
	static const char *const text_name[] = { "text" };
	struct json_walk v[10], credit, end = MEMBERS(block, names, v);
	for (int i = 0; i < 3; i++)
		add_text(reading, label, v[i], sum);
	add_flows(reading, label, v[3], sum);
	if (json_enter(&v[4]))
		for (; walk_element(&v[4]); walk_skip(&v[4]))
			add_flows(reading, label, v[4], sum);
	add_string(reading, label, v[5], sum);
	MEMBERS(v[6], text_name, &credit);
	add_text(reading, label, credit, sum);
	add_blocks(reading, label, v[7], sum);
	add_blocks(reading, label, v[8], sum);
	if (v[9].at)
		add_flow(reading, label, v[9], sum);
	return end;
}

static void add_blocks(struct record_reader *reading, const char *label, struct json_walk blocks, uint64_t *sum)
{
	if (!json_enter(&blocks))
		return;
	while (walk_element(&blocks))
		blocks = add_block(reading, label, blocks, sum);
}

static void add_sections(struct record_reader *reading, struct json_walk sections, uint64_t *sum)
{
	static const char *const names[] = { "id", "title", "blocks", "sections", "access" };
	if (!json_enter(&sections))
		return;
	while (walk_element(&sections)) {
		struct json_walk v[5];
		const char *label = "section";
		bool outer = reading->for_members;
		sections = MEMBERS(sections, names, v);
		reading->for_members = json_is_word(v[4], "member");
		if (reading->record->access == RECORD_FREE && reading->for_members)
			reading->record->access = RECORD_PART;
		if (reading->detail == RECORD_LINES) {
			buf_clear(&reading->text);
			buf_text(&reading->text, "section ");
			json_append(&reading->text, v[0]);
			label = keep(reading, buf_view(&reading->text)).at;
		}
		add_text(reading, label ? label : "section", v[1], sum);
		add_blocks(reading, label ? label : "section", v[2], sum);
		add_sections(reading, v[3], sum);
		reading->for_members = outer;
	}
}

static const char *word(struct record_reader *reading, struct json_walk value)
{
	buf_clear(&reading->text);
	json_append(&reading->text, value);
	return keep(reading, buf_view(&reading->text)).at;
}

/* Returns the name of the question's or card's form. */
static const char *form_of(struct record_reader *reading, struct json_walk value)
{
	static const char *const forms[] = { "single",	 "multiple", "open", "numeric",
					     "matching", "ordering", "card", "cloze" };
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (json_is_word(value, forms[i]))
			return forms[i];
	return value.at ? word(reading, value) : "";
}

enum { TITLE_KEPT = 400 };

static void take_title(struct record_reader *reading, struct json_walk text)
{
	buf_clear(&reading->text);
	json_plain(&reading->text, text, BLANKS_IN);
	struct str title = buf_view(&reading->text);
	/* Titles are only displayed, in shortened form. */
	while (title.len > TITLE_KEPT && (title.at[TITLE_KEPT] & 0xc0) == 0x80)
		title.len--;
	if (title.len > TITLE_KEPT)
		title.len = TITLE_KEPT;
	reading->record->title = keep(reading, title);
}

/* common: its id, kind and access. */
static struct record *open_record(struct record_reader *reading, enum record_kind kind,
				  const struct json_walk common[3])
{
	struct record *record = arena_alloc(reading->arena, sizeof(*record));
	const char *id = word(reading, common[0]), *form = kind == RECORD_LESSON ? "" : form_of(reading, common[1]);
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

static void read_options(struct record_reader *reading, struct json_walk options)
{
	static const char *const names[] = { "correct", "text", "feedback", "blocks" };
	struct record *record = reading->record;
	struct buf marks;
	if (!json_enter(&options))
		return;
	buf_init(&marks, BUF_CAP);
	while (walk_element(&options)) {
		struct json_walk v[4];
		options = MEMBERS(options, names, v);
		bool right = v[0].at && walk_kind(&v[0]) == 't';
		add_text(reading, right ? "correct option" : "option", v[1],
			 right ? &record->answer : &record->options);
		options_list(&marks, record->form, right, record_digest(buf_view(&reading->text)));
		add_blocks(reading, "option", v[3], &record->options);
		add_flow(reading, "feedback", v[2], &record->options);
		record->option_count++;
	}
	record->marks_of_options = arena_str(reading->arena, buf_view(&marks));
	reading->arena->failed = reading->arena->failed || buf_failed(&marks);
	buf_release(&marks);
}

/* The first accepted answer is the answer; others, and a model answer beside it, only say it in other words. */
static void read_answers(struct record_reader *reading, struct json_walk answers, struct json_walk model)
{
	struct record *record = reading->record;
	uint64_t none = record->answer;
	if (json_enter(&answers))
		while (walk_element(&answers))
			answers = add_flow(reading, record->answer == none ? "answer" : "accepted answer", answers,
					   record->answer == none ? &record->answer : &record->options);
	add_flow(reading, "model answer", model, record->answer == none ? &record->answer : &record->options);
}

/* The texts of choices by their ids. False if memory ran out. */
static bool read_choices(struct record_reader *reading, struct json_walk choices, struct map *texts)
{
	static const char *const names[] = { "id", "text", "blocks" };
	if (!json_enter(&choices))
		return true;
	while (walk_element(&choices)) {
		struct json_walk v[3];
		choices = MEMBERS(choices, names, v);
		const char *id = word(reading, v[0]);
		add_text(reading, "choice", v[1], &reading->record->options);
		struct str text = keep(reading, buf_view(&reading->text));
		void **slot = id && text.at ? map_put(texts, str_from(id)) : NULL;
		if (!slot)
			return false;
		*slot = (void *)(uintptr_t)text.at;
		add_blocks(reading, "choice", v[2], &reading->record->options);
	}
	return true;
}

/* The pairs are the answer. */
static void read_matching(struct record_reader *reading, struct json_walk choices, struct json_walk prompts)
{
	static const char *const names[] = { "text", "blocks", "choice" };
	struct map texts;
	if (!json_enter(&prompts))
		return;
	map_init(&texts);
	bool good = read_choices(reading, choices, &texts);
	while (good && walk_element(&prompts)) {
		struct json_walk v[3];
		prompts = MEMBERS(prompts, names, v);
		buf_clear(&reading->text);
		json_append(&reading->text, v[2]);
		const char *right = map_get(&texts, buf_view(&reading->text));
		buf_clear(&reading->text);
		json_plain(&reading->text, v[0], BLANKS_IN);
		buf_format(&reading->text, " → %s", right ? right : "");
		end_line(reading, "prompt", &reading->record->answer);
		add_blocks(reading, "prompt", v[1], &reading->record->words);
	}
	map_release(&texts);
	reading->arena->failed = reading->arena->failed || !good;
}

/* The steps in their order are the answer. */
static void read_steps(struct record_reader *reading, struct json_walk steps)
{
	if (!json_enter(&steps))
		return;
	while (walk_element(&steps)) {
		uint64_t step = 0;
		steps = add_flow(reading, "step", steps, &step);
		reading->record->answer = reading->record->answer * 31 + step;
	}
}

enum { RANGE_VALUE, RANGE_MIN, RANGE_MAX, RANGE_UNIT, RANGE_PARTS };

static void read_range(struct record_reader *reading, const struct json_walk v[RANGE_PARTS])
{
	struct record *record = reading->record;
	for (int with_value = v[RANGE_VALUE].at != NULL; with_value >= 0; with_value--) {
		bool is_answer = with_value || !v[RANGE_VALUE].at;
		buf_clear(&reading->text);
		json_append(&reading->text, v[with_value ? RANGE_VALUE : RANGE_MIN]);
		if (!with_value && v[RANGE_MIN].at) {
			buf_text(&reading->text, " to ");
			json_append(&reading->text, v[RANGE_MAX]);
		}
		if (reading->text.len && v[RANGE_UNIT].at) {
			buf_char(&reading->text, ' ');
			json_append(&reading->text, v[RANGE_UNIT]);
		}
		end_line(reading, is_answer ? "answer" : "accepted", is_answer ? &record->answer : &record->options);
	}
}

static bool read_question(struct record_reader *reading, struct json_walk *json)
{
	static const char *const names[] = { "id",	    "kind",    "access",      "vignette", "stem", "options",
					     "explanation", "answers", "modelAnswer", "value",	  "min",  "max",
					     "unit",	    "choices", "prompts",     "steps" };
	static const char *const text_name[] = { "text" };
	struct json_walk v[sizeof(names) / sizeof(names[0])], stem;
	*json = MEMBERS(*json, names, v);
	struct record *record = open_record(reading, RECORD_QUESTION, v);
	if (!record)
		return false;
	MEMBERS(v[4], text_name, &stem);
	take_title(reading, stem);
	add_flow(reading, "vignette", v[3], &record->words);
	add_flow(reading, "stem", v[4], &record->words);
	read_options(reading, v[5]);
	read_answers(reading, v[7], v[8]);
	read_range(reading, v + 9);
	read_matching(reading, v[13], v[14]);
	read_steps(reading, v[15]);
	add_flow(reading, "explanation", v[6], &record->words);
	return true;
}

static uint64_t plain_digest(struct record_reader *reading, struct json_walk text, enum blanks blanks)
{
	buf_clear(&reading->text);
	json_plain(&reading->text, text, blanks);
	return record_digest(buf_view(&reading->text));
}

static void read_cloze(struct record_reader *reading, struct json_walk text, struct json_walk extra)
{
	struct record *record = reading->record;
	uint64_t whole = 0;
	take_title(reading, text);
	add_text(reading, "cloze", text, &whole);
	record->words = plain_digest(reading, text, BLANKS_OUT);
	add_flow(reading, "extra", extra, &record->words);
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
	struct record *record = open_record(reading, RECORD_CARD, common);
	if (!record)
		return NULL;
	buf_clear(&reading->text);
	buf_format(&reading->text, "%s.%u", record->id, number);
	record->id = keep(reading, buf_view(&reading->text)).at;
	record->form = RECORD_DELETION;
	return record->id ? record : NULL;
}

/* Reads the cards of a cloze with numbered blanks. common: as for open_record. */
static bool read_deletions(struct record_reader *reading, const struct json_walk common[3], struct json_walk text,
			   struct json_walk extra, struct str item)
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
		read_cloze(reading, text, extra);
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
	take_title(reading, text);
	if (!text.at) {
		buf_clear(&reading->text);
		json_append(&reading->text, alt);
		reading->record->title = keep(reading, buf_view(&reading->text));
	}
	add_flow(reading, "front", front, &reading->record->words);
	add_string(reading, "picture", alt, &reading->record->words);
}

/* Reads the shape, whose bytes are value, and adds it to the answer: where it is, and its text. */
static void read_shape(struct record_reader *reading, struct json_walk shape, struct str value)
{
	struct json_string name;
	uint64_t *answer = &reading->record->answer;
	for (walk_object(&shape); walk_member(&shape, &name);) {
		if (string_is(name, "text"))
			add_text(reading, "shape", shape, answer);
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
	add_flow(reading, "extra", v[6], &record->words);
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

static bool read_card(struct record_reader *reading, struct json_walk *json)
{
	static const char *const names[] = { "id",   "kind",  "access", "front", "back",
					     "text", "extra", "alt",	"shapes" };
	static const char *const text_name[] = { "text" };
	struct json_walk v[9], front;
	struct json_walk whole = *json;
	*json = MEMBERS(*json, names, v);
	if (v[8].at) {
		struct json_walk parts[7] = { v[0], v[1], v[2], v[3], v[7], v[8], v[6] };
		return read_occlusion(reading, parts, json_take(&whole));
	}
	if (deletion_text_next(v[5], 0))
		return read_deletions(reading, v, v[5], v[6], json_take(&whole));
	struct record *record = open_record(reading, RECORD_CARD, v);
	if (!record)
		return false;
	if (v[5].at) {
		read_cloze(reading, v[5], v[6]);
		record->answer = plain_digest(reading, v[5], BLANKS_ALONE);
		return true;
	}
	MEMBERS(v[3], text_name, &front);
	take_title(reading, front);
	add_flow(reading, "front", v[3], &record->words);
	add_flow(reading, "back", v[4], &record->answer);
	add_flow(reading, "extra", v[6], &record->words);
	return true;
}

static void add_texts(struct record_reader *reading, const char *label, struct json_walk texts, uint64_t *sum)
{
	if (json_enter(&texts))
		for (; walk_element(&texts); walk_skip(&texts))
			add_text(reading, label, texts, sum);
}

static bool read_entry(struct record_reader *reading, struct json_walk *json)
{
	static const char *const names[] = { "id",	   "kind",     "access",       "term",
					     "definition", "synonyms", "abbreviations" };
	struct json_walk v[7];
	*json = MEMBERS(*json, names, v);
	v[1].at = NULL;
	struct record *record = open_record(reading, RECORD_ENTRY, v);
	if (!record)
		return false;
	take_title(reading, v[3]);
	add_text(reading, "term", v[3], &record->answer);
	add_texts(reading, "synonym", v[5], &record->words);
	add_texts(reading, "abbreviation", v[6], &record->words);
	add_flow(reading, "definition", v[4], &record->words);
	return true;
}

static const char *const body_names[] = { "id",		"kind",	    "access",	 "title",  "summary",
					  "objectives", "sections", "takeaways", "sources",
					  "sets" };
enum { BODY_NAMES = sizeof(body_names) / sizeof(body_names[0]) };

static void add_sets(struct record_reader *reading, struct json_walk sets)
{
	static const char *const names[] = { "vignette" };
	struct json_walk vignette;
	if (!json_enter(&sets))
		return;
	while (walk_element(&sets)) {
		sets = MEMBERS(sets, names, &vignette);
		add_flow(reading, "vignette of a set", vignette, &reading->record->words);
	}
}

/* Reads the lesson without its items. */
static bool read_body(struct record_reader *reading, const struct json_walk v[BODY_NAMES], uint64_t marks)
{
	struct record *record = open_record(reading, RECORD_LESSON, v);
	if (!record)
		return false;
	record->marks = marks;
	take_title(reading, v[3]);
	add_text(reading, "title", v[3], &record->words);
	add_text(reading, "summary", v[4], &record->words);
	add_flows(reading, "objective", v[5], &record->words);
	add_sections(reading, v[6], &record->words);
	add_flows(reading, "takeaway", v[7], &record->words);
	add_flows(reading, "source", v[8], &record->words);
	add_sets(reading, v[9]);
	return true;
}

/* Each function reads the item at the cursor, and advances past it. */
static const struct {
	const char *member;
	bool (*read)(struct record_reader *reading, struct json_walk *json);
} lists[] = { { "questions", read_question }, { "cards", read_card }, { "glossary", read_entry } };

enum { RECORD_LISTS = sizeof(lists) / sizeof(lists[0]) };

static bool read_items(struct record_reader *reading, struct json_walk items, size_t list)
{
	if (!json_enter(&items))
		return true;
	while (walk_element(&items)) {
		const struct json_walk start = items;
		if (!lists[list].read(reading, &items))
			return false;
		if (!reading->record->filled)
			reading->record->marks =
				mark_digest(start, (struct str){ start.at, (size_t)(items.at - start.at) });
	}
	return true;
}

/* Reads the lesson, with the markup of everything but its items, and the items in document order. */
static bool read_lesson(struct record_reader *reading, struct json_walk json)
{
	struct json_walk body[BODY_NAMES] = { { NULL } }, items[RECORD_LISTS] = { { NULL } };
	struct json_string name;
	uint64_t marks = 0;
	if (!walk_object(&json))
		return false;
	while (walk_member(&json, &name)) {
		size_t list = 0;
		while (list < RECORD_LISTS && !string_is(name, lists[list].member))
			list++;
		if (list < RECORD_LISTS)
			items[list] = json;
		for (size_t i = 0; list == RECORD_LISTS && i < BODY_NAMES; i++)
			if (string_is(name, body_names[i]))
				body[i] = json;
		struct json_walk start = json;
		struct str value = json_take(&json);
		if (list == RECORD_LISTS)
			marks += record_digest((struct str){ name.at, name.len }) * 31 + mark_digest(start, value);
	}
	bool good = read_body(reading, body, marks);
	for (size_t list = 0; good && list < RECORD_LISTS; list++)
		good = !items[list].at || read_items(reading, items[list], list);
	return good;
}

enum record_status record_read(struct arena *arena, const char *json, size_t size, enum record_detail detail,
			       struct record **records)
{
	struct record_reader reading = { .arena = arena, .detail = detail, .last = records };
	struct json_walk walk = { json };
	size_t location;
	*records = NULL;
	switch (json_check(json, size, &location)) {
	case JSON_GOOD: break;
	case JSON_OUT_OF_MEMORY: return RECORD_NO_MEMORY;
	default: return RECORD_NO_LESSON;
	}
	buf_init(&reading.text, BUF_CAP);
	buf_init(&reading.item, BUF_CAP);
	bool good = read_lesson(&reading, walk);
	good = good && !buf_failed(&reading.text) && !arena_failed(arena);
	buf_release(&reading.text);
	buf_release(&reading.item);
	return good ? RECORD_OK : RECORD_NO_MEMORY;
}
