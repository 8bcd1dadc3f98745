#include "lesson/orcid.h"

#include "base/ascii.h"

bool orcid_has_form(struct str orcid)
{
	static const char form[] = "dddd-dddd-dddd-dddX";
	if (orcid.len != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < orcid.len; i++) {
		bool digit = ascii_is_digit(orcid.at[i]);
		if (form[i] == '-' ? orcid.at[i] != '-' : !digit && (form[i] != 'X' || orcid.at[i] != 'X'))
			return false;
	}
	return true;
}

char orcid_check_digit(struct str orcid)
{
	unsigned total = 0;
	for (size_t i = 0; i + 1 < orcid.len; i++)
		if (orcid.at[i] != '-')
			total = (total + (unsigned)(orcid.at[i] - '0')) * 2;
	unsigned digit = (12 - total % 11) % 11;
	return digit == 10 ? 'X' : (char)('0' + digit);
}
