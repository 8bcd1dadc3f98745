#include "check/rules.h"

void check_freshness(struct lesson_check *check)
{
	(void)check;
}
