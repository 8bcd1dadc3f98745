#include "lesson/writer.h"

#include "lesson/names.h"
#include "lesson/writer_parts.h"

/* An element without attributes that the typed lesson does not have: a list of items. */
static void open_list(struct lesson_writer *w, const char *name)
{
	buf_format(w->out, "<%s>", name);
}

static void close_list(struct lesson_writer *w, const char *name)
{
	buf_format(w->out, "</%s>", name);
}

static void write_people(struct lesson_writer *w, const struct person *person)
{
	open_list(w, "people");
	for (; person; person = person->next) {
		const char *name = person->reviewer ? "reviewer" : "author";
		struct str outer = write_start(w, name, &person->element);
		write_attribute(w, "name", &person->name);
		write_attribute(w, "credentials", &person->credentials);
		write_attribute(w, "orcid", &person->orcid);
		write_attribute(w, "date", &person->date);
		write_content(w);
		write_flow(w, "disclosure", person->disclosure);
		write_end(w, name, outer);
	}
	close_list(w, "people");
}

static void write_objectives(struct lesson_writer *w, const struct objective *objective)
{
	open_list(w, "objectives");
	for (; objective; objective = objective->next) {
		struct str outer = write_start(w, "objective", &objective->element);
		write_attribute(w, "id", &objective->id);
		write_content(w);
		write_inline(w, objective->text);
		write_end(w, "objective", outer);
	}
	close_list(w, "objectives");
}

static void write_items(struct lesson_writer *w, const struct lesson *lesson)
{
	if (lesson->questions) {
		open_list(w, "questions");
		for (const struct question *q = lesson->questions; q; q = write_question_or_set(w, q)->next)
			;
		close_list(w, "questions");
	}
	if (lesson->cards) {
		open_list(w, "cards");
		for (const struct card *card = lesson->cards; card; card = card->next)
			write_card(w, card);
		close_list(w, "cards");
	}
	if (lesson->glossary) {
		open_list(w, "glossary");
		for (const struct entry *entry = lesson->glossary; entry; entry = entry->next)
			write_entry(w, entry);
		close_list(w, "glossary");
	}
	if (lesson->sources) {
		open_list(w, "sources");
		for (const struct reference *source = lesson->sources; source; source = source->next)
			write_source(w, source);
		close_list(w, "sources");
	}
}

void lesson_write(const struct lesson *lesson, struct buf *out)
{
	struct lesson_writer w = { .out = out, .lang = lesson->lang.value };
	buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lesson");
	write_value(&w, "xmlns", LESSON_NAMESPACE);
	write_attribute(&w, "id", &lesson->id);
	write_attribute(&w, "xml:lang", &lesson->lang);
	write_attribute(&w, "reviewed", &lesson->reviewed);
	write_attribute(&w, "review-by", &lesson->review_by);
	write_attribute(&w, "tags", &lesson->tags);
	write_access(&w, lesson->access);
	write_content(&w);
	write_flow(&w, "title", lesson->title);
	write_flow(&w, "summary", lesson->summary);
	if (lesson->people)
		write_people(&w, lesson->people);
	if (lesson->objectives)
		write_objectives(&w, lesson->objectives);
	for (const struct section *section = lesson->sections; section; section = section->next)
		write_section(&w, section);
	if (lesson->takeaways) {
		open_list(&w, "takeaways");
		write_flows(&w, "item", lesson->takeaways);
		close_list(&w, "takeaways");
	}
	write_items(&w, lesson);
	buf_text(out, "</lesson>\n");
}

void lesson_write_card(const struct card *card, struct str lang, struct buf *out)
{
	write_card(&(struct lesson_writer){ out, lang }, card);
}
