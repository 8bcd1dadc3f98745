#include "check/spelling/parts.h"

#include "base/file.h"
#include "check/spelling/word_list.h"

#include <errno.h>
#include <stdlib.h>

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
	const char *missing = dictionaries_find(speller->dictionaries);
	*usable = !missing;
	if (missing)
		return report_missing(config, report, (struct location){ 0 },
				      "spelling is enabled, but hunspell's dictionary %s is not installed", missing,
				      "install it: on Debian and Ubuntu the packages are hunspell-en-us, hunspell-en-gb and "
				      "hunspell-en-med; or remove <spelling> from satchel.xml. Spelling was not checked");
	return !config->words || read_list(speller, config, report, usable);
}

bool speller_new(struct dictionaries *dictionaries, const struct config *config, const struct lexicon *lexicon,
		 struct report *report, struct speller **speller)
{
	bool usable = false;
	*speller = NULL;
	if (!dictionaries || !config->spelling || !report_wants(report, RULE_TEXT_SPELLING))
		return true;
	struct speller *made = calloc(1, sizeof(*made));
	if (!made)
		return false;
	made->dictionaries = dictionaries;
	made->lexicon = lexicon;
	text_variants_init(&made->variants);
	arena_init(&made->words);
	for (size_t i = 0; i < ENGLISH_COUNT; i++)
		map_init(&made->verdicts[i]);
	map_init(&made->listed);
	buf_init(&made->list, BUF_CAP);
	bool good = load(made, config, report, &usable);
	if (good && usable)
		*speller = made;
	else
		speller_free(made);
	return good;
}

bool speller_report_broken(const struct speller *speller, const struct config *config, struct report *report)
{
	const struct dictionaries *dictionaries = speller->dictionaries;
	bool good = true;
	for (size_t i = 0; i < SPELLER_COUNT && good; i++)
		if (dictionaries->broken[i])
			good = report_missing(config, report, (struct location){ 0 },
					      "hunspell's dictionary %s is damaged or not in its own encoding",
					      dictionaries->paths[i], "install its package again; its words were not used");
	return good;
}

void speller_free(struct speller *speller)
{
	if (!speller)
		return;
	for (size_t i = 0; i < ENGLISH_COUNT; i++)
		map_release(&speller->verdicts[i]);
	arena_release(&speller->words);
	map_release(&speller->listed);
	buf_release(&speller->list);
	free(speller);
}
