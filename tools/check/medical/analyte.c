/* Names of what laboratories and monitors measure, and of scores, in a text. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"

static const struct analyte analytes[] = {
#define UNIT(unit, least, most) { unit, least, most, true }
#define NOTE(unit) { unit, 0, 0, false }
#define ANALYTE(names, ...) { names, { __VA_ARGS__ } },
#include "check/medical/analytes.def"
#undef ANALYTE
#undef NOTE
#undef UNIT
};
#define ANALYTES (sizeof(analytes) / sizeof(analytes[0]))

static size_t chain_of(char last)
{
	return (unsigned char)ascii_lower(last) % ANALYTE_CHAINS;
}

/* Takes the next of the names; STR_NONE at their end. */
static struct str next_name(const char **names)
{
	size_t len = strcspn(*names, "|");
	struct str name = { *names, len };
	*names += len + ((*names)[len] == '|');
	return len ? name : STR_NONE;
}

void medical_index_analytes(struct medical_index *index)
{
	enum { SYMBOL_MAX = 4 };
	size_t count = 0;
	for (size_t i = 0; i < ANALYTES; i++) {
		const char *names = analytes[i].names;
		for (struct str name; count < ANALYTE_NAMES && (name = next_name(&names)).at;) {
			const struct analyte_name **chain = &index->chains[chain_of(name.at[name.len - 1])];
			struct analyte_name *entry = &index->analytes[count++];
			*entry = (struct analyte_name){ name, &analytes[i], false, *chain };
			for (size_t c = 0; c < name.len && name.len <= SYMBOL_MAX; c++)
				entry->symbol = entry->symbol || ascii_is_upper(name.at[c]);
			*chain = entry;
		}
	}
}

/* Whether text ends with the name. Its small letters also match capitals, but those of a symbol don't: pH is not PH. */
static bool name_ends(struct str text, const struct analyte_name *entry)
{
	struct str name = entry->name;
	if (text.len < name.len)
		return false;
	size_t before = text.len - name.len;
	const char *at = text.at + before;
	for (size_t i = 0; i < name.len; i++)
		if (at[i] != name.at[i] && (entry->symbol || ascii_lower(at[i]) != name.at[i]))
			return false;
	/* Serumkalium is German for the potassium of a serum. */
	static const char serum[] = "serum";
	size_t hyphen = before > 0 && text.at[before - 1] == '-', joined = before - hyphen;
	joined -= joined >= strlen(serum) ? strlen(serum) : joined;
	if (joined < before && !entry->symbol && before - hyphen - joined == strlen(serum) && phrase_order(serum, (struct str){ text.at + joined, strlen(serum) }) == 0)
		before = joined;
	/* "albumin/creatinine" and "non-HDL" are others. */
	return before == 0 || (!phrase_in_word(text, before - 1) && !strchr("/-:", text.at[before - 1]));
}

/* The analyte whose name text ends with, as it is written there. */
static const struct analyte *ends_with_analyte(const struct medical *medical, struct str text, struct str *name_there)
{
	const struct analyte *found = NULL;
	size_t longest = 0;
	const struct analyte_name *entry = text.len ? medical->index->chains[chain_of(text.at[text.len - 1])] : NULL;
	for (; entry; entry = entry->next) {
		if (entry->name.len > longest && name_ends(text, entry)) {
			longest = entry->name.len;
			found = entry->analyte;
		}
	}
	*name_there = phrase_after(text, text.len - longest);
	return found;
}

/* Whether text ends with the numbers of a range or of an earlier result: "from 80", "150/". Sets *len to their
 * length. */
static bool ends_with_number(struct str text, size_t *len)
{
	size_t start = text.len;
	while (start > 0 && (ascii_is_digit(text.at[start - 1]) || strchr(".,/", text.at[start - 1])))
		start--;
	*len = text.len - start;
	return *len > 0 && ascii_is_digit(text.at[start]) && text.at[text.len - 1] != '.';
}

/* Words between an analyte and its result, and those of them that say that the result is a difference. */
static const char *const between[] = {
	"is", "was", "are", "were", "be", "been", "has", "had", "of", "at", "level", "levels",
	"concentration", "value", "result", "reading", "peak", "initial", "initially", "about", "around",
	"only", "up", "to", "from", "above", "below", "over", "under", "than", "less", "more", "greater",
	"lower", "higher", "between", "and", "or", "now", "then", "still", "again", "raised", "low", "high",
	"usually", "typically", "exceeds", "reached", "remained", "stayed", "came", "back", "as", "a", "the",
	"just", "nearly", "almost", "measured", "approximately", "even", "already", "today", "falls", "rises",
	"risen", "fallen", "normal", "trough", "serum", "plasma", "on", "arrival", "admission", "presentation", "blood", "her", "his", "their",
	"discharge", "repeat", "normally", "often", "commonly", "score", "scores", "scored", "scale", "minute",
	"minutes", "one", "five", "ten", "total", "count", "lag", "liegt", "lag bei", "bei", "betrug", "beträgt", "auf", "war", "ist",
	"wert", "der", "aufnahme", "he", "she", "est", "était", "de", NULL,
};
static const char *const changes[] = {
	"rose", "fell", "rises", "falls", "dropped", "increased", "decreased", "by", "climbed", "declined",
	"rise of", "fall of", "change of", NULL,
};

void medical_list_analytes(struct text_forms *forms)
{
	for (size_t i = 0; between[i]; i++)
		text_forms_add(forms, text_last_word(str_from(between[i])), WORD_LEADS);
	for (size_t i = 0; changes[i]; i++)
		text_forms_add(forms, text_last_word(str_from(changes[i])), WORD_LEADS);
	for (size_t i = 0; i < ANALYTES; i++) {
		const char *names = analytes[i].names;
		for (struct str name; (name = next_name(&names)).at;)
			text_forms_add(forms, text_last_word(name), WORD_ANALYTE);
	}
}

const struct analyte *medical_analyte_before(const struct medical *medical, size_t offset, struct str *name, bool *change)
{
	enum { WORDS = 8 };
	struct str text = medical->text;
	*change = false;
	for (size_t words = 0; words < WORDS; words++) {
		while (offset > 0 &&
		       (strchr(" \n\t,:(<>=~%", text.at[offset - 1]) || (unsigned char)text.at[offset - 1] >= 0x80))
			offset--;
		if (offset == 0) {
			*name = medical->row.name;
			return medical->row.analyte;
		}
		const struct text_word *word = text_word_ending(medical->run, offset);
		unsigned flags = word && !(word->flags & (WORD_DIGITS | WORD_JOINED)) ? word->flags : WORD_ANALYTE | WORD_LEADS;
		struct str before = { text.at, offset };
		const struct analyte *analyte = flags & WORD_ANALYTE ? ends_with_analyte(medical, before, name) : NULL;
		size_t len = 0;
		if (!analyte && ends_with_number(before, &len)) {
			offset -= len;
			continue;
		}
		/* The phrases below end with a letter. */
		if (analyte || !(flags & WORD_LEADS) || !ascii_is_letter(text.at[offset - 1]))
			return analyte;
		size_t changed = phrase_ends_any(before, changes);
		*change = *change || (changed < offset && words == 0);
		size_t start = changed < offset ? changed : phrase_ends_any(before, between);
		if (start == offset)
			return NULL;
		offset = start;
	}
	return NULL;
}

/* Whether the word is one such as hypokalaemia, whose result is not that of the analyte before it. */
static bool names_disorder(struct str word)
{
	return word.len > strlen("hypo") && (str_ends(word, "emia") || str_ends(word, "emic"));
}

/* Whether the number at offset is the result of the word before it, another than that of the analyte before both: in
 * "triglycerides 156 mmol/L, C-peptide 1.28 µg/L", the C-peptide. */
static bool is_listed(const struct medical *medical, size_t analyte, size_t offset)
{
	struct str text = medical->text;
	size_t i = text_first_word(medical->run, offset), comma = offset;
	if (i == 0 || medical->run->words[i - 1].flags & (WORD_LEADS | WORD_DIGITS))
		return false;
	while (comma > analyte && text.at[comma] != ',' && !ascii_is_digit(text.at[comma - 1]))
		comma--;
	if (comma == analyte || text.at[comma] != ',')
		return false;
	for (size_t at = analyte; at < comma; at++)
		if (ascii_is_digit(text.at[at]))
			return true;
	return false;
}

const struct analyte *medical_analyte_far(const struct medical *medical, size_t offset, const char *unit, struct str *name)
{
	enum { WORDS = 14 };
	const struct text_run *run = medical->run;
	struct str text = medical->text;
	/* Calcium channels, the sodium pump and potassium-sparing diuretics are no results. */
	static const char *const parts[] = { "channel", "channels", "pump", "pumps", "transport", "receptor", "receptors", "deficiency", NULL };
	size_t i = text_first_word(run, offset);
	for (size_t words = 0; i > 0 && words < WORDS; words++) {
		const struct text_word *word = &run->words[--i];
		if (names_disorder(text_word(run, i)))
			return NULL;
		if (!(word->flags & WORD_ANALYTE))
			continue;
		const struct analyte *analyte = ends_with_analyte(medical, (struct str){ text.at, word->end }, name);
		if (!analyte || text.at[word->end] == '-' || phrase_starts_any(str_trim(phrase_after(text, word->end)), parts) ||
		    !medical_reported_in(analyte, unit))
			continue;
		bool other = medical_clause_ends(text, word->end, offset) ||
			     memchr(text.at + word->end, ':', offset - word->end) ||
			     is_listed(medical, word->end, offset);
		return other ? NULL : analyte;
	}
	return NULL;
}

const struct analyte *medical_scale_after(const struct medical *medical, size_t offset, struct str *name)
{
	static const char *const on[] = { "on the", "on", "in the", "out of", NULL };
	static const char *const parts[] = { "eye", "motor", "verbal", "component", "item", "part", "subscale", "for", "domain",
					     "question", NULL };
	enum { WORDS = 5 };
	struct str rest = phrase_after(medical->text, medical_gap(medical->text, offset, false));
	size_t at = phrase_starts_any(rest, on);
	const struct analyte *scale = NULL;
	struct str word;
	for (size_t words = 0; at && words < WORDS && phrase_next_word(rest, &at, &word); words++) {
		struct str there, to = { rest.at, at };
		const struct analyte *analyte = ends_with_analyte(medical, to, &there);
		if (!scale && analyte && !*analyte->units[0].unit) {
			scale = analyte;
			*name = there;
		} else if (phrase_starts_any(word, parts)) {
			return NULL;
		}
	}
	return scale;
}

const struct analyte *medical_analyte_next(const struct medical *medical, size_t offset, struct str *name)
{
	struct str word, rest = phrase_after(medical->text, offset);
	size_t at = 0;
	return phrase_next_word(rest, &at, &word) ? ends_with_analyte(medical, (struct str){ rest.at, at }, name) : NULL;
}

const struct analyte *medical_row_analyte(const struct medical *medical, struct str heading, struct str *name)
{
	const struct analyte *analyte = ends_with_analyte(medical, str_trim(heading), name);
	*name = analyte ? (struct str){ analyte->names, strcspn(analyte->names, "|") } : STR_NONE; /* the text is not kept */
	return analyte;
}

const struct analyte *medical_asked_analyte(const struct medical *medical, struct str front, struct str *name)
{
	static const char *const asks[] = { "normal", "range", "level", "concentration", "target", "threshold", "value", "values",
					    "reference", NULL };
	const struct analyte *asked = NULL;
	size_t at = 0;
	*name = STR_NONE;
	if (!(medical->said & WORD_ANALYTE) || !phrase_in_any(front, asks))
		return NULL;
	for (struct str word, there; phrase_next_word(front, &at, &word);) {
		const struct analyte *analyte = ends_with_analyte(medical, (struct str){ front.at, at }, &there);
		if (analyte && asked && analyte != asked)
			return NULL;
		asked = analyte ? analyte : asked;
	}
	if (asked)
		*name = (struct str){ asked->names, strcspn(asked->names, "|") }; /* the text is not kept */
	return asked;
}
