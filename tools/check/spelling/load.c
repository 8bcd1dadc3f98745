#include "check/spelling/parts.h"

#include "base/file.h"
#include "check/spelling/word_list.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const folders[] = { "/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/share/myspell",
				       "/opt/homebrew/share/hunspell", "/usr/local/share/hunspell" };
static const char *const names[] = { [SPELLER_AMERICAN] = "en_US",
				     [SPELLER_BRITISH] = "en_GB",
				     [SPELLER_MEDICAL] = "en_med_glut" };

/* FOLDER/NAME in the first folder that has NAME with the ending. NULL if none has, or memory ran out. */
static char *find(const char *name, const char *ending)
{
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		struct buf path;
		buf_init(&path, BUF_CAP);
		buf_format(&path, "%s/%s%s", folders[i], name, ending);
		bool found = !buf_failed(&path) && access(buf_cstr(&path), R_OK) == 0;
		char *known = found ? strndup(buf_cstr(&path), path.len - strlen(ending)) : NULL;
		buf_release(&path);
		if (known)
			return known;
	}
	return NULL;
}

static bool report_missing(const struct config *config, struct report *report, struct location location, const char *message,
			   const char *name, const char *help)
{
	struct diagnostic *d =
		report_add_at(report, RULE_CONFIG_BAD_VALUE, config->path, location, STR_NONE, STR_NONE, message, name);
	report_help(report, d, "%s", help);
	return !report->failed;
}

/* Adds everything that looks like a word to those that are accepted. */
static bool list_words(struct speller *speller, struct buf *bytes)
{
	word_list_strip(bytes);
	spelling_fold(&speller->list, buf_view(bytes));
	bool good = !buf_failed(&speller->list);
	size_t offset = 0;
	for (struct str word; good && (word = spelling_word(buf_view(&speller->list), &offset)).at;) {
		void **slot = map_put(&speller->listed, word);
		good = slot != NULL;
		if (good)
			*slot = speller;
	}
	return good;
}

/* Reads the word list. Sets *usable if it is one, and reports what is wrong otherwise. */
static bool read_list(struct speller *speller, const struct config *config, struct report *report, bool *usable)
{
	enum { SIZE_MOST = 16 * 1024 * 1024 };
	struct buf bytes;
	buf_init(&bytes, SIZE_MOST + 1);
	enum file_status status = file_read(config->words, SIZE_MOST, &bytes);
	bool good = status != FILE_NO_MEMORY;
	*usable = status == FILE_OK && word_list_check(buf_view(&bytes), config->words, report);
	if (*usable)
		good = list_words(speller, &bytes);
	else if (good && status != FILE_OK)
		good = report_missing(config, report, config->words_location, "the word list cannot be read: %s",
				      file_status_text(status), "name a file, relative to the folder of this one, with one "
				      "word to a line; until then, spelling is not checked");
	buf_release(&bytes);
	return good && !report->failed;
}

/* Finds what config demands. Sets *usable if it is all there, and reports what is missing otherwise. */
static bool load(struct speller *speller, const struct config *config, struct report *report, bool *usable)
{
	*usable = true;
	for (size_t i = 0; i < SPELLER_COUNT; i++) {
		speller->paths[i] = find(names[i], ".dic");
		if (speller->paths[i] || i == SPELLER_MEDICAL)
			continue;
		*usable = false;
		return report_missing(config, report, (struct location){ 0 },
				      "spelling is enabled, but hunspell's dictionary %s is not installed", names[i],
				      "install it: on Debian and Ubuntu the packages are hunspell-en-us, hunspell-en-gb and "
				      "hunspell-en-med; or remove <spelling> from satchel.xml. Spelling was not checked");
	}
	return !config->words || read_list(speller, config, report, usable);
}

bool speller_new(const struct config *config, const struct lexicon *lexicon, struct report *report, struct speller **speller)
{
	bool usable = false;
	*speller = NULL;
	if (!config->spelling || !report_wants(report, RULE_TEXT_SPELLING))
		return true;
	struct speller *made = calloc(1, sizeof(*made));
	if (!made)
		return false;
	made->lexicon = lexicon;
	text_variants_init(&made->variants);
	arena_init(&made->words);
	for (size_t i = 0; i < ENGLISH_COUNT; i++)
		map_init(&made->verdicts[i]);
	map_init(&made->listed);
	buf_init(&made->list, BUF_CAP);
	pthread_mutex_init(&made->lock, NULL);
	bool good = load(made, config, report, &usable);
	if (good && usable)
		*speller = made;
	else
		speller_free(made);
	return good;
}

bool speller_report_broken(const struct speller *speller, const struct config *config, struct report *report)
{
	bool good = true;
	for (size_t i = 0; i < SPELLER_COUNT && good; i++)
		if (speller->broken[i])
			good = report_missing(config, report, (struct location){ 0 },
					      "hunspell's dictionary %s is damaged or not in its own encoding",
					      speller->paths[i], "install its package again; its words were not used");
	return good;
}

static void *unload(void *context)
{
	struct speller *speller = context;
	for (size_t i = 0; i < SPELLER_COUNT; i++) {
		if (speller->dictionaries[i])
			Hunspell_destroy(speller->dictionaries[i]);
		speller->dictionaries[i] = NULL;
	}
	return NULL;
}

void speller_unload(struct speller *speller)
{
	speller->unloads = pthread_create(&speller->unloading, NULL, unload, speller) == 0;
}

void speller_free(struct speller *speller)
{
	if (!speller)
		return;
	if (speller->unloads)
		pthread_join(speller->unloading, NULL);
	else
		unload(speller);
	for (size_t i = 0; i < SPELLER_COUNT; i++)
		free(speller->paths[i]);
	for (size_t i = 0; i < ENGLISH_COUNT; i++)
		map_release(&speller->verdicts[i]);
	arena_release(&speller->words);
	map_release(&speller->listed);
	buf_release(&speller->list);
	pthread_mutex_destroy(&speller->lock);
	free(speller);
}

/* NULL if memory ran out. */
static Hunhandle *load_dictionary(struct speller *speller, int number)
{
	struct buf aff, dic;
	buf_init(&aff, BUF_CAP);
	buf_init(&dic, BUF_CAP);
	/* The medical dictionary has no affix rules of its own. */
	buf_format(&aff, "%s.aff", speller->paths[number == SPELLER_MEDICAL ? SPELLER_AMERICAN : number]);
	buf_format(&dic, "%s.dic", speller->paths[number]);
	Hunhandle *dictionary = NULL;
	if (!buf_failed(&aff) && !buf_failed(&dic))
		dictionary = Hunspell_create(buf_cstr(&aff), buf_cstr(&dic));
	buf_release(&aff);
	buf_release(&dic);
	/* Hunspell reads any file, and then knows nothing. */
	speller->broken[number] = dictionary && !Hunspell_spell(dictionary, number == SPELLER_MEDICAL ? "hepatitis" : "that");
	return dictionary;
}

bool speller_has(struct speller *speller, int number, const char *word, bool *failed)
{
	if (!speller->paths[number])
		return false;
	if (!speller->dictionaries[number])
		speller->dictionaries[number] = load_dictionary(speller, number);
	*failed = *failed || !speller->dictionaries[number];
	return speller->dictionaries[number] &&
	       (speller->broken[number] || Hunspell_spell(speller->dictionaries[number], word) != 0);
}
