#include "reader/forms.h"

#include <string.h>

struct form_text {
	const char *at;
	size_t len;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_letter(char c)
{
	return is_lower(c) || (c >= 'A' && c <= 'Z');
}

/* Removes head from the start of the text; false if it does not begin with it. */
static bool take(struct form_text *text, const char *head)
{
	size_t len = strlen(head);
	if (text->len < len || memcmp(text->at, head, len) != 0)
		return false;
	text->at += len;
	text->len -= len;
	return true;
}

static bool is_text(struct form_text text, const char *wanted)
{
	return take(&text, wanted) && text.len == 0;
}

/* Removes the part after the last point from the text, and returns it. */
static struct form_text take_ending(struct form_text *text)
{
	size_t stem = text->len;
	while (stem > 0 && text->at[stem - 1] != '.')
		stem--;
	struct form_text ending = { text->at + stem, text->len - stem };
	text->len = stem > 0 ? stem - 1 : 0;
	return ending;
}

static bool form_id(struct form_text text)
{
	bool after_hyphen = false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (i == 0 ? !is_lower(c) : !is_lower(c) && !is_digit(c) && (c != '-' || after_hyphen))
			return false;
		after_hyphen = c == '-';
	}
	return text.len > 0 && !after_hyphen;
}

/* An id, or ID.N. */
static bool form_item(struct form_text text)
{
	size_t stem = 0;
	while (stem < text.len && text.at[stem] != '.')
		stem++;
	struct form_text id = { text.at, stem }, number = { text.at + stem, text.len - stem };
	bool plain = number.len == 0 || (take(&number, ".") && number.len > 0 && number.len <= 2 && *number.at != '0' &&
					 is_digit(number.at[0]) && is_digit(number.at[number.len - 1]));
	return plain && id.len <= 64 && form_id(id);
}

static bool is_hex(struct form_text text, size_t len)
{
	size_t i = 0;
	while (i < text.len && (is_digit(text.at[i]) || (text.at[i] >= 'a' && text.at[i] <= 'f')))
		i++;
	return i == text.len && i == len;
}

static bool form_digest(struct form_text text)
{
	return is_hex(text, 64);
}

static bool form_short_digest(struct form_text text)
{
	return is_hex(text, 32);
}

static bool form_lang(struct form_text text)
{
	size_t group = 0;
	bool first = true;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '-') {
			if (group == 0)
				return false;
			group = 0;
			first = false;
		} else if (++group > 8 || (!is_letter(c) && (first || !is_digit(c)))) {
			return false;
		}
	}
	return group > 0;
}

static int number_at(struct form_text text, size_t at, size_t digits)
{
	int number = 0;
	for (size_t i = at; i < at + digits; i++)
		number = is_digit(text.at[i]) && number >= 0 ? number * 10 + text.at[i] - '0' : -1;
	return number;
}

static bool form_date(struct form_text text)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-')
		return false;
	int year = number_at(text, 0, 4), month = number_at(text, 5, 2), day = number_at(text, 8, 2);
	if (year < 0 || month < 1 || month > 12 || day < 1)
		return false;
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return day <= days[month - 1] + (month == 2 && leap);
}

/* Up to most digits without leading zeros. */
static bool take_whole_number(struct form_text *text, size_t most)
{
	size_t len = 0;
	while (len < text->len && is_digit(text->at[len]))
		len++;
	if (len == 0 || len > most || (len > 1 && text->at[0] == '0'))
		return false;
	text->at += len;
	text->len -= len;
	return true;
}

/* Letters, digits and hyphens; if only digits, without leading zeros. */
static bool take_identifier(struct form_text *text)
{
	size_t len = 0;
	bool number = true;
	for (; len < text->len && (is_letter(text->at[len]) || is_digit(text->at[len]) || text->at[len] == '-'); len++)
		number = number && is_digit(text->at[len]);
	if (len == 0 || (number && len > 1 && text->at[0] == '0'))
		return false;
	text->at += len;
	text->len -= len;
	return true;
}

static bool form_version(struct form_text text)
{
	enum { TAIL_MAX = 64 };
	if (!take_whole_number(&text, 9) || !take(&text, ".") || !take_whole_number(&text, 9) || !take(&text, ".") ||
	    !take_whole_number(&text, 9))
		return false;
	if (text.len == 0)
		return true;
	if (!take(&text, "-") || text.len > TAIL_MAX || !take_identifier(&text))
		return false;
	while (text.len > 0)
		if (!take(&text, ".") || !take_identifier(&text))
			return false;
	return true;
}

/* Like take, ignoring case; head is in lower case. */
static bool take_folded(struct form_text *text, const char *head)
{
	size_t len = strlen(head);
	if (text->len < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((is_letter(head[i]) ? text->at[i] | 0x20 : text->at[i]) != head[i])
			return false;
	text->at += len;
	text->len -= len;
	return true;
}

/* Removes a character from the text, which is UTF-8. */
static unsigned long take_character(struct form_text *text)
{
	unsigned char lead = (unsigned char)*text->at;
	size_t len = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	unsigned long code = len == 1 ? lead : lead & (0x7fu >> len);
	for (size_t i = 1; i < len && i < text->len; i++)
		code = code << 6 | ((unsigned char)text->at[i] & 0x3fu);
	len = len < text->len ? len : text->len;
	text->at += len;
	text->len -= len;
	return code;
}

/* White space, control and format characters, and characters that end an attribute in markup. */
static bool is_barred(unsigned long c)
{
	return c <= 0x20 || c == '"' || c == '<' || c == '>' || c == '\\' || (c >= 0x7f && c <= 0xa0) || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) || (c >= 0x205f && c <= 0x206f) ||
	       c == 0x3000 || c == 0xfeff;
}

/* Removes characters up to a barred one or one of stops; returns their number of bytes. */
static size_t take_until(struct form_text *text, const char *stops)
{
	const char *from = text->at;
	while (text->len > 0 && !strchr(stops, *text->at)) {
		struct form_text rest = *text;
		if (is_barred(take_character(&rest)))
			break;
		*text = rest;
	}
	return (size_t)(text->at - from);
}

static bool form_web(struct form_text text)
{
	if (take_folded(&text, "mailto:")) {
		if (take_until(&text, "?@") == 0 || !take(&text, "@") || take_until(&text, "?@") == 0)
			return false;
		if (take(&text, "?"))
			take_until(&text, "");
		return text.len == 0;
	}
	if (!take_folded(&text, "https://") && !take_folded(&text, "http://"))
		return false;
	if (text.len == 0 || strchr(":.-", *text.at) || take_until(&text, "/?#@") == 0)
		return false;
	if (text.len > 0 && strchr("/?#", *text.at))
		take_until(&text, "");
	return text.len == 0;
}

/* Whether the text has one of the endings, which are separated by spaces. */
static bool ends_in(struct form_text text, const char *endings)
{
	struct form_text ending = take_ending(&text);
	for (size_t len; *endings; endings += len + (endings[len] == ' ')) {
		len = strcspn(endings, " ");
		if (ending.len == len && memcmp(ending.at, endings, len) == 0)
			return true;
	}
	return false;
}

#define PICTURES "svg png jpg webp gif avif"
#define AUDIO "mp3 ogg m4a weba wav"
#define VIDEO "mp4 webm"
#define CAPTIONS "vtt"

static bool form_picture(struct form_text text)
{
	return ends_in(text, PICTURES);
}

static bool form_audio(struct form_text text)
{
	return ends_in(text, AUDIO);
}

static bool form_video(struct form_text text)
{
	return ends_in(text, VIDEO);
}

static bool form_captions(struct form_text text)
{
	return ends_in(text, CAPTIONS);
}

static bool form_asset(struct form_text text)
{
	bool known = ends_in(text, PICTURES " " AUDIO " " VIDEO " " CAPTIONS);
	take_ending(&text);
	return known && take(&text, "assets/") && is_hex(text, ASSET_DIGITS);
}

static bool form_https(struct form_text text)
{
	return take(&text, "https://");
}

static bool form_extra(struct form_text text)
{
	struct form_text ending = take_ending(&text);
	for (size_t i = 0; i < ending.len; i++)
		if (!is_lower(ending.at[i]) && !is_digit(ending.at[i]))
			return false;
	return take(&text, "extras/") && text.len <= 64 && form_id(text) && ending.len >= 1 && ending.len <= 8;
}

/* Takes up to most digits. Returns how many there are. */
static size_t take_digits(struct form_text *text, size_t most)
{
	size_t count = 0;
	while (count < most && count < text->len && is_digit(text->at[count]))
		count++;
	text->at += count;
	text->len -= count;
	return count;
}

static bool form_math_length(struct form_text text)
{
	take(&text, "-");
	if (is_text(text, "0"))
		return true;
	struct form_text whole = text;
	size_t digits = take_digits(&text, 3);
	bool point = take(&text, ".");
	if (point && take_digits(&text, 4) == 0)
		return false;
	bool letter = is_text(text, "em") || is_text(text, "ex");
	if (!letter && !is_text(text, "px") && !is_text(text, "pt") && !is_text(text, "%"))
		return false;
	size_t most = letter ? 2 : 3;
	return digits == most ? *whole.at == '1' : digits < most && (digits > 0 || (letter && point));
}

static bool form_page(struct form_text text)
{
	struct form_text ending = take_ending(&text);
	return is_text(ending, "json") && take(&text, "index/") && text.len <= 5 && take_whole_number(&text, 9) &&
	       text.len == 0;
}

static bool form_decimal(struct form_text text)
{
	take(&text, "-");
	if (!take_whole_number(&text, 10))
		return false;
	if (text.len == 0)
		return true;
	if (!take(&text, ".") || text.len < 1 || text.len > 9)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!is_digit(text.at[i]))
			return false;
	return true;
}

static bool form_points(struct form_text text)
{
	take(&text, "-");
	if (is_text(text, "100"))
		return true;
	bool zero = text.len > 0 && *text.at == '0';
	size_t digits = take_digits(&text, 2);
	if (digits == 0 || (digits == 2 && zero))
		return false;
	return text.len == 0 || (take(&text, ".") && take_digits(&text, 5) > 0 && text.len == 0);
}

static const struct {
	bool (*fits)(struct form_text text);
	const char *words;
} forms[] = {
#define FORM(id, pattern, function, words_) [FORM_##id] = { function, words_ },
#include "reader/forms.def"
#undef FORM
};

bool form_fits(enum form form, const char *text, size_t len)
{
	return forms[form].fits((struct form_text){ text, len });
}

const char *form_words(enum form form)
{
	return forms[form].words;
}
