#include "convert/core/gaps.h"
#include "convert/moodle/cloze.h"

static const struct {
	const char *name;
	enum bank_kind kind;
	bool multiple, shuffled, case_matters;
} types[] = {
	{ "SHORTANSWER", BANK_SHORT, false, false, false },
	{ "SA", BANK_SHORT, false, false, false },
	{ "MW", BANK_SHORT, false, false, false },
	{ "SHORTANSWER_C", BANK_SHORT, false, false, true },
	{ "SAC", BANK_SHORT, false, false, true },
	{ "MWC", BANK_SHORT, false, false, true },
	{ "NUMERICAL", BANK_NUMERIC, false, false, false },
	{ "NM", BANK_NUMERIC, false, false, false },
	{ "MULTICHOICE", BANK_CHOICE, false, false, false },
	{ "MC", BANK_CHOICE, false, false, false },
	{ "MULTICHOICE_V", BANK_CHOICE, false, false, false },
	{ "MCV", BANK_CHOICE, false, false, false },
	{ "MULTICHOICE_H", BANK_CHOICE, false, false, false },
	{ "MCH", BANK_CHOICE, false, false, false },
	{ "MULTICHOICE_S", BANK_CHOICE, false, true, false },
	{ "MCS", BANK_CHOICE, false, true, false },
	{ "MULTICHOICE_VS", BANK_CHOICE, false, true, false },
	{ "MCVS", BANK_CHOICE, false, true, false },
	{ "MULTICHOICE_HS", BANK_CHOICE, false, true, false },
	{ "MCHS", BANK_CHOICE, false, true, false },
	{ "MULTIRESPONSE", BANK_CHOICE, true, false, false },
	{ "MR", BANK_CHOICE, true, false, false },
	{ "MULTIRESPONSE_H", BANK_CHOICE, true, false, false },
	{ "MRH", BANK_CHOICE, true, false, false },
	{ "MULTIRESPONSE_S", BANK_CHOICE, true, true, false },
	{ "MRS", BANK_CHOICE, true, true, false },
	{ "MULTIRESPONSE_HS", BANK_CHOICE, true, true, false },
	{ "MRHS", BANK_CHOICE, true, true, false },
};

static struct str part(struct str text, size_t from, size_t to)
{
	return (struct str){ text.at + from, to - from };
}

/* The offset of the first of these characters that neither a backslash escapes nor, if it is #, begins a number of a
 * character reference. */
static size_t find(struct str text, size_t from, const char *characters)
{
	for (size_t i = from; i < text.len; i++) {
		if (text.at[i] == '\\')
			i++;
		else if (text.at[i] && strchr(characters, text.at[i]) &&
			 !(text.at[i] == '#' && i > from && text.at[i - 1] == '&'))
			return i;
	}
	return text.len;
}

static struct str unescape(struct arena *arena, struct str text)
{
	char *copy = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	text = str_trim(text);
	for (size_t i = 0; copy && i < text.len; i++) {
		i += text.at[i] == '\\' && i + 1 < text.len && text.at[i + 1] && strchr("\\~#}\"/=", text.at[i + 1]);
		copy[len++] = text.at[i];
	}
	return copy ? (struct str){ copy, len } : STR_NONE;
}

static struct str read_weight(struct str text, struct bank_answer *answer)
{
	text = str_trim(text);
	if (text.len && text.at[0] == '=') {
		answer->fraction = BANK_ALL;
		return part(text, 1, text.len);
	}
	const char *end = text.len > 1 && text.at[0] == '%' ? memchr(text.at + 1, '%', text.len - 1) : NULL;
	size_t at = end ? (size_t)(end - text.at) : 0;
	bool weighted = end && bank_fraction_read(str_trim(part(text, 1, at)), &answer->fraction);
	return weighted ? part(text, at + 1, text.len) : text;
}

static void read_number(struct arena *arena, struct str text, struct bank_answer *answer)
{
	text = unescape(arena, text);
	const char *colon = text.at ? memchr(text.at, ':', text.len) : NULL;
	size_t at = colon ? (size_t)(colon - text.at) : text.len;
	answer->number = str_trim(part(text, 0, at));
	answer->number_kind = str_is(answer->number, "*") ? BANK_NUMBER_NONE
			      : colon			  ? BANK_NUMBER_TOLERANCE
							  : BANK_NUMBER_EXACT;
	if (colon)
		answer->second = str_trim(part(text, at + 1, text.len));
}

static void read_answers(struct arena *arena, struct str text, struct bank_question *question)
{
	struct bank_answer **end = &question->answers;
	for (size_t at = 0; at <= text.len;) {
		size_t to = find(text, at, "~");
		struct bank_answer *answer = arena_alloc(arena, sizeof(*answer));
		if (!answer)
			return;
		struct str rest = read_weight(part(text, at, to), answer);
		size_t hash = find(rest, 0, "#");
		if (hash < rest.len)
			answer->feedback =
				(struct bank_text){ BANK_HTML, unescape(arena, part(rest, hash + 1, rest.len)), NULL };
		if (question->kind == BANK_NUMERIC)
			read_number(arena, part(rest, 0, hash), answer);
		else
			answer->text = (struct bank_text){ BANK_HTML, unescape(arena, part(rest, 0, hash)), NULL };
		*end = answer;
		end = &answer->next;
		at = to + 1;
	}
}

/* Reads the question whose brace is at an offset. Returns its length; 0 if there is none. *open is set if there is no
 * closing brace any more. */
static size_t read_embedded(struct arena *arena, struct str text, size_t at, bool *open,
			    struct bank_question **question)
{
	size_t type = at + 1, type_end, end;
	while (type < text.len && ascii_is_digit(text.at[type]))
		type++;
	if (type >= text.len || text.at[type++] != ':')
		return 0;
	for (type_end = type; type_end < text.len && (ascii_is_upper(text.at[type_end]) || text.at[type_end] == '_');)
		type_end++;
	if (type_end >= text.len || text.at[type_end] != ':')
		return 0;
	end = find(text, type_end, "}");
	*open = end == text.len;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]) && !*open; i++) {
		if (!str_is(part(text, type, type_end), types[i].name))
			continue;
		struct bank_question *made = arena_alloc(arena, sizeof(*made));
		if (!made)
			return 0;
		made->kind = types[i].kind;
		made->single = !types[i].multiple;
		made->fixed_order = !types[i].shuffled;
		made->case_matters = types[i].case_matters;
		read_answers(arena, part(text, type_end + 1, end), made);
		*question = made;
		return end + 1 - at;
	}
	return 0;
}

struct bank_question *cloze_parse(struct arena *arena, struct str text, struct str *with_gaps)
{
	struct bank_question *first = NULL, **end = &first;
	unsigned count = 0;
	bool open = false;
	struct buf out;
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < text.len;) {
		bool begins = text.at[i] == '{' && count < GAPS_MAX && !open;
		size_t len = begins ? read_embedded(arena, text, i, &open, end) : 0;
		if (len) {
			gap_add(&out, count++);
			end = &(*end)->next;
		} else {
			buf_char(&out, text.at[i]);
		}
		i += len ? len : 1;
	}
	*with_gaps = arena_str(arena, buf_view(&out));
	arena->failed = arena->failed || buf_failed(&out);
	buf_release(&out);
	return arena_failed(arena) ? NULL : first;
}
