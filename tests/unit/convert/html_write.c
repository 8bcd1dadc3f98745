/* What is written as HTML is read back as the same text and blocks. */
#include "convert/html/html_write.h"
#include "base/file.h"

#include "html.h"
#include "html_random.h"

/* White space as a browser collapses it, and none beside the tags of blocks. */
static void collapse(struct buf *out, const char *xml)
{
	static const char *const inlines[] = { "em",   "strong", "sub",	 "sup",	  "code", "span",
					       "abbr", "link",	 "cite", "blank", "term", "math" };
	for (const char *at = xml; *at;) {
		if (ascii_is_space(*at)) {
			if (out->len && out->at[out->len - 1] != ' ' && out->at[out->len - 1] != '\n')
				buf_char(out, ' ');
			at++;
			continue;
		}
		if (*at != '<') {
			buf_char(out, *at++);
			continue;
		}
		const char *name = at[1] == '/' ? at + 2 : at + 1, *end = strchr(at, '>');
		size_t len = strcspn(name, " >");
		bool is_inline = at[1] == 'm' || at[2] == 'm';
		for (size_t i = 0; i < sizeof(inlines) / sizeof(inlines[0]); i++)
			is_inline = is_inline || (strlen(inlines[i]) == len && memcmp(name, inlines[i], len) == 0);
		if (!is_inline && out->len && out->at[out->len - 1] == ' ')
			buf_cut(out, out->len - 1);
		buf_add(out, at, (size_t)(end + 1 - at));
		if (!is_inline)
			buf_char(out, '\n');
		at = end + 1;
	}
}

struct round_trip {
	struct html_test *t;
	const char *folder;
	unsigned count;
	bool xhtml;
	struct str lang;  /* of the lesson */
	const char *html; /* that the flow was made of, for messages; or NULL */
};

static enum result find_file_in(void *context, struct str name, struct str *bytes, struct buf *why)
{
	struct round_trip *trip = context;
	char path[200];
	struct buf file;
	snprintf(path, sizeof(path), "%s/%.*s", trip->folder, STR_ARG(name));
	buf_init(&file, BUF_CAP);
	enum result result = file_read(path, BUF_CAP, &file) == FILE_OK ? RESULT_OK : RESULT_REFUSED;
	*bytes = arena_str(&trip->t->import.arena, buf_view(&file));
	buf_release(&file);
	(void)why;
	return result;
}

static char *shown(struct round_trip *trip, struct flow *flow)
{
	struct card card = { .front = flow };
	struct buf xml, clean;
	buf_init(&xml, BUF_CAP);
	buf_init(&clean, BUF_CAP);
	lesson_write_card(&card, trip->lang, &xml);
	collapse(&clean, buf_cstr(&xml));
	char *copy = strdup(buf_cstr(&clean));
	if (trip->html)
		html_without_ids(copy);
	buf_release(&xml);
	buf_release(&clean);
	return copy;
}

/* Removes the rows on ids that are taken, by what is read back. */
static void forget_ids(char *rows)
{
	char *kept = rows;
	for (char *line = rows; *line;) {
		size_t len = strcspn(line, "\n");
		len += line[len] == '\n';
		if (strncmp(line, "id '", 4) != 0) {
			memmove(kept, line, len);
			kept += len;
		}
		line += len;
	}
	*kept = '\0';
}

static void check_flow(struct round_trip *trip, const struct flow *flow)
{
	struct html_test *t = trip->t;
	struct flow plain = *flow;
	struct buf html;
	char rows[1000];
	plain.element.lang = STR_NONE;
	plain.next = NULL;
	buf_init(&html, BUF_CAP);
	struct html_writer writer = { .out = &html, .lang = trip->lang, .xhtml = trip->xhtml };
	html_write_flow(&writer, &plain);
	/* The same ids are read several times. */
	for (struct import_record *record = t->map.records; record; record = record->next)
		record->uses = 0;
	struct flow *back = html_read(&t->reader, buf_view(&html));
	char *before = shown(trip, &plain), *after = shown(trip, back);
	html_rows(t, rows, sizeof(rows));
	forget_ids(rows);
	size_t same = 0;
	while (before[same] && before[same] == after[same])
		same++;
	size_t from = same > 80 ? same - 80 : 0;
	if (before[same] || after[same] || rows[0])
		fail_msg("%s\n…%.300s\nbecame\n…%.300s\nas HTML\n%.2000s\nrows:\n%s", trip->html ? trip->html : "",
			 before + from, after + from, buf_cstr(&html), rows);
	free(before);
	free(after);
	buf_release(&html);
	trip->count++;
}

static void check_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	(void)site;
	check_flow(context, &(struct flow){ .text = (struct inline_node *)text });
}

static void check_block(void *context, const struct block *block, struct str item)
{
	struct block alone = *block;
	(void)item;
	alone.next = NULL;
	/* A first paragraph is the text of a flow. */
	if (block->kind != BLOCK_P)
		check_flow(context, &(struct flow){ .blocks = &alone });
}

static void check_sections(struct round_trip *trip, const struct section *section)
{
	for (; section; section = section->next) {
		struct flow flow = { .blocks = section->blocks };
		if (flow.blocks && flow.blocks->kind == BLOCK_P) {
			flow.text = flow.blocks->of.p;
			flow.blocks = flow.blocks->next;
		}
		check_flow(trip, &flow);
		check_sections(trip, section->sections);
	}
}

static void test_content(void **state)
{
	struct reading reading;
	struct html_test *t = *state;
	FILE *list = popen("ls content/*/*.xml", "r");
	char path[200], folder[200];
	unsigned count = 0;
	reading_init(&reading);
	t->reader.callouts = t->reader.blanks = t->reader.targets = true;
	t->reader.find = find_file_in;
	while (fgets(path, sizeof(path), list)) {
		struct buf file;
		path[strcspn(path, "\n")] = '\0';
		snprintf(folder, sizeof(folder), "%.*s", (int)(strrchr(path, '/') - path), path);
		struct round_trip trip = { .t = t, .folder = folder };
		t->reader.context_of_find = &trip;
		buf_init(&file, BUF_CAP);
		assert_int_equal(file_read(path, BUF_CAP, &file), FILE_OK);
		reading_read(&reading, buf_view(&file));
		assert_non_null(reading.lesson);
		trip.lang = reading.lesson->lang.value;
		t->import.language = arena_copy(&t->import.arena, trip.lang.at, trip.lang.len);
		for (int i = 0; i < 2; i++) {
			trip.xhtml = i == 1;
			lesson_each_text(reading.lesson, check_text, &trip);
			lesson_each_block(reading.lesson, check_block, &trip);
			check_sections(&trip, reading.lesson->sections);
		}
		count += trip.count;
		buf_release(&file);
	}
	pclose(list);
	assert_true(count > 1000);
	reading_release(&reading);
}

static const char picture[] = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";

static enum result find_any(void *context, struct str name, struct str *bytes, struct buf *why)
{
	static const char sound[] = "OggS";
	(void)context, (void)sound, (void)why;
	if (memmem(name.at, name.len, ".svg", 4))
		*bytes = str_from(picture);
	return memmem(name.at, name.len, ".svg", 4) ? RESULT_OK : RESULT_REFUSED;
}

/* A lesson that contains the flow. */
static void write_lesson(struct html_test *t, struct flow *flow, struct buf *out)
{
	struct flow front = *flow, *word = make_plain_flow(&t->import.arena, STR("Word"));
	struct section section = { .title = word, .level = 1 };
	struct card card = { .back = word };
	struct lesson lesson = { .title = word, .summary = word, .sections = &section };
	section.id = make_attribute(&t->import.arena, STR("a-section"));
	card.id = make_attribute(&t->import.arena, STR("c-card"));
	lesson.id = make_attribute(&t->import.arena, STR("lesson"));
	lesson.lang = make_attribute(&t->import.arena, STR("en"));
	lesson.reviewed = make_attribute(&t->import.arena, STR("2026-11-20"));
	section.blocks = make_block(&t->import.arena, BLOCK_P);
	section.blocks->of.p = front.text ? front.text : word->text;
	if (t->reader.callouts) {
		section.blocks->next = front.blocks;
	} else {
		card.front = flow_is_blank(&front) ? word : &front;
		lesson.cards = &card;
	}
	lesson_write(&lesson, out);
}

static void test_random(void **state)
{
	struct html_test *t = *state;
	struct reading reading;
	struct buf html, xml, findings;
	struct odd odd = { .out = &html, .state = odd_setting("SEED", 1) * 0x9e3779b97f4a7c15U + 1 };
	buf_init(&html, BUF_CAP);
	buf_init(&xml, BUF_CAP);
	buf_init(&findings, BUF_CAP);
	reading_init(&reading);
	t->reader.find = find_any;
	t->reader.targets = true;
	for (unsigned i = 0; i < odd_setting("FIELDS", 2000); i++) {
		struct round_trip trip = { .t = t, .folder = ".", .lang = STR("en"), .xhtml = i % 3 == 0 };
		char rows[4000];
		buf_clear(&html);
		buf_clear(&xml);
		html_random(&odd, 1 + i % 40);
		t->reader.callouts = i % 2;
		/* Descriptions of pictures are no formulas, but may become text. */
		t->reader.tex = !strstr(buf_cstr(&html), "<object");
		struct flow *flow = html_read(&t->reader, buf_view(&html));
		write_lesson(t, flow, &xml);
		reading_read(&reading, buf_view(&xml));
		reading_findings(&reading, &findings);
		if (findings.len)
			fail_msg("%s\nbecame\n%s\nwith findings\n%s", buf_cstr(&html), buf_cstr(&xml),
				 buf_cstr(&findings));
		html_rows(t, rows, sizeof(rows));
		trip.html = buf_cstr(&html);
		for (unsigned word = 0; word < 1 + i % 40; word++) {
			char text[16];
			snprintf(text, sizeof(text), "w%uw", word);
			if (strstr(buf_cstr(&html), text) && !strstr(buf_cstr(&xml), text) && !strstr(rows, text))
				fail_msg("%s\nlost %s:\n%s\nrows:\n%s", buf_cstr(&html), text, buf_cstr(&xml), rows);
		}
		check_flow(&trip, flow);
	}
	buf_release(&html);
	buf_release(&xml);
	buf_release(&findings);
	reading_release(&reading);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_random, html_setup, html_teardown),
		cmocka_unit_test_setup_teardown(test_content, html_setup, html_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
