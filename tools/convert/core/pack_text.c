/* Text and blocks of lessons in packs. */
#include "convert/core/pack_lesson.h"
#include "lesson/make.h"

enum { DEPTH_MAX = 64 };

static struct math_node *math_content(struct pack_reading *r, const struct json_token *array);

static struct math_attribute *math_attributes(struct pack_reading *r, const struct json_token *object)
{
	struct math_attribute *first = NULL, **end = &first;
	if (!object || object->kind != '{')
		return NULL;
	const struct json_token *tokens = r->json->tokens;
	for (const struct json_token *at = object + 1; at < tokens + object->next; at = tokens + at->next) {
		struct math_attribute *a = arena_alloc(r->arena, sizeof(*a));
		struct json_string name = tape_name(r->json, at), value = tape_text(r->json, at);
		if (!a)
			return first;
		a->name = arena_copy(r->arena, name.at, name.len);
		a->value = arena_str(r->arena, (struct str){ value.at, value.len });
		*end = a;
		end = &a->next;
	}
	return first;
}

static struct math_node *math_content(struct pack_reading *r, const struct json_token *array)
{
	struct math_node *first = NULL, **end = &first;
	if (++r->depth > DEPTH_MAX) {
		r->depth--;
		return NULL;
	}
	for (const struct json_token *at = NULL; pack_each(r, array, &at);) {
		struct math_node *node = arena_alloc(r->arena, sizeof(*node));
		if (!node)
			break;
		if (at->kind == '"') {
			node->text = pack_string(r, at, NULL);
		} else {
			struct str type = pack_string(r, at, "type");
			node->name = type.at;
			node->attributes = math_attributes(r, pack_member(r, at, "attributes"));
			node->children = math_content(r, pack_member(r, at, "content"));
		}
		*end = node;
		end = &node->next;
	}
	r->depth--;
	return first;
}

static void read_math(struct pack_reading *r, const struct json_token *object, struct inline_node *node)
{
	struct buf words;
	buf_init(&words, BUF_CAP);
	for (const struct json_token *at = NULL; pack_each(r, pack_member(r, object, "text"), &at);)
		buf_str(&words, pack_string(r, at, NULL));
	node->of.math.alttext.value = arena_str(r->arena, buf_view(&words));
	r->arena->failed = r->arena->failed || buf_failed(&words);
	buf_release(&words);
	struct math_node *formula = arena_alloc(r->arena, sizeof(*formula));
	if (!formula)
		return;
	formula->name = "math";
	formula->attributes = math_attributes(r, pack_member(r, object, "attributes"));
	formula->children = math_content(r, pack_member(r, object, "content"));
	node->of.math.formula = formula;
}

/* A link in the form lesson#part. */
static struct attribute link_target(struct pack_reading *r, const struct json_token *object)
{
	struct str to = pack_string(r, object, "to"), part = pack_string(r, object, "part");
	struct attribute target = { .value = to };
	char *both = to.at && part.at ? arena_alloc(r->arena, to.len + part.len + 2) : NULL;
	if (!both)
		return target;
	memcpy(both, to.at, to.len);
	both[to.len] = '#';
	memcpy(both + to.len + 1, part.at, part.len);
	target.value = (struct str){ both, to.len + 1 + part.len };
	return target;
}

static struct inline_node *read_element(struct pack_reading *r, const struct json_token *object)
{
	static const char *const names[] = { "",     "em",   "strong", "term", "sub",	"sup",	"code",
					     "span", "abbr", "link",   "cite", "blank", "math", NULL };
	enum inline_kind kind = (enum inline_kind)pack_choice(r, object, "type", names);
	struct inline_node *node = make_inline(r->arena, kind);
	if (!node)
		return NULL;
	node->element.lang = pack_string(r, object, "lang");
	if (kind == INLINE_MATH) {
		read_math(r, object, node);
		return node;
	}
	node->children = pack_text(r, pack_member(r, object, "text"));
	switch (kind) {
	case INLINE_TERM: node->of.entry = pack_attribute(r, object, "entry"); break;
	case INLINE_ABBR: node->of.title = pack_attribute(r, object, "title"); break;
	case INLINE_LINK:
		node->of.link.href = pack_attribute(r, object, "href");
		node->of.link.to = link_target(r, object);
		break;
	case INLINE_CITE:
		node->of.cite.source = pack_attribute(r, object, "source");
		node->of.cite.at = pack_attribute(r, object, "at");
		break;
	case INLINE_BLANK:
		node->of.blank.number = pack_number(r, object, "n");
		node->of.blank.hint = pack_attribute(r, object, "hint");
		break;
	default: break;
	}
	return node;
}

struct inline_node *pack_text(struct pack_reading *r, const struct json_token *array)
{
	struct inline_chain chain;
	inline_chain_init(&chain);
	if (r->depth >= DEPTH_MAX)
		return NULL;
	r->depth++;
	for (const struct json_token *at = NULL; pack_each(r, array, &at);)
		inline_chain_add(&chain,
				 at->kind == '"' ? make_text(r->arena, pack_string(r, at, NULL)) : read_element(r, at));
	r->depth--;
	return chain.first;
}

struct flow *pack_line(struct pack_reading *r, const struct json_token *object, const char *name)
{
	const struct json_token *text = pack_member(r, object, name);
	struct flow *flow = text ? make_flow(r->arena) : NULL;
	if (flow)
		flow->text = pack_text(r, text);
	return flow;
}

/* An object with text and perhaps blocks. */
static struct flow *read_flow(struct pack_reading *r, const struct json_token *object)
{
	struct flow *flow = make_flow(r->arena);
	if (!flow)
		return NULL;
	flow->text = pack_text(r, pack_member(r, object, "text"));
	flow->blocks = pack_blocks(r, pack_member(r, object, "blocks"));
	return flow;
}

struct flow *pack_flow(struct pack_reading *r, const struct json_token *object, const char *name)
{
	const struct json_token *member = pack_member(r, object, name);
	return member ? read_flow(r, member) : NULL;
}

struct flow *pack_flows(struct pack_reading *r, const struct json_token *array)
{
	struct flow *first = NULL, **end = &first;
	for (const struct json_token *at = NULL; pack_each(r, array, &at);) {
		*end = read_flow(r, at);
		if (!*end)
			break;
		end = &(*end)->next;
	}
	return first;
}

struct credit *pack_credit(struct pack_reading *r, const struct json_token *object)
{
	const struct json_token *member = pack_member(r, object, "credit");
	struct credit *credit = member ? arena_alloc(r->arena, sizeof(*credit)) : NULL;
	if (!credit)
		return NULL;
	credit->text = pack_text(r, pack_member(r, member, "text"));
	credit->licence = pack_attribute(r, member, "licence");
	credit->href = pack_attribute(r, member, "href");
	return credit;
}

static struct picture *read_picture(struct pack_reading *r, const struct json_token *object)
{
	struct picture *picture = arena_alloc(r->arena, sizeof(*picture));
	if (!picture)
		return NULL;
	picture->src = pack_attribute(r, object, "asset");
	picture->alt = pack_attribute(r, object, "alt");
	picture->element.lang = pack_string(r, object, "lang");
	return picture;
}

static void read_figure(struct pack_reading *r, const struct json_token *object, struct figure *figure)
{
	const struct json_token *pictures = pack_member(r, object, "pictures");
	figure->id = pack_attribute(r, object, "id");
	figure->title = pack_line(r, object, "title");
	figure->caption = pack_line(r, object, "caption");
	figure->credit = pack_credit(r, object);
	figure->several = pictures != NULL;
	struct picture **end = &figure->pictures;
	if (!pictures)
		*end = read_picture(r, object);
	for (const struct json_token *at = NULL; pack_each(r, pictures, &at);) {
		*end = read_picture(r, at);
		if (!*end)
			return;
		(*end)->caption = pack_line(r, at, "caption");
		end = &(*end)->next;
	}
}

/* Minutes and seconds, or with hours, as in lessons. */
static struct attribute length_of(struct pack_reading *r, unsigned seconds)
{
	struct buf text;
	buf_init(&text, 64);
	if (seconds >= 3600)
		buf_format(&text, "%u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
	else
		buf_format(&text, "%u:%02u", seconds / 60, seconds % 60);
	struct attribute length = { .value = arena_str(r->arena, buf_view(&text)) };
	r->arena->failed = r->arena->failed || buf_failed(&text);
	buf_release(&text);
	return length;
}

static void read_recording(struct pack_reading *r, const struct json_token *object, struct recording *recording)
{
	recording->linked = pack_member(r, object, "href") != NULL;
	recording->src = pack_attribute(r, object, recording->linked ? "href" : "asset");
	recording->digest = pack_attribute(r, object, "sha256");
	recording->id = pack_attribute(r, object, "id");
	recording->seconds = pack_number(r, object, "length");
	if (recording->linked && recording->seconds)
		recording->length = length_of(r, recording->seconds);
	recording->poster = pack_attribute(r, object, "poster");
	recording->title = pack_line(r, object, "title");
	recording->caption = pack_line(r, object, "caption");
	recording->transcript = pack_flow(r, object, "transcript");
	recording->credit = pack_credit(r, object);
	struct caption_file **end = &recording->captions;
	for (const struct json_token *at = NULL; pack_each(r, pack_member(r, object, "captions"), &at);) {
		struct caption_file *file = *end = arena_alloc(r->arena, sizeof(*file));
		if (!file)
			return;
		file->src = pack_attribute(r, at, "asset");
		file->element.lang = pack_string(r, at, "lang");
		end = &file->next;
	}
}

static struct cell *read_cell(struct pack_reading *r, const struct json_token *object)
{
	static const char *const headers[] = { "", "column", "row", NULL };
	struct cell *cell = arena_alloc(r->arena, sizeof(*cell));
	if (!cell)
		return NULL;
	unsigned header = pack_choice(r, object, "header", headers);
	cell->header = header > 0;
	cell->row_scope = header == 2;
	cell->columns = pack_number(r, object, "columns");
	cell->rows = pack_number(r, object, "rows");
	cell->text = pack_text(r, pack_member(r, object, "text"));
	cell->blocks = pack_blocks(r, pack_member(r, object, "blocks"));
	return cell;
}

static void read_table(struct pack_reading *r, const struct json_token *object, struct table *table)
{
	struct row **last_row = &table->rows;
	table->id = pack_attribute(r, object, "id");
	table->caption = pack_line(r, object, "caption");
	for (const struct json_token *at = NULL; pack_each(r, pack_member(r, object, "rows"), &at);) {
		struct row *row = *last_row = arena_alloc(r->arena, sizeof(*row));
		if (!row)
			return;
		last_row = &row->next;
		struct cell **last_cell = &row->cells;
		for (const struct json_token *cell = NULL; pack_each(r, at, &cell);) {
			*last_cell = read_cell(r, cell);
			if (!*last_cell)
				return;
			last_cell = &(*last_cell)->next;
		}
	}
}

static struct block *read_block(struct pack_reading *r, const struct json_token *object)
{
	static const char *const types[] = { "p", "list", "callout", "figure", "audio", "video", "table", NULL };
	static const char *const lists[] = { "bullet", "number", "letter", NULL };
	static const char *const callouts[] = { "pearl", "warning", "mnemonic", "note", NULL };
	struct block *block = make_block(r->arena, (enum block_kind)pack_choice(r, object, "type", types));
	if (!block)
		return NULL;
	switch (block->kind) {
	case BLOCK_P: block->of.p = pack_text(r, pack_member(r, object, "text")); break;
	case BLOCK_LIST:
		block->of.list.kind = (enum list_kind)pack_choice(r, object, "kind", lists);
		block->of.list.start = pack_member(r, object, "start") ? pack_number(r, object, "start") : 1;
		block->of.list.items = pack_flows(r, pack_member(r, object, "items"));
		break;
	case BLOCK_CALLOUT:
		block->of.callout.kind = (enum callout_kind)pack_choice(r, object, "kind", callouts);
		block->of.callout.title = pack_line(r, object, "title");
		block->of.callout.text = pack_text(r, pack_member(r, object, "text"));
		block->of.callout.blocks = pack_blocks(r, pack_member(r, object, "blocks"));
		break;
	case BLOCK_FIGURE: read_figure(r, object, &block->of.figure); break;
	case BLOCK_AUDIO:
	case BLOCK_VIDEO: read_recording(r, object, &block->of.recording); break;
	case BLOCK_TABLE: read_table(r, object, &block->of.table); break;
	}
	return block;
}

struct block *pack_blocks(struct pack_reading *r, const struct json_token *array)
{
	struct block_chain chain;
	block_chain_init(&chain);
	if (r->depth >= DEPTH_MAX)
		return NULL;
	r->depth++;
	for (const struct json_token *at = NULL; pack_each(r, array, &at);)
		block_chain_add(&chain, read_block(r, at));
	r->depth--;
	return chain.first;
}
