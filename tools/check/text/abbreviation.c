#include "base/ascii.h"
#include "check/text/parts.h"

struct abbreviation {
	struct str name;  /* in check->texts.memory */
	struct span used; /* its first occurrence without explanation */
	struct str item;
	struct span explained; /* end is 0 if there is none */
	struct abbreviation *next;
};

/* Abbreviations that every reader knows, units, and words capitalised for emphasis. */
static bool is_known(struct str word)
{
	static const char *const known[] = {
		"DNA",	"RNA",	 "HIV",	  "AIDS",   "MRI",  "CT",    "ECG",   "EKG",   "EEG",	 "USA",	  "US",
		"UK",	"EU",	 "UN",	  "WHO",    "NHS",  "FDA",   "EMA",   "NICE",  "CDC",	 "IQ",	  "ATP",
		"PDF",	"DVD",	 "TV",	  "PC",	    "IT",   "OK",    "AM",    "PM",    "BC",	 "AD",	  "CE",
		"BCE",	"ID",	 "DOI",	  "ISBN",   "URL",  "HTML",  "XML",   "COVID", "SARS",	 "DSM",	  "ICD",
		"ABO",	"BMI",	 "GP",	  "ICU",    "IV",   "MD",    "RN",    "PhD",   "UV",	 "AC",	  "DC",
		"LED",	"SI",	 "MHZ",	  "GHZ",    "HZ",   "NOT",   "ALL",   "AND",   "OR",	 "NO",	  "YES",
		"BEST", "MOST",	 "LEAST", "EXCEPT", "ONLY", "FIRST", "NEXT",  "NEVER", "ALWAYS", "MUST",  "LAST",
		"TRUE", "FALSE", "BOTH",  "NONE",   "ONE",  "TWO",   "ANY",   "IF",    "IN",	 "IS",	  "ON",
		"TO",	"THE",	 "BUT",	  "WHY",    "HOW",  "WHAT",  "WHEN",  "WHERE", "BEFORE", "AFTER", "WITH",
		"MORE", "LESS",	 "HIGH",  "LOW",    "VERY", "STOP",  "START", "DO",    "DON",	 "CAN",	  "XX",
		"XY",	"XXX",	 "XXY",	  "XYY",    "AA",   "BB",    "AB",    "MHC",   "HLA",	 "BSE",	  "CNS",
		"SD",	"SE",	 "CI",	  "QT",	    "ST",   "PR",    "TODO", "LIVER", "BRAIN", "HEART", "LUNG",	  "LUNGS",
		"SKIN", "BONE",	 "BLOOD", "NERVE",  "VEIN", "KIDNEY", "EYE",  "EAR",   "NOSE",	 "NECK",  "CHEST", "HAND",
		"FOOT", "LEFT",	 "RIGHT", "UPPER",  "LOWER", "EARLY", "LATE", "FAST",  "SLOW",	 "SMALL", "LARGE", "WHITE",
		"RED",	"BLUE",	 "MALE",  "FEMALE", "ADULT", "CHILD", "ACUTE", "WRONG", "SAME",	 "EACH",  "EVERY", "OTHER",
		"ALSO", "STILL", "FROM",  "INTO",   "WILL", "HAVE",  "DOES", "ARE",   "WAS",	 "HAS",	  "NONE",  "LIKELY",
		"NEED", "FEVER", "PAIN",  "DEATH",  "DRUG", "DOSE",  "ORAL", "NORMAL", "DIRECT", "WITHIN", "TWICE", "ONCE",
		"QRS",
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_is(word, known[i]))
			return true;
	return false;
}

/* Three bases of DNA or RNA: UCA, TGA. */
static bool is_codon(struct str word)
{
	bool bases = word.len == 3;
	for (size_t i = 0; i < word.len; i++)
		bases = bases && strchr("ACGTU", word.at[i]);
	return bases;
}

/* A Roman number, or a stage such as IIIA. */
static bool is_roman(struct str word)
{
	word.len -= word.len > 1 && strchr("ABC", word.at[word.len - 1]);
	for (size_t i = 0; i < word.len; i++)
		if (!strchr("IVX", word.at[i]))
			return false;
	return true;
}

/* The abbreviation that the word is, without a plural s; at is NULL if it is not one. */
static struct str abbreviation_of(const struct text_run *run, size_t i)
{
	const struct text_word *word = &run->words[i];
	struct str name = text_word(run, i);
	if (name.len > 2 && !(word->flags & WORD_CAPITALS) && name.at[name.len - 1] == 's')
		name.len--;
	if (name.len < 2 || name.len > 6)
		return STR_NONE;
	for (size_t at = 0; at < name.len; at++)
		if (!ascii_is_upper(name.at[at]))
			return STR_NONE;
	/* COVID-19, HLA-B27, CD4/CD8: names rather than abbreviations to explain. */
	char before = word->start > 0 ? run->text.at[word->start - 1] : ' ';
	char after = word->end < run->text.len ? run->text.at[word->end] : ' ';
	if (strchr("-/&.+", before) || (strchr("-/&+", after) && word->end + 1 < run->text.len &&
					!ascii_is_lower(run->text.at[word->end + 1])))
		return STR_NONE;
	return is_roman(name) || is_codon(name) || is_known(name) ? STR_NONE : name;
}

/* Whether capitals stress words in this text: a word in capitals is too long to be an abbreviation. */
static bool is_stressed(const struct text_run *run)
{
	enum { LONG = 7 };
	for (size_t i = 0; i < run->word_count; i++)
		if (run->words[i].flags & WORD_CAPITALS && run->words[i].end - run->words[i].start >= LONG)
			return true;
	return false;
}

/* Whether adjacent words are in capitals: a heading or warning. */
static bool is_shouted(const struct text_run *run, size_t i)
{
	bool before = i > 0 && (run->words[i - 1].flags & WORD_CAPITALS) &&
		      run->words[i - 1].end - run->words[i - 1].start > 1;
	bool after = i + 1 < run->word_count && (run->words[i + 1].flags & WORD_CAPITALS) &&
		      run->words[i + 1].end - run->words[i + 1].start > 1;
	return before || after;
}

static bool begins_with(const struct text_run *run, size_t word, char letter)
{
	return (run->text.at[run->words[word].start] | 32) == (letter | 32);
}

/* The COBRA trial, STAR*D: names of studies, whose long forms are uninformative. */
static bool is_study(const struct text_run *run, size_t i)
{
	static const char *const kinds[] = { "trial", "trials", "study", "studies", "cohort", "consortium", NULL };
	size_t end = run->words[i].end;
	return (end < run->text.len && run->text.at[end] == '*') ||
	       (i + 1 < run->word_count && text_word_in(text_word(run, i + 1), kinds));
}

/* "narrow therapeutic index (NTI)", and "NTI (narrow therapeutic index)". */
static bool is_explained_here(const struct text_run *run, size_t i, struct str name)
{
	const struct text_word *word = &run->words[i];
	struct str text = run->text;
	if (text_is_inside(run, word->start, word->end, INLINE_ABBR))
		return true;
	bool in_brackets = word->start > 0 && strchr("([", text.at[word->start - 1]);
	for (size_t back = 1; in_brackets && back <= i && back <= name.len + 6; back++)
		if (begins_with(run, i - back, name.at[0]))
			return true;
	size_t end = word->end;
	while (end < text.len && (ascii_is_space(text.at[end]) || text.at[end] == ','))
		end++;
	bool opens = end < text.len && (text.at[end] == '(' || text.at[end] == ':');
	if (opens && i + 1 < run->word_count && begins_with(run, i + 1, name.at[0]) &&
	    !(run->words[i + 1].flags & WORD_CAPITALS))
		return true;
	/* "NTI stands for …", "NTI means …" */
	return i + 1 < run->word_count &&
	       (text_word_is(text_word(run, i + 1), "stands") || text_word_is(text_word(run, i + 1), "means"));
}

static struct abbreviation *find(const struct text_run *run, struct text_abbreviations *found, struct str name)
{
	for (struct abbreviation *known = found->first; known; known = known->next)
		if (str_equal(known->name, name))
			return known;
	struct abbreviation *known = arena_alloc(&run->check->texts.memory, sizeof(*known));
	if (!known) {
		run->check->failed = true;
		return NULL;
	}
	known->name = arena_str(&run->check->texts.memory, name);
	known->next = found->first;
	found->first = known;
	run->check->failed = run->check->failed || !known->name.at;
	return known;
}

void text_abbreviations(const struct text_run *run, struct text_abbreviations *found)
{
	enum text_role role = run->site->role;
	/* Titles are understood after reading the text, sources need no explanation, and mnemonics are explained by
	 * their callouts. */
	bool uses = role != ROLE_TITLE && role != ROLE_CALLOUT && role != ROLE_SOURCE && role != ROLE_CREDIT &&
		    role != ROLE_OBJECTIVE;
	uses = uses && !is_stressed(run);
	for (size_t i = 0; i < run->word_count; i++) {
		const struct text_word *word = &run->words[i];
		if (!(word->flags & WORD_CAPITAL))
			continue;
		struct str name = abbreviation_of(run, i);
		if (!name.at || text_is_inside(run, word->start, word->end, INLINE_CODE) || text_is_foreign(run, i))
			continue;
		bool explains = is_explained_here(run, i, name) || (role == ROLE_TERM && run->word_count > 1);
		if (!explains && (!uses || is_shouted(run, i) || is_study(run, i)))
			continue;
		struct abbreviation *known = find(run, found, name);
		if (!known || !known->name.at)
			return;
		struct span span = text_span(run, word->start, word->end);
		if (explains && !known->explained.end) {
			known->explained = span;
		} else if (!explains && !known->used.end && !known->explained.end) {
			known->used = span;
			known->item = run->site->item;
		}
	}
}

/* Whether the glossary of the lesson has the abbreviation. */
static bool is_in_glossary(struct lesson_check *check, struct str name)
{
	for (const struct entry *entry = check->lesson->glossary; entry; entry = entry->next)
		for (const struct flow *flow = entry->abbreviations; flow; flow = flow->next) {
			prose_flatten(&check->texts.prose, flow->text);
			if (str_equal(str_trim(prose_view(&check->texts.prose)), name))
				return true;
		}
	return false;
}

void text_abbreviations_end(struct lesson_check *check, const struct text_abbreviations *found)
{
	struct report *report = check->report;
	for (const struct abbreviation *known = found->first; known; known = known->next) {
		if (!known->used.end || !known->name.at || is_in_glossary(check, known->name))
			continue;
		struct diagnostic *d;
		if (known->explained.end) {
			struct location role = source_location(check->source, known->explained);
			d = report_add(report, RULE_TEXT_UNEXPLAINED_ABBREVIATION, known->used, known->item,
				       "\"%.*s\" is used before it is explained on line %u", STR_ARG(known->name),
				       role.line);
			report_help(report, d, "explain it here, at its first use");
			continue;
		}
		d = report_add(report, RULE_TEXT_UNEXPLAINED_ABBREVIATION, known->used, known->item,
			       "\"%.*s\" is not explained in the lesson", STR_ARG(known->name));
		report_help(report, d, "write it out here, with the short form in brackets, use <abbr title=\"…\">, or add it to the glossary as an "
			    "<abbreviation>");
	}
}
