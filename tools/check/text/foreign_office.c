#include "base/ascii.h"
#include "base/utf8.h"
#include "check/text/foreign.h"
#include "check/core/phrase.h"
#include "check/text/parts.h"

static const char field_help[] = "write what the field showed, or a <link to=\"…\"/>";

/* Word's texts for broken fields after "Error!", in several languages. */
static const char *const errors[] = {
	"reference source not found",
	"bookmark not defined",
	"no text of specified style in document",
	"hyperlink reference not valid",
	"not a valid",
	"unknown document property",
	"main document only",
	"objects cannot be created",
	"no bookmark name given",
	"no table of",
	"no index entries",
	"no sequence specified",
	"use the home tab to apply",
	"filename not specified",
	"style not defined",
	"number cannot be represented",
	"missing test condition",
	"unknown switch argument",
	"verweisquelle konnte nicht gefunden werden",
	"textmarke nicht definiert",
	"kein text mit angegebener formatvorlage",
	"source du renvoi introuvable",
	"signet non d",
	"no se encuentra el origen de la referencia",
	"marcador no definido",
	"fonte de refer",
	"origem da refer",
	"indicador n",
	"origine riferimento non",
	"il segnalibro non",
	"verwijzingsbron niet gevonden",
	"bladwijzer niet gedefinieerd",
	"hittar inte referensk",
	"fant ikke referansekilden",
	"henvisningskilde ikke fundet",
	"odwo\xc5\x82""ania",
	"\xd0\xb8\xd1\x81\xd1\x82\xd0\xbe\xd1\x87\xd0\xbd\xd0\xb8\xd0\xba \xd1\x81\xd1\x81\xd1\x8b\xd0\xbb\xd0\xba\xd0\xb8",
	NULL,
};

/* The length of the shortest prefix that ends with one of the errors; 0 if there is none. */
static size_t error_end(struct str text)
{
	enum { SENTENCE = 80 };
	if (text.len > SENTENCE)
		text.len = SENTENCE;
	for (size_t i = 0; i < text.len; i++)
		for (size_t e = 0; errors[e]; e++)
			if ((text.at[i] | 32) == (errors[e][0] | 32) && foreign_begins(phrase_after(text, i), errors[e]))
				return i + strlen(errors[e]);
	return 0;
}

/* The length of the word at the end of text if it means "error"; 0 if none does. */
static size_t error_word(struct str text)
{
#define WORD(word) { word, sizeof(word) - 1 }
	static const struct str words[] = {
		WORD("error"), WORD("fehler"), WORD("erreur"), WORD("erro"), WORD("errore"), WORD("fout"), WORD("fel"),
		WORD("feil"), WORD("fejl"), WORD("hiba"), WORD("chyba"), WORD("b\xc5\x82\xc4\x85\x64"),
		WORD("\xd0\xbe\xd1\x88\xd0\xb8\xd0\xb1\xd0\xba\xd0\xb0"),
	};
#undef WORD
	char last = text.len ? ascii_lower(text.at[text.len - 1]) : '\0';
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t len = words[i].len;
		if (words[i].at[len - 1] != last || text.len < len)
			continue;
		/* A Cyrillic capital has another second byte. */
		size_t first = (unsigned char)words[i].at[0] < 0x80 ? 0 : 2;
		struct str there = phrase_after(text, text.len - len + first);
		if (text_equal_but_case(there, phrase_after(words[i], first)))
			return len;
	}
	return 0;
}

bool foreign_is_error(struct str text)
{
	return error_word(text) > 0;
}

struct foreign foreign_error(const struct text_run *run, size_t at)
{
	static const char *const formulas[] = { "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#N/A", "#BEZUG!",
						"#WERT!" };
	struct str text = foreign_rest(run, at);
	for (size_t i = 0; text.at[0] == '#' && i < sizeof(formulas) / sizeof(formulas[0]); i++)
		if (str_starts(text, formulas[i]))
			return (struct foreign){ strlen(formulas[i]), "error of a spreadsheet", "write the value", 0, 0 };
	/* Some languages have a space before the sign. */
	struct str before = str_trim((struct str){ run->text.at, at });
	size_t word = text.at[0] == '#' ? 0 : error_word(before);
	/* "An error. A value that is not valid" is prose. */
	bool prose = word && text.at[0] == '.' && ascii_is_lower(before.at[before.len - word]);
	size_t end = word && !prose ? error_end(text) : 0;
	size_t back = end ? (size_t)(run->text.at + at - (before.at + before.len - word)) : 0;
	return end ? (struct foreign){ end, "error of a Word field", field_help, 0, back } : FOREIGN_NONE;
}

/* HYPERLINK "https://…", the code of a link in Word. */
struct foreign foreign_link_field(const struct text_run *run, size_t at)
{
	static const char word[] = "HYPERLINK";
	struct str before = str_trim((struct str){ run->text.at, at });
	const char *end = memchr(run->text.at + at + 1, '"', run->text.len - at - 1);
	size_t len = strlen(word);
	if (!end || before.len < len || memcmp(before.at + before.len - len, word, len) != 0)
		return FOREIGN_NONE;
	size_t back = (size_t)(run->text.at + at - (before.at + before.len - len));
	return (struct foreign){ (size_t)(end - (run->text.at + at)) + 1, "Word field", field_help, 0, back };
}

/* _x000D_: a character that a spreadsheet wrote by its number. */
static bool is_escape(struct str text)
{
	enum { DIGITS = 4 };
	if (text.len < DIGITS + 3 || text.at[1] != 'x' || text.at[DIGITS + 2] != '_')
		return false;
	for (size_t i = 0; i < DIGITS; i++)
		if (!ascii_is_digit(text.at[i + 2]) && !((text.at[i + 2] | 0x20) >= 'a' && (text.at[i + 2] | 0x20) <= 'f'))
			return false;
	return true;
}

/* _Ref123456789, _Toc123456789, _x000D_ */
struct foreign foreign_field(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	size_t end = 4;
	if (is_escape(text))
		return (struct foreign){ 7, "escaped character of a spreadsheet", "delete it, or write the character that it stands for", 0, 0 };
	if (!str_starts(text, "_Ref") && !str_starts(text, "_Toc"))
		return FOREIGN_NONE;
	while (end < text.len && ascii_is_digit(text.at[end]))
		end++;
	return end > 8 ? (struct foreign){ end, "Word field", field_help, 0, 0 } : FOREIGN_NONE;
}

/* Word maps symbol fonts to U+F000 and above: these are characters of the font Symbol. */
static uint32_t meaning(uint32_t code)
{
	static const struct {
		uint16_t code, means;
	} symbols[] = {
		{ 0xf061, 0x3b1 },  { 0xf062, 0x3b2 },	{ 0xf064, 0x3b4 },  { 0xf067, 0x3b3 },	{ 0xf06b, 0x3ba },
		{ 0xf06c, 0x3bb },  { 0xf06d, 0xb5 },	{ 0xf070, 0x3c0 },  { 0xf073, 0x3c3 },	{ 0xf077, 0x3c9 },
		{ 0xf044, 0x394 },  { 0xf057, 0x3a9 },	{ 0xf0a3, 0x2264 }, { 0xf0a5, 0x221e }, { 0xf0ab, 0x2194 },
		{ 0xf0ac, 0x2190 }, { 0xf0ad, 0x2191 }, { 0xf0ae, 0x2192 }, { 0xf0af, 0x2193 }, { 0xf0b0, 0xb0 },
		{ 0xf0b1, 0xb1 },   { 0xf0b3, 0x2265 }, { 0xf0b4, 0xd7 },   { 0xf0b9, 0x2260 }, { 0xf0bb, 0x2248 },
	};
	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
		if (symbols[i].code == code)
			return symbols[i].means;
	return 0;
}

struct foreign foreign_symbol(const struct text_run *run, size_t at)
{
	size_t end = at;
	uint32_t code = utf8_next(run->text, &end);
	if (!((code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000))
		return FOREIGN_NONE;
	/* The others are bullets, ticks and arrows at the start of an item. */
	bool bullet = foreign_at_line(run, at) && ascii_is_space(foreign_byte(run, end));
	uint32_t means = bullet ? 0 : meaning(code);
	return (struct foreign){ end - at, bullet ? "bullet of a symbol font" : "character of a symbol font",
				 means	  ? NULL
				 : bullet ? "write a <list>, with an <item> for each point"
					  : "write the character that it showed in Unicode",
				 means, 0 };
}
