#include "check/core/sound.h"

#include "base/ascii.h"

static enum sound letter_sound(char letter)
{
	return strchr("aefhilmnorsx8", letter) ? SOUND_VOWEL : SOUND_CONSONANT;
}

static bool starts(struct str word, const char *beginning)
{
	size_t i = 0;
	while (i < word.len && beginning[i] && ascii_lower(word.at[i]) == beginning[i])
		i++;
	return !beginning[i];
}

enum sound sound_first(struct str word, bool capitals)
{
	static const struct {
		const char *beginning;
		enum sound sound;
	} exceptions[] = {
		{ "hour", SOUND_VOWEL },     { "heir", SOUND_VOWEL },	  { "honest", SOUND_VOWEL },   { "honour", SOUND_VOWEL },
		{ "honor", SOUND_VOWEL },    { "unin", SOUND_VOWEL },	  { "unim", SOUND_VOWEL },     { "unid", SOUND_VOWEL },
		{ "ud", SOUND_EITHER },      { "ui", SOUND_EITHER },
		{ "ew", SOUND_CONSONANT },   { "oua", SOUND_EITHER },
		{ "unan", SOUND_EITHER },    { "unar", SOUND_EITHER },    { "usa", SOUND_CONSONANT },
		{ "uti", SOUND_CONSONANT },  { "uto", SOUND_CONSONANT },
		{ "ura", SOUND_CONSONANT },  { "uro", SOUND_CONSONANT },  { "uvu", SOUND_CONSONANT },  { "uve", SOUND_CONSONANT },
		{ "uni", SOUND_CONSONANT },  { "ure", SOUND_CONSONANT },  { "uri", SOUND_CONSONANT },  { "ute", SOUND_CONSONANT },
		{ "ubi", SOUND_CONSONANT },  { "use", SOUND_CONSONANT },  { "usu", SOUND_CONSONANT },  { "eu", SOUND_CONSONANT },
		{ "one", SOUND_CONSONANT },  { "once", SOUND_CONSONANT },
	};
	enum { LETTERS_MOST = 5 };
	char first = ascii_lower(word.at[0]);
	if (capitals && word.len <= LETTERS_MOST) {
		/* SARS and LASIK are read as words, an SLE letter by letter. */
		bool vowel = false;
		for (size_t n = 1; n < word.len; n++)
			vowel = vowel || strchr("aeiou", ascii_lower(word.at[n]));
		return vowel && strchr("fhlmnrsx", first) ? SOUND_EITHER : letter_sound(first);
	}
	for (size_t n = 0; n < sizeof(exceptions) / sizeof(exceptions[0]); n++)
		if (starts(word, exceptions[n].beginning))
			return exceptions[n].sound;
	return word.len == 1 ? letter_sound(first) : strchr("aeiou8", first) ? SOUND_VOWEL : SOUND_CONSONANT;
}
