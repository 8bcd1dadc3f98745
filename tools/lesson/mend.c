#include "lesson/mend_scan.h"

void mend_init(struct mend *mend)
{
	buf_init(&mend->copy, BUF_CAP);
	buf_init(&mend->shifts, BUF_CAP);
}

void mend_release(struct mend *mend)
{
	buf_release(&mend->copy);
	buf_release(&mend->shifts);
}

uint32_t mend_original(const struct mend *mend, uint32_t offset)
{
	const struct mend_shift *shifts = (const struct mend_shift *)(const void *)mend->shifts.at;
	size_t low = 0, high = mend->shifts.len / sizeof(*shifts);
	if (high == 0)
		return offset;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (shifts[middle].mended <= offset)
			low = middle;
		else
			high = middle;
	}
	uint32_t original = shifts[low].original + (offset - shifts[low].mended);
	/* What was put in has no place of its own: it stands where the file goes on. */
	if (high < mend->shifts.len / sizeof(*shifts) && original > shifts[high].original)
		return shifts[high].original;
	return original;
}

static void scan_markup(struct scan *scan)
{
	size_t i = scan->at;
	if (scan_starts(scan, i, "<!--")) {
		scan_special(scan, "<!--", "-->", "comment");
	} else if (scan_starts(scan, i, "<![CDATA[")) {
		scan_special(scan, "<![CDATA[", "]]>", "CDATA section");
	} else if (scan_peek(scan, i + 1) == '?') {
		scan_special(scan, "<?", "?>", "processing instruction");
	} else if (scan_starts(scan, i, "<!DOCTYPE")) {
		struct diagnostic *d = report_add(scan->report, RULE_XML_DOCTYPE, scan_span(i, i + 9), STR_NONE,
						  "a lesson has no DOCTYPE");
		report_help(scan->report, d, "delete it");
		size_t end = scan_find(scan, i, ">");
		scan->at = end == SIZE_MAX ? scan->s.len : end + 1;
		scan_replace(scan, i, scan->at, STR(""));
	} else if (scan_peek(scan, i + 1) == '/' &&
		   (scan_is_name_start(scan_peek(scan, i + 2)) || scan_peek(scan, i + 2) == '>')) {
		scan_end_tag(scan);
	} else if (scan_is_name_start(scan_peek(scan, i + 1))) {
		scan_start_tag(scan);
	} else if (scan_conflict(scan)) {
		return;
	} else if (!scan->open) {
		scan_text(scan);
	} else {
		scan_bare_character(scan, i);
		scan->at = i + 1;
	}
}

bool mend_scan(struct mend *mend, struct str bytes, struct report *report, struct arena *scratch)
{
	buf_clear(&mend->copy);
	buf_clear(&mend->shifts);
	struct scan scan = { .mend = mend, .s = bytes, .line = 1, .report = report, .scratch = scratch };
	scan_add_shift(&scan);
	while (scan.at < bytes.len && !scan.hopeless) {
		if (bytes.at[scan.at] == '<')
			scan_markup(&scan);
		else
			scan_text(&scan);
	}
	if (scan.hopeless)
		return false;
	scan_copy_until(&scan, bytes.len);
	while (scan.open && !scan.hopeless) {
		struct diagnostic *d =
			report_add(report, RULE_XML_UNCLOSED_ELEMENT,
				   scan_span(scan.open->tag, scan.open->tag + 1 + scan.open->name.len), STR_NONE,
				   "<%.*s> is opened here and never closed", STR_ARG(scan.open->name));
		report_help(report, d, "write </%.*s> where it ends", STR_ARG(scan.open->name));
		scan_insert_end_tag(&scan, bytes.len);
	}
	return scan.root_seen && !scan.hopeless && !buf_failed(&mend->copy) && !buf_failed(&mend->shifts) &&
	       !arena_failed(scratch);
}
