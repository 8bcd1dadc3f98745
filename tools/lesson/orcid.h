/* ORCID iDs, which name people: 16 digits in groups of four, 0000-0002-1825-0097. The last one is a check digit,
 * ISO/IEC 7064 MOD 11-2, where X is 10. */
#ifndef LESSON_ORCID_H
#define LESSON_ORCID_H

#include "base/str.h"

/* Whether it has the form of one, without regard to the check digit. */
bool orcid_has_form(struct str orcid);
/* The check digit that its other digits require; it must have the form. */
char orcid_check_digit(struct str orcid);

static inline bool orcid_is_valid(struct str orcid)
{
	return orcid_has_form(orcid) && orcid_check_digit(orcid) == orcid.at[orcid.len - 1];
}

#endif
