#include "lesson/language.h"

#include "base/ascii.h"

#include <string.h>

/* The subtag at offset; STR_NONE if there is none. */
static struct str subtag(struct str tag, size_t offset)
{
	if (!tag.at)
		return STR_NONE;
	size_t end = offset;
	while (end < tag.len && tag.at[end] != '-')
		end++;
	return (struct str){ tag.at + offset, end - offset };
}

/* Whether the list, with spaces around each item, contains name. */
static bool list_has(const char *list, struct str name)
{
	for (const char *item = list; name.len && *item && item[1];) {
		size_t i = 0;
		item++;
		while (i < name.len && item[i] && ascii_lower(item[i]) == ascii_lower(name.at[i]))
			i++;
		if (i == name.len && item[i] == ' ')
			return true;
		while (*item && *item != ' ')
			item++;
	}
	return false;
}

bool language_is(struct str tag, const char *code)
{
	struct str primary = subtag(tag, 0);
	size_t len = strlen(code);
	if (primary.len != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (ascii_lower(primary.at[i]) != code[i])
			return false;
	return true;
}

bool language_is_that_of(struct str tag, struct str other)
{
	/* Most elements have the tag of their parent. */
	if (tag.at == other.at)
		return true;
	struct str a = subtag(tag, 0), b = subtag(other, 0);
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
			return false;
	return true;
}

bool language_is_any(struct str tag, const char *codes)
{
	return list_has(codes, subtag(tag, 0));
}

struct str language_region(struct str tag)
{
	for (size_t at = subtag(tag, 0).len + 1; at < tag.len;) {
		struct str part = subtag(tag, at);
		/* A single letter begins an extension or private-use part. */
		if (part.len == 1)
			break;
		if ((part.len == 2 && ascii_is_letter(part.at[0]) && ascii_is_letter(part.at[1])) ||
		    (part.len == 3 && ascii_is_digit(part.at[0])))
			return part;
		at += part.len + 1;
	}
	return STR_NONE;
}

/* From the number symbols of the Unicode Common Locale Data Repository (CLDR 48, "decimal" of each locale's default
 * numbering system): the languages, and the countries that differ from their language. English comes first, since most
 * lessons are in it. */
static const char comma_languages[] =
	" af agq sq hy ast az eu bas be bg blo bs br bua ca cs cv da de dsb dua nl dyo et el eo es ewo fo ff fi fr fy "
	"fur ka gl hr hsb hu ia is id ie it jv jgo kab kl kk kea kgp rw ky kkj ku ksf ksh lo lv lb lij ln lt lmo lu mk "
	"mgh ro mua nb nds nmg nn nnh no oc os pl pms pt prg rm rn ru sg sah sc sr scn se seh sh shi sk sl smn su sv szl "
	"tt tg tk tok tr tzm uk uz vec vi vmw wae wo yav yrl zgh ";
static const char point_languages[] =
	" en ak am asa as ba bem bez bgc bho bm bn bo brx ccp ceb ce cgg chr csw cy dav dje doi dz ebu ee fil ga gaa gd "
	"gom gsw gu guz gv ha haw he hi ig ii ja jmc kam kde khq ki kln km kn ko kok ksb kw kxv lag lg luo luy mai mas mer "
	"mfe mg mi ml mn mni mr ms mt my naq nd ne nqo nso nus nyn om or pa pcm qu raj rof rwk sa saq sat sbp ses shn si sn "
	"so st sw syr ta te teo th ti tl tn to twq tyv ug ur vai vun xh xnr xog yi yo yue zh zu ";
static const struct {
	const char *language, *countries;
	enum decimal_mark mark;
} exceptions[] = {
	{ "de", " CH LI ", DECIMAL_POINT },
	{ "it", " CH ", DECIMAL_POINT },
	{ "es", " 419 BR BZ CU DO GT HN MX NI PA PE PR SV US ", DECIMAL_POINT },
	{ "kk", " CN ", DECIMAL_POINT },
	{ "ku", " IQ ", DECIMAL_POINT },
	{ "ar", " DZ LY MA TN ", DECIMAL_COMMA },
	{ "en", " AT BE CZ DE DK EE ES FI FR GE HU ID IT LT LV NL NO PL PT RO SE SI SK UA ZA ", DECIMAL_COMMA },
	{ "ms", " BN ID ", DECIMAL_COMMA },
	{ "qu", " BO ", DECIMAL_COMMA },
	{ "sw", " CD ", DECIMAL_COMMA },
	{ "pa", " PK ", DECIMAL_UNKNOWN },
	{ "ur", " IN ", DECIMAL_UNKNOWN },
	{ "uz", " AF ", DECIMAL_UNKNOWN },
};

enum decimal_mark language_decimal_mark(struct str tag)
{
	struct str region = language_region(tag);
	for (size_t i = 0; region.len && i < sizeof(exceptions) / sizeof(exceptions[0]); i++)
		if (language_is(tag, exceptions[i].language) && list_has(exceptions[i].countries, region))
			return exceptions[i].mark;
	return language_is_any(tag, point_languages)   ? DECIMAL_POINT
	       : language_is_any(tag, comma_languages) ? DECIMAL_COMMA
						       : DECIMAL_UNKNOWN;
}

enum english language_english(struct str tag)
{
	struct str region = language_region(tag);
	if (!language_is_english(tag))
		return ENGLISH_NONE;
	/* The countries with American English in CLDR; Canada writes colour and anemia. */
	if (list_has(" US AS GU MH MP PH PR UM VI ", region))
		return ENGLISH_AMERICAN;
	return region.at && !list_has(" CA 001 ", region) ? ENGLISH_BRITISH : ENGLISH_ANY;
}
