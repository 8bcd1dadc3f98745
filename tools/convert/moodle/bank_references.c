/* What the texts of questions refer to, which question banks do not have. */
#include "convert/moodle/bank_export_parts.h"

#include "convert/html/html_write.h"

struct references {
	const struct reference *source;		   /* only citations of this one count; NULL: all */
	bool cites, links, terms, figures, tables; /* figures: also recordings, with ids */
};

static void find_in_text(struct references *found, const struct inline_node *node)
{
	for (; node; node = node->next) {
		bool cites = node->kind == INLINE_CITE;
		found->cites =
			found->cites ||
			(cites && (!found->source || str_equal(node->of.cite.source.value, found->source->id.value)));
		found->links = found->links || (node->kind == INLINE_LINK && node->of.link.to.value.at);
		found->terms = found->terms || node->kind == INLINE_TERM;
		find_in_text(found, node->children);
	}
}

static void visit_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	(void)site;
	find_in_text(context, text);
}

static void visit_block(void *context, const struct block *block, struct str item)
{
	struct references *found = context;
	(void)item;
	bool recording = block->kind == BLOCK_AUDIO || block->kind == BLOCK_VIDEO;
	found->tables = found->tables || (block->kind == BLOCK_TABLE && block->of.table.id.value.at);
	found->figures =
		found->figures || block->kind == BLOCK_FIGURE || (recording && block->of.recording.id.value.at);
}

static struct references find_references(const struct question *question, const struct reference *source)
{
	struct references found = { .source = source };
	struct question alone = *question;
	struct lesson lesson = { .questions = &alone };
	alone.next = NULL;
	lesson_each_text(&lesson, visit_text, &found);
	lesson_each_block(&lesson, visit_block, &found);
	return found;
}

bool bank_is_cited(const struct question *questions, const struct reference *source)
{
	for (; questions; questions = questions->next)
		if (find_references(questions, source).cites)
			return true;
	return false;
}

static void lose_targets(struct bank_exporter *bank, const struct references *found)
{
	if (found->links)
		bank_lose(bank, "links within the content", "question banks do not contain their targets",
			  "written as plain text");
	if (found->terms)
		bank_lose(bank, "terms of the glossary", "question banks have no glossary", "shown as defined terms");
}

void bank_lose_references(struct bank_exporter *bank, const struct inline_node *summary)
{
	struct references found = { .source = NULL };
	find_in_text(&found, summary);
	if (found.cites)
		bank_lose(bank, "citations in the summary", "categories have no sources", "left out");
	lose_targets(bank, &found);
}

void bank_lose_markup(struct bank_exporter *bank, const struct question *question)
{
	struct references found = find_references(question, NULL);
	if (found.cites)
		bank_lose(bank, "citations", "question banks have no sources",
			  "written as numbers, with the sources after the explanation");
	lose_targets(bank, &found);
	if (found.figures && bank->files)
		bank_lose(bank, "ids of figures and recordings", "question banks have none", "left out");
	if (found.tables)
		bank_lose(bank, "ids of tables", "question banks have none", "left out");
}

static void write_source(struct bank_exporter *bank, const struct reference *source, unsigned number, struct buf *out)
{
	struct html_writer writer = { .out = out,
				      .lang = bank->lesson->lang.value,
				      .math = HTML_MATH_TEX,
				      .sources = bank->lesson->sources,
				      .ledger = &bank->export->ledger,
				      .item = bank->item };
	struct buf address;
	buf_init(&address, BUF_CAP);
	if (source->doi.value.len)
		buf_format(&address, "https://doi.org/%.*s", STR_ARG(source->doi.value));
	else if (source->href.value.len)
		buf_str(&address, source->href.value);
	buf_format(out, "<p class=\"source\">[%u] ", number);
	html_write_inline(&writer, source->text);
	if (address.len) {
		buf_text(out, " <a href=\"");
		html_escape(out, buf_view(&address));
		buf_text(out, "\">");
		html_escape(out, buf_view(&address));
		buf_text(out, "</a>");
	}
	buf_text(out, "</p>");
	out->failed = out->failed || buf_failed(&address);
	buf_release(&address);
}

struct bank_text bank_explanation(struct bank_exporter *bank, const struct question *question,
				  const struct flow *explanation)
{
	struct bank_text text = bank_html(bank, explanation);
	struct buf out;
	unsigned number = 0;
	bool cites = false;
	buf_init(&out, BUF_CAP);
	for (const struct reference *r = bank->lesson->sources; r; r = r->next) {
		number++;
		if (!find_references(question, r).cites)
			continue;
		/* The explanation becomes a paragraph before them. */
		bool alone = !cites && explanation && !explanation->blocks;
		if (!cites) {
			buf_text(&out, alone ? "<p>" : "");
			buf_str(&out, text.text);
			buf_text(&out, alone ? "</p>" : "");
		}
		cites = true;
		write_source(bank, r, number, &out);
	}
	if (cites)
		text.text = arena_str(&bank->arena, buf_view(&out));
	bank->arena.failed = bank->arena.failed || buf_failed(&out);
	buf_release(&out);
	return text;
}
