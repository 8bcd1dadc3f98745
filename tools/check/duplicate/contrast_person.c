/* Leaves out who the patient of a case is: "Mrs Hall, a smoker of 66", "a 45-year-old man", "Ann, who is 30", "Ann, 30,". */
#include "check/duplicate/contrast_side.h"

enum {
	NAME_REACH = 5,	   /* words between the name of a patient and what is said of them */
	AGE_REACH = 3,	   /* the same between the sex and the age */
	AGE_DIGITS = 3,
	PERSON_WORDS = 24, /* words about the person in a text */
};

static const char *const titles[] = { "mr", "mrs", "ms", "miss", "dr", "master", NULL };

/* The words of a text as they are written, and those that are about the person. */
struct case_text {
	const struct contrast *contrast;
	struct word_run words;
	uint32_t about[PERSON_WORDS]; /* concepts */
	uint32_t about_count;
};

static struct str word_at(const struct case_text *text, uint32_t at)
{
	return written_at(text->contrast, text->words, at);
}

/* The concept of a word; NO_CONCEPT of a function word. */
static uint32_t concept_at(const struct case_text *text, uint32_t at)
{
	return at < text->words.count ? text->contrast->concepts->of_word[text->words.words[at]] : NO_CONCEPT;
}

/* Whether no noun is there: a function word, the end, or a verb with which cases go on. */
static bool is_function(const struct case_text *text, uint32_t at)
{
	static const char *const verbs[] = { "presents", "complains", "comes", "attends", "develops", "notices", "reports", "feels",
					     "wakes", "mr", "mrs", "ms", "miss", NULL };
	uint32_t concept = concept_at(text, at);
	return concept == NO_CONCEPT || class_of(text->contrast, concept) < WORD_GENERAL || is_listed(word_at(text, at), verbs);
}

static bool decides(const struct case_text *text, uint32_t at)
{
	uint32_t concept = concept_at(text, at);
	return concept != NO_CONCEPT && class_of(text->contrast, concept) == WORD_DECIDES;
}

static void add(struct case_text *text, uint32_t at)
{
	uint32_t concept = concept_at(text, at);
	if (concept != NO_CONCEPT && text->about_count < PERSON_WORDS)
		text->about[text->about_count++] = concept;
}

/* The length of the digits at the beginning, up to three. */
static size_t digits_of(struct str word)
{
	size_t len = 0;
	while (len < word.len && len <= AGE_DIGITS && word.at[len] >= '0' && word.at[len] <= '9')
		len++;
	return len > AGE_DIGITS ? 0 : len;
}

/* Whether a word begins with the letters of all that the number of an age may be joined with: "66yo", "66m". */
static bool is_joined_age(struct str word)
{
	static const char *const ends[] = { "yo", "y", "m", "f", "yr", "yrs", "y/o", NULL };
	size_t len = digits_of(word);
	return len > 0 && is_listed((struct str){ word.at + len, word.len - len }, ends);
}

/* Whether the words there are an age: "45 years", "aged 45", "a smoker of 45", "who is 45", "in her sixties". */
static bool is_age(const struct case_text *text, uint32_t at)
{
	static const char *const units[] = { "year", "years", "yr", "yrs", "month", "months", "week", "weeks",
					     "day",  "days",  "old", "yo",  "y/o",   "y",      NULL };
	static const char *const aged[] = { "aged", "age", NULL }, *const before[] = { "of", "at", "is", "was", NULL };
	static const char *const decades[] = { "teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties",
					       "nineties", NULL };
	static const char *const sexes[] = { "m", "f", NULL };
	static const char *const persons[] = {
		"man",	   "woman",   "boy",	 "girl",    "child",	"infant",   "adult",   "patient",  "person",   "lady",	   "gentleman",
		"smoker",  "drinker", "user",	 "driver",  "farmer",	"teacher",  "nurse",   "worker",   "builder",  "student",  "pensioner",
		"athlete", "runner",  "teenager", "diabetic", "asthmatic", "alcoholic", "widow", "widower",  "engineer", "clerk",   "doctor",
		"mother",  "father",  "vegan",	 "traveller", "soldier", "cook",    "baker",   "gardener", NULL,
	};
	static const char *const people[] = { "who", "she", "he", "mr", "mrs", "ms", "miss", NULL };
	struct str word = word_at(text, at), next = word_at(text, at + 1);
	if (is_listed(word, decades) || is_joined_age(word))
		return true;
	bool digits = word.len > 0 && digits_of(word) == word.len;
	/* "Sixty-year-old" */
	bool word_number = decides(text, at) && str_is(word_at(text, at + 2), "old");
	if ((digits || word_number) && is_listed(next, units))
		return true;
	if (!digits || at == 0)
		return false;
	struct str last = word_at(text, at - 1);
	if (is_listed(last, aged))
		return true;
	/* "Mrs Hall, 66, has", "Mrs Priya Nair, 31, has", "Sarah, 24, has" */
	bool titled = (at > 1 && is_listed(word_at(text, at - 2), titles)) || (at > 2 && is_listed(word_at(text, at - 3), titles));
	if ((titled || (at == 1 && !is_function(text, 0))) && is_function(text, at + 1))
		return true;
	/* "A 66M has" */
	if (is_listed(next, sexes) && (str_is(last, "a") || str_is(last, "an")) && is_function(text, at + 2))
		return true;
	/* "Who is 66", "at 66, Mrs Hall", "a smoker of 66 has", unlike "a rate of 66 is". */
	if (!is_listed(last, before) || !is_function(text, at + 1))
		return false;
	if (str_is(last, "at"))
		return is_listed(next, people);
	struct str who = at > 1 ? word_at(text, at - 2) : STR_NONE;
	if (!str_is(last, "of"))
		return is_listed(who, people);
	bool named = false;
	for (uint32_t i = 0; i + 2 < at && i + NAME_REACH + 2 > at; i++)
		named = named || is_listed(word_at(text, i), titles);
	return named || is_listed(who, persons);
}

static bool age_within(const struct case_text *text, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i <= to && i < text->words.count; i++)
		if (is_age(text, i))
			return true;
	return false;
}

static const char *const sexes[] = { "man", "woman", "boy", "girl", "male", "female", "gentleman", "lady", NULL };

bool contrast_is_case(const struct contrast *contrast, struct word_run words)
{
	enum { OPENING = 6 };
	const struct case_text text = { .contrast = contrast, .words = words };
	for (uint32_t i = 0; i < OPENING && i < words.count; i++) {
		struct str word = word_at(&text, i);
		if (is_listed(word, titles) || is_listed(word, sexes) || is_joined_age(word) ||
		    (i > 1 && str_is(word, "old") && is_age(&text, i - 2)) || (i == 1 && is_age(&text, 1)))
			return true;
	}
	return false;
}

/* Finds the words about the person: names after titles, or at the beginning if the person is described then; ages, and the
 * sex beside one. */
static void find_person(struct case_text *text)
{
	static const char *const described[] = { "man", "woman", "boy", "girl", "patient", "aged", NULL };
	for (uint32_t i = 0; i < text->words.count; i++) {
		struct str word = word_at(text, i);
		bool titled = i > 0 && is_listed(word_at(text, i - 1), titles);
		/* A surname after another name, unlike a verb, is followed by the age: "Mrs Priya Nair, aged 31". */
		titled = titled || (i > 1 && is_listed(word_at(text, i - 2), titles) && age_within(text, i + 1, i + 2));
		bool first = i == 0 && !is_function(text, 0) && class_of(text->contrast, concept_at(text, 0)) == WORD_CONTENT;
		bool named = titled;
		for (uint32_t j = 1; first && !named && j <= NAME_REACH; j++)
			named = is_listed(word_at(text, j), described) || is_age(text, j);
		bool opens = i <= 1 && is_listed(word, sexes); /* "a man has" */
		bool age = is_age(text, i);
		if (age || opens || is_listed(word, titles) || named ||
		    (is_listed(word, sexes) && age_within(text, i > AGE_REACH ? i - AGE_REACH : 0, i + AGE_REACH)))
			add(text, i);
		/* What the age is joined with: years old. */
		static const char *const old[] = { "year", "years", "yr", "yrs", "yo", "y/o", "old", "aged", "age", "m", "f", NULL };
		for (uint32_t j = i + 1; age && j < i + 3; j++)
			if (is_listed(word_at(text, j), old))
				add(text, j);
		if (age && i > 0 && is_listed(word_at(text, i - 1), old))
			add(text, i - 1);
	}
}

void contrast_leave_out_person(const struct contrast *contrast, struct contrast_side *side, struct word_run words)
{
	struct case_text text = { .contrast = contrast, .words = words };
	uint32_t kept = 0;
	if (!side->left_count)
		return;
	find_person(&text);
	for (uint32_t i = 0; i < side->left_count; i++) {
		uint32_t j = 0;
		while (j < text.about_count && text.about[j] != side->run.words[side->left[i]])
			j++;
		if (j == text.about_count)
			side->left[kept++] = side->left[i];
	}
	side->left_count = kept;
}
