#include "compare/question_options.h"

#include "base/ascii.h"

enum { DIGITS = 8 };

void options_list(struct buf *list, const char *form, bool right, uint64_t digest)
{
	if (!right || strcmp(form, "single") != 0)
		buf_format(list, ",%s%08lx", right ? "+" : "", (unsigned long)(digest & 0xffffffff));
}

struct lock_option {
	bool right;
	uint32_t digest;
};

/* Removes the next option from the list; false if there is none, or it is invalid. */
static bool next_option(struct str *list, struct lock_option *option)
{
	size_t at = 1;
	if (list->len == 0 || list->at[0] != ',')
		return false;
	option->right = list->len > 1 && list->at[1] == '+';
	option->digest = 0;
	at += option->right;
	if (list->len < at + DIGITS)
		return false;
	for (size_t end = at + DIGITS; at < end; at++) {
		char c = list->at[at];
		bool digit = ascii_is_digit(c), letter = c >= 'a' && c <= 'f';
		if (!digit && !letter)
			return false;
		option->digest = option->digest << 4 | (uint32_t)(digit ? c - '0' : c - 'a' + 10);
	}
	*list = (struct str){ list->at + at, list->len - at };
	return true;
}

bool options_is_list(struct str text)
{
	struct lock_option option;
	while (next_option(&text, &option))
		continue;
	return text.len == 0;
}

/* Whether the record has an option with these words and correctness. */
static bool has(const struct record *record, uint32_t digest, bool right)
{
	struct str list = record->marks_of_options;
	struct lock_option option;
	if (right && strcmp(record->form, "single") == 0 && (uint32_t)record->answer == digest)
		return true;
	while (next_option(&list, &option))
		if (option.digest == digest && option.right == right)
			return true;
	return false;
}

static bool lost_mark(const struct record *from, const struct record *to, uint32_t digest, bool right)
{
	return has(to, digest, !right) && !has(to, digest, right) && !has(from, digest, !right);
}

bool options_moved_mark(const struct record *before, const struct record *after)
{
	struct str list = before->marks_of_options;
	struct lock_option option;
	if (before->kind != RECORD_QUESTION || after->kind != RECORD_QUESTION)
		return false;
	while (next_option(&list, &option))
		if (lost_mark(before, after, option.digest, option.right))
			return true;
	return strcmp(before->form, "single") == 0 && lost_mark(before, after, (uint32_t)before->answer, true);
}
