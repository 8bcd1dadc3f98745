/* CrowdAnki: a folder with deck.json, which has note types and nested decks with notes, and media. */
#include "base/file.h"
#include "base/path.h"
#include "convert/anki/models.h"
#include "convert/anki/note.h"
#include "convert/anki/package.h"
#include "convert/anki/sources.h"
#include "pack/json_access.h"

enum { DECK_DEPTH_MAX = 100 };

struct crowd_reader {
	struct anki *anki;
	struct str folder; /* of the media */
	struct buf deck;   /* the name of the current one, with its parents */
	unsigned depth;
};

/* Finds a file of the folder media: a plain name, never a path. */
static enum result find_medium(void *context, struct str name, struct str *bytes, struct buf *why)
{
	struct crowd_reader *r = context;
	struct arena *arena = &r->anki->import->arena;
	struct buf path, content;
	bool plain = name.len && name.at[0] != '.' && !memchr(name.at, '/', name.len) &&
		     !memchr(name.at, '\\', name.len) && !memchr(name.at, '\0', name.len);
	if (!plain) {
		buf_text(why, "it names no file in the folder media");
		return RESULT_REFUSED;
	}
	buf_init(&path, BUF_CAP);
	buf_init(&content, BUF_CAP);
	buf_format(&path, "%.*s/media/%.*s", STR_ARG(r->folder), STR_ARG(name));
	enum file_status status =
		buf_failed(&path) ? FILE_NO_MEMORY : file_read(buf_cstr(&path), PACKAGE_MEDIUM_MAX, &content);
	if (status == FILE_OK)
		*bytes = arena_str(arena, buf_view(&content));
	else
		buf_text(why, file_status_text(status));
	buf_release(&path);
	buf_release(&content);
	return status == FILE_OK ? RESULT_OK : status == FILE_NO_MEMORY ? RESULT_NO_MEMORY : RESULT_REFUSED;
}

static void read_tags(struct crowd_reader *r, struct json_walk tags, struct buf *out)
{
	buf_clear(out);
	if (!json_enter(&tags))
		return;
	for (; walk_element(&tags); walk_skip(&tags)) {
		json_append(out, tags);
		buf_char(out, ' ');
	}
	r->anki->import->arena.failed = r->anki->import->arena.failed || buf_failed(out);
}

static void read_fields(struct crowd_reader *r, struct json_walk fields, struct str *to, size_t count)
{
	for (size_t i = 0; i < count; i++)
		to[i] = STR("");
	if (!json_enter(&fields))
		return;
	for (size_t i = 0; walk_element(&fields); walk_skip(&fields), i++)
		if (i < count)
			to[i] = models_text(&r->anki->import->arena, fields);
}

static struct json_walk read_note(struct crowd_reader *r, struct json_walk json, struct anki_deck *deck)
{
	static const char *const names[] = { "guid", "note_model_uuid", "fields", "tags" };
	struct json_walk value[4];
	struct anki *anki = r->anki;
	struct arena *arena = &anki->import->arena;
	struct str fields[ANKI_FIELDS_MAX];
	struct note_card cards[ANKI_TEMPLATES_MAX];
	struct json_walk after = MEMBERS(json, names, value);
	struct anki_note note = { .guid = models_text(arena, value[0]), .fields = fields };
	note.type = map_get(&anki->types, models_text(arena, value[1]));
	if (!note.type || !note.type->field_count || !note.type->template_count) {
		struct ledger *ledger = &anki->import->ledger;
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_CARD, note.guid, 0),
				 "its note type does not exist");
		return after;
	}
	struct buf tags;
	buf_init(&tags, BUF_CAP);
	read_tags(r, value[3], &tags);
	note.tags = buf_view(&tags);
	read_fields(r, value[2], fields, note.type->field_count);
	for (size_t i = 0; i < note.type->template_count; i++)
		cards[i] = (struct note_card){ (unsigned)i, deck };
	note_import(anki, &note, cards, note.type->template_count, true);
	arena_drop(&r->anki->import->arena, &tags);
	return after;
}

static void read_types(struct crowd_reader *r, struct json_walk types)
{
	if (!json_enter(&types))
		return;
	while (walk_element(&types))
		types = models_read_type(r->anki, types);
}

static void read_deck(struct crowd_reader *r, struct json_walk json)
{
	static const char *const names[] = { "name", "desc", "crowdanki_uuid", "note_models", "notes", "children" };
	enum { NAME, DESCRIPTION, UUID, TYPES, NOTES, CHILDREN };
	struct json_walk value[sizeof(names) / sizeof(names[0])];
	struct arena *arena = &r->anki->import->arena;
	size_t outer = r->deck.len;
	if (r->depth++ >= DECK_DEPTH_MAX) {
		struct ledger *ledger = &r->anki->import->ledger;
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_OTHER, buf_view(&r->deck), 0),
				 "its decks are nested too deeply");
		r->depth--;
		return;
	}
	MEMBERS(json, names, value);
	if (outer)
		buf_text(&r->deck, "::");
	buf_str(&r->deck, models_text(arena, value[NAME]));
	read_types(r, value[TYPES]);
	struct anki_deck *deck =
		anki_add_deck(r->anki, buf_view(&r->deck), buf_view(&r->deck), models_text(arena, value[DESCRIPTION]));
	if (!deck)
		deck = anki_find_deck(r->anki, buf_view(&r->deck));
	struct json_walk list = value[NOTES];
	if (deck && json_enter(&list))
		while (walk_element(&list))
			list = read_note(r, list, deck);
	list = value[CHILDREN];
	if (json_enter(&list))
		for (; walk_element(&list); walk_skip(&list))
			read_deck(r, list);
	buf_cut(&r->deck, outer);
	r->depth--;
}

enum result import_crowdanki(struct anki *anki, const char *path, struct str bytes, struct buf *why)
{
	static const char *const names[] = { "__type__", "notes", "children" };
	struct json_walk value[3];
	struct crowd_reader reader = { .anki = anki, .folder = path_folder(path) };
	if (!models_json_is_good(bytes, "the decks", why))
		return RESULT_REFUSED;
	MEMBERS(((struct json_walk){ bytes.at }), names, value);
	if (!json_is_word(value[0], "Deck") && !value[1].at && !value[2].at) {
		buf_text(why, "the file has no deck of CrowdAnki");
		return RESULT_REFUSED;
	}
	buf_init(&reader.deck, BUF_CAP);
	anki->find = find_medium;
	anki->context_of_find = &reader;
	read_deck(&reader, (struct json_walk){ bytes.at });
	anki->import->arena.failed = anki->import->arena.failed || buf_failed(&reader.deck);
	buf_release(&reader.deck);
	return RESULT_OK;
}
