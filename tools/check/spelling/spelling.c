#include "base/ascii.h"
#include "base/hash.h"
#include "check/spelling/parts.h"
#include "check/text/parts.h"

#include <stdlib.h>

struct spelling_worker *spelling_worker_new(struct speller *speller)
{
	struct spelling_worker *worker = calloc(1, sizeof(*worker));
	if (!worker)
		return NULL;
	worker->speller = speller;
	arena_init(&worker->arena);
	for (size_t i = 0; i < ENGLISH_COUNT; i++)
		map_init(&worker->verdicts[i]);
	map_init(&worker->glossary);
	map_init(&worker->names);
	map_init(&worker->own);
	buf_init(&worker->own_words, BUF_CAP);
	buf_init(&worker->folded, BUF_CAP);
	buf_init(&worker->composed, BUF_CAP);
	buf_init(&worker->plain, BUF_CAP);
	buf_init(&worker->reported, BUF_CAP);
	return worker;
}

void spelling_worker_free(struct spelling_worker *worker)
{
	if (!worker)
		return;
	arena_release(&worker->arena);
	for (size_t i = 0; i < ENGLISH_COUNT; i++)
		map_release(&worker->verdicts[i]);
	map_release(&worker->glossary);
	map_release(&worker->names);
	map_release(&worker->own);
	buf_release(&worker->own_words);
	buf_release(&worker->folded);
	buf_release(&worker->composed);
	buf_release(&worker->plain);
	buf_release(&worker->reported);
	free(worker);
}

/* Adds the words of the text to map; the arena owns their bytes. */
static bool note_words(struct spelling_worker *worker, struct map *map, struct arena *arena, struct str text)
{
	size_t offset = 0;
	for (struct str word; (word = spelling_word(text, &offset)).at;) {
		buf_clear(&worker->folded);
		spelling_fold(&worker->folded, word);
		struct str key = buf_view(&worker->folded);
		if (map_get(map, key))
			continue;
		key = arena_str(arena, key);
		void **slot = key.at && !buf_failed(&worker->folded) ? map_put(map, key) : NULL;
		if (!slot)
			return false;
		*slot = worker;
	}
	return true;
}

void spelling_note_glossary(struct lesson_check *check)
{
	struct spelling_worker *worker = check->spelling;
	if (!worker)
		return;
	for (const struct entry *entry = check->lesson->glossary; entry; entry = entry->next) {
		buf_clear(&worker->own_words);
		for (const struct flow *name = entry->term; name; name = name->next) {
			inline_plain(&worker->own_words, name->text);
			buf_char(&worker->own_words, '\n');
		}
		if (buf_failed(&worker->own_words) ||
		    !note_words(worker, &worker->glossary, &worker->arena, buf_view(&worker->own_words)))
			check->failed = true;
	}
}

/* Adds the words that the lesson marks as special. */
static void note_marked(struct spelling_worker *worker, const struct inline_node *node)
{
	for (; node; node = node->next) {
		if (node->kind == INLINE_TERM || node->kind == INLINE_ABBR || node->kind == INLINE_CODE) {
			buf_clear(&worker->own_words);
			inline_plain(&worker->own_words, node->children);
			worker->failed = worker->failed || buf_failed(&worker->own_words) ||
					 !note_words(worker, &worker->own, &worker->check->words.memory,
						     buf_view(&worker->own_words));
		}
		note_marked(worker, node->children);
	}
}

static void note_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	(void)site;
	note_marked(context, text);
}

/* The word without a possessive 's. */
static struct str without_possessive(struct str word)
{
	static const char *const endings[] = { "'s", "\xe2\x80\x99s" };
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t len = strlen(endings[i]);
		if (word.len > len && memcmp(word.at + word.len - len, endings[i], len) == 0)
			word.len -= len;
	}
	return word;
}

static bool has_accent(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if ((unsigned char)word.at[i] >= 0x80)
			return true;
	return false;
}

/* Looks up the word in the dictionaries; NULL if one has it, or memory ran out. */
static const struct unknown *look_up(struct spelling_worker *worker, struct str word)
{
	const void *verdict = map_get(&worker->verdicts[worker->english], word);
	if (verdict)
		return verdict == &worker->known ? NULL : verdict;
	struct str copy = arena_str(&worker->arena, word);
	buf_clear(&worker->folded);
	spelling_fold(&worker->folded, word);
	struct str folded = arena_str(&worker->arena, buf_view(&worker->folded));
	struct unknown *unknown = arena_alloc(&worker->arena, sizeof(*unknown));
	void **slot = copy.at && folded.at && unknown ? map_put(&worker->verdicts[worker->english], copy) : NULL;
	if (!slot) {
		worker->failed = true;
		return NULL;
	}
	/* A capital may begin a sentence: Hunspell accepts both cases. The American dictionary has words without
	 * accents. */
	bool known = speller_knows(worker->speller, worker->english, copy, &worker->failed);
	if (!known && has_accent(copy))
		known = speller_knows(worker->speller, worker->english, spelling_plain(&worker->plain, copy), &worker->failed);
	*unknown = (struct unknown){ copy.at, folded, worker->english };
	*slot = known ? &worker->known : unknown;
	return known ? NULL : unknown;
}

/* Whether the compound that contains the word is known as a whole: anti-inflammatory. */
static bool compound_is_known(struct spelling_worker *worker, struct str text, struct str word)
{
	size_t start = (size_t)(word.at - text.at), end = start + word.len;
	size_t from = start, to = end;
	if (end < text.len && text.at[end] == '-' && spelling_is_prefix(word))
		return true;
	while (from > 0 && ((text.at[from - 1] | 32) >= 'a' || text.at[from - 1] == '-') &&
	       (text.at[from - 1] | 32) <= 'z')
		from--;
	while (to < text.len && (((text.at[to] | 32) >= 'a' && (text.at[to] | 32) <= 'z') || text.at[to] == '-'))
		to++;
	if (from == start && to == end)
		return false;
	return !look_up(worker, (struct str){ text.at + from, to - from });
}

/* Whether the word is followed by a full stop within a sentence, and known as an abbreviation: excl. children. */
static bool abbreviation_is_known(struct spelling_worker *worker, struct str text, struct str word)
{
	size_t end = (size_t)(word.at - text.at) + word.len, next = end + 1;
	if (end >= text.len || text.at[end] != '.')
		return false;
	while (next < text.len && text.at[next] == ' ')
		next++;
	/* A lower-case letter, a digit, or a sign continues the sentence. */
	bool goes_on = next < text.len && (ascii_is_lower(text.at[next]) ||
					   ascii_is_digit(text.at[next]) || strchr(",;:)", text.at[next]));
	return goes_on && !look_up(worker, (struct str){ word.at, word.len + 1 });
}

/* Words of the other variety, and misspelled medicines and terms, are reported by other rules. */
static bool is_reported_elsewhere(const struct spelling_worker *worker, struct str word)
{
	const struct report *report = worker->check->report;
	struct str meant[LEXICON_MEANT_MAX];
	return (report_wants(report, RULE_TEXT_MIXED_SPELLING) && text_spelling_is_wrong(word, worker->english, &worker->speller->variants)) ||
	       (report_wants(report, RULE_MEDICAL_MISSPELLED) && lexicon_meant(worker->speller->lexicon, word, meant)) ||
	       (report_wants(report, RULE_MEDICAL_MISSPELLED_TERM) &&
		lexicon_meant_term(worker->speller->lexicon, word, meant));
}

/* Where a word is kept if it is right wherever it is, or as the beginning of a sentence, and the hash that is there then. */
static uint64_t *settled_at(struct spelling_worker *worker, struct str word, enum english english, bool begins,
			    uint64_t *hash)
{
	*hash = hash_of(word, HASH_KEY ^ (begins ? ENGLISH_COUNT + english : english));
	return &worker->settled[*hash % SETTLED_COUNT];
}

static void settle(struct spelling_worker *worker, struct str word, bool begins)
{
	uint64_t hash, *settled = settled_at(worker, word, worker->english, begins, &hash);
	*settled = hash;
}

static void judge_word(struct spelling_worker *worker, struct str text, struct str word, struct str item)
{
	struct lesson_check *check = worker->check;
	struct str composed = spelling_composed(&worker->composed, word);
	enum spelling_case kind = spelling_case_of(text, word, composed);
	worker->failed = worker->failed || buf_failed(&worker->composed);
	if (kind == SPELLING_OTHER)
		settle(worker, word, false);
	if (worker->failed || kind == SPELLING_OTHER)
		return;
	word = without_possessive(word);
	composed = without_possessive(composed);
	if (kind == SPELLING_NAME && !spelling_is_in_code(text, word))
		worker->failed = !note_words(worker, &worker->names, &worker->arena, composed);
	const struct unknown *unknown = kind == SPELLING_NAME ? NULL : look_up(worker, composed);
	if (!unknown && kind != SPELLING_NAME)
		settle(worker, word, kind == SPELLING_INITIAL);
	if (!unknown || spelling_is_in_code(text, word) || is_reported_elsewhere(worker, composed) || map_get(&worker->speller->listed, unknown->folded) || map_get(&worker->own, unknown->folded) ||
	    compound_is_known(worker, text, word) || abbreviation_is_known(worker, text, word))
		return;
	size_t start = (size_t)(word.at - text.at), end = start + word.len;
	struct reported reported = {
		.diagnostic = report_add(check->report, RULE_TEXT_SPELLING,
					 prose_span(&check->texts.prose, check->source, start, end), item,
					 "\"%.*s\" is not in any dictionary", STR_ARG(word)),
		.unknown = unknown,
		.initial = kind == SPELLING_INITIAL,
	};
	if (reported.diagnostic)
		buf_add(&worker->reported, (const char *)&reported, sizeof(reported));
}

/* The variety of English at offset, which no later call for the same run may precede. */
static inline enum english english_at(struct spelling_worker *worker, const struct prose *prose, size_t offset)
{
	if (offset >= worker->tag_end) {
		struct str tag = prose_lang(prose, offset);
		worker->tag_end = prose_lang_end(prose, offset);
		if (tag.at != worker->tag.at || tag.len != worker->tag.len)
			worker->english = language_english(tag);
		worker->tag = tag;
	}
	return worker->english;
}

/* Judges the words that begin from offset to end; returns where to go on. */
static size_t judge_words(struct spelling_worker *worker, const struct text_run *run, size_t offset, size_t end)
{
	const struct prose *prose = &run->check->texts.prose;
	for (struct str word; offset < end && !worker->failed && (word = spelling_word(run->text, &offset)).at;) {
		size_t at = (size_t)(word.at - run->text.at);
		if (at >= end)
			return end;
		if (english_at(worker, prose, at) != ENGLISH_NONE && !(prose_inside(prose, at) & (1u << INLINE_CODE)))
			judge_word(worker, run->text, word, run->site->item);
	}
	return offset;
}

/* Whether the word of a run is also one of spelling_word. */
static bool is_whole(struct str text, const struct text_word *word)
{
	return !(word->flags & (WORD_DIGITS | WORD_HIGH | WORD_JOINED)) &&
	       (word->start == 0 || (unsigned char)text.at[word->start - 1] < 0x80) &&
	       (word->end == text.len || (unsigned char)text.at[word->end] < 0x80);
}

/* Whether the word certainly begins the text or a sentence with a capital, and not as a name beside initials does: "Fogg,
 * N. P." */
static bool begins_sentence(struct str text, const struct text_word *word)
{
	if (!(word->flags & WORD_CAPITAL) || (word->end < text.len && text.at[word->end] == ','))
		return false;
	const char *before = text.at + word->start;
	return word->start == 0 || (word->start > 2 && before[-1] == ' ' && (before[-2] == '.' || before[-2] == '?') &&
				    ascii_is_lower(before[-3]));
}

void spelling_run(const struct text_run *run)
{
	struct spelling_worker *worker = run->check->spelling;
	if (run->site->role == ROLE_SOURCE || run->site->role == ROLE_CREDIT)
		return;
	worker->tag_end = 0;
	for (size_t i = 0, done = 0; i < run->word_count; i++) {
		const struct text_word *word = &run->words[i];
		if (word->end <= done)
			continue;
		uint64_t *settled = NULL, hash = 0;
		if (word->start >= done && is_whole(run->text, word)) {
			enum english english = english_at(worker, &run->check->texts.prose, word->start);
			settled = settled_at(worker, text_word(run, i), english, begins_sentence(run->text, word), &hash);
		}
		done = settled && *settled == hash ? word->end : judge_words(worker, run, done, word->end);
	}
	run->check->failed = run->check->failed || worker->failed || buf_failed(&worker->reported);
}

void spelling_begin(struct lesson_check *check)
{
	struct spelling_worker *worker = check->spelling;
	worker->check = check;
	worker->tag = STR_NONE;
	worker->english = ENGLISH_NONE;
	map_clear(&worker->own);
	arena_clear(&check->words.memory);
	lesson_each_text(check->lesson, note_text, worker);
}
