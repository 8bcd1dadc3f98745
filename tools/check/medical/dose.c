#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"

#include <strings.h>

/* By their first letter, in either case; those in other scripts come last. */
static const struct {
	const char *symbol;
	bool sure, symbolic;
} units[ASCII_LETTER_ROWS][12] = {
	['c' - 'a'] = { { "capsule", true, false }, { "cc", false, true } },
	['g' - 'a'] = { { "g", false, true }, { "gram", false, false } },
	['i' - 'a'] = { { "IU", true, true }, { "I.U.", true, true }, { "i.u.", true, true }, { "iu", true, true }, { "IE", true, true } },
	['l' - 'a'] = { { "L", false, true }, { "l/min", false, true } },
	['m' - 'a'] = { { "mg", true, true }, { "mcg", true, true }, { "milligram", true, false }, { "microgram", true, false },
			{ "mL", false, true }, { "ml", false, true }, { "millilit", false, false }, { "mEq", false, true },
			{ "mmol", false, true } },
	['n' - 'a'] = { { "ng", true, true }, { "nanogram", true, false } },
	['t' - 'a'] = { { "tablet", true, false } },
	['u' - 'a'] = { { "ug", true, true }, { "unit", true, false }, { "U", true, true }, { "UI", true, true } },
	[ASCII_LETTER_ROWS - 1] = { { "\xc2\xb5g", true, true }, { "\xce\xbcg", true, true },
				    /* Cyrillic mg, mcg, mL, units and international units */
				    { "\xd0\xbc\xd0\xb3", true, true }, { "\xd0\xbc\xd0\xba\xd0\xb3", true, true },
				    { "\xd0\xbc\xd0\xbb", false, true }, { "\xd0\x95\xd0\x94", true, true },
				    { "\xd0\x9c\xd0\x95", true, true } },
};

static inline bool starts_at(struct str text, size_t at, const char *word)
{
	return at < text.len && text.at[at] == *word && str_starts(phrase_after(text, at), word);
}

size_t medical_gap(struct str text, size_t i, bool hyphen)
{
	for (;;) {
		if (i < text.len && (text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\t' || text.at[i] == '\r'))
			i++;
		else if (i < text.len && starts_at(text, i, "\xc2\xa0"))
			i += 2;
		else if (i < text.len && (starts_at(text, i, "\xe2\x80\x89") || starts_at(text, i, "\xe2\x80\xaf")))
			i += 3;
		else if (hyphen && i < text.len && text.at[i] == '-')
			hyphen = false, i++;
		else
			return i;
	}
}

size_t medical_gap_before(struct str text, size_t i)
{
	for (;;) {
		if (i >= 1 && (text.at[i - 1] == ' ' || text.at[i - 1] == '\n' || text.at[i - 1] == '\t'))
			i--;
		else if (i >= 2 && starts_at(text, i - 2, "\xc2\xa0"))
			i -= 2;
		else if (i >= 3 && (starts_at(text, i - 3, "\xe2\x80\x89") || starts_at(text, i - 3, "\xe2\x80\xaf")))
			i -= 3;
		else
			return i;
	}
}

/* Whether a word of text begins with one of those given. */
static bool says(struct str text, const char *const *words)
{
	uint32_t firsts = 0; /* the low bits of the first letters; most words begin with another */
	for (size_t j = 0; words[j]; j++)
		firsts |= UINT32_C(1) << (words[j][0] & 31);
	for (size_t i = 0; i < text.len; i++) {
		if (!ascii_is_letter(text.at[i]) || !(firsts >> (text.at[i] & 31) & 1) || (i > 0 && medical_is_word(text.at[i - 1])))
			continue;
		for (size_t j = 0; words[j]; j++)
			if ((text.at[i] | 0x20) == words[j][0] && text.len - i >= strlen(words[j]) &&
			    strncasecmp(text.at + i, words[j], strlen(words[j])) == 0)
				return true;
	}
	return false;
}

/* The sentence, of which at most SENTENCE_REACH bytes on each side, so that a text without full stops takes linear time. */
static struct str sentence_around(struct str text, size_t start, size_t end)
{
	enum { SENTENCE_REACH = 500 };
	size_t first = start > SENTENCE_REACH ? start - SENTENCE_REACH : 0;
	size_t last = text.len - end > SENTENCE_REACH ? end + SENTENCE_REACH : text.len;
	while (start > first && !(text.at[start] == ' ' && strchr(".!?", text.at[start - 1])))
		start--;
	while (end < last && !(strchr(".!?", text.at[end]) && end + 1 < text.len && text.at[end + 1] == ' '))
		end++;
	return (struct str){ text.at + start, end - start };
}

/* Whether an amount per day ends at end: "3 mg/day", "4 g/d". */
static bool is_per_day(struct str text, size_t end)
{
	return starts_at(text, end, "/day") || starts_at(text, end, "/24") ||
	       (starts_at(text, end, "/d") && (end + 2 == text.len || !ascii_is_letter(text.at[end + 2])));
}

/* Whether an amount per day around start to end is what a body loses, and not what it is given. */
static bool is_output(struct str text, size_t start, size_t end)
{
	static const char *const output[] = { "urin", "excret", "albumin", "proteinuria", "creatinine", "output", "loss",
					      "loses", "secret", "produce", "production", "drain", "stool", "faec", "fec", NULL };
	return says(sentence_around(text, start, end), output);
}

/* Laboratory results are given per litre or decilitre, or as a fraction; "mg/mL" is the strength of a solution. */
static bool is_laboratory(struct str text, size_t end, bool milligrams)
{
	static const char *const results[] = { "/L", "/l", "/dL", "/dl", "/100", "/mmol", "/g", "%" };
	for (size_t i = 0; i < sizeof(results) / sizeof(results[0]); i++)
		if (starts_at(text, end, results[i]))
			return true;
	if (!milligrams && (starts_at(text, end, "/mL") || starts_at(text, end, "/ml")))
		return true;
	size_t word = medical_gap(text, end, false);
	return starts_at(text, word, "per dec") || starts_at(text, word, "per lit") || starts_at(text, word, "per dL") ||
	       starts_at(text, word, "per 100") || starts_at(text, word, "/ ");
}

static bool is_cyrillic(struct str text, size_t at)
{
	return (unsigned char)text.at[at] >= 0xd0 && (unsigned char)text.at[at] <= 0xd3;
}

static bool unit_at(struct str text, size_t at, struct dose_unit *unit)
{
	size_t row = at < text.len ? ascii_letter_row(text.at[at]) : 0;
	for (size_t i = 0; at < text.len && units[row][i].symbol; i++) {
		if (!starts_at(text, at, units[row][i].symbol))
			continue;
		size_t end = at + strlen(units[row][i].symbol);
		while (!units[row][i].symbolic && end < text.len && ascii_is_letter(text.at[end]))
			end++;
		if (end < text.len && (medical_is_word(text.at[end]) || is_cyrillic(text, end)))
			continue;
		unit->start = at;
		unit->end = end;
		unit->sure = units[row][i].sure;
		unit->symbol = units[row][i].symbolic;
		bool daily = is_per_day(text, end), milligrams = strcmp(units[row][i].symbol, "mg") == 0;
		unit->laboratory = daily ? is_output(text, at, end) : is_laboratory(text, end, milligrams);
		unit->sure = unit->sure || (daily && !unit->laboratory);
		return true;
	}
	return false;
}

bool medical_unit_after(struct str text, size_t offset, struct dose_unit *unit)
{
	*unit = (struct dose_unit){ .far = false };
	/* Three numbers are not a range, but a list such as 5, 10 or 20 mg may continue. */
	for (int numbers = 0; numbers < 4; numbers++) {
		size_t at = medical_gap(text, offset, true);
		unit->apart = at > offset;
		unit->far = numbers > 0;
		if (unit_at(text, at, unit))
			return true;
		at = medical_gap(text, offset, false);
		static const char *const between[] = { "\xe2\x80\x93", "-", "to ", "or ", "/", "and ", ", " };
		size_t i = 0, count = sizeof(between) / sizeof(between[0]);
		while (i < count && !starts_at(text, at, between[i]))
			i++;
		if (i == count)
			return false;
		at = medical_gap(text, at + strlen(between[i]), false);
		if (at >= text.len || !ascii_is_digit(text.at[at]))
			return false;
		while (at < text.len && (ascii_is_digit(text.at[at]) ||
					 ((text.at[at] == '.' || text.at[at] == ',') && at + 1 < text.len &&
					  ascii_is_digit(text.at[at + 1]))))
			at++;
		offset = at;
	}
	return false;
}

/* Whether "drops of" a medicine, such as timolol 0.5%, ends at end. */
static bool drops_of(struct str s, size_t end)
{
	enum { WORDS = 3 };
	for (size_t words = 0; words < WORDS; words++) {
		end = medical_gap_before(s, end);
		size_t start = end;
		while (start > 0 && s.at[start - 1] != ' ' && s.at[start - 1] != '\n')
			start--;
		if (end - start == 2 && memcmp(s.at + start, "of", 2) == 0) {
			size_t drop = medical_gap_before(s, start), first = drop;
			while (first > 0 && ascii_is_letter(s.at[first - 1]))
				first--;
			return starts_at(s, first, "drop") && drop > first;
		}
		end = start;
	}
	return false;
}

bool medical_dose_before(struct str s, size_t end, bool drops)
{
	if (drops && drops_of(s, end))
		return true;
	end = medical_gap_before(s, end);
	size_t start = end;
	while (start > 0 && (ascii_is_letter(s.at[start - 1]) || s.at[start - 1] == '/' || (s.at[start - 1] & 0x80)))
		start--;
	struct str word = { s.at + start, end - start };
	if (drops && (str_starts(word, "drop") || str_starts(word, "gtt")))
		return true;
	size_t number = medical_gap_before(s, start);
	number -= number == start && number > 0 && s.at[number - 1] == '-';
	if (number == 0 || !ascii_is_digit(s.at[number - 1]))
		return false;
	struct dose_unit unit;
	return medical_unit_after(s, number, &unit) && !unit.far && !unit.laboratory && unit.start < end;
}

bool medical_dose_after(struct str s, size_t start)
{
	struct dose_unit unit;
	start = medical_gap(s, start, false);
	if (start >= s.len || !ascii_is_digit(s.at[start]))
		return false;
	while (start < s.len && (ascii_is_digit(s.at[start]) || s.at[start] == '.' || s.at[start] == ','))
		start++;
	return medical_unit_after(s, start, &unit) && unit.sure && !unit.laboratory;
}

bool medical_sentence_says(struct str text, size_t start, size_t end, const char *const *words)
{
	return says(sentence_around(text, start, end), words);
}

/* Words about giving a medicine. */
static const char *const giving[] = {
	"dose",	  "dosing", "dosage",	"tablet",    "inject", "infus",	 "administ", "prescri", "orally", "by mouth", "subcut", "bolus",
	"titrat", "intraven", "intramusc", "vial", "syringe", "ampoule", "drip", "daily", "times a day", "suspension", "syrup", "give", "giving", "receiv", "take", "taking", "took", "twice", "inhal", NULL,
};

bool medical_sentence_gives(struct str text, size_t start, size_t end)
{
	return says(sentence_around(text, start, end), giving);
}

bool medical_states_dose(struct str text, size_t start, size_t end)
{
	struct str sentence = sentence_around(text, start, end);
	for (size_t i = 0; i < sentence.len; i++) {
		struct dose_unit unit;
		if (ascii_is_digit(sentence.at[i]) &&
		    (i + 1 == sentence.len || !ascii_is_digit(sentence.at[i + 1])) &&
		    medical_unit_after(sentence, i + 1, &unit) && unit.sure && !unit.laboratory)
			return true;
	}
	return false;
}

bool medical_mentions_dose(struct str text, size_t start, size_t end)
{
	return medical_states_dose(text, start, end) || medical_sentence_gives(text, start, end);
}

bool medical_is_result(struct str text, size_t start, size_t end)
{
	/* What laboratories measure, and how results are spoken of. */
	static const char *const measured[] = { "fsh",	   "lh",      "hcg",	   "tsh",	 "ast",	     "alt",	 "alp",
						"ggt",	   "ck",      "ldh",	   "ca-125",	 "ca 125",   "ca 19",	 "psa",
						"afp",	   "ige",     "prolactin", "amylase",	 "lipase",   "phosphatase", "transaminase",
						"antibod", "titre",   "titer",	   "level",	 "serum",    "plasma",	 "concentration",
						"viral load", "raised", "elevated", "reference range", "normal range", "measured", "assay",
						"rheumatoid", "oestradiol", "estradiol", "activity", "anti-", "peptide", "thyroglobulin", NULL };
	struct str sentence = sentence_around(text, start, end);
	return says(sentence, measured) && !says(sentence, giving);
}

bool medical_warns(struct str text, size_t start, size_t end)
{
	static const char *const writing[] = { "write", "writes", "writing", "written", "notation", "abbreviate", "abbreviated", NULL };
	static const char *const against[] = { "never", "not", "avoid", "instead", "rather", "don't", "don’t", NULL };
	struct str sentence = sentence_around(text, start, end);
	return phrase_in_any(sentence, writing) && phrase_in_any(sentence, against);
}

bool medical_quoted(struct str text, size_t start, size_t end)
{
	static const char *const marks[][2] = { { "\"", "\"" }, { "'", "'" }, { "\xe2\x80\x9c", "\xe2\x80\x9d" },
						{ "\xe2\x80\x98", "\xe2\x80\x99" } };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t len = strlen(marks[i][0]);
		if (start >= len && starts_at(text, start - len, marks[i][0]) && end < text.len &&
		    starts_at(text, end, marks[i][1]))
			return true;
	}
	return false;
}
