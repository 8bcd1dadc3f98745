/* Medicines that a lesson calls by two names. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"
#include "check/text/parts.h"

#include <stdio.h>

static const struct {
	const char *name[2];
	bool brand; /* the second is one */
} medicines[] = {
#define NAMES(international, other) { { international, other }, false },
#include "check/medical/names.def"
#undef NAMES
#define BRAND(brand, name) { { name, brand }, true },
#define ALSO_BRAND(brand, name) { { name, brand }, true },
#include "check/medical/brands.def"
#undef ALSO_BRAND
#undef BRAND
};
#define MEDICINES (sizeof(medicines) / sizeof(medicines[0]))
_Static_assert(MEDICINES <= TEXT_MEDICINES_MAX, "struct text_medicines has no room for all rows");

/* "Adrenaline (epinephrine)", "adrenaline, also called epinephrine" and "the American name of adrenaline" say that they
 * are the same. */
static bool is_introduced(struct str text, size_t start)
{
	static const char *const names[] = { "name", "brand", "trade", "sold", "market", "product", "manufactur", "older text", "older book", "older source", "older name", "old text", "old book",
					     "former", "previous", "spelt", "spelled", "spelling", NULL };
	static const char *const links[] = { "known as", "called", "call", "calls", "formerly", "or", NULL };
	struct str before = str_trim((struct str){ text.at, start });
	return (before.len && strchr("([/=", before.at[before.len - 1])) || phrase_ends_any(before, links) < before.len ||
	       medical_sentence_says(text, start, start, names);
}

/* Whether the name, which ends before rest, is part of another: the norepinephrine transporter, a serotonin-norepinephrine
 * reuptake inhibitor. */
static bool is_part(struct str rest)
{
	static const char *const others[] = { "transporter", "transporters", "receptor", "receptors", "reuptake", "re-uptake", NULL };
	return phrase_starts_any(str_trim(rest), others) > 0;
}

void text_list_medicines(struct text_forms *forms)
{
	for (size_t row = 0; row < MEDICINES; row++)
		for (size_t side = 0; side < 2; side++) {
			const char *name = medicines[row].name[side];
			text_forms_add(forms, (struct str){ name, strcspn(name, " ") }, WORD_MEDICINE);
		}
}

/* Whether the text is prose: a table, card or option may be about the names of medicines. */
static bool is_prose(enum text_role role)
{
	return role == ROLE_PARAGRAPH || role == ROLE_LIST_ITEM || role == ROLE_CALLOUT || role == ROLE_EXPLANATION ||
	       role == ROLE_EXTRA || role == ROLE_FEEDBACK || role == ROLE_STEM || role == ROLE_VIGNETTE || role == ROLE_SUMMARY ||
	       role == ROLE_TAKEAWAY || role == ROLE_DEFINITION;
}

/* Notes the names in this row that text, which begins with a word, begins with. */
static void note_names(const struct text_run *run, struct medicine_found **found, size_t row, size_t start)
{
	struct str text = phrase_after(run->text, start);
	if (medicines[row].brand && !is_prose(run->site->role))
		return;
	for (size_t side = 0; side < 2; side++) {
		size_t len = phrase_starts(text, medicines[row].name[side]);
		if (!len || is_part(phrase_after(text, len)))
			continue;
		*found = *found ? *found : arena_alloc(&run->check->texts.memory, sizeof(**found));
		if (!*found) {
			run->check->failed = true;
			return;
		}
		(*found)->both = (*found)->both || is_introduced(run->text, start);
		if (!(*found)->span[side].end) {
			(*found)->span[side] = text_span(run, start, start + len);
			(*found)->item[side] = run->site->item;
			(*found)->option[side] = run->site->role == ROLE_OPTION;
		}
	}
}

void text_medicine_names(const struct text_run *run, struct text_medicines *found)
{
	if (!(run->said & WORD_MEDICINE) || run->site->role == ROLE_SOURCE || run->site->role == ROLE_CREDIT)
		return;
	for (size_t i = 0; i < run->word_count; i++)
		for (size_t row = 0; row < MEDICINES && (run->words[i].flags & WORD_MEDICINE) && !text_is_foreign(run, i); row++)
			note_names(run, &found->found[row], row, run->words[i].start);
}

void text_medicine_names_end(struct lesson_check *check, const struct text_medicines *found)
{
	for (size_t row = 0; row < MEDICINES; row++) {
		const struct medicine_found *both = found->found[row];
		if (!both || !both->span[0].end || !both->span[1].end || both->both)
			continue;
		/* Options of one question that mean the same are reported as such. */
		if (both->option[0] && both->option[1] && str_equal(both->item[0], both->item[1]) &&
		    report_wants(check->report, RULE_QUESTION_EQUIVALENT_OPTIONS))
			continue;
		const struct span *span = both->span;
		size_t later = span[0].start > span[1].start ? 0 : 1;
		char brand[32];
		snprintf(brand, sizeof(brand), "%s", medicines[row].name[1]);
		brand[0] = medicines[row].brand ? (char)(brand[0] & ~0x20) : brand[0];
		const char *names[] = { medicines[row].name[0], brand };
		struct diagnostic *d =
			report_add(check->report, RULE_MEDICAL_TWO_NAMES, span[later], both->item[later],
				   "\"%s\" is the medicine that is called \"%s\" on line %u", names[later], names[1 - later],
				   source_location(check->source, span[1 - later]).line);
		report_help(check->report, d, "use one of the names, or give both once: %s (%s)", names[0], names[1]);
	}
}
