#include "check/core/unspaced.h"

#include "base/utf8.h"

#include <utf8proc.h>

/* Words are surrounded by spaces. */
static const char small[] =
	/* Chinese */
	" 什么 什麼 甚么 甚麼 哪 哪个 哪個 哪些 哪种 哪種 哪项 哪項 哪一个 哪一個 哪一种 哪一種 哪一项 哪一項 何 何种 何種 是 为 為 的 之 "
	"了 吗 嗎 呢 请 請 请问 請問 以下 下列 下述 下面 其中 患者 病人 最常见 最常見 常见 常見 最主要 主要 通常 一般 属于 屬於 叫做 称为 "
	"稱為 在 于 於 和 与 與 及 或 或者 还是 還是 "
	/* Japanese */
	"は が を に で と も の へ や か から まで より です ですか でしょうか ます ますか である だ どれ なに なん どの どんな どのような "
	"次のうち 次の うち という とは して した する される いる ある こと もの それ これ この その または それとも "
	/* Thai */
	"คือ อะไร ใด ข้อใด ไหน ที่ ของ ใน และ เป็น มี ได้ จาก โดย ซึ่ง นี้ นั้น ว่า กับ แก่ จะ ผู้ป่วย ต่อไปนี้ ชนิดใด หรือ "
	/* Lao, Khmer, Burmese */
	"ແມ່ນ ຫຍັງ ໃດ ທີ່ ຂອງ ໃນ ແລະ ເປັນ ຫຼື ជា គឺ អ្វី ណា ដែល របស់ ក្នុង និង ឬ သည် ကို ၏ တွင် မှာ နှင့် ဘာ ဘာလဲ လဲ ဖြစ်သည် "
	"သို့မဟုတ် ";

static const char decide[] =
	" 不 无 無 非 未 没 沒 否 除 左 右 前 后 後 为什么 為什麼 什么时候 什麼時候 何时 何時 如何 怎样 怎樣 怎么 怎麼 多少 几 幾 哪里 哪裡 哪兒 "
	"ない ません なし なぜ 何故 いつ どこ どう どのように いくつ いくら "
	"ไม่ ยกเว้น ทำไม เมื่อใด เมื่อไร อย่างไร เท่าใด เท่าไร กี่ ก่อน หลัง ซ้าย ขวา ບໍ່ ຍົກເວັ້ນ ຊ້າຍ ຂວາ មិន ឆ្វេង ស្តាំ ";

static bool is_han(uint32_t code)
{
	return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code == 0x3005 ||
	       code == 0x3007 || (code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x3ffff);
}

static bool is_katakana(uint32_t code)
{
	return (code >= 0x30a1 && code <= 0x30fa) || (code >= 0x30fc && code <= 0x30ff) ||
	       (code >= 0x31f0 && code <= 0x31ff);
}

/* Whether a character is a letter, vowel or mark of Thai, Lao, Burmese or Khmer. */
static bool is_south_eastern(uint32_t code)
{
	return ((code >= 0x0e01 && code <= 0x0eff) || (code >= 0x1000 && code <= 0x109f) ||
		(code >= 0x1780 && code <= 0x17dd)) &&
	       utf8_is_word(code) && utf8proc_category((utf8proc_int32_t)code) != UTF8PROC_CATEGORY_ND;
}

static bool is_unspaced(uint32_t code)
{
	return code >= 0x0e01 && (is_han(code) || is_katakana(code) || (code >= 0x3041 && code <= 0x309f) ||
				  is_south_eastern(code));
}

/* Whether it is a vowel of Thai or Lao that is written before its consonant. */
static bool is_leading_vowel(uint32_t code)
{
	return (code >= 0x0e40 && code <= 0x0e44) || (code >= 0x0ec0 && code <= 0x0ec4);
}

/* Whether it joins the consonants around it: Khmer coeng, Burmese virama. */
static bool joins_next(uint32_t code)
{
	return code == 0x17d2 || code == 0x1039;
}

/* Whether it belongs to the preceding character: marks, and vowels that are letters in Thai and Lao. */
static bool follows(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || code == 0x0e30 ||
	       code == 0x0e32 || code == 0x0e33 || code == 0x0e45 || code == 0x0eb0 || code == 0x0eb2 || code == 0x0eb3;
}

size_t unspaced_unit(struct str text, size_t offset)
{
	size_t start = offset;
	uint32_t code = utf8_next(text, &offset);
	if (!is_unspaced(code))
		return 0;
	bool katakana = is_katakana(code);
	while (offset < text.len) {
		size_t next = offset;
		uint32_t other = utf8_next(text, &next);
		bool more = katakana ? is_katakana(other)
				     : follows(other) ||
					       (is_unspaced(other) && (is_leading_vowel(code) || joins_next(code)));
		if (!more)
			break;
		code = other;
		offset = next;
	}
	return offset - start;
}

/* Whether the list contains the word or, if whole is false, a word that begins with it. */
static bool listed(const char *list, size_t size, struct str word, bool whole)
{
	char key[UNSPACED_WORD + 2];
	if (word.len > UNSPACED_WORD)
		return false;
	key[0] = key[word.len + 1] = ' ';
	memcpy(key + 1, word.at, word.len);
	return memmem(list, size, key, word.len + 1 + whole) != NULL;
}

static bool begins_known(struct str word)
{
	return listed(small, sizeof(small) - 1, word, false) || listed(decide, sizeof(decide) - 1, word, false);
}

enum unspaced_class unspaced_class_of(struct str word)
{
	size_t at = 0;
	if (!word.len || (unsigned char)*word.at < 0xe0 || !is_unspaced(utf8_next(word, &at)))
		return UNSPACED_NONE;
	return listed(decide, sizeof(decide) - 1, word, true)	? UNSPACED_DECIDES
	       : listed(small, sizeof(small) - 1, word, true) ? UNSPACED_SMALL
							: UNSPACED_PART;
}

static struct str spaced_word(struct str text, size_t *offset)
{
	while (*offset < text.len && text.at[*offset] == ' ')
		++*offset;
	const char *start = text.at + *offset, *space = memchr(start, ' ', text.len - *offset);
	size_t len = space ? (size_t)(space - start) : text.len - *offset;
	*offset += len;
	return len ? (struct str){ start, len } : STR_NONE;
}

struct str unspaced_next_word(struct str folded, size_t *offset, char scratch[UNSPACED_WORD])
{
	struct str word = spaced_word(folded, offset), longest = word;
	if (unspaced_class_of(word) == UNSPACED_NONE)
		return word;
	size_t end = *offset;
	struct str joined = { scratch, 0 };
	while (word.at && joined.len + word.len <= UNSPACED_WORD && unspaced_class_of(word) != UNSPACED_NONE) {
		memcpy(scratch + joined.len, word.at, word.len);
		joined.len += word.len;
		if (!begins_known(joined))
			break;
		if (joined.len > longest.len && unspaced_class_of(joined) != UNSPACED_PART) {
			longest = joined;
			*offset = end;
		}
		word = spaced_word(folded, &end);
	}
	return longest;
}
