#include "base/ascii.h"
#include "base/utf8.h"
#include "check/core/phrase.h"
#include "check/text/parts.h"

/* UTF-8 decoded in another character set, so that each byte became a character. Maps bytes from 0x80. */
struct charset {
	const char *name;
	uint16_t codes[128];
};

static const struct charset windows_1252 = { "Windows-1252", {
	0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
	0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
	0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf,
	0xb0, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xbb, 0xbc, 0xbd, 0xbe, 0xbf,
	0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf,
	0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf,
	0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xee, 0xef,
	0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff } };

static const struct charset mac_roman = { "Mac Roman", {
	0xc4, 0xc5, 0xc7, 0xc9, 0xd1, 0xd6, 0xdc, 0xe1, 0xe0, 0xe2, 0xe4, 0xe3, 0xe5, 0xe7, 0xe9, 0xe8,
	0xea, 0xeb, 0xed, 0xec, 0xee, 0xef, 0xf1, 0xf3, 0xf2, 0xf4, 0xf6, 0xf5, 0xfa, 0xf9, 0xfb, 0xfc,
	0x2020, 0xb0, 0xa2, 0xa3, 0xa7, 0x2022, 0xb6, 0xdf, 0xae, 0xa9, 0x2122, 0xb4, 0xa8, 0x2260, 0xc6, 0xd8,
	0x221e, 0xb1, 0x2264, 0x2265, 0xa5, 0xb5, 0x2202, 0x2211, 0x220f, 0x3c0, 0x222b, 0xaa, 0xba, 0x3a9, 0xe6, 0xf8,
	0xbf, 0xa1, 0xac, 0x221a, 0x192, 0x2248, 0x2206, 0xab, 0xbb, 0x2026, 0xa0, 0xc0, 0xc3, 0xd5, 0x152, 0x153,
	0x2013, 0x2014, 0x201c, 0x201d, 0x2018, 0x2019, 0xf7, 0x25ca, 0xff, 0x178, 0x2044, 0x20ac, 0x2039, 0x203a, 0xfb01, 0xfb02,
	0x2021, 0xb7, 0x201a, 0x201e, 0x2030, 0xc2, 0xca, 0xc1, 0xcb, 0xc8, 0xcd, 0xce, 0xcf, 0xcc, 0xd3, 0xd4,
	0xf8ff, 0xd2, 0xda, 0xdb, 0xd9, 0x131, 0x2c6, 0x2dc, 0xaf, 0x2d8, 0x2d9, 0x2da, 0xb8, 0x2dd, 0x2db, 0x2c7 } };

/* A decoded sequence at an offset of a text. */
struct byte_sequence {
	size_t end;	/* 0: none */
	uint32_t codes[4]; /* as in the text */
	unsigned count;
	uint32_t means;
};

/* The byte that a character stands for, 0 if it is below 0x80 or there is none. In Latin-1 some are control
 * characters. */
static unsigned byte_of(const struct charset *set, uint32_t code)
{
	if (set == &windows_1252 && code >= 0x80 && code < 0xa0)
		return code;
	for (unsigned i = 0; i < 128; i++)
		if (set->codes[i] == code)
			return i + 0x80;
	return 0;
}

static struct byte_sequence decode(const struct charset *set, struct str text, size_t at)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	struct byte_sequence found = { .end = at };
	found.codes[0] = utf8_next(text, &found.end);
	unsigned lead = byte_of(set, found.codes[0]);
	unsigned count = lead >= 0xf5 || lead < 0xc2 ? 0 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	found.means = lead & (0x7fu >> count);
	found.count = count;
	for (unsigned i = 1; i < count; i++) {
		if (found.end >= text.len)
			return (struct byte_sequence){ .end = 0 };
		found.codes[i] = utf8_next(text, &found.end);
		unsigned byte = byte_of(set, found.codes[i]);
		if (byte < 0x80 || byte >= 0xc0)
			return (struct byte_sequence){ .end = 0 };
		found.means = found.means << 6 | (byte & 0x3f);
	}
	if (!count || found.means < least[count] || found.means > 0x10ffff || (found.means & ~0x7ffu) == 0xd800)
		found.end = 0;
	return found;
}

/* Characters that may follow the last letter of a word. */
static bool may_follow(uint32_t code)
{
	static const uint16_t marks[] = { 0x2026, 0x201c, 0x201d, 0x2018, 0x2019, 0x2013, 0x2014, 0x2022, 0x203a, 0x2039,
					  0xab,	  0xbb,	  0xb0,	  0x2122, 0xa9,	  0xae,	  0xb2,	  0xb3,	  0xb9,	  0xb4,
					  0xb7,	  0xa7 };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (marks[i] == code)
			return true;
	return false;
}

static bool is_small(char c)
{
	return ascii_is_letter(c) && !ascii_is_upper(c);
}

/* A capital with a following mark may end a word in capitals: then the adjacent letters decide. */
static bool is_wrong_pair(const struct byte_sequence *found, char before, char after)
{
	uint32_t lead = found->codes[0];
	if (!may_follow(found->codes[1]))
		return lead != 0xd7 && lead != 0xd8;
	if (lead == 0xc2 || lead == 0xc3 || lead == 0xce)
		return is_small(before) || is_small(after) || !(ascii_is_letter(before) || (unsigned char)before >= 0x80);
	return is_small(before);
}

static bool is_wrong_1252(struct str text, const struct byte_sequence *found, char before, char after)
{
	static const uint8_t pairs[] = { 0xc2, 0xc3, 0xc4, 0xc5, 0xce, 0xcf, 0xd0, 0xd1, 0xd7, 0xd8, 0xd9 };
	uint32_t lead = found->codes[0];
	if (found->count == 4)
		return found->codes[1] == 0x178;
	if (found->count == 2 && memchr(pairs, (int)lead, sizeof(pairs)) && is_wrong_pair(found, before, after))
		return true;
	if (found->count == 3 && lead == 0xe2)
		return !may_follow(found->codes[1]) || !may_follow(found->codes[2]);
	if (found->count == 3 && lead == 0xef)
		return found->means == 0xfeff || found->means >= 0xff00 || (found->means & ~0xfu) == 0xfb00;
	/* In other scripts there are several in sequence. */
	struct byte_sequence next = found->end < text.len ? decode(&windows_1252, text, found->end) : (struct byte_sequence){ 0 };
	bool row = next.end && next.codes[0] >= (found->count == 2 ? 0xd0 : 0xe0);
	return row && (found->count == 3 || lead == 0xd7 || lead == 0xd8) && !may_follow(found->codes[1]);
}

/* √π and √Ω are formulas, √© is not. */
static bool is_wrong_mac(const struct byte_sequence *found, char before)
{
	uint32_t lead = found->codes[0], second = found->codes[1];
	bool formula = second == 0x3c0 || second == 0x3a9 || second == 0x2211 || second == 0x221e || second == 0x222b ||
		       second == 0xb1 || second == 0x2206;
	if (lead == 0x221a)
		return !formula || is_small(before);
	return lead == 0xac || lead == 0x152 || lead == 0x201a || (lead == 0xd4 && second == 0xa8);
}

/* Sequences of other character sets for typographic punctuation, or a letter: ├ ┬ of DOS, вЂ of Cyrillic. */
static size_t read_other(struct str text, size_t at, char before)
{
	size_t end = at;
	uint32_t first = utf8_next(text, &end);
	if (end >= text.len)
		return 0;
	uint32_t second = utf8_next(text, &end);
	/* A ligature or a quotation mark of which the third byte was lost: "ï¬nd", "â€". */
	if ((first == 0xef && second == 0xac) || (first == 0xe2 && second == 0x20ac))
		return end;
	bool box = (first == 0x251c || first == 0x252c) && (ascii_is_alphanumeric(before) ||
							     ascii_is_letter(end < text.len ? text.at[end] : ' '));
	if (box && second >= 0x80)
		return end;
	bool dash = (first == 0x432 && second == 0x402) || ((first == 0x393 || first == 0xd4) && second == 0xc7);
	if (!dash || end >= text.len)
		return 0;
	utf8_next(text, &end);
	return end;
}

static void add_finding(const struct text_run *run, size_t start, size_t end, struct str meant, const char *set)
{
	struct report *report = run->check->report;
	struct span span = text_span(run, start, end);
	struct str text = { run->text.at + start, end - start };
	struct diagnostic *d =
		str_is(text, "\xef\xbf\xbd")
			? report_add(report, RULE_TEXT_MOJIBAKE, span, run->site->item, "a character was lost in a conversion")
			: report_add(report, RULE_TEXT_MOJIBAKE, span, run->site->item,
				     "\"%.*s\" comes from text that was read in the wrong character set", STR_ARG(text));
	if (!meant.len) {
		report_help(report, d, "write the character that was there before the text was converted");
		return;
	}
	report_help(report, d, "write \"%.*s\"; that is what the bytes mean if they are UTF-8 read as %s", STR_ARG(meant), set);
	if (d && prose_is_plain(&run->check->texts.prose, run->check->source, start, end))
		report_edit(report, d, FIX_UNSAFE, span, meant);
}

/* Reads consecutive sequences of a character set; returns the end of the last one, or 0. meant is the original text, or
 * empty if it contains implausible characters. */
static size_t read_row(const struct text_run *run, const struct charset *set, size_t at, struct buf *meant)
{
	size_t end = 0;
	bool shown = true;
	buf_clear(meant);
	while (at < run->text.len && (unsigned char)run->text.at[at] >= 0x80) {
		struct byte_sequence found = decode(set, run->text, at);
		char before = at > 0 ? run->text.at[at - 1] : ' ';
		char after = found.end < run->text.len ? run->text.at[found.end] : ' ';
		if (!found.end || !(end || (set == &mac_roman ? is_wrong_mac(&found, before)
							      : is_wrong_1252(run->text, &found, before, after))))
			break;
		char bytes[4];
		buf_add(meant, bytes, utf8_encode(found.means, bytes));
		shown = shown && found.means >= 0xa0 && found.means != 0xfeff && found.means != 0xfffd;
		end = at = found.end;
	}
	if (!shown)
		buf_clear(meant);
	return end;
}

/* Text that was converted twice decodes to another such row. */
static void convert_again(const struct text_run *run, struct buf *meant)
{
	struct text_run again = *run;
	struct buf inner;
	buf_init(&inner, BUF_CAP);
	again.text = buf_view(meant);
	if (meant->len && read_row(&again, &windows_1252, 0, &inner) == meant->len && inner.len) {
		buf_clear(meant);
		buf_str(meant, buf_view(&inner));
	}
	meant->failed = meant->failed || buf_failed(&inner);
	buf_release(&inner);
}

/* The end of the mojibake at an offset, or 0. */
static size_t find_at(const struct text_run *run, size_t at, struct buf *meant, const char **set)
{
	char before = at > 0 ? run->text.at[at - 1] : ' ';
	size_t next = at, end = read_row(run, &windows_1252, at, meant);
	uint32_t code = utf8_next(run->text, &next);
	*set = windows_1252.name;
	if (end) {
		convert_again(run, meant);
		return end;
	}
	*set = mac_roman.name;
	if ((end = read_row(run, &mac_roman, at, meant)))
		return end;
	buf_clear(meant);
	/* U+FFFD; an Â whose no-break space became a space. */
	if (code == 0xfffd)
		return next;
	if (code == 0xc2 && (is_small(before) || ascii_is_digit(before)) && next < run->text.len && run->text.at[next] == ' ')
		return next;
	return read_other(run->text, at, before);
}

/* URLs contain question marks between letters too. */
static bool is_in_address(struct str text, size_t at)
{
	size_t start = at, end = at;
	while (start > 0 && !ascii_is_space(text.at[start - 1]))
		start--;
	while (end < text.len && !ascii_is_space(text.at[end]))
		end++;
	for (size_t i = start; i < end; i++)
		if (strchr("/=.&@", text.at[i]))
			return true;
	return false;
}

/* The reader replaces invalid bytes by question marks too, and has reported them. */
static bool is_question_mark(const struct text_run *run, size_t i)
{
	return run->text.at[i] == '?' && run->check->source->bytes.at[text_span(run, i, i + 1).start] == '?';
}

static void find_lost_letters(const struct text_run *run)
{
	struct str text = run->text;
	for (size_t i = 1; i + 1 < text.len; i++) {
		if (!is_question_mark(run, i) || !ascii_is_letter(text.at[i - 1]) || !is_small(text.at[i + 1]) ||
		    is_in_address(text, i) || text_is_inside(run, i, i + 1, INLINE_CODE))
			continue;
		struct diagnostic *d = report_add(run->check->report, RULE_TEXT_MOJIBAKE, text_span(run, i, i + 1),
						  run->site->item, "question mark inside a word");
		report_help(run->check->report, d,
			    "write the letter or apostrophe that a conversion lost, or a space after the question mark");
	}
}

bool text_mojibake(const struct text_run *run)
{
	struct lesson_check *check = run->check;
	bool any = false;
	if (!report_wants(check->report, RULE_TEXT_MOJIBAKE))
		return false;
	if (run->has & RUN_QUERIES)
		find_lost_letters(run);
	for (size_t i = 0; (run->has & RUN_GARBLED) && (i = phrase_next_sign(run->text, i)) < run->text.len;) {
		const char *set;
		size_t start = i,
		       end = (unsigned char)run->text.at[i] < 0xc2 ? 0 : find_at(run, i, &check->texts.other, &set);
		if (!end) {
			i++;
			continue;
		}
		i = end;
		if (text_is_inside(run, start, end, INLINE_CODE))
			continue;
		any = true;
		add_finding(run, start, end, buf_view(&check->texts.other), set);
	}
	return any;
}
