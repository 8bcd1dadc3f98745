#include "check/spelling/parts.h"

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

struct dictionaries *dictionaries_new(void)
{
	struct dictionaries *made = calloc(1, sizeof(*made));
	if (made)
		pthread_mutex_init(&made->lock, NULL);
	return made;
}

void dictionaries_free(struct dictionaries *dictionaries)
{
	if (!dictionaries)
		return;
	for (size_t i = 0; i < SPELLER_COUNT; i++) {
		if (dictionaries->handles[i])
			Hunspell_destroy(dictionaries->handles[i]);
		free(dictionaries->paths[i]);
	}
	pthread_mutex_destroy(&dictionaries->lock);
	free(dictionaries);
}

const char *dictionaries_find(struct dictionaries *dictionaries)
{
	for (size_t i = 0; i < SPELLER_COUNT; i++) {
		if (!dictionaries->paths[i])
			dictionaries->paths[i] = find(names[i], ".dic");
		if (!dictionaries->paths[i] && i != SPELLER_MEDICAL)
			return names[i];
	}
	return NULL;
}

/* NULL if memory ran out. */
static Hunhandle *load(struct dictionaries *dictionaries, int number)
{
	struct buf aff, dic;
	buf_init(&aff, BUF_CAP);
	buf_init(&dic, BUF_CAP);
	/* The medical dictionary has no affix rules of its own. */
	buf_format(&aff, "%s.aff", dictionaries->paths[number == SPELLER_MEDICAL ? SPELLER_AMERICAN : number]);
	buf_format(&dic, "%s.dic", dictionaries->paths[number]);
	Hunhandle *handle = NULL;
	if (!buf_failed(&aff) && !buf_failed(&dic))
		handle = Hunspell_create(buf_cstr(&aff), buf_cstr(&dic));
	buf_release(&aff);
	buf_release(&dic);
	/* Hunspell reads any file, and then knows nothing. */
	dictionaries->broken[number] =
		handle && !Hunspell_spell(handle, number == SPELLER_MEDICAL ? "hepatitis" : "that");
	return handle;
}

bool dictionaries_have(struct dictionaries *dictionaries, int number, const char *word, bool *failed)
{
	if (!dictionaries->paths[number])
		return false;
	if (!dictionaries->handles[number])
		dictionaries->handles[number] = load(dictionaries, number);
	Hunhandle *handle = dictionaries->handles[number];
	*failed = *failed || !handle;
	return handle && (dictionaries->broken[number] || Hunspell_spell(handle, word) != 0);
}
