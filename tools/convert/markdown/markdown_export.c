/* Lessons as notes in Markdown: a file for each, with its pictures and recordings beside it. */
#include "base/hash.h"
#include "convert/core/new_name.h"
#include "convert/core/plain.h"
#include "convert/formats.h"
#include "convert/markdown/markdown_write.h"

#include <stdio.h>
#include <stdlib.h>

struct markdown_state {
	struct export *export;
	struct buf out;
	struct markdown_writer writer;
	const struct lesson *lesson;
	struct ledger_item *lesson_item, *item; /* item: the current one */
	struct map names, written;		/* of files: those that are taken, and by content */
	struct map files;			/* names by path, of the current lesson */
	struct arena arena;
	enum result result; /* of the files */
	struct buf *why;
};

static enum result markdown_begin(struct export *export, void **state, struct buf *why)
{
	(void)why;
	struct markdown_state *s = *state = calloc(1, sizeof(*s));
	if (!s)
		return RESULT_NO_MEMORY;
	s->export = export;
	buf_init(&s->out, BUF_CAP);
	map_init(&s->names);
	map_init(&s->written);
	map_init(&s->files);
	arena_init(&s->arena);
	return RESULT_OK;
}

static void markdown_release(void *state)
{
	struct markdown_state *s = state;
	if (!s)
		return;
	buf_release(&s->out);
	map_release(&s->names);
	map_release(&s->written);
	map_release(&s->files);
	arena_release(&s->arena);
	free(s);
}

static void lose(struct markdown_state *s, const char *what, const char *outcome)
{
	ledger_change(&s->export->ledger, s->item, str_from(what), "notes in Markdown have none", outcome);
}

static void heading(struct markdown_state *s, unsigned level, const struct inline_node *text, struct str id)
{
	if (s->out.len)
		buf_char(&s->out, '\n');
	buf_repeat(&s->out, '#', level);
	buf_char(&s->out, ' ');
	markdown_write_inline(&s->writer, text);
	if (id.len)
		buf_format(&s->out, " {#%.*s}", STR_ARG(id));
	buf_text(&s->out, "\n\n");
}

static void flow(struct markdown_state *s, const struct flow *flow, const char *indent)
{
	if (flow)
		markdown_write_blocks(&s->writer, flow->text, flow->blocks, indent);
}

static void write_sections(struct markdown_state *s, const struct section *section, unsigned level)
{
	for (; section; section = section->next) {
		if (section->access == ACCESS_MEMBER)
			lose(s, "access for members only", "left out");
		heading(s, level, section->title ? section->title->text : NULL, section->id.value);
		markdown_write_blocks(&s->writer, NULL, section->blocks, "");
		write_sections(s, section->sections, level + 1);
	}
}

/* A heading of words, which are those of the format. */
static void plain_heading(struct markdown_state *s, const char *words)
{
	buf_format(&s->out, "\n## %s\n\n", words);
}

static void report_common(struct markdown_state *s, const struct attribute *objective, unsigned difficulty,
			  enum access access)
{
	if (access == ACCESS_MEMBER)
		lose(s, "access for members only", "left out");
	if (objective->value.at)
		lose(s, "objective", "left out");
	if (difficulty)
		lose(s, "difficulty", "left out");
}

/* Another mark begins another list. */
static char mark_after(const struct flow *flow)
{
	const struct block *last = flow ? flow->blocks : NULL;
	while (last && last->next)
		last = last->next;
	return last && last->kind == BLOCK_LIST ? '*' : '-';
}

static void write_choices(struct markdown_state *s, const struct question *question)
{
	for (const struct option *o = question->options; o; o = o->next) {
		buf_format(&s->out, "%c [%c] ", mark_after(question->stem), o->correct ? 'x' : ' ');
		markdown_write_blocks(&s->writer, o->text, o->blocks, "  ");
		if (o->feedback) {
			/* HTML ends at a blank line. */
			buf_text(&s->out, o->blocks ? "\n  > " : "  > ");
			flow(s, o->feedback, "  > ");
		}
		if (o->credit.value.at)
			lose(s, "credit of options", "left out");
		if (o->id.value.at)
			lose(s, "ids of options", "left out");
	}
}

/* Kinds that have no counterpart, as text to read. */
static void write_answers(struct markdown_state *s, const struct question *question)
{
	lose(s, "kind of the question", "written as text");
	for (const struct option *o = question->options; o; o = o->next) {
		buf_text(&s->out, question->kind == QUESTION_ORDERING ? "1. " : "- ");
		markdown_write_blocks(&s->writer, o->text, o->blocks, "   ");
	}
	for (const struct option *o = question->prompts; o; o = o->next) {
		if (o == question->prompts)
			buf_char(&s->out, '\n');
		buf_text(&s->out, "1. ");
		markdown_write_inline(&s->writer, o->text);
		for (const struct option *c = question->options; c; c = c->next)
			if (str_equal(c->id.value, o->choice.value)) {
				buf_text(&s->out, " → ");
				markdown_write_inline(&s->writer, c->text);
			}
		buf_char(&s->out, '\n');
	}
	if (question->value.value.at)
		buf_format(&s->out, "%.*s %.*s\n", STR_ARG(question->value.value), STR_ARG(question->unit.value));
	flow(s, question->model_answer, "");
}

static void write_question(struct markdown_state *s, const struct question *question, unsigned number)
{
	s->item = ledger_read(&s->export->ledger, LEDGER_QUESTION, question->id.value, 0);
	s->writer.wrote_tex = false;
	bool choice = question_has_options(question);
	buf_format(&s->out, "### %u", number);
	/* The id makes it a question when it is read back. */
	if (choice)
		buf_format(&s->out, " {#%.*s%s%s}", STR_ARG(question->id.value),
			   str_starts(question->id.value, "q-") ? "" : " .question",
			   question->kind == QUESTION_MULTIPLE ? " .multiple" : "");
	buf_text(&s->out, "\n\n");
	if (question->set) {
		lose(s, "question set", "the shared vignette was repeated");
		flow(s, question->set->vignette, "");
		buf_char(&s->out, '\n');
	}
	if (question->vignette) {
		flow(s, question->vignette, "");
		buf_char(&s->out, '\n');
	}
	/* The last paragraph is the stem, and what is before it the vignette; unless a line parts them. */
	const struct flow *stem = question->stem;
	if (choice && stem && stem->blocks && (stem->text || stem->blocks->next))
		buf_text(&s->out, "***\n\n");
	flow(s, stem, "");
	buf_char(&s->out, '\n');
	if (choice)
		write_choices(s, question);
	else
		write_answers(s, question);
	buf_char(&s->out, '\n');
	if (question->explanation) {
		buf_text(&s->out, "> ");
		flow(s, question->explanation, "> ");
		buf_char(&s->out, '\n');
	}
	report_common(s, &question->objective, question->difficulty, question->access);
	if (question->tags.value.at)
		lose(s, "tags of questions", "left out");
	if (question->fixed_order)
		lose(s, "fixed order of options", "left out");
	if (s->writer.wrote_tex)
		lose(s, "spoken form of formulas", "left out");
}

static void write_card(struct markdown_state *s, const struct card *card)
{
	s->item = ledger_read(&s->export->ledger, LEDGER_CARD, card->id.value, 0);
	s->writer.wrote_tex = false;
	if (card->occlusion) {
		ledger_leave_out(&s->export->ledger, s->item, "notes in Markdown have no pictures with hidden parts");
		return;
	}
	buf_text(&s->out, card->is_cloze ? "C: " : "Q: ");
	s->writer.cloze = card->is_cloze;
	s->writer.brackets = card->is_cloze && markdown_has_brackets(card->cloze);
	if (card->is_cloze)
		markdown_write_blocks(&s->writer, card->cloze, card->blocks, "");
	else
		flow(s, card->front, "");
	s->writer.cloze = false;
	if (!card->is_cloze) {
		buf_text(&s->out, "A: ");
		flow(s, card->back, "");
	}
	if (card->is_cloze && card->blocks)
		lose(s, "pictures of a cloze", "written after its text");
	if (card->extra) {
		buf_text(&s->out, "\n> ");
		flow(s, card->extra, "> ");
	}
	if (card->tags.value.at)
		buf_format(&s->out, "Tags: %.*s\n", STR_ARG(card->tags.value));
	buf_format(&s->out, "<!--ID: %.*s-->\n---\n", STR_ARG(card->id.value));
	report_common(s, &card->objective, card->difficulty, card->access);
	if (s->writer.wrote_tex)
		lose(s, "spoken form of formulas", "left out");
}

/* Synonyms and abbreviations, in parentheses. */
static void write_other_names(struct markdown_state *s, const struct flow *name)
{
	for (bool first = true; name; name = name->next, first = false) {
		buf_text(&s->out, first ? " (" : ", ");
		markdown_write_inline(&s->writer, name->text);
		if (!name->next)
			buf_char(&s->out, ')');
	}
}

static void write_rest(struct markdown_state *s, const struct lesson *lesson)
{
	s->item = s->lesson_item;
	if (lesson->takeaways) {
		lose(s, "takeaways", "written as a section");
		plain_heading(s, "Takeaways");
		for (const struct flow *item = lesson->takeaways; item; item = item->next) {
			buf_text(&s->out, "- ");
			flow(s, item, "  ");
		}
	}
	if (lesson->glossary) {
		lose(s, "glossary", "written as a section");
		plain_heading(s, "Glossary");
		for (const struct entry *entry = lesson->glossary; entry; entry = entry->next) {
			buf_text(&s->out, "- **");
			markdown_write_inline(&s->writer, entry->term ? entry->term->text : NULL);
			buf_text(&s->out, "**");
			write_other_names(s, entry->term ? entry->term->next : NULL);
			buf_text(&s->out, ": ");
			flow(s, entry->definition, "  ");
		}
	}
	if (lesson->sources) {
		lose(s, "sources", "written as a section");
		plain_heading(s, "Sources");
		for (const struct reference *source = lesson->sources; source; source = source->next) {
			buf_text(&s->out, "1. ");
			markdown_write_inline(&s->writer, source->text);
			if (source->doi.value.at)
				buf_format(&s->out, " <https://doi.org/%.*s>", STR_ARG(source->doi.value));
			else if (source->href.value.at)
				buf_format(&s->out, " <%.*s>", STR_ARG(source->href.value));
			buf_char(&s->out, '\n');
		}
	}
}

/* A text in quotation marks, as YAML writes it. */
static void quoted(struct markdown_state *s, struct str value)
{
	buf_char(&s->out, '"');
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == '"' || value.at[i] == '\\')
			buf_char(&s->out, '\\');
		buf_char(&s->out, value.at[i] == '\n' ? ' ' : value.at[i]);
	}
	buf_char(&s->out, '"');
}

/* A value of the front matter. */
static void field(struct markdown_state *s, const char *name, struct str value)
{
	if (!value.len)
		return;
	buf_format(&s->out, "%s: ", name);
	quoted(s, value);
	buf_char(&s->out, '\n');
}

/* The names of the authors, as a list. */
static void write_people(struct markdown_state *s, const struct person *person)
{
	bool any = false;
	for (; person; person = person->next) {
		if (person->reviewer || person->disclosure || person->credentials.value.at || person->orcid.value.at)
			lose(s, "reviewers, and what is known of authors but their names", "left out");
		if (person->reviewer)
			continue;
		buf_text(&s->out, any ? ", " : "authors: [");
		quoted(s, person->name.value);
		any = true;
	}
	if (any)
		buf_text(&s->out, "]\n");
}

static void write_tags(struct markdown_state *s, struct str tags)
{
	struct str tag = { NULL, 0 };
	bool any = false;
	while (tags.at && tags_next(tags, &tag)) {
		buf_format(&s->out, "%s%.*s", any ? ", " : "tags: [", STR_ARG(tag));
		any = true;
	}
	if (any)
		buf_text(&s->out, "]\n");
}

static void write_front_matter(struct markdown_state *s, const struct lesson *lesson)
{
	struct buf summary;
	struct plain plain = { &s->export->ledger, s->item, "the title" };
	buf_init(&summary, BUF_CAP);
	buf_text(&s->out, "---\n");
	field(s, "title", plain_title(&plain, lesson, &s->arena));
	plain.part = "the summary";
	if (lesson->summary)
		plain_text(&plain, lesson->summary->text, NULL, &summary);
	field(s, "summary", buf_view(&summary));
	field(s, "id", lesson->id.value);
	field(s, "lang", lesson->lang.value);
	field(s, "reviewed", lesson->reviewed.value);
	write_tags(s, lesson->tags.value);
	write_people(s, lesson->people);
	buf_text(&s->out, "---\n");
	s->out.failed = s->out.failed || buf_failed(&summary);
	buf_release(&summary);
	if (lesson->access == ACCESS_MEMBER)
		lose(s, "access for members only", "left out");
	if (lesson->objectives)
		lose(s, "objectives", "left out");
	if (lesson->review_by.value.at)
		lose(s, "date of the next review", "left out");
}

/* Remembers a string under a key; false if memory ran out. */
static bool remember(struct markdown_state *s, struct map *map, struct str key, struct str value)
{
	struct str kept = arena_str(&s->arena, key), *entry = arena_alloc(&s->arena, sizeof(*entry));
	void **slot = kept.at && entry ? map_put(map, kept) : NULL;
	if (!slot)
		return false;
	*entry = value;
	*slot = entry;
	return true;
}

/* Writes a file of a lesson, unless one with the same content is there, and sets its name. */
static enum result put_file(struct markdown_state *s, const struct lesson_file *file, struct str bytes,
			    struct str *name)
{
	char digest[HASH_HEX];
	hash_hex(hash_of(bytes, HASH_KEY), digest);
	const struct str *known = map_get(&s->written, str_from(digest));
	if (known) {
		*name = *known;
		return RESULT_OK;
	}
	struct str path = file->path->value;
	*name = new_name(&s->arena, &s->names, path, false);
	if (!name->at || !remember(s, &s->written, str_from(digest), *name))
		return RESULT_NO_MEMORY;
	ledger_read(&s->export->ledger, file->use == FILE_PICTURE ? LEDGER_PICTURE : LEDGER_RECORDING, path, 0);
	return export_write(s->export, *name, bytes, s->why);
}

/* A lesson_file_visitor. */
static void write_file(void *context, const struct lesson_file *file)
{
	struct markdown_state *s = context;
	struct str path = file->path->value, name = STR_NONE;
	if (s->result != RESULT_OK || map_get(&s->files, path))
		return;
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	s->result = s->export->read_file(s->export->context, path, &bytes, s->why);
	if (s->result == RESULT_OK)
		s->result = put_file(s, file, buf_view(&bytes), &name);
	if (s->result == RESULT_OK && !remember(s, &s->files, path, name))
		s->result = RESULT_NO_MEMORY;
	buf_release(&bytes);
}

/* The file_address of a struct html_writer. */
static void write_address(void *context, struct str path, struct buf *out)
{
	const struct markdown_state *s = context;
	const struct str *name = map_get(&s->files, path);
	buf_str(out, name ? *name : path);
}

static enum result markdown_lesson_export(void *state, const struct lesson *lesson, struct buf *why)
{
	struct markdown_state *s = state;
	buf_clear(&s->out);
	s->lesson = lesson;
	s->why = why;
	s->result = RESULT_OK;
	s->writer = (struct markdown_writer){ .out = &s->out,
					      .html = { .out = &s->out,
							.lang = lesson->lang.value,
							.sources = lesson->sources,
							.file_address = write_address,
							.context = s } };
	map_clear(&s->files);
	lesson_each_file(lesson, write_file, s);
	s->lesson_item = s->item = ledger_read(&s->export->ledger, LEDGER_LESSON, lesson->id.value, 0);
	write_front_matter(s, lesson);
	write_sections(s, lesson->sections, 2);
	if (s->writer.wrote_tex)
		lose(s, "spoken form of formulas", "left out");
	if (lesson->questions)
		plain_heading(s, "Questions {.items}");
	unsigned number = 0;
	for (const struct question *q = lesson->questions; q; q = q->next)
		write_question(s, q, ++number);
	if (lesson->cards)
		plain_heading(s, "Cards {.items}");
	for (const struct card *card = lesson->cards; card; card = card->next)
		write_card(s, card);
	write_rest(s, lesson);
	if (s->result != RESULT_OK || buf_failed(&s->out))
		return s->result != RESULT_OK ? s->result : RESULT_NO_MEMORY;
	char name[128];
	int len = snprintf(name, sizeof(name), "%.*s.md", STR_ARG(lesson->id.value));
	return export_write(s->export, (struct str){ name, (size_t)len }, buf_view(&s->out), why);
}

static enum result markdown_end(void *state, struct buf *why)
{
	(void)state, (void)why;
	return RESULT_OK;
}

const struct exporter markdown_exporter = {
	.name = "markdown",
	.about = "a folder with a note in Markdown for each lesson",
	.folder = true,
	.begin = markdown_begin,
	.lesson = markdown_lesson_export,
	.end = markdown_end,
	.release = markdown_release,
};
