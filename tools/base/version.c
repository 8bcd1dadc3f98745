#include "base/version.h"

#include "base/ascii.h"

enum { DIGITS_MAX = 9, PRE_MAX = 64 };

static size_t digits_of(struct str text)
{
	size_t len = 0;
	while (len < text.len && ascii_is_digit(text.at[len]))
		len++;
	return len;
}

/* Removes and returns the next dot-separated identifier. */
static struct str next_word(struct str *text)
{
	const char *stop = text->len ? memchr(text->at, '.', text->len) : NULL;
	size_t len = stop ? (size_t)(stop - text->at) : text->len;
	struct str word = { text->at, len };
	*text = (struct str){ text->at + len + (stop != NULL), text->len - len - (stop != NULL) };
	return word;
}

static bool is_pre_word(struct str word)
{
	for (size_t i = 0; i < word.len; i++) {
		char c = word.at[i];
		if (!ascii_is_alphanumeric(c) && c != '-')
			return false;
	}
	/* Numeric identifiers have no leading zeros. */
	return word.len > 0 && !(word.len > 1 && word.at[0] == '0' && digits_of(word) == word.len);
}

static bool is_pre(struct str pre)
{
	if (pre.len == 0 || pre.len > PRE_MAX || pre.at[pre.len - 1] == '.')
		return false;
	while (pre.len > 0)
		if (!is_pre_word(next_word(&pre)))
			return false;
	return true;
}

bool version_parse(struct str text, struct version *version)
{
	*version = (struct version){ .pre = STR("") };
	for (int part = 0; part < 3; part++) {
		size_t digits = digits_of(text);
		if (digits == 0 || digits > DIGITS_MAX || (digits > 1 && text.at[0] == '0'))
			return false;
		for (size_t i = 0; i < digits; i++)
			version->numbers[part] = version->numbers[part] * 10 + (uint32_t)(text.at[i] - '0');
		text = (struct str){ text.at + digits, text.len - digits };
		if (part == 2)
			break;
		if (text.len == 0 || text.at[0] != '.')
			return false;
		text = (struct str){ text.at + 1, text.len - 1 };
	}
	if (text.len == 0)
		return true;
	version->pre = (struct str){ text.at + 1, text.len - 1 };
	return text.at[0] == '-' && is_pre(version->pre);
}

static int compare_words(struct str a, struct str b)
{
	bool a_number = digits_of(a) == a.len, b_number = digits_of(b) == b.len;
	if (a_number != b_number)
		return a_number ? -1 : 1;
	/* Without leading zeros, the longer number is higher. */
	if (a_number && a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return str_compare(a, b);
}

static int compare_pre(struct str a, struct str b)
{
	if (a.len == 0 || b.len == 0)
		return (a.len == 0) - (b.len == 0);
	while (a.len > 0 && b.len > 0) {
		int order = compare_words(next_word(&a), next_word(&b));
		if (order)
			return order;
	}
	return (a.len > 0) - (b.len > 0);
}

int version_compare(const struct version *a, const struct version *b)
{
	for (int part = 0; part < 3; part++)
		if (a->numbers[part] != b->numbers[part])
			return a->numbers[part] < b->numbers[part] ? -1 : 1;
	return compare_pre(a->pre, b->pre);
}

/* Whether the numbers of a pre-release already announce bump or more. */
static bool is_to_come(const struct version *version, enum bump bump)
{
	for (int part = BUMP_MAJOR - (int)bump + 1; part < 3; part++)
		if (version->numbers[part] != 0)
			return false;
	return version->pre.len > 0;
}

struct version version_next(const struct version *version, enum bump bump)
{
	struct version next = *version;
	next.pre = STR("");
	/* 2.0.0-rc.1 is followed by 2.0.0. */
	if (bump == BUMP_NONE || is_to_come(version, bump))
		return next;
	int part = BUMP_MAJOR - (int)bump;
	next.numbers[part]++;
	for (int lower = part + 1; lower < 3; lower++)
		next.numbers[lower] = 0;
	return next;
}

bool version_says(const struct version *from, const struct version *to, enum bump bump)
{
	if (bump == BUMP_NONE)
		return version_compare(from, to) <= 0;
	if (is_to_come(from, bump))
		return version_compare(from, to) < 0;
	/* A pre-release of the wanted version is enough. */
	struct version wanted = version_next(from, bump), core = *to;
	core.pre = STR("");
	return version_compare(&core, &wanted) >= 0;
}

void version_write(struct buf *out, const struct version *version)
{
	buf_format(out, "%u.%u.%u", version->numbers[0], version->numbers[1], version->numbers[2]);
	if (version->pre.len > 0) {
		buf_char(out, '-');
		buf_str(out, version->pre);
	}
}

const char *bump_name(enum bump bump)
{
	switch (bump) {
	case BUMP_MAJOR: return "major";
	case BUMP_MINOR: return "minor";
	case BUMP_PATCH: return "patch";
	case BUMP_NONE: break;
	}
	return "none";
}
