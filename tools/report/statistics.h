/* Rules and their numbers of findings, as text or JSON. */
#ifndef REPORT_STATISTICS_H
#define REPORT_STATISTICS_H

#include "base/buf.h"
#include "report/report.h"

/* Appends the rules that the selector matches, except those of changes. */
void write_rules(struct str selector, bool as_json, struct buf *out);
/* Appends the rules with findings in the report, and their numbers. */
void write_statistics(const struct report *report, bool as_json, struct buf *out);

#endif
