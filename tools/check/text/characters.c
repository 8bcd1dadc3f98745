#include "base/ascii.h"
#include "base/utf8.h"
#include "check/text/parts.h"

/* A product, a function's argument …, which formulas may say without showing it. */
static bool is_operator(uint32_t code)
{
	return code >= 0x2061 && code <= 0x2064;
}

static const char *invisible_name(uint32_t code)
{
	switch (code) {
	case 0xad: return "soft hyphen";
	case 0x34f: return "combining grapheme joiner";
	case 0x115f:
	case 0x1160:
	case 0x3164:
	case 0xffa0: return "filler of Hangul";
	case 0x61c:
	case 0x200e:
	case 0x200f: return "mark of writing direction";
	case 0x180e:
	case 0x200b: return "zero-width space";
	case 0x200c: return "zero-width non-joiner";
	case 0x200d: return "zero-width joiner";
	case 0x2028: return "line separator";
	case 0x2029: return "paragraph separator";
	case 0x2060: return "word joiner";
	case 0xfeff: return "byte order mark";
	case 0xfffc: return "stand-in for an object";
	default: break;
	}
	if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069))
		return "control of writing direction";
	if (is_operator(code))
		return "invisible operator";
	if ((code >= 0x80 && code <= 0x9f) || (code >= 0x206a && code <= 0x206f) || (code >= 0xfff9 && code <= 0xfffb))
		return "control character";
	if (code >= 0xe0100 && code <= 0xe01ef)
		return "selector of a variant";
	return code >= 0xe0000 && code <= 0xe007f ? "tag character" : NULL;
}

/* Why a text may contain invisible characters. */
enum { NEEDS_JOINERS = 1, NEEDS_ALL = 2, NEEDS_VARIANTS = 4 };

/* Emoji sequences need joiners, Chinese characters select variants, and Hangul has fillers; some scripts also need
 * direction marks and word boundaries. */
static unsigned needs_of(uint32_t code)
{
	if ((code >= 0x2600 && code < 0x2800) || (code >= 0x1f000 && code < 0x20000))
		return NEEDS_JOINERS;
	if ((code >= 0x3130 && code < 0xa000) || (code >= 0xac00 && code < 0xd7b0) || (code >= 0x20000 && code < 0x40000))
		return NEEDS_VARIANTS;
	bool script = (code >= 0x590 && code < 0x2000) || (code >= 0xa800 && code < 0xac00) ||
		      (code >= 0xfb1d && code < 0xfe00) || (code >= 0xfe70 && code < 0xfeff) ||
		      (code >= 0x10000 && code < 0x1d000) || (code >= 0x1e000 && code < 0x1f000);
	return script ? NEEDS_ALL : 0;
}

static unsigned run_needs(struct str text)
{
	unsigned needs = 0;
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		uint32_t code = utf8_next(text, &i);
		if (code >= 0x80 && !invisible_name(code))
			needs |= needs_of(code);
		i = i == start ? i + 1 : i;
	}
	return needs;
}

/* Whether a text with these needs may contain the character; none may contain direction overrides. */
static bool is_needed(uint32_t code, unsigned needs)
{
	bool override = code == 0x202d || code == 0x202e;
	bool joiner = code == 0x200d || (code >= 0xe0000 && code <= 0xe007f);
	bool variant = code >= 0xe0100 || code == 0x3164 || code == 0xffa0;
	return !override && ((needs & NEEDS_ALL) || (joiner && (needs & NEEDS_JOINERS)) || (variant && (needs & NEEDS_VARIANTS)));
}

static const char *help_of(uint32_t code)
{
	if (code >= 0x80 && code <= 0x9f)
		return "write the character that the original program showed there";
	if (code == 0x2028 || code == 0x2029)
		return "begin a new paragraph, or write a space";
	if (code == 0xfffc)
		return "delete it; a picture or other object that was pasted here was lost";
	return "delete it; it probably came with pasted text";
}

/* Whether the text may read differently without the character. */
static bool is_more_than_noise(uint32_t code)
{
	return (code >= 0x80 && code <= 0x9f) || code == 0x2028 || code == 0x2029 || code == 0xfffc ||
	       (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static void report_invisible(const struct text_run *run, size_t start, size_t end, uint32_t code, const char *name,
			     bool in_path)
{
	struct lesson_check *check = run->check;
	struct span span = text_span(run, start, end);
	if (code == 0xfffc && span.start < check->source->bytes.len && check->source->bytes.at[span.start] == '<')
		return; /* that of a formula or link: see INLINE_STAND_IN */
	struct diagnostic *d = report_add(check->report, RULE_TEXT_INVISIBLE_CHARACTER, span, run->site->item,
					  "invisible character: U+%04X, %s", (unsigned)code, name);
	report_help(check->report, d, "%s", in_path ? "rename the file, and delete the character here" : help_of(code));
	/* Otherwise two numbers or words would be joined or reordered. */
	struct str text = run->text;
	if (in_path || is_more_than_noise(code) || (start > 0 && ascii_is_digit(text.at[start - 1])) ||
	    (end < text.len && ascii_is_digit(text.at[end])))
		return;
	struct str raw = { check->source->bytes.at + span.start, span.end - span.start };
	if (prose_is_plain(&check->texts.prose, check->source, start, end) ||
	    (raw.len > 3 && raw.at[0] == '&' && raw.at[raw.len - 1] == ';'))
		report_edit(check->report, d, FIX_SAFE, span, STR(""));
}

/* The Latin letter that looks like a Cyrillic or Greek one; 0 if there is none. */
static char latin_twin(uint32_t code)
{
	static const struct {
		uint16_t code;
		char latin;
	} twins[] = {
		{ 0x391, 'A' }, { 0x392, 'B' }, { 0x395, 'E' }, { 0x396, 'Z' }, { 0x397, 'H' }, { 0x399, 'I' },
		{ 0x39a, 'K' }, { 0x39c, 'M' }, { 0x39d, 'N' }, { 0x39f, 'O' }, { 0x3a1, 'P' }, { 0x3a4, 'T' },
		{ 0x3a5, 'Y' }, { 0x3a7, 'X' }, { 0x3bf, 'o' }, { 0x405, 'S' }, { 0x406, 'I' }, { 0x408, 'J' },
		{ 0x410, 'A' }, { 0x412, 'B' }, { 0x415, 'E' }, { 0x41a, 'K' }, { 0x41c, 'M' }, { 0x41d, 'H' },
		{ 0x41e, 'O' }, { 0x420, 'P' }, { 0x421, 'C' }, { 0x422, 'T' }, { 0x423, 'Y' }, { 0x425, 'X' },
		{ 0x430, 'a' }, { 0x435, 'e' }, { 0x43e, 'o' }, { 0x440, 'p' }, { 0x441, 'c' }, { 0x443, 'y' },
		{ 0x445, 'x' }, { 0x455, 's' }, { 0x456, 'i' }, { 0x458, 'j' }, { 0x4bb, 'h' }, { 0x501, 'd' },
	};
	for (size_t i = 0; code >= twins[0].code && code <= 0x501 && i < sizeof(twins) / sizeof(twins[0]); i++)
		if (twins[i].code == code)
			return twins[i].latin;
	return 0;
}

static void report_confusable(const struct text_run *run, size_t start, size_t end, const char *what, const char *meant)
{
	struct lesson_check *check = run->check;
	struct diagnostic *d = report_add(check->report, RULE_TEXT_CONFUSABLE, text_span(run, start, end),
					  run->site->item, "%s instead of %s", what, meant);
	report_help(check->report, d, "write %s", meant);
	if (d && prose_is_plain(&check->texts.prose, check->source, start, end))
		report_edit(check->report, d, FIX_SAFE, text_span(run, start, end), str_from(meant));
}

/* The ordinal º, the ring ˚, the acute ´ and ß; see check_mark. */
static bool is_mark(uint32_t code)
{
	return code == 0xba || code == 0x2da || code == 0xb4 || code == 0xdf;
}

static bool is_ligature(uint32_t code)
{
	return code >= 0xfb00 && code <= 0xfb06;
}

bool text_is_strange(uint32_t code)
{
	return is_mark(code) || is_ligature(code) || invisible_name(code) || latin_twin(code);
}

/* The letters of a ligature from U+FB00 to U+FB06, with which no search finds the word. PDF files are full of them. */
static const char *ligature_letters(uint32_t code)
{
	static const char *const letters[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
	return letters[code - 0xfb00];
}

/* Reports a word that mixes Latin letters with look-alikes from other scripts. */
static void check_twins(const struct text_run *run, const struct text_word *word)
{
	bool latin = false, foreign = false;
	struct str text = { run->text.at, word->end };
	for (size_t i = word->start; i < word->end;) {
		uint32_t code = utf8_next(text, &i);
		latin = latin || (code < 0x80 && ascii_is_letter((char)code)) || (code >= 0xc0 && code < 0x250);
		/* A word with other letters of its script belongs to that script. */
		foreign = foreign || (code >= 0x400 && code < 0x530 && !latin_twin(code));
	}
	if (!latin || foreign)
		return;
	for (size_t i = word->start; i < word->end;) {
		size_t start = i;
		uint32_t code = utf8_next(text, &i);
		char twin[2] = { latin_twin(code), '\0' };
		if (twin[0])
			report_confusable(run, start, i, code < 0x400 ? "a Greek letter" : "a Cyrillic letter", twin);
	}
}

/* Reports confusable signs: the ordinal º and the ring ˚ for °, the acute ´ for an apostrophe, ß for β. */
static void check_mark(const struct text_run *run, size_t start, size_t end, uint32_t code)
{
	struct str text = run->text;
	char before = start > 0 ? text.at[start - 1] : ' ', next = end < text.len ? text.at[end] : ' ';
	size_t after = end;
	while (after < text.len && text.at[after] == ' ')
		after++;
	char unit = after < text.len ? text.at[after] : ' ';
	bool unit_ends = after + 1 >= text.len || !ascii_is_letter(text.at[after + 1]);
	if ((code == 0xba || code == 0x2da) && (unit == 'C' || unit == 'F') && unit_ends &&
	    (ascii_is_digit(before) || before == ' '))
		report_confusable(run, start, end, code == 0xba ? "an ordinal sign" : "a ring", "°");
	else if (code == 0xb4 && ascii_is_letter(before) && ascii_is_letter(next))
		report_confusable(run, start, end, "an acute accent", "’");
	else if (code == 0xdf && (ascii_is_digit(before) || (!ascii_is_letter(before) && next == '-')) &&
		 (unsigned char)before < 0x80)
		report_confusable(run, start, end, "the German letter ß", "β");
}

void text_characters(const struct text_run *run, const enum raw_value *value)
{
	struct report *report = run->check->report;
	if (!(run->has & RUN_STRANGE))
		return;
	bool invisible = report_wants(report, RULE_TEXT_INVISIBLE_CHARACTER);
	bool confusable = report_wants(report, RULE_TEXT_CONFUSABLE);
	bool known = false;
	unsigned needs = 0;
	for (size_t i = 0; i < run->text.len;) {
		size_t start = i;
		if ((unsigned char)run->text.at[i] < 0x80) {
			i++;
			continue;
		}
		uint32_t code = utf8_next(run->text, &i);
		const char *name = invisible ? invisible_name(code) : NULL;
		/* After a letter of another character set it is text/mojibake. */
		if (code >= 0x80 && code <= 0x9f && start >= 2 && (unsigned char)run->text.at[start - 2] >= 0xc2)
			continue;
		if (name && !known)
			needs = run_needs(run->text);
		known = known || name;
		if (name && !is_needed(code, needs) && !(value && *value == RAW_FORMULA && is_operator(code)))
			report_invisible(run, start, i, code, name, value && *value == RAW_FILE);
		if (confusable && is_ligature(code))
			report_confusable(run, start, i, "a ligature", ligature_letters(code));
		if (confusable && is_mark(code))
			check_mark(run, start, i, code);
	}
	for (size_t i = 0; confusable && i < run->word_count; i++)
		if (run->words[i].flags & WORD_HIGH)
			check_twins(run, &run->words[i]);
}
