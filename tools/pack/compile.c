#include "pack/compile.h"

#include "lesson/answer_range.h"
#include "lesson/language_tag.h"
#include "pack/edition_part.h"
#include "pack/text_json.h"

struct compiler {
	struct json json;
	struct text_lesson lesson;
	compile_asset *asset;
	void *context;
	bool no_asset;
	unsigned labelled; /* bit set by id_kind: figures and tables have labels, because empty links lead to some */
};

static void add_blocks(struct compiler *c, const struct block *blocks);

static const char *access_name(enum access access)
{
	return access == ACCESS_MEMBER ? "member" : "free";
}

static void add_str(struct compiler *c, const char *key, const struct attribute *attribute)
{
	if (!attribute->value.at)
		return;
	json_key(&c->json, key);
	text_str_json(&c->json, attribute->value);
}

/* Writes the label of a figure or table, if the lesson uses them. */
static void add_label(struct compiler *c, enum id_kind kind, const struct attribute *id)
{
	const struct own_id *own =
		c->labelled & 1u << kind && id->value.at ? own_ids_find(c->lesson.own, id->value, kind) : NULL;
	struct buf label;
	buf_init(&label, 1024);
	if (own && own_id_label(&label, own, c->lesson.lang))
		json_member_str(&c->json, "label", buf_view(&label));
	c->json.out->failed = c->json.out->failed || buf_failed(&label);
	buf_release(&label);
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

static void add_tags(struct compiler *c, const struct attribute *tags)
{
	struct str tag = STR_NONE;
	if (!tags->value.at)
		return;
	json_key(&c->json, "tags");
	json_open_array(&c->json);
	while (tags_next(tags->value, &tag))
		json_str(&c->json, tag);
	json_close_array(&c->json);
}

/* Writes the text of element with its language. */
static void add_text(struct compiler *c, const char *key, const struct inline_node *text, const struct element *element)
{
	json_key(&c->json, key);
	text_json(&c->json, text, element->lang, &c->lesson);
}

/* Writes a flow that can only contain text. */
static void add_line(struct compiler *c, const char *key, const struct flow *flow)
{
	if (flow)
		add_text(c, key, flow->text, &flow->element);
}

static void add_text_and_blocks(struct compiler *c, const struct inline_node *text, const struct block *blocks,
				const struct element *element)
{
	add_text(c, "text", text, element);
	if (blocks) {
		json_key(&c->json, "blocks");
		add_blocks(c, blocks);
	}
}

static void add_flow(struct compiler *c, const char *key, const struct flow *flow)
{
	if (!flow)
		return;
	json_key(&c->json, key);
	json_open_object(&c->json);
	add_text_and_blocks(c, flow->text, flow->blocks, &flow->element);
	json_close_object(&c->json);
}

static void add_flows(struct compiler *c, const char *key, const struct flow *flows)
{
	json_key(&c->json, key);
	json_open_array(&c->json);
	for (const struct flow *flow = flows; flow; flow = flow->next) {
		json_open_object(&c->json);
		add_text_and_blocks(c, flow->text, flow->blocks, &flow->element);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

/* Writes the name of the file in the pack. */
static struct compiled_asset add_file(struct compiler *c, const char *key, const struct attribute *src,
				      enum file_use use)
{
	struct compiled_asset asset = { "", 0, 0, 0 };
	if (!c->no_asset && !c->asset(c->context, src, use, &asset))
		c->no_asset = true;
	json_member_text(&c->json, key, asset.name);
	return asset;
}

static void add_size(struct compiler *c, const struct compiled_asset *asset)
{
	json_member_uint(&c->json, "width", asset->width);
	json_member_uint(&c->json, "height", asset->height);
}

static void add_picture(struct compiler *c, const struct attribute *src)
{
	const struct compiled_asset asset = add_file(c, "asset", src, FILE_PICTURE);
	add_size(c, &asset);
}

static void add_alt(struct compiler *c, const struct picture *picture)
{
	add_str(c, "alt", &picture->alt);
	if (!language_tag_same(picture->element.lang, c->lesson.lang))
		text_member_lang(&c->json, picture->element.lang);
}

static void add_pictures(struct compiler *c, const struct picture *pictures)
{
	json_key(&c->json, "pictures");
	json_open_array(&c->json);
	for (const struct picture *picture = pictures; picture; picture = picture->next) {
		json_open_object(&c->json);
		add_picture(c, &picture->src);
		add_alt(c, picture);
		add_line(c, "caption", picture->caption);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

static void add_credit(struct compiler *c, const struct credit *credit)
{
	if (!credit)
		return;
	json_key(&c->json, "credit");
	json_open_object(&c->json);
	add_text(c, "text", credit->text, &credit->element);
	add_str(c, "licence", &credit->licence);
	add_str(c, "href", &credit->href);
	json_close_object(&c->json);
}

static void add_figure(struct compiler *c, const struct figure *figure)
{
	json_member_text(&c->json, "type", "figure");
	if (figure->several)
		add_pictures(c, figure->pictures);
	else if (figure->pictures)
		add_picture(c, &figure->pictures->src);
	add_str(c, "id", &figure->id);
	add_label(c, KIND_FIGURE, &figure->id);
	if (!figure->several && figure->pictures)
		add_alt(c, figure->pictures);
	add_line(c, "title", figure->title);
	add_line(c, "caption", figure->caption);
	add_credit(c, figure->credit);
}

static void add_recording(struct compiler *c, const struct recording *recording, bool video, struct str lang)
{
	struct compiled_asset asset = { "", 0, 0, 0 };
	json_member_text(&c->json, "type", video ? "video" : "audio");
	if (recording->linked) {
		add_str(c, "href", &recording->src);
		add_str(c, "sha256", &recording->digest);
	} else {
		asset = add_file(c, "asset", &recording->src, video ? FILE_VIDEO : FILE_AUDIO);
	}
	uint32_t seconds = asset.seconds ? asset.seconds : recording->seconds;
	if (seconds)
		json_member_uint(&c->json, "length", seconds);
	if (asset.width && asset.height)
		add_size(c, &asset);
	if (recording->poster.value.at)
		add_file(c, "poster", &recording->poster, FILE_PICTURE);
	if (recording->captions.value.at)
		add_file(c, "captions", &recording->captions, FILE_CAPTIONS);
	if (!language_tag_same(lang, c->lesson.lang))
		text_member_lang(&c->json, lang);
	add_line(c, "title", recording->title);
	add_line(c, "caption", recording->caption);
	add_flow(c, "transcript", recording->transcript);
	add_credit(c, recording->credit);
}

static void add_table(struct compiler *c, const struct table *table)
{
	struct json *json = &c->json;
	json_member_text(json, "type", "table");
	json_key(json, "rows");
	json_open_array(json);
	for (const struct row *row = table->rows; row; row = row->next) {
		json_open_array(json);
		for (const struct cell *cell = row->cells; cell; cell = cell->next) {
			json_open_object(json);
			if (cell->header)
				json_member_text(json, "header", cell->row_scope ? "row" : "column");
			add_text_and_blocks(c, cell->text, cell->blocks, &cell->element);
			if (cell->columns > 1)
				json_member_uint(json, "columns", cell->columns);
			if (cell->rows > 1)
				json_member_uint(json, "rows", cell->rows);
			json_close_object(json);
		}
		json_close_array(json);
	}
	json_close_array(json);
	add_str(c, "id", &table->id);
	add_label(c, KIND_TABLE, &table->id);
	add_line(c, "caption", table->caption);
}

static const char *list_name(enum list_kind kind)
{
	switch (kind) {
	case LIST_NUMBER: return "number";
	case LIST_LETTER: return "letter";
	case LIST_BULLET: break;
	}
	return "bullet";
}

static const char *callout_name(enum callout_kind kind)
{
	switch (kind) {
	case CALLOUT_PEARL: return "pearl";
	case CALLOUT_WARNING: return "warning";
	case CALLOUT_MNEMONIC: return "mnemonic";
	case CALLOUT_NOTE: break;
	}
	return "note";
}

static void add_block(struct compiler *c, const struct block *block)
{
	struct json *json = &c->json;
	switch (block->kind) {
	case BLOCK_P:
		json_member_text(json, "type", "p");
		add_text(c, "text", block->of.p, &block->element);
		break;
	case BLOCK_LIST:
		json_member_text(json, "type", "list");
		json_member_text(json, "kind", list_name(block->of.list.kind));
		if (block->of.list.start > 1)
			json_member_uint(json, "start", block->of.list.start);
		add_flows(c, "items", block->of.list.items);
		break;
	case BLOCK_CALLOUT:
		json_member_text(json, "type", "callout");
		json_member_text(json, "kind", callout_name(block->of.callout.kind));
		add_line(c, "title", block->of.callout.title);
		add_text_and_blocks(c, block->of.callout.text, block->of.callout.blocks, &block->element);
		break;
	case BLOCK_FIGURE:
		add_figure(c, &block->of.figure);
		break;
	case BLOCK_AUDIO:
	case BLOCK_VIDEO:
		add_recording(c, &block->of.recording, block->kind == BLOCK_VIDEO, block->element.lang);
		break;
	case BLOCK_TABLE:
		add_table(c, &block->of.table);
		break;
	}
}

static void add_blocks(struct compiler *c, const struct block *blocks)
{
	json_open_array(&c->json);
	for (const struct block *block = blocks; block; block = block->next) {
		json_open_object(&c->json);
		add_block(c, block);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

static void add_sections(struct compiler *c, const struct section *sections, enum access outer)
{
	json_key(&c->json, "sections");
	json_open_array(&c->json);
	for (const struct section *section = sections; section; section = section->next) {
		enum access access = access_within(section->access, outer);
		json_open_object(&c->json);
		add_str(c, "id", &section->id);
		json_member_text(&c->json, "access", access_name(access));
		add_line(c, "title", section->title);
		json_key(&c->json, "blocks");
		add_blocks(c, section->blocks);
		if (section->sections)
			add_sections(c, section->sections, access);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

static const char *question_name(enum question_kind kind)
{
	switch (kind) {
	case QUESTION_MULTIPLE: return "multiple";
	case QUESTION_OPEN: return "open";
	case QUESTION_NUMERIC: return "numeric";
	case QUESTION_MATCHING: return "matching";
	case QUESTION_ORDERING: return "ordering";
	case QUESTION_SINGLE: break;
	}
	return "single";
}

static void add_options(struct compiler *c, const struct option *options)
{
	struct json *json = &c->json;
	json_key(json, "options");
	json_open_array(json);
	for (const struct option *option = options; option; option = option->next) {
		json_open_object(json);
		add_str(c, "id", &option->id);
		add_text_and_blocks(c, option->text, option->blocks, &option->element);
		add_str(c, "credit", &option->credit);
		/* Here, beside the feedback, it compresses best. */
		json_key(json, "correct");
		json_bool(json, option->correct);
		add_flow(c, "feedback", option->feedback);
		json_close_object(json);
	}
	json_close_array(json);
}

/* Writes answers, choices, prompts or steps. */
static void add_entries(struct compiler *c, const char *key, const struct option *entries)
{
	json_key(&c->json, key);
	json_open_array(&c->json);
	for (const struct option *entry = entries; entry; entry = entry->next) {
		json_open_object(&c->json);
		add_str(c, "id", &entry->id);
		add_text_and_blocks(c, entry->text, entry->blocks, &entry->element);
		add_str(c, "choice", &entry->choice);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

static void add_decimal(struct compiler *c, const char *key, int64_t billionths)
{
	struct buf number;
	buf_init(&number, 64);
	decimal_write(&number, billionths);
	json_member_text(&c->json, key, buf_cstr(&number));
	c->json.out->failed = c->json.out->failed || buf_failed(&number);
	buf_release(&number);
}

static void add_range(struct compiler *c, const struct question *question)
{
	struct answer_range range;
	add_str(c, "value", &question->value);
	if (answer_range_read(question, &range)) {
		add_decimal(c, "min", range.least);
		add_decimal(c, "max", range.most);
	}
	add_str(c, "unit", &question->unit);
}

static void add_question(struct compiler *c, const struct question *question, enum access outer)
{
	struct json *json = &c->json;
	json_open_object(json);
	add_str(c, "id", &question->id);
	json_member_text(json, "kind", question_name(question->kind));
	json_member_text(json, "access", access_name(access_within(question->access, outer)));
	if (question->set)
		add_str(c, "set", &question->set->id);
	add_str(c, "objective", &question->objective);
	if (question->difficulty)
		json_member_uint(json, "difficulty", question->difficulty);
	add_tags(c, &question->tags);
	if (question->fixed_order) {
		json_key(json, "shuffle");
		json_bool(json, false);
	}
	add_flow(c, "vignette", question->vignette);
	add_flow(c, "stem", question->stem);
	switch (question->kind) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE: add_options(c, question->options); break;
	case QUESTION_OPEN:
		add_entries(c, "answers", question->options);
		add_flow(c, "modelAnswer", question->model_answer);
		break;
	case QUESTION_NUMERIC: add_range(c, question); break;
	case QUESTION_MATCHING:
		add_entries(c, "choices", question->options);
		add_entries(c, "prompts", question->prompts);
		break;
	case QUESTION_ORDERING: add_entries(c, "steps", question->options); break;
	}
	add_flow(c, "explanation", question->explanation);
	json_close_object(json);
}

static void add_shape(struct compiler *c, const struct shape *shape)
{
	static const char *const types[] = { "rectangle", "ellipse", "polygon" };
	static const char *const names[][4] = { { "x", "y", "width", "height" }, { "cx", "cy", "rx", "ry" } };
	struct json *json = &c->json;
	const struct shape_point *points = shape->points;
	json_open_object(json);
	json_member_text(json, "type", types[shape->kind]);
	json_member_uint(json, "n", shape->number);
	if (shape->kind == SHAPE_POLYGON) {
		json_key(json, "points");
		json_open_array(json);
		for (size_t i = 0; i < shape->point_count; i++) {
			json_open_array(json);
			json_uint(json, points[i].x);
			json_uint(json, points[i].y);
			json_close_array(json);
		}
		json_close_array(json);
	} else if (points) {
		for (size_t i = 0; i < 4; i++)
			json_member_uint(json, names[shape->kind][i], i % 2 ? points[i / 2].y : points[i / 2].x);
	}
	add_text(c, "text", shape->label, &shape->element);
	json_close_object(json);
}

static void add_occlusion(struct compiler *c, const struct occlusion *occlusion)
{
	add_picture(c, &occlusion->picture.src);
	add_alt(c, &occlusion->picture);
	json_member_text(&c->json, "hide", occlusion->hides_all ? "all" : "one");
	json_key(&c->json, "shapes");
	json_open_array(&c->json);
	for (const struct shape *shape = occlusion->shapes; shape; shape = shape->next)
		add_shape(c, shape);
	json_close_array(&c->json);
	add_credit(c, occlusion->credit);
}

static void add_card(struct compiler *c, const struct card *card, enum access outer)
{
	json_open_object(&c->json);
	add_str(c, "id", &card->id);
	json_member_text(&c->json, "kind", card->is_cloze ? "cloze" : card->occlusion ? "occlusion" : "card");
	json_member_text(&c->json, "access", access_name(access_within(card->access, outer)));
	add_str(c, "objective", &card->objective);
	if (card->difficulty)
		json_member_uint(&c->json, "difficulty", card->difficulty);
	add_tags(c, &card->tags);
	if (card->is_cloze) {
		add_text(c, "text", card->cloze, &card->element);
	} else {
		add_flow(c, "front", card->front);
		add_flow(c, "back", card->back);
	}
	if (card->occlusion)
		add_occlusion(c, card->occlusion);
	add_flow(c, "extra", card->extra);
	json_close_object(&c->json);
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
		add_str(c, "name", &person->name);
		add_str(c, "credentials", &person->credentials);
		add_str(c, "orcid", &person->orcid);
		add_str(c, "date", &person->date);
		add_line(c, "disclosure", person->disclosure);
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
		add_str(c, "id", &objective->id);
		add_text(c, "text", objective->text, &objective->element);
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
		add_str(c, "id", &entry->id);
		json_member_text(&c->json, "access", access_name(access_within(entry->access, outer)));
		add_line(c, "term", entry->term);
		if (entry->term)
			add_names(c, "synonyms", entry->term->next, entry->abbreviations);
		add_names(c, "abbreviations", entry->abbreviations, NULL);
		add_flow(c, "definition", entry->definition);
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
		add_str(c, "id", &source->id);
		add_text(c, "text", source->text, &source->element);
		add_str(c, "href", &source->href);
		add_str(c, "doi", &source->doi);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

/* Writes the sets that have questions in this edition. */
static void add_sets(struct compiler *c, const struct question *questions, enum access outer)
{
	const struct question_set *before = NULL;
	bool any = false;
	for (const struct question *q = questions; q; before = q->set, q = q->next) {
		if (!q->set || q->set == before)
			continue;
		if (!any) {
			json_key(&c->json, "sets");
			json_open_array(&c->json);
		}
		any = true;
		json_open_object(&c->json);
		add_str(c, "id", &q->set->id);
		json_member_text(&c->json, "access", access_name(access_within(q->set->access, outer)));
		add_flow(c, "vignette", q->set->vignette);
		json_close_object(&c->json);
	}
	if (any)
		json_close_array(&c->json);
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
	add_str(c, "id", &lesson->id);
	add_str(c, "lang", &lesson->lang);
	add_str(c, "reviewed", &lesson->reviewed);
	add_str(c, "reviewBy", &lesson->review_by);
	json_member_text(&c->json, "access", access_name(access));
	add_tags(c, &lesson->tags);
	add_line(c, "title", lesson->title);
	add_line(c, "summary", lesson->summary);
	add_people(c, lesson->people);
	add_objectives(c, lesson->objectives);
	add_sections(c, lesson->sections, access);
	add_flows(c, "takeaways", lesson->takeaways);
	add_sets(c, lesson->questions, access);
	json_key(&c->json, "questions");
	json_open_array(&c->json);
	for (const struct question *question = lesson->questions; question; question = question->next)
		add_question(c, question, access);
	json_close_array(&c->json);
	json_key(&c->json, "cards");
	json_open_array(&c->json);
	for (const struct card *card = lesson->cards; card; card = card->next)
		add_card(c, card, access);
	json_close_array(&c->json);
	add_glossary(c, lesson->glossary, access);
	add_sources(c, lesson->sources);
	json_close_object(&c->json);
	terms_release(&terms);
	if (c->no_asset)
		return COMPILE_NO_ASSET;
	return buf_failed(out) || (links && buf_failed(links->elsewhere)) ? COMPILE_NO_ROOM : COMPILE_OK;
}
