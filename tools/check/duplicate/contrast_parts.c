#include "check/duplicate/contrast_side.h"

static bool ends_with(struct str text, struct str ending)
{
	return text.len >= ending.len && memcmp(text.at + text.len - ending.len, ending.at, ending.len) == 0;
}

/* Whether some part of a word in the run begins or ends with these bytes. */
static bool has_part(const struct contrast *contrast, struct word_run run, struct str bytes)
{
	for (uint32_t i = 0; i < run.count; i++) {
		struct str name = concept_name(contrast->concepts, run.words[i]);
		if (class_of(contrast, run.words[i]) == WORD_PART && name.len >= bytes.len &&
		    (memcmp(name.at, bytes.at, bytes.len) == 0 || ends_with(name, bytes)))
			return true;
	}
	return false;
}

bool contrast_adds_parts(const struct contrast *contrast, const struct contrast_side *side, const struct contrast_side *other)
{
	for (uint32_t i = 0; i < side->left_count; i++) {
		uint32_t concept = side->run.words[side->left[i]];
		if (class_of(contrast, concept) != WORD_PART)
			continue;
		struct str name = concept_name(contrast->concepts, concept);
		size_t half = 1;
		while (half < name.len &&
		       !((name.at[half] & 0xc0) != 0x80 && has_part(contrast, other->run, (struct str){ name.at, half }) &&
			 has_part(contrast, other->run, (struct str){ name.at + half, name.len - half })))
			half++;
		if (half >= name.len)
			return true;
	}
	return false;
}
