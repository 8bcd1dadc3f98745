#include "convert/core/ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct str name_after_others(struct ledger *ledger, struct str name)
{
	const struct ledger_item *item = ledger_read(ledger, LEDGER_CARD, name, 1);
	for (int i = 0; i < 9; i++)
		assert_non_null(ledger_read(ledger, LEDGER_CARD, STR("other"), 2));
	assert_non_null(item);
	return item->name;
}

/* Each byte that is no character takes three in a name. */
static void names_keep_to_their_memory(void **state)
{
	(void)state;
	for (size_t len = 0; len < 400; len++) {
		char name[400];
		struct ledger ledger;
		ledger_init(&ledger);
		memset(name, '\xff', len);
		struct str shown = name_after_others(&ledger, (struct str){ name, len });
		for (size_t i = 0; i + 3 <= shown.len; i += 3)
			assert_true(memcmp(shown.at + i, "\xef\xbf\xbd", 3) == 0 ||
				    (i + 3 == shown.len && memcmp(shown.at + i, "…", 3) == 0));
		assert_int_equal(shown.len, 3 * (len <= 60 ? len : 61));
		ledger_release(&ledger);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_keep_to_their_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
