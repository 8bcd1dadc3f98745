#include "lesson/language_tag.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "lesson/language_tables.h"

#include <stdio.h>

static bool all(struct str s, bool (*is)(char c))
{
	for (size_t i = 0; i < s.len; i++)
		if (!is(s.at[i]))
			return false;
	return s.len > 0;
}

/* Copies s in lower case; false if it is too long. */
static bool make_key(struct str s, char *key, size_t size)
{
	if (s.len >= size)
		return false;
	for (size_t i = 0; i < s.len; i++)
		key[i] = ascii_lower(s.at[i]);
	key[s.len] = '\0';
	return true;
}

static bool is_listed(const char (*table)[SUBTAG_SIZE], size_t count, struct str s)
{
	char key[SUBTAG_SIZE];
	size_t low = 0, high = make_key(s, key, sizeof(key)) ? count : 0;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(key, table[middle]);
		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

static bool is_language(struct str s)
{
	if (s.len < 2 || s.len > 3 || !all(s, ascii_is_letter))
		return false;
	/* qaa to qtz are reserved for private use. */
	char first = ascii_lower(s.at[0]), second = ascii_lower(s.at[1]);
	bool private_use = s.len == 3 && first == 'q' && second <= 't';
	return private_use ||
	       strchr(language_endings[first - 'a'][second - 'a'], s.len == 2 ? '-' : ascii_lower(s.at[2]));
}

static bool is_script(struct str s)
{
	/* So are Qaaa to Qabx. */
	bool private_use = s.len == 4 && ascii_lower(s.at[0]) == 'q' && ascii_lower(s.at[1]) == 'a' &&
			   (ascii_lower(s.at[2]) == 'a' || ascii_lower(s.at[2]) == 'b');
	return private_use || is_listed(language_scripts, language_scripts_count, s);
}

static bool is_region(struct str s)
{
	return is_listed(language_regions, language_regions_count, s);
}

static bool is_variant(struct str s)
{
	return is_listed(language_variants, language_variants_count, s);
}

/* The replacement for s, in any case, in a table; or NULL. */
static const char *find_row(const struct language_row *rows, size_t count, struct str s)
{
	char key[64];
	size_t low = 0, high = make_key(s, key, sizeof(key)) ? count : 0;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(key, rows[middle].from);
		if (order == 0)
			return rows[middle].to;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* The subtag at *at, which moves past the following hyphen; empty at the end or between two hyphens. */
static struct str next_subtag(struct str tag, size_t *at)
{
	size_t start = *at;
	if (start >= tag.len)
		return STR_NONE;
	const char *hyphen = memchr(tag.at + start, '-', tag.len - start);
	size_t end = hyphen ? (size_t)(hyphen - tag.at) : tag.len;
	*at = end + 1;
	return (struct str){ tag.at + start, end - start };
}

static bool is_well_formed(struct str tag)
{
	size_t at = 0;
	struct str last = STR_NONE;
	while (at <= tag.len) {
		if (at == tag.len)
			return false; /* empty tag, or hyphen at the end */
		last = next_subtag(tag, &at);
		if (last.len > 8 || !all(last, ascii_is_alphanumeric))
			return false;
	}
	return last.len > 1 || (tag.len > 2 && ascii_lower(tag.at[0]) == 'x');
}

enum subtag { AT_EXTENDED, AT_SCRIPT, AT_REGION, AT_VARIANT };

/* Checks the subtags after the language against the syntax of BCP 47 and the registry. Returns the first invalid one,
 * and in *wanted what was expected. */
static struct str check_rest(struct str tag, size_t at, const char **wanted)
{
	enum subtag expected = AT_EXTENDED;
	for (struct str s; (s = next_subtag(tag, &at)).at;) {
		if (s.len == 1)
			return STR_NONE; /* extensions and private-use subtags are not registered */
		bool word = all(s, ascii_is_letter), number = all(s, ascii_is_digit);
		if (expected == AT_EXTENDED && word && s.len == 3) {
			*wanted = "language";
			if (!is_language(s))
				return s;
		} else if (expected <= AT_SCRIPT && word && s.len == 4) {
			*wanted = "script";
			expected = AT_REGION;
			if (!is_script(s))
				return s;
		} else if (expected <= AT_REGION && ((word && s.len == 2) || (number && s.len == 3))) {
			*wanted = "region";
			expected = AT_VARIANT;
			if (!is_region(s))
				return s;
		} else {
			*wanted = s.len == 2 ? "region" : s.len == 4 && word ? "script" : "variant";
			expected = AT_VARIANT;
			if (!is_variant(s))
				return s;
		}
	}
	return STR_NONE;
}

/* The next run of letters, including non-ASCII ones, and digits in an invalid tag. */
static struct str next_run(struct str text, size_t *at)
{
	while (*at < text.len && !ascii_is_alphanumeric(text.at[*at]) && (unsigned char)text.at[*at] < 0x80)
		++*at;
	size_t start = *at;
	while (*at < text.len && (ascii_is_alphanumeric(text.at[*at]) || (unsigned char)text.at[*at] >= 0x80))
		++*at;
	return *at > start ? (struct str){ text.at + start, *at - start } : STR_NONE;
}

static const char *language_meant(struct str run)
{
	const char *found = find_row(language_shorter, language_shorter_count, run);
	return found ? found : find_row(language_names, language_names_count, run);
}

static void append(struct language_mistake *mistake, struct str subtag, char first, char rest)
{
	size_t len = strlen(mistake->meant);
	if (len + subtag.len + 2 > sizeof(mistake->meant))
		return;
	mistake->meant[len++] = '-';
	for (size_t i = 0; i < subtag.len; i++) {
		char c = ascii_lower(subtag.at[i]), form = i ? rest : first;
		mistake->meant[len + i] = form == 'A' && ascii_is_letter(c) ? (char)(c - 32) : c;
	}
	mistake->meant[len + subtag.len] = '\0';
}

/* Guesses the tag that was meant: en_GB.UTF-8, english, "British English", eng-GB, gb. */
static void guess(struct str written, struct language_mistake *mistake)
{
	size_t at = 0;
	struct str first = next_run(written, &at);
	const char *whole = first.at ? language_meant(first) : NULL;
	bool named = first.at && is_language(first);
	char own[4] = "";
	for (size_t i = 0; named && i < first.len && i + 1 < sizeof(own); i++)
		own[i] = ascii_lower(first.at[i]);
	if (!whole && !named && first.at)
		whole = find_row(language_of_region, language_of_region_count, first);
	for (size_t i = at; first.at && !whole && !named;) {
		struct str run = next_run(written, &i);
		if (!run.at)
			return;
		whole = run.len > 3 ? language_meant(run) : NULL;
	}
	if (!first.at)
		return;
	snprintf(mistake->meant, sizeof(mistake->meant), "%s", named ? own : whole);
	if (strchr(mistake->meant, '-'))
		return;
	bool script = false;
	for (struct str run; (run = next_run(written, &at)).at;) {
		if (run.len == 4 && !script && is_script(run)) {
			append(mistake, run, 'A', 'a');
			script = true;
		} else if (run.len == 2 && ascii_lower(run.at[0]) == 'u' && ascii_lower(run.at[1]) == 'k') {
			append(mistake, STR("gb"), 'A', 'A');
			return;
		} else if ((run.len == 2 || run.len == 3) && is_region(run)) {
			append(mistake, run, 'A', 'A');
			return;
		}
	}
}

static bool refuse(struct str tag, struct language_mistake *mistake)
{
	guess(tag, mistake);
	if (language_tag_same(tag, str_from(mistake->meant)))
		mistake->meant[0] = '\0';
	return false;
}

/* Limits a subtag in messages to 24 bytes. */
static int shown(struct str s)
{
	return s.len > 24 ? 24 : (int)s.len;
}

bool language_tag_check(struct str tag, struct language_mistake *mistake)
{
	struct language_mistake unread;
	mistake = mistake ? mistake : &unread;
	*mistake = (struct language_mistake){ .what = "" };
	tag = str_trim(tag);
	if (!is_well_formed(tag)) {
		snprintf(mistake->what, sizeof(mistake->what), "a tag is letters and digits, joined by hyphens");
		return refuse(tag, mistake);
	}
	size_t at = 0;
	struct str primary = next_subtag(tag, &at);
	if (primary.len == 1 && ascii_lower(primary.at[0]) == 'x')
		return true; /* entirely private */
	if (!is_language(primary)) {
		bool region = is_region(primary);
		snprintf(mistake->what, sizeof(mistake->what), "\"%.*s\" is %s", shown(primary), primary.at,
			 region ? "a region, not a language" : "not a registered language");
		return refuse(tag, mistake);
	}
	const char *wanted = "";
	struct str wrong = check_rest(tag, at, &wanted);
	if (!wrong.at)
		return true;
	snprintf(mistake->what, sizeof(mistake->what), "\"%.*s\" is not a registered %s", shown(wrong), wrong.at,
		 wanted);
	return refuse(tag, mistake);
}

bool language_tag_same(struct str a, struct str b)
{
	a = str_trim(a);
	b = str_trim(b);
	for (size_t i = 0; i < a.len && i < b.len; i++)
		if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
			return false;
	return a.len == b.len;
}

/* Whether text contains letters other than Latin and, if greek is false, Greek ones, which are used as symbols in any
 * language. *letters: it contains any letters. */
static bool has_own_letters(struct str text, bool greek, bool *letters)
{
	*letters = false;
	for (size_t i = 0; i < text.len;) {
		uint32_t code = utf8_next(text, &i);
		bool own = code >= 0x400 || (greek && code >= 0x370);
		if (own && utf8_is_word(code))
			return true;
		*letters = *letters || (code < 0x80 && ascii_is_letter((char)code));
	}
	return false;
}

bool language_tag_fits(struct str tag, struct str text, struct language_mistake *mistake)
{
	size_t at = 0;
	bool letters;
	tag = str_trim(tag);
	struct str primary = next_subtag(tag, &at), second = next_subtag(tag, &at);
	const char *script = find_row(language_own_script, language_own_script_count, primary);
	if (!script || second.len == 4 || has_own_letters(text, strcmp(script, "Grek") == 0, &letters) || !letters)
		return true;
	const char *meant = find_row(language_of_region, language_of_region_count, primary);
	if (!mistake)
		return false;
	*mistake = (struct language_mistake){ .what = "" };
	snprintf(mistake->what, sizeof(mistake->what), "a text in \"%.*s\" is not written in Latin letters",
		 shown(primary), primary.at);
	if (meant && !language_tag_same(str_from(meant), tag))
		snprintf(mistake->meant, sizeof(mistake->meant), "%s", meant);
	return false;
}
