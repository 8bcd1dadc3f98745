#include "check/text/parts.h"

static void check_list(void *context, const struct block *block, struct str item)
{
	struct lesson_check *check = context;
	if (block->kind != BLOCK_LIST || block->of.list.kind != LIST_BULLET || block->of.list.start < 2 ||
	    block->element.unsure)
		return;
	struct diagnostic *d = report_add(check->report, RULE_TEXT_BULLET_START, block->element.tag, item,
					  "this list begins with number %u, but has bullets", block->of.list.start);
	report_help(check->report, d, "add kind=\"number\" or kind=\"letter\", or delete start");
}

void text_list_starts(struct lesson_check *check)
{
	if (report_wants(check->report, RULE_TEXT_BULLET_START))
		lesson_each_block(check->lesson, check_list, check);
}
