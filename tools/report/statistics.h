/* The rules, and how often each found something; as text or as JSON. */
#ifndef REPORT_STATISTICS_H
#define REPORT_STATISTICS_H

#include "base/buf.h"
#include "report/report.h"

/* Appends the rules that the selector matches, except those of changes. */
void write_rules(struct str selector, bool as_json, struct buf *out);
/* Appends the rules that have findings in the report, with the number of these. */
void write_statistics(const struct report *report, bool as_json, struct buf *out);

#endif
