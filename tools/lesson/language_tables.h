/* The registered subtags of BCP 47, and common mistakes. For language_tag.c; other modules use language.h. */
#ifndef LESSON_LANGUAGE_TABLES_H
#define LESSON_LANGUAGE_TABLES_H

#include <stddef.h>

struct language_row {
	const char *from, *to; /* rows are sorted by from */
};

enum { SUBTAG_SIZE = 9 }; /* longest subtag, with terminating zero */

/* In lower case and byte order. */
extern const char language_scripts[][SUBTAG_SIZE], language_regions[][SUBTAG_SIZE], language_variants[][SUBTAG_SIZE];
extern const size_t language_scripts_count, language_regions_count, language_variants_count;

/* By the first two letters of a language subtag: the letters that make one with them, and - if they are one by
 * themselves. */
extern const char *const language_endings[26][26];

extern const struct language_row language_names[], language_of_region[], language_shorter[], language_own_script[];
extern const size_t language_names_count, language_of_region_count, language_shorter_count, language_own_script_count;

#endif
