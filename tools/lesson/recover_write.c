#include "lesson/recover_scan.h"

#include <stdio.h>

enum { TAG_TEXT = 160 };

/* What the start tag of the element needs after its name to be read at all. */
static const char *after_name(const char *mark, struct str name)
{
	return strcmp(mark, "<") == 0 && str_is(name, math_model.root_name) ? " xmlns=\"" MATH_NAMESPACE "\"" : "";
}

/* Writes a tag consisting of mark ("<" or "</") and name into the copy. */
static void insert_tag(struct scan *scan, size_t start, size_t end, const char *mark, struct str name)
{
	char tag[TAG_TEXT];
	int len = snprintf(tag, sizeof(tag), "%s%.*s%s>", mark, STR_ARG(name), after_name(mark, name));
	if (len < 0 || (size_t)len >= sizeof(tag))
		scan->hopeless = true;
	else
		scan_replace(scan, start, end, (struct str){ tag, (size_t)len });
}

/* The same as an edit of the fix. */
static void fix_tag(struct scan *scan, struct diagnostic *d, size_t start, size_t end, const char *mark,
		    struct str name)
{
	char tag[TAG_TEXT];
	int len = snprintf(tag, sizeof(tag), "%s%.*s%s>", mark, STR_ARG(name), after_name(mark, name));
	if (len > 0 && (size_t)len < sizeof(tag))
		report_edit(scan->report, d, FIX_UNSAFE, scan_span(start, end), (struct str){ tag, (size_t)len });
}

static uint32_t line_of(const struct scan *scan, const struct spot *spot)
{
	size_t count = scan_token_count(scan), at = spot->token < count ? spot->token : count - 1;
	return scan_token(scan, at)->line;
}

/* Where the end tag of an element that ends before offset belongs. */
static size_t after_content(const struct scan *scan, size_t offset)
{
	while (offset > scan->copied && ascii_is_space(scan->s.at[offset - 1]))
		offset--;
	return offset;
}

/* Writes "<a> of line 3 and <b> of line 2", innermost first, and the end tags. */
static void list_open(const struct scan *scan, const struct turn *first, unsigned count, struct buf *names,
		      struct buf *tags)
{
	const struct turn *t = first;
	for (unsigned i = 0; i < count; i++, t = t->after) {
		buf_format(names, "%s<%.*s>", i == 0 ? "" : i + 1 == count ? " and " : ", ", STR_ARG(t->spot->name));
		if (!t->spot->added)
			buf_format(names, " of line %u", line_of(scan, t->spot));
		buf_format(tags, "</%.*s>", STR_ARG(t->spot->closed));
	}
}

/* The later end tag of an element that overlaps with its parent and must end before it; NULL if that is not the
 * mistake. */
static const struct turn *overlap(const struct scan *scan, const struct turn *close, unsigned count)
{
	const struct turn *next = close->after;
	const struct reading *reading = close->reading;
	bool found = count == 1 && reading && reading->kind == READ_END && !close->indented_as && next &&
		     next->kind == TURN_DELETE && next->reading->kind == READ_END &&
		     str_equal(next->reading->named, close->spot->name) && next->token > close->token &&
		     next->token < close->token + 8;
	(void)scan;
	return found ? next : NULL;
}

/* Closes elements that end before the token without an end tag. Returns the turn after them. */
static const struct turn *write_closes(struct scan *scan, const struct token *token, const struct turn *first)
{
	unsigned count = 0;
	const struct turn *after = first;
	for (; after && after->kind == TURN_CLOSE && after->token == first->token; after = after->after)
		count++;
	struct buf names, tags;
	buf_init(&names, 4096);
	buf_init(&tags, 4096);
	list_open(scan, first, count, &names, &tags);
	const struct reading *reading = first->reading;
	const char *slash = reading->kind == READ_END ? "/" : "";
	struct span span = scan_span(token->start, reading->kind == READ_END ? reading->end
									     : reading->name + reading->named.len);
	const struct turn *later = overlap(scan, first, count), *last = first;
	while (last->after != after)
		last = last->after;
	struct diagnostic *d;
	if (later)
		d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, span, STR_NONE,
			       "</%.*s> comes before the end of %s, which is inside it", STR_ARG(reading->named),
			       buf_cstr(&names));
	else if (last->indented_as)
		d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, span, STR_NONE,
			       "</%.*s> is indented as <%.*s> of line %u, but %s is still open",
			       STR_ARG(reading->named), STR_ARG(last->indented_as->name),
			       line_of(scan, last->indented_as), buf_cstr(&names));
	else
		d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, span, STR_NONE, "<%s%.*s> %s while %s %s open",
			       slash, STR_ARG(reading->named), reading->kind == READ_END ? "comes" : "begins",
			       buf_cstr(&names), count > 1 ? "are" : "is");
	report_help(scan->report, d, "write %s before it", buf_cstr(&tags));
	size_t at = after_content(scan, token->start);
	report_edit(scan->report, d, FIX_UNSAFE, scan_span(at, at), buf_view(&tags));
	if (later)
		report_edit(scan->report, d, FIX_UNSAFE,
			    scan_span(scan_token(scan, later->token)->start, later->reading->end), STR(""));
	for (const struct turn *t = first; t != after; t = t->after) {
		insert_tag(scan, at, at, "</", t->spot->closed);
		scan->depth--;
	}
	scan->report->failed = scan->report->failed || buf_failed(&names) || buf_failed(&tags);
	buf_release(&names);
	buf_release(&tags);
	scan->overlapped = later ? later : scan->overlapped;
	return after;
}

/* Writes the start tag of the element, and the children that it must have before the named one; returns whether there
 * are any. */
static bool add_opening(struct buf *out, const struct spot *spot, struct str named)
{
	const struct model_child *inner = spot->type->children;
	bool lacks = false;
	buf_format(out, "<%.*s%s", STR_ARG(spot->name), after_name("<", spot->name));
	for (const struct model_attribute *a = spot->type->attributes; a; a = a->next)
		if (a->required)
			buf_format(out, " %s=\"…\"", a->name);
	buf_char(out, '>');
	while (inner && !str_is(named, inner->text))
		inner = inner->next;
	for (const struct model_child *child = spot->type->children; inner && child; child = child->next) {
		if (!child->required || child->rank >= inner->rank)
			continue;
		buf_format(out, "<%s>…</%s>", child->text, child->text);
		lacks = true;
	}
	return lacks;
}

/* Opens an element that begins before the token without a start tag. */
static void write_open(struct scan *scan, const struct token *token, const struct turn *turn)
{
	const struct reading *reading = turn->reading;
	struct str name = turn->spot->name;
	struct diagnostic *d = report_add(scan->report, RULE_XML_STRAY_END_TAG,
					  scan_span(token->start, reading->name + reading->named.len), STR_NONE,
					  "the start tag of <%.*s> is missing before this <%.*s>", STR_ARG(name),
					  STR_ARG(reading->named));
	struct buf opening;
	buf_init(&opening, 8192);
	if (!add_opening(&opening, turn->spot, reading->named))
		fix_tag(scan, d, token->start, token->start, "<", name);
	report_help(scan->report, d, "write %s before it", buf_cstr(&opening));
	scan->report->failed = scan->report->failed || buf_failed(&opening);
	buf_release(&opening);
	insert_tag(scan, token->start, token->start, "<", name);
	scan->depth++;
}

/* Deletes a character that would need escaping, but is outside all text. */
static void delete_stray(struct scan *scan, size_t at)
{
	struct diagnostic *d = report_add(scan->report, RULE_XML_BARE_CHARACTER, scan_span(at, at + 1), STR_NONE,
					  "a stray '%c'", scan->s.at[at]);
	report_help(scan->report, d, "delete it");
	report_edit(scan->report, d, FIX_UNSAFE, scan_span(at, at + 1), STR(""));
	scan_replace(scan, at, at + 1, STR(""));
	scan->at = at + 1;
}

/* Writes what belongs between the token and the following text. */
static void write_after(struct scan *scan, const struct turn *turn, size_t end)
{
	struct str name = turn->spot->name;
	size_t at = scan_skip_space(scan, end), stop = at;
	while (stop < scan->s.len && !ascii_is_space(scan->s.at[stop]) && scan->s.at[stop] != '<')
		stop++;
	struct diagnostic *d;
	if (turn->kind == TURN_STRAY_TEXT) {
		/* The schema reports other text. */
		if (scan_peek(scan, at) == '&' && stop == at + 1)
			delete_stray(scan, at);
		return;
	}
	if (turn->kind == TURN_OPEN_TEXT) {
		d = report_add(scan->report, RULE_XML_STRAY_END_TAG, scan_span(at, stop), STR_NONE,
			       "the start tag of <%.*s> is missing before this text", STR_ARG(name));
		report_help(scan->report, d, "write <%.*s> before it", STR_ARG(name));
		fix_tag(scan, d, at, at, "<", name);
		insert_tag(scan, at, at, "<", name);
		scan->depth++;
		return;
	}
	d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, scan_span(at, stop), STR_NONE,
		       "text while <%.*s> of line %u is open", STR_ARG(name), line_of(scan, turn->spot));
	report_help(scan->report, d, "write </%.*s> before it", STR_ARG(name));
	fix_tag(scan, d, end, end, "</", name);
	insert_tag(scan, end, end, "</", name);
	scan->depth--;
}

/* Deletes a tag. */
static void write_deleted(struct scan *scan, const struct token *token, const struct turn *turn)
{
	const struct reading *reading = turn->reading;
	struct str name = reading->named, open = turn->spot->name;
	struct span span = scan_span(token->start, reading->end);
	struct diagnostic *d = NULL;
	const struct spot *own = turn->spot;
	while (own && !str_equal(own->closed, name))
		own = own->up;
	if (turn == scan->overlapped) {
		/* Reported together with the element that it overlaps. */
	} else if (reading->kind == READ_END && own) {
		d = report_add(scan->report, RULE_XML_STRAY_END_TAG, span, STR_NONE,
			       "one </%.*s> too many: another one closes <%.*s> of line %u", STR_ARG(name),
			       STR_ARG(name), line_of(scan, own));
		report_help(scan->report, d, "delete it");
	} else if (reading->kind == READ_END) {
		d = report_add(scan->report, RULE_XML_STRAY_END_TAG, span, STR_NONE,
			       "</%.*s> closes nothing: no <%.*s> is open here", STR_ARG(name), STR_ARG(name));
		report_label(scan->report, d, "<%.*s> of line %u is open", STR_ARG(open), line_of(scan, turn->spot));
		report_help(scan->report, d, "delete it, or write <%.*s> where it begins", STR_ARG(name));
	} else {
		d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT,
			       scan_span(token->start, reading->name + name.len), STR_NONE,
			       "<%.*s> begins while <%.*s> of line %u is open, and is never closed", STR_ARG(name),
			       STR_ARG(open), line_of(scan, turn->spot));
		report_help(scan->report, d, "delete it, or write </%.*s> before it", STR_ARG(open));
	}
	report_edit(scan->report, d, FIX_UNSAFE, span, STR(""));
	scan_replace(scan, token->start, reading->end, STR(""));
}

static void write_renamed(struct scan *scan, const struct token *token, const struct turn *turn)
{
	const struct reading *reading = turn->reading;
	struct str name = turn->spot->closed;
	if (!str_equal(name, reading->named) && !str_equal(turn->spot->name, reading->named)) {
		struct diagnostic *d;
		if (reading->named.len)
			d = report_add(scan->report, RULE_XML_STRAY_END_TAG, scan_span(token->start, reading->end),
				       STR_NONE, "</%.*s> does not close <%.*s> of line %u", STR_ARG(reading->named),
				       STR_ARG(name), line_of(scan, turn->spot));
		else
			d = report_add(scan->report, RULE_XML_SYNTAX, scan_span(token->start, reading->end), STR_NONE,
				       "this end tag has no name");
		report_help(scan->report, d, "write </%.*s>", STR_ARG(name));
		fix_tag(scan, d, token->start, reading->end, "</", name);
	}
	insert_tag(scan, token->start, reading->end, "</", name);
	scan->depth--;
}

static void write_swapped(struct scan *scan, uint32_t index, const struct turn *turn)
{
	const struct token *token = scan_token(scan, index), *next = scan_token(scan, index + 1);
	struct str inner = turn->spot->closed, outer = turn->spot->up->closed;
	struct diagnostic *d = report_add(scan->report, RULE_XML_STRAY_END_TAG,
					  scan_span(token->start, next->readings->end), STR_NONE,
					  "</%.*s> and </%.*s> are in the wrong order", STR_ARG(outer), STR_ARG(inner));
	report_help(scan->report, d, "write </%.*s></%.*s>", STR_ARG(inner), STR_ARG(outer));
	fix_tag(scan, d, token->start, turn->reading->end, "</", inner);
	fix_tag(scan, d, next->start, next->readings->end, "</", outer);
	insert_tag(scan, token->start, turn->reading->end, "</", inner);
	insert_tag(scan, next->start, next->readings->end, "</", outer);
	scan->depth -= 2;
	scan->swapped = true;
}

static void write_swapped_starts(struct scan *scan, uint32_t index, const struct turn *turn)
{
	const struct token *token = scan_token(scan, index), *next = scan_token(scan, index + 1);
	struct str first = { scan->s.at + token->start, turn->reading->end - token->start };
	struct str second = { scan->s.at + next->start, next->readings->end - next->start };
	struct diagnostic *d = report_add(scan->report, RULE_XML_STRAY_END_TAG,
					  scan_span(token->start, next->readings->end), STR_NONE,
					  "<%.*s> and <%.*s> are in the wrong order", STR_ARG(turn->spot->name),
					  STR_ARG(turn->spot->up->name));
	report_help(scan->report, d, "write <%.*s> before <%.*s>", STR_ARG(turn->spot->up->name),
		    STR_ARG(turn->spot->name));
	report_edit(scan->report, d, FIX_UNSAFE, scan_span(token->start, turn->reading->end), second);
	report_edit(scan->report, d, FIX_UNSAFE, scan_span(next->start, next->readings->end), first);
	scan_replace(scan, token->start, turn->reading->end, second);
	scan_replace(scan, next->start, next->readings->end, first);
	scan->depth += 2;
	scan->swapped = true;
}

/* Adds or removes the slash of a start tag. */
static void write_slash(struct scan *scan, const struct token *token, const struct turn *turn)
{
	const struct reading *reading = turn->reading;
	struct str name = reading->named;
	struct span span = scan_span(token->start, reading->name + name.len);
	struct diagnostic *d;
	switch (turn->kind) {
	case TURN_AS_END:
		d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, span, STR_NONE,
			       "<%.*s%s> %s while <%.*s> of line %u is open", STR_ARG(name),
			       reading->kind == READ_EMPTY ? "/" : "", reading->kind == READ_EMPTY ? "comes" : "begins",
			       STR_ARG(name), line_of(scan, turn->spot));
		report_help(scan->report, d, "write </%.*s> if it is to end here", STR_ARG(name));
		fix_tag(scan, d, token->start, reading->end, "</", name);
		insert_tag(scan, token->start, reading->end, "</", turn->spot->closed);
		scan->depth--;
		break;
	case TURN_AS_EMPTY:
		if (turn->spot->type) {
			d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, span, STR_NONE,
				       "<%.*s> is never closed, and is always empty", STR_ARG(name));
			report_help(scan->report, d, "write <%.*s%s/>", STR_ARG(name), reading->attributes ? " …" : "");
			report_edit(scan->report, d, FIX_UNSAFE, scan_span(reading->end - 1, reading->end - 1),
				    STR("/"));
		}
		scan_write_tag(scan, token->start, reading, TAG_ADD_SLASH);
		break;
	default:
		if (reading->kind == READ_END) {
			d = report_add(scan->report, RULE_XML_STRAY_END_TAG, scan_span(token->start, reading->end),
				       STR_NONE, "</%.*s> closes nothing: no <%.*s> is open here", STR_ARG(name),
				       STR_ARG(name));
			report_help(scan->report, d, "write <%.*s> if it is to begin here", STR_ARG(name));
			fix_tag(scan, d, token->start, reading->end, "<", name);
			insert_tag(scan, token->start, reading->end, "<", name);
		} else {
			d = report_add(scan->report, RULE_XML_STRAY_END_TAG, span, STR_NONE,
				       "<%.*s> is closed by its own slash, but its content and end tag follow",
				       STR_ARG(name));
			report_help(scan->report, d, "delete the slash");
			report_edit(scan->report, d, FIX_UNSAFE, scan_span(reading->end - 2, reading->end - 1),
				    STR(""));
			scan_write_tag(scan, token->start, reading, TAG_DROP_SLASH);
		}
		scan->depth++;
	}
}

static void write_as_text(struct scan *scan, const struct token *token, const struct turn *turn)
{
	const struct model_type *type = turn->spot ? turn->spot->type : NULL;
	if (turn->reading->cost == 0)
		return;
	if (!turn->spot) {
		scan->at = token->start; /* as part of the text around it */
		return;
	}
	bool before_tag = scan_peek(scan, scan_skip_space(scan, token->start + 1)) == '<';
	if (turn->reading->cut_off) { /* reported at the end of the file */
		scan_replace(scan, token->start, scan->s.len, STR(""));
		scan->at = scan->s.len;
	} else if (before_tag || (type && !type->mixed)) {
		delete_stray(scan, token->start);
	} else {
		scan_bare_character(scan, token->start);
	}
}

static void write_after_root(struct scan *scan, const struct token *token, const struct turn *turn)
{
	char help[80];
	snprintf(help, sizeof(help), "one file contains one %s", scan->what);
	char message[80];
	snprintf(message, sizeof(message), "another element follows the end of the %s", scan->what);
	scan_syntax(scan, token->start, turn->reading->end, message, help);
	scan_replace(scan, token->start, scan->s.len, STR(""));
	scan->at = scan->s.len;
}

/* Corrects the name of a start tag that the schema does not have here. */
static void write_meant(struct scan *scan, const struct turn *turn)
{
	const struct reading *reading = turn->reading;
	struct span span = scan_span(reading->name, reading->name + reading->named.len);
	struct span tag = scan_span(span.start - 1, span.end);
	struct diagnostic *d;
	if (scan_known(scan, reading->named) && turn->spot->up)
		d = report_add(scan->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, STR_NONE, "<%.*s> can't be in <%.*s>",
			       STR_ARG(reading->named), STR_ARG(turn->spot->up->name));
	else
		d = report_add(scan->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, STR_NONE, "unknown element <%.*s>",
			       STR_ARG(reading->named));
	report_help(scan->report, d, "did you mean <%.*s>?", STR_ARG(turn->spot->closed));
	report_edit(scan->report, d, FIX_UNSAFE, span, turn->spot->closed);
	scan_replace(scan, span.start, span.end, turn->spot->closed);
}

/* Writes the token itself. turn is its interpretation; NULL: plain. */
static void write_main(struct scan *scan, uint32_t index, const struct reading *reading, const struct turn *turn)
{
	const struct token *token = scan_token(scan, index);
	switch (turn ? turn->kind : TURN_READING) {
	case TURN_AS_TEXT: write_as_text(scan, token, turn); break;
	case TURN_DELETE: write_deleted(scan, token, turn); break;
	case TURN_RENAME: write_renamed(scan, token, turn); break;
	case TURN_SWAP: write_swapped(scan, index, turn); break;
	case TURN_SWAP_START: write_swapped_starts(scan, index, turn); break;
	case TURN_AS_END:
	case TURN_AS_EMPTY:
	case TURN_AS_START: write_slash(scan, token, turn); break;
	case TURN_AFTER_ROOT: write_after_root(scan, token, turn); break;
	default:
		if (turn)
			write_meant(scan, turn);
		scan_write_tag(scan, token->start, reading, TAG_AS_IS);
		scan->depth += reading->kind == READ_START;
		scan->depth -= reading->kind == READ_END && scan->depth > 0;
	}
}

const struct turn *scan_write_token(struct scan *scan, uint32_t index, const struct turn *turn)
{
	const struct token *token = scan_token(scan, index);
	if (scan->swapped) {
		scan->swapped = false;
		scan->at = token->readings->end;
		return turn;
	}
	const struct reading *reading = token->readings;
	const struct turn *own = NULL;
	while (turn && turn->token == index && turn->kind < TURN_CLOSE_TEXT) {
		if (turn->kind == TURN_CLOSE) {
			turn = write_closes(scan, token, turn);
			continue;
		}
		if (turn->kind == TURN_OPEN)
			write_open(scan, token, turn);
		else if (turn->kind == TURN_READING)
			reading = turn->reading;
		else if (turn->kind != TURN_AS_MEANT || !own)
			own = turn;
		turn = turn->after;
	}
	if (own && own->reading)
		reading = own->reading;
	scan->root_seen = scan->root_seen || reading->kind != READ_TEXT;
	scan->at = reading->end;
	write_main(scan, index, reading, own);
	for (; turn && turn->token == index && turn->kind != TURN_CUT_OFF; turn = turn->after)
		write_after(scan, turn, scan->at);
	return turn;
}

void scan_write_end(struct scan *scan, const struct turn *turn)
{
	scan_copy_until(scan, scan->s.len);
	if (!turn || turn->kind != TURN_CUT_OFF)
		return;
	struct buf names, tags;
	buf_init(&names, 8192);
	buf_init(&tags, 8192);
	unsigned count = turn->spot->depth, i = 0;
	size_t last = scan_token(scan, scan_token_count(scan) - 1)->start;
	scan->recovery->cut_off = count > 1 || scan->unfinished || !memchr(scan->s.at + last, '>', scan->s.len - last);
	for (const struct spot *spot = turn->spot; spot; spot = spot->up, i++) {
		buf_format(&names, "%s<%.*s>", i == 0 ? "" : i + 1 == count ? " and " : ", ", STR_ARG(spot->name));
		if (!spot->added)
			buf_format(&names, " of line %u", line_of(scan, spot));
		buf_format(&tags, "</%.*s>", STR_ARG(spot->closed));
	}
	size_t end = scan->s.len;
	while (end > 0 && ascii_is_space(scan->s.at[end - 1]))
		end--;
	struct diagnostic *d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, scan_span(end, end), STR_NONE,
					  "the file ends while %s %s open", buf_cstr(&names), count > 1 ? "are" : "is");
	report_help(scan->report, d, count > 1 ? "restore the rest of the file, or write %s" : "write %s at the end",
		    buf_cstr(&tags));
	if (!scan->recovery->cut_off) /* otherwise end tags would only hide that text is missing */
		report_edit(scan->report, d, FIX_UNSAFE, scan_span(end, end), buf_view(&tags));
	scan_replace(scan, scan->s.len, scan->s.len, buf_view(&tags));
	scan->report->failed = scan->report->failed || buf_failed(&names) || buf_failed(&tags);
	buf_release(&names);
	buf_release(&tags);
}
