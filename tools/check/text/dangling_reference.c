/* References in words: "see Table 3", "the ECG below", "the previous question". Only links number what they lead to, and
 * front-ends show questions and cards one at a time, so most of these were left by another document. */
#include "base/ascii.h"
#include "check/text/parts.h"

/* What is visible beside a text, in text_references.seen by the item's id. */
enum { SEEN_FIGURE = 1, SEEN_TABLE = 2, SEEN_OTHER = 4 };

static void note_block(void *context, const struct block *block, struct str item)
{
	struct text_references *found = context;
	unsigned kind = block->kind == BLOCK_FIGURE  ? SEEN_FIGURE
			: block->kind == BLOCK_TABLE ? SEEN_TABLE
						     : SEEN_OTHER;
	if (!item.at) {
		found->seen |= kind;
		return;
	}
	void **slot = map_put(&found->check->texts.seen, item);
	found->check->failed = found->check->failed || !slot;
	if (slot)
		*slot = (void *)((uintptr_t)*slot | kind);
}

static unsigned seen_beside(const struct text_run *run, const struct text_references *found)
{
	struct str item = run->site->item;
	return item.at ? (unsigned)(uintptr_t)map_get(&run->check->texts.seen, item) : found->seen;
}

/* The number in "Table 3b"; 0 if it is none. */
static unsigned label_number(struct str word)
{
	unsigned number = 0;
	for (size_t i = 0; i < word.len && i < 4 && ascii_is_digit(word.at[i]); i++)
		number = number * 10 + (unsigned)(word.at[i] - '0');
	return number;
}

/* The number as a bit of text_references.numbers; higher ones share one. */
static uint64_t number_bit(unsigned number)
{
	return (uint64_t)1 << (number < 63 ? number : 63);
}

static const char *const tables[] = { "table", "tables", "tab", "tabelle", "tableau", NULL };
static const char *const figures[] = { "figure", "figures", "fig", "figs", "abbildung", "abb", NULL };
static const char *const recordings[] = { "video", "videos", "audio", NULL };
/* As in text_references.numbers. */
enum { COUNTED_TABLES, COUNTED_FIGURES, COUNTED_RECORDINGS, COUNTED_NOTHING };
static const char *const *const counted[] = { tables, figures, recordings };
static const char *const others[] = { "chapter", "appendix", "page",  "pages",	  "diagram", "slide",
				      "box",	 "kapitel",  "seite", "chapitre", NULL };
/* Words around what is visible, and of a neighbour. */
static const char *const places[] = { "below", "above", "opposite", "overleaf", NULL };
static const char *const shown[] = { "shown", "depicted", NULL };
static const char *const before[] = { "following", "attached", "accompanying", "adjacent", NULL };
static const char *const earlier[] = { "previous", "preceding", "last", "earlier", "next", "following", NULL };
static const char *const leads[] = { "as", "see", NULL }; /* to a place in the text */

void text_list_references(struct text_forms *forms)
{
	const char *const *const lists[] = { tables, figures, recordings, others, places, shown, before, earlier, leads };
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		text_forms_add_all(forms, lists[i], WORD_REFERS);
}

/* The row of counted that has the word, or COUNTED_NOTHING. */
static size_t counted_as(struct str word)
{
	size_t i = 0;
	while (i < COUNTED_NOTHING && !text_word_in(word, counted[i]))
		i++;
	return i;
}

/* Captions that begin with "Table 3" give tables numbers. */
static void note_caption(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct text_references *found = context;
	struct text_run run = { .check = found->check, .site = site };
	if (site->role != ROLE_CAPTION)
		return;
	prose_flatten(&found->check->texts.prose, text);
	text_run_take(&run, prose_view(&found->check->texts.prose), NULL, &found->check->texts.text);
	if (run.word_count < 2)
		return;
	size_t what = counted_as(text_word(&run, 0));
	if (what != COUNTED_NOTHING)
		found->numbers[what] |= number_bit(label_number(text_word(&run, 1)));
}

void text_references_begin(struct lesson_check *check, struct text_references *found)
{
	*found = (struct text_references){ .check = check };
	map_clear(&check->texts.seen);
	lesson_each_block(check->lesson, note_block, found);
	lesson_each_text(check->lesson, note_caption, found);
}

static void add_finding(const struct text_run *run, size_t from, size_t last, const char *help)
{
	size_t start = run->words[from].start, end = run->words[last].end;
	struct str said = { run->text.at + start, end - start };
	struct report *report = run->check->report;
	const char *where = !run->site->item.at ? "lesson" : run->site->role >= ROLE_FRONT ? "card" : "question";
	struct diagnostic *d =
		report_add(report, RULE_TEXT_DANGLING_REFERENCE, text_span(run, start, end), run->site->item,
			   "\"%.*s\" refers to nothing in this %s", STR_ARG(said), where);
	report_help(report, d, "%s", help);
}

static struct str word_at(const struct text_run *run, size_t i)
{
	return i < run->word_count ? text_word(run, i) : STR("");
}

/* Whether only white space, or a full stop and white space, is between the words i and i + 1. */
static bool adjoin(const struct text_run *run, size_t i)
{
	size_t at = run->words[i].end, end = i + 1 < run->word_count ? run->words[i + 1].start : at;
	at += at < end && run->text.at[at] == '.';
	while (at < end && ascii_is_space(run->text.at[at]))
		at++;
	return at == end && end > run->words[i].end;
}

/* Whether a clause ends after word i. */
static bool ends_clause(const struct text_run *run, size_t i)
{
	size_t end = run->words[i].end;
	return end == run->text.len || strchr(".,;:?!)]", run->text.at[end]);
}

/* "Table 3", "Fig. 2.1", "see page 12", "Appendix A"; but "Chapter 5 of the guideline" is elsewhere, and says so. */
static bool check_number(const struct text_run *run, const struct text_references *found, size_t i)
{
	static const char *const introductions[] = { "see", "in",    "on",  "from", "as", "to",
						     "and", "siehe", "auf", "voir", "le", NULL };
	static const char *const elsewhere[] = { "of", "in", "from", "by", "der", "des", "du", "de", "von", NULL };
	size_t last = i + 1;
	while (last + 1 < run->word_count && run->words[last + 1].start == run->words[last].end + 1 &&
	       strchr(".-", run->text.at[run->words[last].end]) && run->words[last + 1].flags & WORD_DIGITS)
		last++;
	struct str kind = text_word(run, i), number = word_at(run, i + 1), after = word_at(run, last + 1);
	bool led = i == 0 || run->words[i].flags & WORD_CAPITAL || text_word_in(text_word(run, i - 1), introductions) ||
		   strchr("([", run->text.at[run->words[i].start - 1]);
	size_t what = counted_as(kind);
	bool other = text_word_in(kind, others) && i > 0 && text_word_in(text_word(run, i - 1), introductions);
	unsigned value = label_number(number);
	bool letter = text_word_is(kind, "appendix") && number.len == 1 && ascii_is_upper(number.at[0]);
	if ((what == COUNTED_NOTHING && !other) || !led || (!value && !letter) || !adjoin(run, i))
		return false;
	/* A figure 8 is a shape, too. */
	if (text_word_in(after, elsewhere) || (what == COUNTED_FIGURES && value == 8))
		return false;
	if (what != COUNTED_NOTHING && found->numbers[what] & number_bit(value))
		return false;
	add_finding(run, i, last,
		    what != COUNTED_NOTHING
			    ? "write <link to=\"ID\"/> with its id, which becomes its number, or delete the reference"
			    : "name what it refers to, or delete the reference");
	return true;
}

/* What a word can only mean if it is visible: SEEN_TABLE, SEEN_FIGURE; or 0. */
static unsigned visible(struct str word)
{
	static const char *const pictures[] = { "figure",	"figures",   "diagram",	   "graph", "chart",
						"image",	"images",    "photograph", "photo", "picture",
						"illustration", "drawing",   "radiograph", "ecg",   "ekg",
						"video",	"flowchart", "scan",	   "smear", "micrograph",
						"ray",		NULL };
	return text_word_in(word, tables) ? SEEN_TABLE : text_word_in(word, pictures) ? SEEN_FIGURE : 0;
}

/* "The ECG below", "the image is shown above", "the following table", and in a question "the ECG shown". */
static bool check_visible(const struct text_run *run, const struct text_references *found, size_t i)
{
	static const char *const verbs[] = { "is", "are", NULL };
	static const char *const articles[] = { "the", "this", "an", "a", NULL };
	static const char *const idioms[] = { "picture", "chart", NULL }; /* the clinical picture */
	struct str word = text_word(run, i);
	bool ahead = text_word_in(word, before), place = text_word_in(word, places);
	size_t last = ahead ? i + 1 : i, at = ahead ? i + 1 : i;
	if (!ahead && !place && !text_word_in(word, shown))
		return false;
	if (!ahead) {
		at -= at > 0;
		at -= at > 0 && place && text_word_in(text_word(run, at), shown);
		at -= at > 0 && text_word_in(text_word(run, at), verbs);
	}
	unsigned kind = visible(word_at(run, at));
	if (!kind || kind & seen_beside(run, found) || (!place && text_word_in(text_word(run, at), idioms)))
		return false;
	at -= at > 0 && text_word_is(text_word(run, at), "ray"); /* X-ray */
	bool article =
		(at > 0 && text_word_in(text_word(run, at - 1), articles)) ||
		(at > 1 && run->words[at - 1].flags & WORD_CAPITALS && text_word_in(text_word(run, at - 2), articles));
	/* "The figure above 100" */
	bool number = i + 1 < run->word_count && run->words[i + 1].flags & WORD_DIGITS;
	/* "Wax drips onto the table below", "the table below the window" */
	static const char *const furniture[] = { "onto", "under", "underneath", "beneath", NULL };
	bool next = text_word_follows(run, i);
	bool stands = place && kind == SEEN_TABLE &&
		      ((at > 1 && text_word_in(text_word(run, at - 2), furniture)) ||
		       (next && text_word_in(text_word(run, i + 1), articles)));
	bool alone = run->site->item.at && at + 2 >= i && at > 0 && text_word_is(text_word(run, at - 1), "the");
	if (place ? !article || number || stands : !ahead && !alone)
		return false;
	add_finding(run, ahead ? i : at, last,
		    kind == SEEN_TABLE ? "insert the table, or reword the sentence"
				       : "insert the figure, or describe what it shows");
	return true;
}

/* "The previous question", "on the next slide". */
static bool check_neighbour(const struct text_run *run, size_t i)
{
	static const char *const later[] = { "next", "following", NULL };
	static const char *const items[] = { "question", "questions", "card", "cards", "flashcard", "item", NULL };
	static const char *const parts[] = { "slide", "slides", "page", "chapter", "lecture", NULL };
	bool alone = run->site->item.at && run->site->role != ROLE_DEFINITION;
	struct str what = word_at(run, i + 1);
	if (!text_word_in(text_word(run, i), earlier) || !adjoin(run, i))
		return false;
	bool last = text_word_is(text_word(run, i), "last");
	if (last && !ends_clause(run, i + 1))
		return false;
	bool item = alone && text_word_in(what, items) && !text_word_in(text_word(run, i), later);
	bool section = alone && text_word_is(what, "section") && !text_word_in(text_word(run, i), later);
	if (!item && !section && !text_word_in(what, parts))
		return false;
	/* "His last lecture", "a preceding question about smoking" */
	if (i == 0 || !text_word_is(text_word(run, i - 1), "the") || text_word_is(word_at(run, i + 2), "of"))
		return false;
	add_finding(run, i - 1, i + 1,
		    alone ? "repeat what learners need: questions and cards are shown alone and in any order"
			  : "name the lesson and link to it, or delete the reference");
	return true;
}

/* "As mentioned above", "see below", on a card, which is shown alone. */
static bool check_place(const struct text_run *run, size_t i)
{
	static const char *const said[] = { "mentioned", "described", "discussed", "noted", "stated", "explained",
					    "outlined",	 "listed",    "seen",	   "said",  NULL };
	static const char *const earlier_places[] = { "above", "below", "earlier", "previously", "before", NULL };
	enum text_role role = run->site->role;
	bool card = role == ROLE_FRONT || role == ROLE_BACK || role == ROLE_CLOZE || role == ROLE_EXTRA;
	struct str lead = text_word(run, i);
	if (!card || !text_word_in(lead, leads))
		return false;
	size_t last = i + 1 + text_word_in(word_at(run, i + 1), said);
	bool far = text_word_in(word_at(run, last), earlier_places + 2);
	if (!text_word_in(word_at(run, last), earlier_places) || (far && last == i + 1) || !ends_clause(run, last))
		return false;
	add_finding(run, i, last, "repeat what learners need: cards are shown alone and in any order");
	return true;
}

/* The length of the citation at offset that another program numbered: "[12]", "[3, 4]", "[5-7]"; or 0. */
static size_t citation_length(struct str text, size_t at)
{
	enum { LENGTH = 16 };
	size_t i = at + 1;
	bool digit = false;
	while (i < text.len && i - at < LENGTH &&
	       (ascii_is_digit(text.at[i]) || strchr(", -", text.at[i]) ||
		str_starts((struct str){ text.at + i, text.len - i }, "–"))) {
		digit = digit || ascii_is_digit(text.at[i]);
		i += (unsigned char)text.at[i] == 0xe2 ? 3 : 1;
	}
	bool closed = i < text.len && text.at[i] == ']' && (i + 1 == text.len || strchr(" \n\t.,;:)[", text.at[i + 1]));
	return closed && digit && ascii_is_digit(text.at[at + 1]) && text.at[at + 1] != '0' ? i + 1 - at : 0;
}

/* Numbers in brackets after a word cite nothing; after "95% CI" and the like they are a range. */
static void check_citations(const struct text_run *run)
{
	static const char *const ranges[] = { "ci",    "iqr", "range", "interval", "between", "from", "sd",
					      "score", "is",  "was",   "are",	   "were",    NULL };
	size_t passed = 0; /* words */
	const char *open = run->text.at;
	if (!(run->has & RUN_PAIRS))
		return;
	while ((open = memchr(open, '[', run->text.len - (size_t)(open - run->text.at)))) {
		size_t at = (size_t)(open - run->text.at), len = citation_length(run->text, at);
		open++;
		while (passed < run->word_count && run->words[passed].end <= at)
			passed++;
		if (!len || !passed || run->words[passed - 1].flags & WORD_DIGITS)
			continue;
		if (at > run->words[passed - 1].end + 1 || text_word_in(text_word(run, passed - 1), ranges) ||
		    text_is_inside(run, at, at + len, INLINE_CODE) || text_is_inside(run, at, at + len, INLINE_LINK))
			continue;
		struct str said = { run->text.at + at, len };
		struct report *report = run->check->report;
		struct diagnostic *d =
			report_add(report, RULE_TEXT_DANGLING_REFERENCE, text_span(run, at, at + len), run->site->item,
				   "\"%.*s\" cites nothing in this lesson", STR_ARG(said));
		report_help(report, d, "list the source in <sources> and cite it: <cite source=\"…\"/>");
	}
}

void text_references(const struct text_run *run, const struct text_references *found)
{
	enum text_role role = run->site->role;
	if (role == ROLE_TITLE || role == ROLE_SOURCE || role == ROLE_CREDIT || role == ROLE_TERM ||
	    role == ROLE_OBJECTIVE)
		return;
	for (size_t i = 0; (run->said & WORD_REFERS) && i < run->word_count; i++) {
		const struct text_word *word = &run->words[i], *next = i + 1 < run->word_count ? word + 1 : word;
		if (!(word->flags & WORD_REFERS) || text_is_foreign(run, i))
			continue;
		bool numbered = next->flags & WORD_DIGITS || next->end - next->start == 1;
		bool caption = role == ROLE_CAPTION && i == 0;
		if (numbered && !caption && check_number(run, found, i))
			continue;
		if (!check_visible(run, found, i) && !check_neighbour(run, i) && !check_place(run, i) &&
		    text_word_is(text_word(run, i), "overleaf"))
			add_finding(run, i, i, "write it here, or link to it");
	}
	check_citations(run);
}
