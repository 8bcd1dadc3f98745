/* Units in the wrong case, or with the s of a plural: 10 MG, 500 MCG, 5 mls. */
#include "base/ascii.h"
#include "check/medical/medical.h"

static const struct {
	const char *written, *meant;
} wrong[] = {
	{ "MG", "mg" },	  { "Mg", "mg" },   { "mG", "mg" },   { "MCG", "mcg" }, { "Mcg", "mcg" }, { "mCG", "mcg" },
	{ "UG", "mcg" },  { "\xc2\xb5G", "mcg" }, { "\xce\xbcG", "mcg" }, { "ML", "mL" },	 { "Ml", "mL" },
	{ "GM", "g" },	  { "Gm", "g" },    { "gm", "g" },    { "gms", "g" },	{ "mgs", "mg" },  { "MGS", "mg" },
	{ "mcgs", "mcg" }, { "mls", "mL" }, { "mLs", "mL" },  { "MLS", "mL" },	{ "MMOL", "mmol" }, { "Mmol", "mmol" },
	{ "MEQ", "mEq" }, { "Meq", "mEq" }, { "meq", "mEq" }, { "KG", "kg" },	{ "Kg", "kg" },	  { "kgs", "kg" },
};

/* Whether words that follow the unit of a dose follow. In "20 MG patients", MG is myasthenia gravis. */
static bool dose_goes_on(struct str s, size_t end)
{
	static const char *const words[] = {
		"a",	  "an",	     "and",	 "as",	 "at",	  "b.d",     "bd",	"bid",	    "before", "bolus",
		"by",	  "capsule", "daily",	 "each", "every", "followed", "for",	"four",	    "im",     "in",
		"intra",  "iv",	     "infusion", "now",	 "od",	  "of",	     "on",	"once",	    "or",     "orally",
		"over",	  "per",     "po",	 "prn",	 "q.d",	  "qd",	     "qds",	"qid",	    "sc",     "slow",
		"stat",	  "subcut",  "tablet",	 "tds",	 "then",	  "three",   "tid",	"to",	    "twice",  "via",
		"into",	  "under",   "after",	 "until", "if",	  "is",	     "was",	"gives",    "only",   "slowly",
		"weekly", "when",    "with",	 NULL,
	};
	size_t word = medical_gap(s, end, false), stop = word;
	if (word >= s.len || !ascii_is_letter(s.at[word]))
		return true;
	if (word == end)
		return false;
	while (stop < s.len && (ascii_is_letter(s.at[stop]) || s.at[stop] == '.'))
		stop++;
	for (size_t i = 0; words[i]; i++) {
		size_t len = strlen(words[i]), same = 0;
		while (same < len && word + same < stop && (s.at[word + same] | 0x20) == words[i][same])
			same++;
		/* Longer words may have endings: tablets, intravenously, subcutaneously. */
		if (same == len && (word + len == stop || len > 4 || s.at[word + len] == '.'))
			return true;
	}
	return false;
}

/* Whether all of the surrounding text is in capitals, so that case means nothing. */
static bool shouts(struct str s)
{
	size_t small = 0;
	for (size_t i = 0; i < s.len; i++)
		small += ascii_is_lower(s.at[i]);
	return small == 0;
}

void medical_unit_case(struct medical *medical, size_t start, size_t end)
{
	struct str s = medical->text;
	struct lesson_check *check = medical->check;
	size_t at = medical_gap(s, end, true);
	if (at >= s.len || !strchr("MmUGgKk\xc2\xce", s.at[at]))
		return;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (s.at[at] != wrong[i].written[0])
			continue;
		size_t stop = at + strlen(wrong[i].written);
		if (stop > s.len || memcmp(s.at + at, wrong[i].written, stop - at) != 0 ||
		    (stop < s.len && (medical_is_word(s.at[stop]) || (unsigned char)s.at[stop] >= 0xc3)))
			continue;
		unsigned inside = prose_inside(&check->texts.prose, start) | prose_inside(&check->texts.prose, at);
		if (inside & (1u << INLINE_SUP | 1u << INLINE_SUB | 1u << INLINE_CODE) ||
		    medical_quoted(s, start, stop) || shouts(s) || !medical_mentions_dose(s, start, stop) ||
		    !dose_goes_on(s, stop) || medical_warns(s, start, stop))
			return;
		struct diagnostic *d =
			report_add(check->report, RULE_MEDICAL_UNIT_CASE,
				   prose_span(&check->texts.prose, check->source, at, stop), medical->item,
				   "wrong form of the unit %s: \"%s\"", wrong[i].meant, wrong[i].written);
		report_help(check->report, d, "write %s", wrong[i].meant);
		return;
	}
}
