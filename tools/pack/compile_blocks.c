#include "lesson/language.h"
#include "lesson/language_tag.h"
#include "pack/compiler.h"

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

void compile_picture(struct compiler *c, const struct attribute *src)
{
	const struct compiled_asset asset = add_file(c, "asset", src, FILE_PICTURE);
	add_size(c, &asset);
}

void compile_alt(struct compiler *c, const struct picture *picture)
{
	compile_attribute(c, "alt", &picture->alt);
	if (!language_tag_same(picture->element.lang, c->lesson.lang))
		text_member_lang(&c->json, picture->element.lang);
}

static void add_pictures(struct compiler *c, const struct picture *pictures)
{
	json_key(&c->json, "pictures");
	json_open_array(&c->json);
	for (const struct picture *picture = pictures; picture; picture = picture->next) {
		json_open_object(&c->json);
		compile_picture(c, &picture->src);
		compile_alt(c, picture);
		compile_line(c, "caption", picture->caption);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

void compile_credit(struct compiler *c, const struct credit *credit)
{
	if (!credit)
		return;
	json_key(&c->json, "credit");
	json_open_object(&c->json);
	compile_text(c, "text", credit->text, &credit->element);
	compile_attribute(c, "licence", &credit->licence);
	compile_attribute(c, "href", &credit->href);
	json_close_object(&c->json);
}

static void add_figure(struct compiler *c, const struct figure *figure)
{
	json_member_text(&c->json, "type", "figure");
	if (figure->several)
		add_pictures(c, figure->pictures);
	else if (figure->pictures)
		compile_picture(c, &figure->pictures->src);
	compile_attribute(c, "id", &figure->id);
	compile_label(c, KIND_FIGURE, &figure->id);
	if (!figure->several && figure->pictures)
		compile_alt(c, figure->pictures);
	compile_line(c, "title", figure->title);
	compile_line(c, "caption", figure->caption);
	compile_credit(c, figure->credit);
}

/* spoken: the language of the video. That of captions is always written, because players need it. */
static void add_captions(struct compiler *c, const struct caption_file *captions, struct str spoken)
{
	if (!captions)
		return;
	json_key(&c->json, "captions");
	json_open_array(&c->json);
	for (const struct caption_file *file = captions; file; file = file->next) {
		const struct str lang = file->element.lang;
		json_open_object(&c->json);
		add_file(c, "asset", &file->src, FILE_CAPTIONS);
		json_member_text(&c->json, "kind", language_is_that_of(lang, spoken) ? "captions" : "subtitles");
		text_member_lang(&c->json, lang);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

static void add_recording(struct compiler *c, const struct recording *recording, bool video, struct str lang)
{
	struct compiled_asset asset = { "", 0, 0, 0 };
	json_member_text(&c->json, "type", video ? "video" : "audio");
	if (recording->linked) {
		compile_attribute(c, "href", &recording->src);
		compile_attribute(c, "sha256", &recording->digest);
	} else {
		asset = add_file(c, "asset", &recording->src, video ? FILE_VIDEO : FILE_AUDIO);
	}
	compile_attribute(c, "id", &recording->id);
	compile_label(c, video ? KIND_VIDEO : KIND_AUDIO, &recording->id);
	uint32_t seconds = asset.seconds ? asset.seconds : recording->seconds;
	if (seconds)
		json_member_uint(&c->json, "length", seconds);
	if (asset.width && asset.height)
		add_size(c, &asset);
	if (recording->poster.value.at)
		add_file(c, "poster", &recording->poster, FILE_PICTURE);
	add_captions(c, recording->captions, lang);
	if (!language_tag_same(lang, c->lesson.lang))
		text_member_lang(&c->json, lang);
	compile_line(c, "title", recording->title);
	compile_line(c, "caption", recording->caption);
	compile_flow(c, "transcript", recording->transcript);
	compile_credit(c, recording->credit);
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
			compile_text_and_blocks(c, cell->text, cell->blocks, &cell->element);
			if (cell->columns > 1)
				json_member_uint(json, "columns", cell->columns);
			if (cell->rows > 1)
				json_member_uint(json, "rows", cell->rows);
			json_close_object(json);
		}
		json_close_array(json);
	}
	json_close_array(json);
	compile_attribute(c, "id", &table->id);
	compile_label(c, KIND_TABLE, &table->id);
	compile_line(c, "caption", table->caption);
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
		compile_text(c, "text", block->of.p, &block->element);
		break;
	case BLOCK_LIST:
		json_member_text(json, "type", "list");
		json_member_text(json, "kind", list_name(block->of.list.kind));
		if (block->of.list.start > 1)
			json_member_uint(json, "start", block->of.list.start);
		compile_flows(c, "items", block->of.list.items);
		break;
	case BLOCK_CALLOUT:
		json_member_text(json, "type", "callout");
		json_member_text(json, "kind", callout_name(block->of.callout.kind));
		compile_line(c, "title", block->of.callout.title);
		compile_text_and_blocks(c, block->of.callout.text, block->of.callout.blocks, &block->element);
		break;
	case BLOCK_FIGURE: add_figure(c, &block->of.figure); break;
	case BLOCK_AUDIO:
	case BLOCK_VIDEO:
		add_recording(c, &block->of.recording, block->kind == BLOCK_VIDEO, block->element.lang);
		break;
	case BLOCK_TABLE: add_table(c, &block->of.table); break;
	}
}

void compile_blocks(struct compiler *c, const struct block *blocks)
{
	json_open_array(&c->json);
	for (const struct block *block = blocks; block; block = block->next) {
		json_open_object(&c->json);
		add_block(c, block);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}
