#include "merge/piece.h"

#include "base/array.h"
#include "base/hash.h"
#include "lesson/bytes.h"
#include "lesson/markup.h"
#include "merge/attributes.h"
#include "merge/well_formed.h"
#include "merge/words.h"

struct piece_reader {
	struct arena *arena;
	struct markup_scan scan;
	bool lesson;
	const char *why;
};

/* The content of an element, while it is read. */
struct content {
	struct merge_piece *piece;
	size_t done;	     /* what is before this belongs to a child */
	size_t run, run_end; /* the text that was found since, if run_end is not 0 */
};

static struct merge_piece *new_child(struct piece_reader *reader, struct merge_piece *parent)
{
	if (parent->count == parent->room) {
		size_t room = parent->room ? parent->room * 2 : 4;
		struct merge_piece **children = arena_alloc(reader->arena, room * sizeof(struct merge_piece *));
		if (!children)
			return NULL;
		if (parent->count)
			memcpy(children, parent->children, parent->count * sizeof(struct merge_piece *));
		parent->children = children;
		parent->room = room;
	}
	struct merge_piece *child = arena_alloc(reader->arena, sizeof(*child));
	if (child) {
		child->parent = parent;
		child->number = parent->count;
		parent->children[parent->count++] = child;
	}
	return child;
}

static struct str local_name(struct str name)
{
	const char *colon = memchr(name.at, ':', name.len);
	return colon ? (struct str){ colon + 1, name.len - (size_t)(colon + 1 - name.at) } : name;
}

static enum element_name name_of(struct str name)
{
	char text[32];
	struct str local = local_name(name);
	if (local.len >= sizeof(text))
		return ELEMENT_UNKNOWN;
	memcpy(text, local.at, local.len);
	text[local.len] = '\0';
	return element_find(text);
}

/* Whether such a child is part of text. */
static bool is_inline(const struct merge_piece *parent, struct str name)
{
	const struct model_child *child = model_child(parent->type, name_of(name));
	return parent->type && parent->type->mixed && (!child || child->rank == parent->type->text_rank);
}

/* Adds the text that was found as a child. */
static bool end_run(struct piece_reader *reader, struct content *content)
{
	struct str bytes = reader->scan.bytes;
	if (!content->run_end)
		return true;
	struct merge_piece *child = new_child(reader, content->piece);
	if (!child)
		return false;
	child->lead = markup_slice(bytes, content->done, content->run);
	child->text = markup_slice(bytes, content->run, content->run_end);
	child->words = words_hash(child->text);
	content->done = content->run_end;
	content->run_end = 0;
	return true;
}

static void add_to_run(struct content *content, size_t start, size_t end)
{
	if (!content->run_end)
		content->run = start;
	content->run_end = end;
}

static void add_text(struct piece_reader *reader, struct content *content, size_t start, size_t end)
{
	struct str bytes = reader->scan.bytes;
	if (start == 0 && str_starts(bytes, "\xEF\xBB\xBF")) /* the byte order mark is part of the lead */
		start = 3;
	while (start < end && ascii_is_space(bytes.at[start]))
		start++;
	while (end > start && ascii_is_space(bytes.at[end - 1]))
		end--;
	if (start < end)
		add_to_run(content, start, end);
}

/* The end of the element that begins with a start tag. */
static bool skip_element(struct piece_reader *reader, struct markup *tag)
{
	struct markup inside = *tag;
	size_t depth = tag->kind == MARKUP_START;
	while (depth > 0) {
		if (!markup_next(&reader->scan, inside.end, &inside))
			return false;
		depth += inside.kind == MARKUP_START;
		depth -= inside.kind == MARKUP_END;
	}
	tag->end = inside.end;
	return true;
}

static uint64_t mix(uint64_t hash, uint64_t more)
{
	return hash_of((struct str){ (const char *)&more, sizeof(more) }, hash * HASH_KEY + 1);
}

static uint64_t hash_content(const struct merge_piece *piece, uint64_t hash)
{
	for (size_t i = 0; i < piece->count; i++) {
		hash = mix(hash, words_hash(piece->children[i]->lead));
		hash = mix(hash, piece->children[i]->words);
	}
	return mix(hash, words_hash(piece->tail));
}

static void hash_element(struct merge_piece *piece, bool lesson)
{
	const char *start = piece->open.len ? piece->open.at + 1 : piece->name.at; /* of the prefix */
	struct str name = { start, (size_t)(piece->name.at + piece->name.len - start) };
	uint64_t hash = words_hash(name);
	piece->words = hash_content(piece, mix(hash, tag_words(piece->open, NULL)));
	if (lesson && piece->id.len && piece->count)
		piece->body = hash_content(piece, mix(hash, tag_words(piece->open, "id")));
}

static bool read_content(struct piece_reader *reader, struct merge_piece *piece, size_t *at, unsigned depth);

/* Text among elements of a file that is no lesson: all of it is one text. */
static bool join_children(struct piece_reader *reader, struct merge_piece *piece)
{
	bool text = false;
	for (size_t i = 0; i < piece->count; i++)
		text = text || piece_is_text(piece->children[i]);
	if (piece->type || piece->count < 2 || !text)
		return true;
	struct merge_piece *first = piece->children[0], *last = piece->children[piece->count - 1];
	struct merge_piece *whole = arena_alloc(reader->arena, sizeof(*whole));
	if (!whole)
		return false;
	whole->parent = piece;
	whole->lead = first->lead;
	whole->text = (struct str){ first->text.at, (size_t)(last->text.at + last->text.len - first->text.at) };
	whole->words = words_hash(whole->text);
	piece->children[0] = whole;
	piece->count = 1;
	return true;
}

static bool read_element(struct piece_reader *reader, struct content *content, const struct markup *tag, size_t *at,
			 unsigned depth)
{
	struct str bytes = reader->scan.bytes;
	struct merge_piece *piece = end_run(reader, content) ? new_child(reader, content->piece) : NULL;
	if (!piece)
		return false;
	piece->lead = markup_slice(bytes, content->done, tag->start);
	piece->name = local_name(tag->name);
	piece->open = markup_slice(bytes, tag->start, tag->end);
	piece->tail = piece->close = (struct str){ bytes.at + tag->end, 0 };
	struct str id = tag_attribute(piece->open, "id");
	piece->id = id.at || reader->lesson ? id : tag_attribute(piece->open, "name");
	const struct model_child *child = model_child(content->piece->type, name_of(tag->name));
	piece->type = child ? child->type : NULL;
	piece->several = reader->lesson && !(child && child->single);
	if (depth == 1 && reader->lesson)
		piece->type = lesson_model.root;
	*at = tag->end;
	if (tag->kind == MARKUP_START && !read_content(reader, piece, at, depth))
		return false;
	piece->text = markup_slice(bytes, tag->start, *at);
	if (!join_children(reader, piece))
		return false;
	hash_element(piece, reader->lesson);
	content->done = *at;
	return true;
}

/* Reads from *at to the end of the element, or of the file. */
static bool read_content(struct piece_reader *reader, struct merge_piece *piece, size_t *at, unsigned depth)
{
	struct str bytes = reader->scan.bytes;
	struct content content = { .piece = piece, .done = *at };
	struct markup tag;
	if (depth > LESSON_DEPTH_MAX) {
		reader->why = "nests elements too deeply";
		return false;
	}
	while (markup_next(&reader->scan, *at, &tag)) {
		add_text(reader, &content, *at, tag.start);
		*at = tag.end;
		switch (tag.kind) {
		case MARKUP_START:
		case MARKUP_EMPTY:
			if (!is_inline(piece, tag.name)) {
				if (!read_element(reader, &content, &tag, at, depth + 1))
					return false;
				break;
			}
			if (!skip_element(reader, &tag))
				return false;
			add_to_run(&content, tag.start, tag.end);
			*at = tag.end;
			break;
		case MARKUP_CDATA: add_to_run(&content, tag.start, tag.end); break;
		case MARKUP_END:
			if (!end_run(reader, &content))
				return false;
			piece->tail = markup_slice(bytes, content.done, tag.start);
			piece->close = markup_slice(bytes, tag.start, tag.end);
			return true;
		default: break;
		}
	}
	piece->tail = markup_slice(bytes, content.done, bytes.len);
	return depth == 0;
}

static bool is_lesson(struct str bytes)
{
	struct markup_scan scan = { .bytes = bytes };
	struct markup tag = { .end = 0 };
	while (markup_next(&scan, tag.end, &tag) && tag.kind > MARKUP_EMPTY)
		;
	return str_is(local_name(tag.name.at ? tag.name : STR("")), lesson_model.root_name);
}

struct merge_piece *piece_read(struct arena *arena, struct str bytes, const char **why)
{
	struct piece_reader reader = { .arena = arena, .scan.bytes = bytes, .why = "is not well-formed XML" };
	size_t at = 0;
	*why = NULL;
	struct merge_piece *root = arena_alloc(arena, sizeof(*root));
	if (!root)
		return NULL;
	if (!xml_is_well_formed(bytes, why))
		return NULL;
	reader.lesson = is_lesson(bytes);
	root->lead = root->open = (struct str){ bytes.at, 0 };
	root->name = STR("file");
	root->text = bytes;
	root->close = (struct str){ bytes.at + bytes.len, 0 };
	if (!read_content(&reader, root, &at, 0)) {
		*why = arena_failed(arena) ? NULL : reader.why;
		return NULL;
	}
	hash_element(root, false);
	return root;
}

/* Whether it contains one that the other side moved to where only a conflict shows it, so that it is lost if this
 * version of that is kept. */
static bool has_torn(const struct merge_piece *piece)
{
	for (size_t i = 0; i < piece->count && piece->restless; i++) {
		const struct merge_piece *child = piece->children[i];
		if ((child->base && child->base->torn) || has_torn(child))
			return true;
	}
	return false;
}

bool piece_may_go(const struct merge_piece *piece)
{
	const struct merge_piece *base = piece->base;
	if (!base || piece->words != base->words || !words_equal(piece->lead, base->lead) || has_torn(piece))
		return false;
	enum merge_side other = base->sides[MERGE_OURS] ? MERGE_THEIRS : MERGE_OURS;
	return piece->parent->base == base->parent || base->parent->sides[other];
}
