#include "check/media/licence.h"

#include "base/ascii.h"
#include "base/nearest.h"
#include "check/core/phrase.h"
#include "check/text/run.h"

static const char *const licences[] = {
#include "check/media/licences.def"
};
enum { LICENCES = sizeof(licences) / sizeof(licences[0]) };

static bool is_listed(struct str id)
{
	for (size_t i = 0; i < LICENCES; i++)
		if (text_equal_but_case(id, str_from(licences[i])))
			return true;
	return false;
}

static bool is_id_byte(char c)
{
	return ascii_is_alphanumeric(c) || c == '-' || c == '.' || c == ':';
}

/* Removes the next token from the text: a bracket, or the text up to a space or bracket. */
static struct str next_token(struct str *text)
{
	*text = str_trim(*text);
	size_t len = 0;
	while (len < text->len && !ascii_is_space(text->at[len]) && !strchr("()", text->at[len]))
		len++;
	if (!len && text->len)
		len = 1;
	struct str token = { text->at, len };
	*text = phrase_after(*text, len);
	return token;
}

static bool is_simple(struct str id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!is_id_byte(id.at[i]) && !(id.at[i] == '+' && i + 1 == id.len))
			return false;
	bool own = (str_starts(id, "LicenseRef-") && id.len > strlen("LicenseRef-")) ||
		   (str_starts(id, "DocumentRef-") && memmem(id.at, id.len, ":LicenseRef-", strlen(":LicenseRef-")));
	if (own)
		return true;
	if (id.len && id.at[id.len - 1] == '+')
		id.len--;
	return is_listed(id);
}

bool licence_is_known(struct str text)
{
	enum { DEEP = 100 };
	size_t open = 0;
	bool wants_id = true;
	for (text = str_trim(text); text.len; text = str_trim(text)) {
		struct str token = next_token(&text);
		if (wants_id && str_is(token, "(") && open < DEEP) {
			open++;
		} else if (!wants_id && str_is(token, ")") && open) {
			open--;
		} else if (!wants_id && (str_is(token, "AND") || str_is(token, "OR"))) {
			wants_id = true;
		} else if (!wants_id && str_is(token, "WITH")) {
			token = next_token(&text);
			for (size_t i = 0; i < token.len; i++)
				if (!is_id_byte(token.at[i]))
					return false;
			if (!token.len)
				return false;
		} else if (wants_id && is_simple(token)) {
			wants_id = false;
		} else {
			return false;
		}
	}
	return !wants_id && !open;
}

/* Compares only letters and digits. */
static bool is_same_letters(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	for (;;) {
		while (i < a.len && !ascii_is_alphanumeric(a.at[i]))
			i++;
		while (j < b.len && !ascii_is_alphanumeric(b.at[j]))
			j++;
		if (i == a.len || j == b.len)
			return i == a.len && j == b.len;
		if (ascii_is_digit(a.at[i]) ? a.at[i] != b.at[j] : ((a.at[i] ^ b.at[j]) & ~32) != 0)
			return false;
		i++;
		j++;
	}
}

const char *licence_spelled(struct str text)
{
	for (size_t i = 0; i < LICENCES; i++)
		if (is_same_letters(text, str_from(licences[i])))
			return licences[i];
	return NULL;
}

const char *licence_nearest(struct str text)
{
	/* The latest version comes last. */
	const char *versioned = NULL;
	for (size_t i = 0; i < LICENCES; i++) {
		size_t len = strcspn(licences[i], "0123456789");
		bool whole = licences[i][len] && strspn(licences[i] + len, "0123456789.") == strlen(licences[i] + len);
		if (whole && is_same_letters(text, (struct str){ licences[i], len }))
			versioned = licences[i];
	}
	if (versioned)
		return versioned;
	struct nearest nearest;
	nearest_init(&nearest, text);
	for (size_t i = 0; i < LICENCES; i++)
		nearest_offer(&nearest, licences[i]);
	return nearest.best;
}
