#include "pack/compiler.h"
#include "pack/edition_part.h"

static void add_sections(struct compiler *c, const struct section *sections, enum access outer)
{
	json_key(&c->json, "sections");
	json_open_array(&c->json);
	for (const struct section *section = sections; section; section = section->next) {
		enum access access = access_within(section->access, outer);
		json_open_object(&c->json);
		compile_attribute(c, "id", &section->id);
		json_member_text(&c->json, "access", compile_access(access));
		compile_line(c, "title", section->title);
		json_key(&c->json, "blocks");
		compile_blocks(c, section->blocks);
		if (section->sections)
			add_sections(c, section->sections, access);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

static void add_people(struct compiler *c, const struct person *people)
{
	if (!people)
		return;
	json_key(&c->json, "people");
	json_open_array(&c->json);
	for (const struct person *person = people; person; person = person->next) {
		json_open_object(&c->json);
		json_member_text(&c->json, "role", person->reviewer ? "reviewer" : "author");
		compile_attribute(c, "name", &person->name);
		compile_attribute(c, "credentials", &person->credentials);
		compile_attribute(c, "orcid", &person->orcid);
		compile_attribute(c, "date", &person->date);
		compile_line(c, "disclosure", person->disclosure);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

void compile_people(struct json *json, const struct person *people)
{
	struct compiler c = { .json = *json };
	add_people(&c, people);
	*json = c.json;
}

static void add_objectives(struct compiler *c, const struct objective *objectives)
{
	json_key(&c->json, "objectives");
	json_open_array(&c->json);
	for (const struct objective *objective = objectives; objective; objective = objective->next) {
		json_open_object(&c->json);
		compile_attribute(c, "id", &objective->id);
		compile_text(c, "text", objective->text, &objective->element);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

/* Writes the names up to end, if there are any. */
static void add_names(struct compiler *c, const char *key, const struct flow *names, const struct flow *end)
{
	if (names == end)
		return;
	json_key(&c->json, key);
	json_open_array(&c->json);
	for (; names != end; names = names->next)
		text_json(&c->json, names->text, names->element.lang, &c->lesson);
	json_close_array(&c->json);
}

static void add_glossary(struct compiler *c, const struct entry *entries, enum access outer)
{
	json_key(&c->json, "glossary");
	json_open_array(&c->json);
	for (const struct entry *entry = entries; entry; entry = entry->next) {
		json_open_object(&c->json);
		compile_attribute(c, "id", &entry->id);
		json_member_text(&c->json, "access", compile_access(access_within(entry->access, outer)));
		compile_line(c, "term", entry->term);
		if (entry->term)
			add_names(c, "synonyms", entry->term->next, entry->abbreviations);
		add_names(c, "abbreviations", entry->abbreviations, NULL);
		compile_flow(c, "definition", entry->definition);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

static void add_sources(struct compiler *c, const struct reference *sources)
{
	json_key(&c->json, "sources");
	json_open_array(&c->json);
	for (const struct reference *source = sources; source; source = source->next) {
		json_open_object(&c->json);
		compile_attribute(c, "id", &source->id);
		compile_text(c, "text", source->text, &source->element);
		compile_attribute(c, "href", &source->href);
		compile_attribute(c, "doi", &source->doi);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

static void note_links(struct compiler *c, const struct inline_node *text)
{
	for (const struct inline_node *node = text; node; node = node->next) {
		note_links(c, node->children);
		if (node->kind != INLINE_LINK || !node->of.link.labelled)
			continue;
		const struct own_id *own = own_ids_target(c->lesson.own, c->lesson.id, node->of.link.to.value);
		c->labelled |= own ? 1u << own->kind : 0;
	}
}

static void note_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	(void)site;
	note_links(context, text);
}

enum compile_status compile_lesson(const struct lesson *lesson, const struct compile_links *links, compile_asset *asset,
				   void *context, struct buf *out)
{
	struct compiler compiler = { .asset = asset, .context = context }, *c = &compiler;
	struct terms terms;
	terms_init(&terms, lesson);
	c->lesson.terms = &terms;
	c->lesson.id = lesson->id.value;
	c->lesson.lang = lesson->lang.value;
	if (links) {
		c->lesson.own = links->own;
		c->lesson.elsewhere = links->elsewhere;
		if (lesson->has_labelled_links)
			lesson_each_text(lesson, note_text, c);
	}
	enum access access = access_within(lesson->access, ACCESS_FREE);
	json_init(&c->json, out);
	json_open_object(&c->json);
	compile_attribute(c, "id", &lesson->id);
	compile_attribute(c, "lang", &lesson->lang);
	compile_attribute(c, "reviewed", &lesson->reviewed);
	compile_attribute(c, "reviewBy", &lesson->review_by);
	json_member_text(&c->json, "access", compile_access(access));
	compile_tags(c, &lesson->tags);
	compile_line(c, "title", lesson->title);
	compile_line(c, "summary", lesson->summary);
	add_people(c, lesson->people);
	add_objectives(c, lesson->objectives);
	add_sections(c, lesson->sections, access);
	compile_flows(c, "takeaways", lesson->takeaways);
	compile_sets(c, lesson->questions, access);
	json_key(&c->json, "questions");
	json_open_array(&c->json);
	for (const struct question *question = lesson->questions; question; question = question->next)
		compile_question(c, question, access);
	json_close_array(&c->json);
	json_key(&c->json, "cards");
	json_open_array(&c->json);
	for (const struct card *card = lesson->cards; card; card = card->next)
		compile_card(c, card, access);
	json_close_array(&c->json);
	add_glossary(c, lesson->glossary, access);
	add_sources(c, lesson->sources);
	json_close_object(&c->json);
	terms_release(&terms);
	if (c->no_asset)
		return COMPILE_NO_ASSET;
	return buf_failed(out) || (links && buf_failed(links->elsewhere)) ? COMPILE_NO_ROOM : COMPILE_OK;
}
