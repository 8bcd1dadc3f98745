/* Texts of lessons as those of a question bank. */
#include "base/media_type.h"
#include "convert/core/plain.h"
#include "convert/html/html_write.h"
#include "convert/moodle/bank_export_parts.h"

enum { NAME_LENGTH = 60 };

void bank_lose(struct bank_exporter *bank, const char *what, const char *why, const char *outcome)
{
	ledger_change(&bank->export->ledger, bank->item, str_from(what), why, outcome);
}

/* Counts a file once. */
static void count_file(struct bank_exporter *bank, struct str path)
{
	struct buf name;
	buf_init(&name, BUF_CAP);
	buf_str(&name, bank->lesson->id.value);
	buf_char(&name, '/');
	buf_str(&name, path);
	struct str key = arena_str(&bank->names, buf_view(&name));
	void **slot = key.at ? map_put(&bank->counted, key) : NULL;
	if (slot && !*slot) {
		*slot = bank;
		struct ledger *ledger = &bank->export->ledger;
		enum ledger_kind kind = media_type_is_recording(path) ? LEDGER_RECORDING : LEDGER_PICTURE;
		struct ledger_item *item = ledger_read(ledger, kind, path, 0);
		if (!bank->files)
			ledger_leave_out(ledger, item, "the format contains no files");
	}
	bank->names.failed = bank->names.failed || !slot || buf_failed(&name);
	buf_release(&name);
}

static void write_address(void *context, struct str path, struct buf *out)
{
	struct bank_exporter *bank = context;
	struct bank_file *file = bank->used;
	count_file(bank, path);
	while (file && !str_equal(file->name, path))
		file = file->next;
	if (!file && (file = arena_alloc(&bank->arena, sizeof(*file)))) {
		file->name = arena_str(&bank->arena, path);
		file->next = bank->used;
		bank->used = file;
	}
	buf_text(out, "@@PLUGINFILE@@/");
	for (size_t i = 0; i < path.len; i++) {
		bool safe = ascii_is_alphanumeric(path.at[i]) || strchr("/-._~", path.at[i]);
		if (safe)
			buf_char(out, path.at[i]);
		else
			buf_format(out, "%%%02X", (unsigned char)path.at[i]);
	}
}

static struct block *without_files(struct bank_exporter *bank, const struct block *block);

static struct flow *items_without_files(struct bank_exporter *bank, const struct flow *item)
{
	struct flow *first = NULL, **end = &first;
	for (; item; item = item->next) {
		struct flow *copy = *end = arena_alloc(&bank->arena, sizeof(*copy));
		if (!copy)
			break;
		*copy = *item;
		copy->blocks = without_files(bank, item->blocks);
		end = &copy->next;
	}
	return first;
}

static struct row *rows_without_files(struct bank_exporter *bank, const struct row *row)
{
	struct row *first = NULL, **last_row = &first;
	for (; row; row = row->next) {
		struct row *made = *last_row = arena_alloc(&bank->arena, sizeof(*made));
		if (!made)
			break;
		*made = *row;
		last_row = &made->next;
		struct cell **last_cell = &made->cells;
		for (const struct cell *cell = row->cells; cell; cell = cell->next) {
			struct cell *copy = *last_cell = arena_alloc(&bank->arena, sizeof(*copy));
			if (!copy)
				break;
			*copy = *cell;
			copy->blocks = without_files(bank, cell->blocks);
			last_cell = &copy->next;
		}
	}
	return first;
}

static void leave_out_files(struct bank_exporter *bank, const struct block *block)
{
	bool shown = block->kind == BLOCK_FIGURE;
	if (!shown && !block->of.recording.linked)
		count_file(bank, block->of.recording.src.value);
	for (const struct picture *p = shown ? block->of.figure.pictures : NULL; p; p = p->next)
		count_file(bank, p->src.value);
	bank_lose(bank, shown ? "picture" : "recording", "the format contains no files", "left out");
}

/* Without pictures and recordings, at any depth. */
static struct block *without_files(struct bank_exporter *bank, const struct block *block)
{
	struct block_chain kept;
	block_chain_init(&kept);
	for (; block; block = block->next) {
		if (block->kind == BLOCK_FIGURE || block->kind == BLOCK_AUDIO || block->kind == BLOCK_VIDEO) {
			leave_out_files(bank, block);
			continue;
		}
		struct block *copy = make_block(&bank->arena, block->kind);
		if (!copy)
			break;
		*copy = *block;
		copy->next = NULL;
		if (block->kind == BLOCK_LIST)
			copy->of.list.items = items_without_files(bank, block->of.list.items);
		if (block->kind == BLOCK_TABLE)
			copy->of.table.rows = rows_without_files(bank, block->of.table.rows);
		block_chain_add(&kept, copy);
	}
	return kept.first;
}

static struct html_writer writer_of(struct bank_exporter *bank, struct buf *out)
{
	return (struct html_writer){
		.out = out,
		.lang = bank->lesson->lang.value,
		.math = HTML_MATH_TEX,
		.ledger = &bank->export->ledger,
		.item = bank->item,
		.sources = bank->lesson->sources,
		.file_address = write_address,
		.context = bank,
	};
}

/* Appends text without the white space of the layout of lessons. */
static void add_collapsed(struct buf *out, struct str text)
{
	text = str_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		bool space = ascii_is_space(text.at[i]);
		if (!space || !ascii_is_space(text.at[i - 1]))
			buf_char(out, space ? ' ' : text.at[i]);
	}
}

static void write_flow(struct bank_exporter *bank, const struct flow *flow, struct buf *out)
{
	struct buf html;
	struct html_writer writer = writer_of(bank, &html);
	struct flow shown = *flow;
	buf_init(&html, BUF_CAP);
	if (!bank->files)
		shown.blocks = without_files(bank, flow->blocks);
	html_write_flow(&writer, &shown);
	add_collapsed(out, buf_view(&html));
	out->failed = out->failed || buf_failed(&html);
	buf_release(&html);
}

static struct bank_text finish(struct bank_exporter *bank, struct buf *out)
{
	struct bank_text text = { BANK_HTML, arena_str(&bank->arena, buf_view(out)), bank->used };
	bank->arena.failed = bank->arena.failed || buf_failed(out);
	buf_release(out);
	bank->used = NULL;
	return text;
}

struct bank_text bank_html(struct bank_exporter *bank, const struct flow *flow)
{
	struct buf out;
	if (!flow)
		return (struct bank_text){ .format = BANK_HTML };
	buf_init(&out, BUF_CAP);
	write_flow(bank, flow, &out);
	return finish(bank, &out);
}

struct bank_text bank_summary(struct bank_exporter *bank)
{
	const struct flow *summary = bank->lesson->summary;
	struct buf html, out;
	if (!summary)
		return (struct bank_text){ .format = BANK_HTML };
	buf_init(&html, BUF_CAP);
	buf_init(&out, BUF_CAP);
	struct html_writer writer = writer_of(bank, &html);
	writer.without_cites = true;
	html_write_flow(&writer, summary);
	add_collapsed(&out, buf_view(&html));
	bank->arena.failed = bank->arena.failed || buf_failed(&html);
	buf_release(&html);
	bank_lose_references(bank, summary->text);
	return finish(bank, &out);
}

/* The stem, and a unit that the format cannot show beside the answer. */
static void write_stem(struct bank_exporter *bank, const struct question *question, struct buf *out)
{
	if (question->stem)
		write_flow(bank, question->stem, out);
	if (bank->units || !question->unit.value.len)
		return;
	bool alone = !question->stem || !question->stem->blocks;
	buf_text(out, alone ? " (" : "<p>(");
	html_escape(out, question->unit.value);
	buf_text(out, alone ? ")" : ")</p>");
	bank_lose(bank, "unit", "the format has none", "written after the question");
}

struct bank_text bank_stem(struct bank_exporter *bank, const struct question *question)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	if (!question->vignette && !question->set) {
		write_stem(bank, question, &out);
		return finish(bank, &out);
	}
	if (question->set) {
		buf_format(&out, "<div class=\"vignette\" data-set=\"%.*s\">", STR_ARG(question->set->id.value));
		write_flow(bank, question->set->vignette, &out);
		buf_text(&out, "</div>\n");
	}
	if (question->vignette) {
		buf_text(&out, "<div class=\"vignette\">");
		write_flow(bank, question->vignette, &out);
		buf_text(&out, "</div>\n");
	}
	buf_text(&out, "<div class=\"stem\">");
	write_stem(bank, question, &out);
	buf_text(&out, "</div>");
	if (question->set)
		bank_lose(bank, "question set", "question banks have none", "the shared vignette was repeated");
	else
		bank_lose(bank, "vignette", "questions have one text in question banks", "written before the question");
	return finish(bank, &out);
}

struct str bank_words_of_option(struct bank_exporter *bank, const struct option *option)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	plain_text(&(struct plain){ &bank->export->ledger, bank->item, "an answer" }, option->text, NULL, &out);
	if (option->blocks)
		bank_lose(bank, "picture", "this is plain text in question banks", "left out");
	struct str words = make_attribute(&bank->arena, buf_view(&out)).value;
	bank->arena.failed = bank->arena.failed || buf_failed(&out);
	buf_release(&out);
	return words.at ? words : STR("");
}

struct str bank_name(struct bank_exporter *bank, const struct flow *flow)
{
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	if (flow) {
		inline_plain(&plain, flow->text);
		for (const struct block *block = flow->blocks; block && !plain.len; block = block->next)
			if (block->kind == BLOCK_P)
				inline_plain(&plain, block->of.p);
	}
	struct str words = make_attribute(&bank->arena, buf_view(&plain)).value;
	bank->arena.failed = bank->arena.failed || buf_failed(&plain);
	buf_release(&plain);
	if (!words.at || words.len <= NAME_LENGTH)
		return words.at ? words : STR("");
	size_t end = NAME_LENGTH;
	while (end && words.at[end] != ' ')
		end--;
	return (struct str){ words.at, end ? end : words.len };
}
