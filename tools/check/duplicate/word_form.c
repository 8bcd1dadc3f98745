#include "check/duplicate/word_form.h"

enum {
	STEM_MIN = 4,	    /* letters of a stem; fewer mean too little */
	MISSPELLED_MIN = 6, /* letters of a word that may be misspelled */
	SLIP_MIN = 4,	    /* the same if all else is equal */
	SURE_LETTERS = 3,   /* letters at the beginning and end, where a difference usually makes another word */
};

/* Writes word in American spelling, approximately, and returns its length. */
static size_t respell(char out[WORD_STEM], struct str word)
{
	size_t len = 0;
	for (size_t i = 0; i < word.len; i++) {
		const char *at = word.at + i;
		size_t rest = word.len - i;
		char after = rest > 1 ? at[1] : '\0';
		if ((*at == 'a' || *at == 'o') && after == 'e' && rest > 2)
			continue;
		if (*at == 'l' && after == 'l')
			continue;
		if (rest > 2 && at[0] == 'o' && at[1] == 'u' && at[2] == 'r') {
			out[len++] = 'o';
			i++;
			continue;
		}
		if (rest > 3 && memcmp(at, "ulph", 4) == 0) {
			out[len++] = 'u';
			out[len++] = 'l';
			out[len++] = 'f';
			i += 3;
			continue;
		}
		bool ise = *at == 's' && i > 2 && (at[-1] == 'i' || (at[-1] == 'y' && at[-2] == 'l')) &&
			   (after == 'e' || after == 'i' || after == 'a');
		out[len++] = ise ? 'z' : *at;
	}
	/* litre, fibre, manoeuvre */
	if (len > STEM_MIN && out[len - 1] == 'e' && out[len - 2] == 'r' && strchr("tbv", out[len - 3]))
		memcpy(out + len - 2, "er", 2);
	return len;
}

static bool ends_with(const char *word, size_t len, const char *ending)
{
	size_t size = strlen(ending);
	return len >= size + STEM_MIN && memcmp(word + len - size, ending, size) == 0;
}

static size_t without_plural(char *word, size_t len)
{
	if (len > STEM_MIN && memcmp(word + len - 3, "ies", 3) == 0) {
		word[len - 3] = 'y';
		return len - 2;
	}
	if (len < STEM_MIN || word[len - 1] != 's' || strchr("sui", word[len - 2]))
		return len;
	if (len > STEM_MIN && word[len - 2] == 'e' && strchr("sxz", word[len - 3]))
		return len - 2;
	return len - 1;
}

static bool is_vowel(char c)
{
	return strchr("aeiouy", c) != NULL;
}

/* Writes the word without its plural ending, in American spelling. */
static size_t word_base(char out[WORD_STEM], struct str word)
{
	return without_plural(out, respell(out, word));
}

/* Removes the ending of a form or derivation. */
static void strip_ending(char *word, size_t *len)
{
	static const struct {
		size_t len;
		char text[8];
	} endings[] = { { 7, "ization" }, { 7, "ational" }, { 5, "ation" }, { 5, "ative" }, { 5, "ional" },
			{ 6, "ically" },  { 4, "ical" },    { 5, "ivity" }, { 5, "icity" }, { 3, "ity" },
			{ 4, "ance" },	  { 4, "ence" },    { 4, "ancy" },  { 4, "ency" },  { 3, "ant" },
			{ 4, "ment" },	  { 3, "ent" },	    { 4, "ness" },  { 3, "ism" },   { 3, "ion" },
			{ 3, "ive" },	  { 3, "ing" },	    { 3, "age" },   { 4, "ally" },  { 2, "ed" },
			{ 2, "ly" },	  { 2, "al" },	    { 2, "ic" },    { 2, "um" } };
	for (size_t i = 0; *len > STEM_MIN && i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t size = endings[i].len;
		if (word[*len - 1] != endings[i].text[size - 1] || *len < size + STEM_MIN ||
		    memcmp(word + *len - size, endings[i].text, size) != 0)
			continue;
		/* supply */
		if (word[*len - 1] == 'y' && word[*len - 3] == 'p')
			continue;
		*len -= size;
		if (*len > STEM_MIN && word[*len - 1] == word[*len - 2] && !is_vowel(word[*len - 1]) &&
		    word[*len - 1] != 's')
			--*len;
		return;
	}
}

/* Makes the stem of a noun that of its verb: absorption and absorb, distension and distend. */
static size_t unite_verb(char *word, size_t len)
{
	static const struct {
		char last, noun[5], verb[5];
	} pairs[] = { { 't', "rpt", "rb" },   { 't', "ript", "rib" }, { 's', "ens", "end" },  { 's', "ans", "and" },
		      { 't', "duct", "duc" }, { 'c', "ific", "if" },  { 's', "vers", "vert" } };
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (len == 0 || word[len - 1] != pairs[i].last)
			continue;
		size_t size = strlen(pairs[i].noun), verb = strlen(pairs[i].verb);
		if (len <= size + 1 || memcmp(word + len - size, pairs[i].noun, size) != 0)
			continue;
		memcpy(word + len - size, pairs[i].verb, verb);
		return len - size + verb;
	}
	return len;
}

size_t word_stem(char out[WORD_STEM], struct str word)
{
	size_t len = word.len < WORD_STEM ? word.len : WORD_STEM - 1;
	for (size_t i = 0; i < len; i++)
		if (word.at[i] < 'a' || word.at[i] > 'z') {
			memcpy(out, word.at, len);
			return len;
		}
	len = word_base(out, (struct str){ word.at, len });
	/* positioned, position */
	bool inflected = ends_with(out, len, "ed") || ends_with(out, len, "ing");
	strip_ending(out, &len);
	if (inflected)
		strip_ending(out, &len);
	/* activates, activation; but not initiate, initial */
	if (len > STEM_MIN + 3 && memcmp(out + len - 3, "ate", 3) == 0 && out[len - 4] != 'i')
		len -= 3;
	else if (len > STEM_MIN + 2 && memcmp(out + len - 2, "at", 2) == 0 && out[len - 3] != 'i')
		len -= 2;
	/* eighty is not eight */
	while (len > STEM_MIN && strchr("aeiy", out[len - 1]) && memcmp(out + len - 2, "ty", 2) != 0)
		len--;
	return unite_verb(out, len);
}

static bool is_letters(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.at[i] < 'a' || word.at[i] > 'z')
			return false;
	return true;
}

static bool are_swapped(struct str a, struct str b, size_t at)
{
	return a.at[at] == b.at[at + 1] && a.at[at + 1] == b.at[at];
}

/* Whether writers mix the letters up: they sound alike, or are consonants next to each other on a keyboard. */
static bool are_mixed_up(char a, char b)
{
	static const char pairs[] = "ae ao ei iy ck cs sz gj qw rt sd df fg gh hj jk kl zx xc cv vb bn nm";
	for (size_t i = 0; i < sizeof(pairs); i += sizeof("ae"))
		if ((pairs[i] == a && pairs[i + 1] == b) || (pairs[i] == b && pairs[i + 1] == a))
			return true;
	return false;
}

bool word_is_derived(struct str a, struct str b)
{
	char x[WORD_STEM], y[WORD_STEM];
	if (a.len >= WORD_STEM || b.len >= WORD_STEM || !is_letters(a) || !is_letters(b))
		return false;
	size_t i = word_stem(x, a), j = word_stem(y, b);
	if (i != j || memcmp(x, y, i) != 0)
		return false;
	i = word_base(x, a);
	j = word_base(y, b);
	return i != j || memcmp(x, y, i) != 0;
}

bool word_is_adjective(struct str word)
{
	static const char *const endings[] = { "al", "ic", "ar", "ous", "ary" };
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (ends_with(word.at, word.len, endings[i]))
			return true;
	return false;
}

/* Where two words differ by one edit: a letter that is missing or another, or two that are swapped. */
struct word_edit {
	struct str more, less;
	size_t start, end; /* letters before and after that are equal */
	bool swapped;
};

static bool find_edit(struct str a, struct str b, size_t least, struct word_edit *edit)
{
	struct str more = a.len >= b.len ? a : b, less = a.len >= b.len ? b : a;
	size_t start = 0, end = 0;
	if (less.len < least || more.len > less.len + 1 || !is_letters(a) || !is_letters(b))
		return false;
	while (start < less.len && more.at[start] == less.at[start])
		start++;
	while (end < less.len - start && more.at[more.len - 1 - end] == less.at[less.len - 1 - end])
		end++;
	size_t differ = more.len - start - end;
	bool swapped = differ == 2 && more.len == less.len && are_swapped(more, less, start);
	*edit = (struct word_edit){ more, less, start, end, swapped };
	return differ == 1 || swapped;
}

bool word_is_misspelled(struct str a, struct str b)
{
	struct word_edit edit;
	if (!find_edit(a, b, MISSPELLED_MIN, &edit) || edit.start == 0)
		return false;
	char more = edit.more.at[edit.start], less = edit.less.at[edit.start];
	bool inner = edit.start >= SURE_LETTERS && edit.end >= SURE_LETTERS;
	if (edit.swapped)
		return edit.start + edit.end >= SURE_LETTERS;
	if (edit.more.len == edit.less.len)
		return edit.start >= SURE_LETTERS && (inner || (edit.end > 0 && more + less == 'i' + 'y')) &&
		       are_mixed_up(more, less);
	/* A letter may be doubled anywhere; in a plural or another ending, a vowel or the last letter counts. */
	return more == edit.more.at[edit.start - 1] || inner ||
	       (edit.start >= SURE_LETTERS &&
		(is_vowel(more) ? edit.end == 2 && edit.less.at[edit.less.len - 1] != 's' : edit.end > 0));
}

bool word_is_slip(struct str a, struct str b)
{
	struct word_edit edit;
	if (!find_edit(a, b, SLIP_MIN, &edit))
		return false;
	char more = edit.more.at[edit.start], less = edit.less.at[edit.start];
	if (edit.swapped)
		return true;
	if (edit.more.len > edit.less.len)
		return edit.start > 0 || !is_vowel(more);
	bool vowels = is_vowel(more) && is_vowel(less), consonants = !is_vowel(more) && !is_vowel(less);
	return edit.start > 1 && !(vowels && edit.end <= 2) && !(consonants && !are_mixed_up(more, less));
}
