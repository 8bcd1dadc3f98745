#include "convert/anki/collection.h"

#include "convert/anki/markup.h"
#include "convert/anki/own.h"
#include "convert/html/html_read.h"

void anki_init(struct anki *anki, struct import *import)
{
	*anki = (struct anki){ .import = import };
	map_init(&anki->types);
	map_init(&anki->decks);
	map_init(&anki->keys);
	map_init(&anki->masks);
}

void anki_release(struct anki *anki)
{
	map_release(&anki->types);
	map_release(&anki->decks);
	map_release(&anki->keys);
	map_release(&anki->masks);
}

/* Zeroed memory that id leads to from now on; NULL if memory ran out, or the id is known. */
static void *add(struct anki *anki, struct map *map, struct str id, size_t size)
{
	struct arena *arena = &anki->import->arena;
	struct str key = arena_str(arena, id);
	void **slot = key.at ? map_put(map, key) : NULL;
	if (!slot) {
		arena->failed = true;
		return NULL;
	}
	if (*slot)
		return NULL;
	/* A slot must not stay empty. */
	void *made = arena_alloc(arena, size);
	*slot = made ? made : anki;
	return made;
}

/* The name for the ledger. */
static struct str label(struct arena *arena, struct str name)
{
	static const char before[] = "note type ";
	char *text = arena_alloc(arena, sizeof(before) + name.len);
	if (!text)
		return STR("");
	memcpy(text, before, sizeof(before) - 1);
	memcpy(text + sizeof(before) - 1, name.at, name.len);
	return (struct str){ text, sizeof(before) - 1 + name.len };
}

struct anki_type *anki_add_type(struct anki *anki, struct str id, struct str name, size_t fields, size_t templates)
{
	struct import *import = anki->import;
	if (fields > ANKI_FIELDS_MAX || templates > ANKI_TEMPLATES_MAX || anki->types.count >= ANKI_TYPES_MAX)
		return NULL;
	struct anki_type *type = add(anki, &anki->types, id, sizeof(*type));
	if (!type)
		return NULL;
	type->name = make_str(&import->arena, name);
	type->label = label(&import->arena, type->name);
	type->fields = arena_alloc(&import->arena, (fields + 1) * sizeof(*type->fields));
	type->templates = arena_alloc(&import->arena, (templates + 1) * sizeof(*type->templates));
	type->field_count = type->fields ? fields : 0;
	type->template_count = type->templates ? templates : 0;
	return type;
}

struct ledger_item *anki_type_item(struct anki *anki, struct anki_type *type)
{
	if (!type->item)
		type->item = ledger_read(&anki->import->ledger, LEDGER_OTHER, type->label, 0);
	return type->item;
}

struct anki_deck *anki_add_deck(struct anki *anki, struct str id, struct str name, struct str description)
{
	struct import *import = anki->import;
	if (anki->decks.count >= ANKI_DECKS_MAX)
		return NULL;
	struct anki_deck *deck = add(anki, &anki->decks, id, sizeof(*deck));
	if (!deck)
		return NULL;
	deck->id = arena_str(&import->arena, id);
	deck->name = make_str(&import->arena, name);
	deck->description = arena_str(&import->arena, description);
	return deck;
}

/* Scripts uncover what the answer hides until a click: here it is always shown. */
static void show_hidden(struct anki *anki, struct anki_type *type, struct buf *html)
{
	static const char *const forms[] = { "display: none", "display:none" };
	bool hidden = false;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		for (size_t at; (at = markup_find(buf_view(html), 0, forms[i])) < html->len; hidden = true)
			memset(html->at + at, ' ', strlen(forms[i]));
	if (hidden && own_kind(type) == OWN_NONE && !type->cloze)
		ledger_change(&anki->import->ledger, anki_type_item(anki, type),
			      STR("parts of the answer that open on a click"), "lessons show all text", "always shown");
}

static struct str without_code(struct anki *anki, struct anki_type *type, struct str html, bool answer)
{
	struct import *import = anki->import;
	struct buf out;
	buf_init(&out, BUF_CAP);
	unsigned found = markup_without_code(&out, html);
	if (answer && !buf_failed(&out))
		show_hidden(anki, type, &out);
	if (own_kind(type) != OWN_NONE)
		found = 0;
	if (found & MARKUP_SCRIPTS)
		ledger_change(&import->ledger, anki_type_item(anki, type), STR("scripts of the card templates"),
			      "lessons run nothing", "left out");
	if (found & MARKUP_STYLES)
		ledger_change(&import->ledger, anki_type_item(anki, type), STR("styles of the card templates"),
			      "front-ends choose how lessons look", "left out");
	struct str copy = buf_failed(&out) ? STR_NONE : arena_str(&import->arena, buf_view(&out));
	import->arena.failed = import->arena.failed || buf_failed(&out);
	buf_release(&out);
	return copy.at ? copy : STR("");
}

void anki_set_template(struct anki *anki, struct anki_type *type, size_t at, struct str name, struct str question,
		       struct str answer)
{
	if (!type || at >= type->template_count)
		return;
	type->templates[at].name = make_str(&anki->import->arena, name);
	type->templates[at].question = without_code(anki, type, question, false);
	type->templates[at].answer = without_code(anki, type, answer, true);
}

/* Whether a selector is one of the note types that come with Anki. */
static bool is_usual(struct str selector)
{
	static const char *const usual[] = {
		".card",  ".cloze", ".nightMode .cloze", "#image-occlusion-canvas", "img", "#container",
		".card1", ".card2"
	};
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (str_is(selector, usual[i]))
			return true;
	return false;
}

void anki_set_styles(struct anki *anki, struct anki_type *type, struct str css)
{
	bool usual = true;
	if (type && own_kind(type) != OWN_NONE)
		return;
	while (type && usual) {
		const char *open = css.len ? memchr(css.at, '{', css.len) : NULL;
		const char *close = open ? memchr(open, '}', css.len - (size_t)(open - css.at)) : NULL;
		if (!close)
			return;
		usual = is_usual(str_trim((struct str){ css.at, (size_t)(open - css.at) }));
		css = (struct str){ close + 1, css.len - (size_t)(close + 1 - css.at) };
	}
	if (type)
		ledger_change(&anki->import->ledger, anki_type_item(anki, type), STR("styles"),
			      "front-ends choose how lessons look", "left out");
}

struct anki_deck *anki_find_deck(struct anki *anki, struct str id)
{
	struct anki_deck *deck = map_get(&anki->decks, id);
	if (deck)
		return deck;
	deck = map_get(&anki->decks, STR(""));
	return deck ? deck : anki_add_deck(anki, STR(""), STR("Anki"), STR(""));
}

/* The title of a deck's lesson: A::B is "A: B". Decks that Satchel wrote have lessons' titles as their last names. */
static struct str deck_title(struct anki *anki, struct str name, bool own)
{
	struct arena *arena = &anki->import->arena;
	char *title = arena_alloc(arena, name.len + 1);
	size_t len = 0;
	for (size_t i = 0; title && i < name.len; i++) {
		if (!markup_has(name, i, "::")) {
			title[len++] = name.at[i];
			continue;
		}
		i++;
		if (own) {
			len = 0;
			continue;
		}
		title[len++] = ':';
		title[len++] = ' ';
	}
	return str_trim(title ? (struct str){ title, len } : STR(""));
}

struct import_lesson *anki_deck_lesson(struct anki *anki, struct anki_deck *deck, enum own_kind own)
{
	struct import *import = anki->import;
	if (deck->lesson)
		return deck->lesson;
	struct ledger_item *item = ledger_read(&import->ledger, LEDGER_LESSON, deck->name, 0);
	struct str title = deck_title(anki, deck->name, own != OWN_NONE);
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_text(&key, "anki-deck:");
	buf_str(&key, deck->name);
	deck->lesson = import_lesson(import, buf_view(&key), title.len ? title : STR("Anki"), STR_NONE);
	import->arena.failed = import->arena.failed || buf_failed(&key);
	buf_release(&key);
	import_lesson_item(import, deck->lesson, item);
	if (!deck->lesson || markup_is_invisible(deck->description))
		return deck->lesson;
	struct html_reader reader = { .import = import,
				      .item = item,
				      .find = anki->find,
				      .context_of_find = anki->context_of_find,
				      .targets = own != OWN_NONE };
	deck->lesson->lesson.summary = make_flow(&import->arena);
	if (deck->lesson->lesson.summary)
		deck->lesson->lesson.summary->text = html_read_inline(&reader, deck->description);
	return deck->lesson;
}
