#include "convert/moodle/bank_words.h"

#include "lesson/language.h"

static const struct bank_words words[] = {
	{ "en", "True", "False" },    { "cs", "Pravda", "Nepravda" }, { "da", "Sandt", "Falsk" },
	{ "de", "Wahr", "Falsch" },   { "es", "Verdadero", "Falso" }, { "fi", "Tosi", "Epätosi" },
	{ "fr", "Vrai", "Faux" },     { "hu", "Igaz", "Hamis" },      { "it", "Vero", "Falso" },
	{ "nl", "Waar", "Onwaar" },   { "pl", "Prawda", "Fałsz" },    { "pt", "Verdadeiro", "Falso" },
	{ "ro", "Adevărat", "Fals" }, { "ru", "Верно", "Неверно" },   { "sv", "Sant", "Falskt" },
	{ "tr", "Doğru", "Yanlış" },  { "uk", "Правда", "Неправда" }, { "zh", "对", "错" },
};

const struct bank_words *bank_words_of(struct str lang)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (language_is(lang, words[i].lang))
			return &words[i];
	return &words[0];
}
