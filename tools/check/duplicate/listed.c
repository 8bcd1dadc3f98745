#include "check/duplicate/listed.h"

#include "base/hash.h"

size_t listed_place(const struct listed *listed, struct str word)
{
	size_t place = hash_of(word, HASH_KEY) & (listed->room - 1);
	while (listed->words[place].len && !str_equal(listed_text(listed, &listed->words[place]), word))
		place = (place + 1) & (listed->room - 1);
	return place;
}

const struct listed_word *listed_find(const struct listed *listed, struct str word)
{
	const struct listed_word *found = &listed->words[listed_place(listed, word)];
	return found->len ? found : NULL;
}
