#include "check/spelling/load.h"

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

/* Reads the word list. Everything in it that looks like a word is accepted. */
static enum file_status read_list(struct speller *speller, const char *path)
{
	struct buf bytes;
	buf_init(&bytes, WORDS_SIZE_MAX + 1);
	enum file_status status = file_read(path, WORDS_SIZE_MAX, &bytes);
	if (status == FILE_OK) {
		word_list_strip(&bytes);
		spelling_fold(&speller->list, buf_view(&bytes));
	}
	bool good = !buf_failed(&speller->list);
	size_t offset = 0;
	for (struct str word; good && (word = spelling_word(buf_view(&speller->list), &offset)).at;) {
		void **slot = map_put(&speller->listed, word);
		good = slot != NULL;
		if (good)
			*slot = speller;
	}
	buf_release(&bytes);
	return status == FILE_OK && !good ? FILE_NO_MEMORY : status;
}

static enum speller_status report_missing(const struct config *config, struct report *report, const char *message,
				const char *name, const char *help)
{
	struct diagnostic *d = report_add_at(report, RULE_TEXT_SPELLING, config->path, (struct location){ 0 }, STR_NONE,
					     STR_NONE, message, name);
	report_help(report, d, "%s", help);
	return report->failed ? SPELLER_NO_MEMORY : SPELLER_WRONG;
}

static enum speller_status load(struct speller *speller, const struct config *config, struct report *report)
{
	static const char packages[] =
		"install it: on Debian and Ubuntu the packages are hunspell-en-us, hunspell-en-gb and hunspell-en-med; "
		"or remove <spelling> from satchel.xml";
	for (size_t i = 0; i < SPELLER_COUNT; i++) {
		speller->paths[i] = find(names[i], ".dic");
		if (!speller->paths[i] && i != SPELLER_MEDICAL)
			return report_missing(config, report, "spelling is enabled, but hunspell's dictionary %s is not installed",
				    names[i], packages);
	}
	if (!config->words)
		return SPELLER_OK;
	enum file_status status = read_list(speller, config->words);
	if (status == FILE_NO_MEMORY)
		return SPELLER_NO_MEMORY;
	if (status != FILE_OK)
		return report_missing(config, report, "the word list '%s' can't be read", config->words,
			    "its path is relative to the folder of satchel.xml");
	return SPELLER_OK;
}

enum speller_status speller_new(const struct config *config, struct report *report, struct speller **speller)
{
	*speller = NULL;
	if (!config->spelling || !report_wants(report, RULE_TEXT_SPELLING))
		return SPELLER_OK;
	struct speller *made = calloc(1, sizeof(*made));
	if (!made)
		return SPELLER_NO_MEMORY;
	map_init(&made->listed);
	buf_init(&made->list, BUF_CAP);
	pthread_mutex_init(&made->lock, NULL);
	enum speller_status status = load(made, config, report);
	if (status == SPELLER_OK)
		*speller = made;
	else
		speller_free(made);
	return status;
}

void speller_free(struct speller *speller)
{
	if (!speller)
		return;
	for (size_t i = 0; i < SPELLER_COUNT; i++) {
		if (speller->dictionaries[i])
			Hunspell_destroy(speller->dictionaries[i]);
		free(speller->paths[i]);
	}
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
	return dictionary;
}

bool speller_has(struct speller *speller, int number, const char *word, bool *failed)
{
	if (!speller->paths[number])
		return false;
	if (!speller->dictionaries[number])
		speller->dictionaries[number] = load_dictionary(speller, number);
	*failed = *failed || !speller->dictionaries[number];
	return speller->dictionaries[number] && Hunspell_spell(speller->dictionaries[number], word) != 0;
}
