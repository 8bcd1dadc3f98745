/* libFuzzer target: a formula in TeX. What is read is valid, can be read aloud, and is written as TeX that can be read
 * again. */
#include "convert/formula/tex.h"
#include "convert/formula/math_words.h"
#include "lesson/math.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct buf why, words, tex;
	arena_init(&arena);
	buf_init(&why, BUF_CAP);
	buf_init(&words, BUF_CAP);
	buf_init(&tex, BUF_CAP);
	const struct math_node *formula = tex_read(&arena, (struct str){ (const char *)data, size }, false, &why);
	if (!formula && why.len == 0)
		abort();
	if (formula) {
		math_words(formula, &words);
		tex_write(formula, &tex);
		if (!math_is_valid(formula) || words.len == 0)
			abort();
		tex_read(&arena, buf_view(&tex), false, &why);
	}
	arena_release(&arena);
	buf_release(&why);
	buf_release(&words);
	buf_release(&tex);
	return 0;
}
