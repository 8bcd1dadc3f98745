#include "check/core/index.h"

#include "check/core/unspaced.h"

#include <stdlib.h>

enum { PREFIXED_MIN = 4 }; /* letters of a word that a prefix is joined to */

void index_part_init(struct index_part *part)
{
	*part = (struct index_part){ .ids = NULL };
	arena_init(&part->arena);
	vocabulary_init(&part->vocabulary);
}

void index_part_release(struct index_part *part)
{
	arena_release(&part->arena);
	free(part->ids);
	free(part->links);
	free(part->prompts);
	free(part->pictures);
	free(part->keys);
	free(part->files);
	free(part->words);
	free(part->short_forms);
	vocabulary_release(&part->vocabulary);
	index_part_init(part);
}

/* Makes room for one more element of size bytes. If memory ran out, returns NULL and leaves the list unchanged. */
static void *grow(struct index_part *part, void *list, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return list;
	size_t larger = *room ? *room + *room / 2 : 256;
	void *grown = part->failed ? NULL : realloc(list, larger * size);
	if (grown)
		*room = larger;
	else
		part->failed = true;
	return grown;
}

/* Copies s into the part's memory; NULL if s has no value or memory ran out. */
static const char *keep(struct index_part *part, struct str s)
{
	if (!s.at)
		return NULL;
	const char *copy = arena_copy(&part->arena, s.at, s.len);
	part->failed = part->failed || !copy;
	return copy;
}

void index_open_file(struct index_part *part, uint32_t file, struct str lesson, bool lost_ids)
{
	struct index_file *files = grow(part, part->files, part->file_count, &part->file_room, sizeof(*part->files));
	if (!files)
		return;
	part->files = files;
	part->files[part->file_count++] = (struct index_file){ .lesson = keep(part, lesson),
							       .file = file,
							       .ids = part->id_count,
							       .links = part->link_count,
							       .prompts = part->prompt_count,
							       .pictures = part->picture_count,
							       .keys = part->key_count,
							       .lost_ids = lost_ids };
}

static uint32_t current_file(const struct index_part *part)
{
	return part->files[part->file_count - 1].file;
}

void index_add_id(struct index_part *part, const struct own_id *own, struct location location)
{
	struct index_id *ids = grow(part, part->ids, part->id_count, &part->id_room, sizeof(*part->ids));
	const char *copy = ids ? keep(part, own->id) : NULL;
	if (ids)
		part->ids = ids;
	if (copy && !part->failed)
		part->ids[part->id_count++] = (struct index_id){ .id = copy,
								 .location = location,
								 .file = current_file(part),
								 .kind = own->kind,
								 .access = own->access };
}

void index_add_link(struct index_part *part, struct str id, struct link_text text, struct location location,
		    struct str item)
{
	struct index_link *links = grow(part, part->links, part->link_count, &part->link_room, sizeof(*part->links));
	const char *copy = links ? keep(part, id) : NULL;
	if (links)
		part->links = links;
	if (copy && !part->failed)
		part->links[part->link_count++] = (struct index_link){ copy, keep(part, item), location, text };
}

struct index_prompt *index_add_prompt(struct index_part *part, uint64_t digest, enum prompt_kind kind,
				      struct location location, struct str item)
{
	struct index_prompt *prompts =
		grow(part, part->prompts, part->prompt_count, &part->prompt_room, sizeof(*part->prompts));
	if (!prompts)
		return NULL;
	part->prompts = prompts;
	if (part->failed)
		return NULL;
	struct index_prompt *prompt = &part->prompts[part->prompt_count++];
	*prompt = (struct index_prompt){
		.digest = digest, .location = location, .item = keep(part, item), .kind = kind
	};
	prompt->file = current_file(part);
	prompt->word_offset = part->word_count;
	return prompt;
}

static void add_word(struct index_part *part, struct str word)
{
	uint32_t *words = grow(part, part->words, part->word_count, &part->word_room, sizeof(*part->words));
	if (!words)
		return;
	part->words = words;
	words[part->word_count++] = vocabulary_number(&part->vocabulary, word);
}

/* The length of the number at the beginning of a word if a unit or the end of a range follows, else 0: 5mg, 5%, 2-4. */
static size_t number_before(struct str word)
{
	size_t len = 0;
	while (len < word.len && ((word.at[len] >= '0' && word.at[len] <= '9') || (len && word.at[len] == '.')))
		len++;
	if (len == 0 || len == word.len)
		return 0;
	struct str rest = { word.at + len, word.len - len };
	if (rest.at[0] == '-' && rest.len > 1)
		return len;
	bool ordinal = str_is(rest, "st") || str_is(rest, "nd") || str_is(rest, "rd") || str_is(rest, "th");
	return rest.at[0] == '%' || (rest.at[0] >= 'a' && rest.at[0] <= 'z' && !ordinal) ? len : 0;
}

/* Whether the word is a prefix that may be written on its own: anti-mitochondrial, post-term. */
static bool is_prefix(struct str word)
{
	enum { LONGEST = 5 };
	static const char prefixes[][LONGEST + 1] = { "anti", "non", "post", "pre", "intra", "extra", "inter", "peri",
						      "sub",  "supra", "micro", "macro", "multi", "hyper", "hypo" };
	for (size_t i = 0; word.len && word.len <= LONGEST && i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (prefixes[i][0] == word.at[0] && str_is(word, prefixes[i]))
			return true;
	return false;
}

/* Joins the word at *offset, if it is one to join, to the prefix before it: returns both, in scratch. */
static struct str join_prefix(struct str prefix, struct str folded, size_t *offset, char scratch[UNSPACED_WORD])
{
	size_t start = *offset + 1, end = start;
	while (end < folded.len && folded.at[end] >= 'a' && folded.at[end] <= 'z')
		end++;
	size_t len = end - start;
	if ((end < folded.len && folded.at[end] != ' ') || end < start + PREFIXED_MIN ||
	    prefix.len + len > UNSPACED_WORD)
		return prefix;
	memcpy(scratch, prefix.at, prefix.len);
	memcpy(scratch + prefix.len, folded.at + start, len);
	*offset = end;
	return (struct str){ scratch, prefix.len + len };
}

static void add_spaced_word(struct index_part *part, struct str word)
{
	size_t number = number_before(word);
	if (number) {
		add_word(part, (struct str){ word.at, number });
		number += word.at[number] == '-';
		word = (struct str){ word.at + number, word.len - number };
	}
	add_word(part, word);
}

uint32_t index_add_words(struct index_part *part, struct str folded)
{
	size_t before = part->word_count, offset = 0;
	char scratch[UNSPACED_WORD], pair[2 * UNSPACED_WORD];
	struct str last = STR_NONE; /* the part of a word before this one */
	bool paired = false;
	for (struct str word; (word = unspaced_next_word(folded, &offset, scratch)).at && !part->failed;) {
		if (is_prefix(word))
			word = join_prefix(word, folded, &offset, scratch);
		bool part_of_word = word.len <= UNSPACED_WORD && unspaced_class_of(word) == UNSPACED_PART;
		if (last.at && part_of_word) {
			memcpy(pair + last.len, word.at, word.len);
			add_word(part, (struct str){ pair, last.len + word.len });
		} else if (last.at && !paired) {
			add_word(part, last);
		}
		paired = last.at && part_of_word;
		last = part_of_word ? (struct str){ pair, word.len } : STR_NONE;
		if (part_of_word)
			memcpy(pair, word.at, word.len);
		else
			add_spaced_word(part, word);
	}
	if (last.at && !paired)
		add_word(part, last);
	part->failed = part->failed || part->vocabulary.failed;
	return part->failed ? 0 : (uint32_t)(part->word_count - before);
}

void index_keep_said(struct index_part *part, struct index_prompt *prompt, struct str said)
{
	prompt->said = keep(part, said);
}

void index_read_said(struct index_part *part, struct index_prompt *prompt)
{
	if (!prompt->said)
		return;
	const char *end = strchr(prompt->said, '\n');
	prompt->word_offset = part->word_count;
	prompt->front_words = index_add_words(part, (struct str){ prompt->said, (size_t)(end - prompt->said) });
	prompt->back_words = index_add_words(part, str_from(end + 1));
	prompt->said = NULL;
}

void index_add_short_form(struct index_part *part, struct str name, struct str meaning)
{
	struct index_short_form *forms = grow(part, part->short_forms, part->short_form_count, &part->short_form_room,
					      sizeof(*part->short_forms));
	if (!forms)
		return;
	part->short_forms = forms;
	struct index_short_form form = { keep(part, name), keep(part, meaning) };
	if (!part->failed)
		forms[part->short_form_count++] = form;
}

void index_add_picture(struct index_part *part, const struct index_picture *picture, const char *path, struct str item)
{
	struct index_picture *pictures =
		grow(part, part->pictures, part->picture_count, &part->picture_room, sizeof(*part->pictures));
	if (!pictures)
		return;
	part->pictures = pictures;
	struct index_picture *added = &part->pictures[part->picture_count];
	*added = *picture;
	added->path = keep(part, str_from(path));
	added->item = keep(part, item);
	added->file = current_file(part);
	if (!part->failed)
		part->picture_count++;
}

void index_add_key(struct index_part *part, struct key key)
{
	struct index_key *keys = grow(part, part->keys, part->key_count, &part->key_room, sizeof(*part->keys));
	if (!keys)
		return;
	part->keys = keys;
	keys[part->key_count++] = (struct index_key){ (unsigned char)key.options, (unsigned char)key.position };
}

void index_set_keys_location(struct index_part *part, struct location location)
{
	part->files[part->file_count - 1].keys_location = location;
}
