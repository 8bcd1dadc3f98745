#include "base/ascii.h"
#include "check/text/parts.h"

/* Words that may be repeated: "the fact that that happened", "he had had", "gave her her tablets", "die die", Loa
 * loa. */
static const char *const doubles[] = { "had",	"that", "her",	"do",	 "so",	  "very", "really", "no",
				       "bye",	"ha",	"blah", "lub",	 "tut",	  "now",  "there",  "hear",
				       "knock", "long", "many", "much",	 "will",  "you",  "who",    "far",
				       "cha",	"yo",	"loa",	"kava",	 "naja",  "bufo", "ylang",  "rattus",
				       "beri",	"kuru", "dub",	"nous",	 "vous",  "die",  "der",    "das",
				       "sie",	"se",	"si",	"never", "quite", "dum",  "chop",   NULL };

/* Words that may be repeated in English only after certain others. */
static const char *const particles[] = { "in", "on", "up", NULL };

static const char *const determiners[] = { "a", "the", NULL };

/* Repeated with capitals, these are not names: "The The patient". */
static const char *const small_words[] = { "a",	  "an",	  "and", "are", "as",	"at",	"be",	"by", "for",
					   "from", "if",   "it",  "of",	 "or",	 "the",	 "this", "to", "was",
					   "were", "when", "which", "with", NULL };

static bool only_space_between(const struct text_run *run, size_t i)
{
	size_t from = run->words[i].end, to = run->words[i + 1].start;
	for (; from < to; from++) {
		/* A no-break space is C2 A0. */
		if (ascii_is_space(run->text.at[from]))
			continue;
		if (to - from < 2 || (unsigned char)run->text.at[from] != 0xc2 ||
		    (unsigned char)run->text.at[from + 1] != 0xa0)
			return false;
		from++;
	}
	return true;
}

static bool is_same(const struct text_run *run, size_t i)
{
	return run->words[i].hash == run->words[i + 1].hash &&
	       text_equal_but_case(text_word(run, i), text_word(run, i + 1));
}

bool text_word_follows(const struct text_run *run, size_t i)
{
	if (i + 1 >= run->word_count)
		return false;
	size_t at = run->words[i].end, end = run->words[i + 1].start;
	while (at < end && ascii_is_space(run->text.at[at]))
		at++;
	return at == end && end > run->words[i].end;
}

static bool same_sentence(const struct text_run *run, size_t i, size_t j)
{
	struct str between = { run->text.at + run->words[i].end, run->words[j].start - run->words[i].end };
	for (size_t k = 0; k < between.len; k++)
		if (strchr(".?!:;", between.at[k]))
			return false;
	return true;
}

/* Whether any of the reach words before word i, in its sentence, is in the list. */
static bool said_before(const struct text_run *run, size_t i, size_t reach, const char *const *words)
{
	for (size_t j = i; j > 0 && i - j < reach && same_sentence(run, j - 1, i); j--)
		if (text_word_in(text_word(run, j - 1), words))
			return true;
	return false;
}

/* "She came in in shock", "put it on on Monday": the first in or on belongs to a verb. "Used in in vitro tests" */
static bool is_particle(const struct text_run *run, size_t i)
{
	static const char *const verbs[] = {
		"am",	    "are",    "be",	"been",	   "being",  "break",	"breathe", "breathed", "breathes", "breathing",
		"bring",    "brings", "brought", "build",  "built",  "called",	"came",	   "carried",  "carry",	   "check",
		"checked",  "come",   "comes",	"coming",  "drawn",  "fill",	"filled",  "followed", "get",	   "gets",
		"go",	"goes",	   "going",  "gone",	"got",	   "grew",     "grow",	   "grown",
		"handed",   "held",   "is",	"keep",	   "kept",   "let",	"live",	   "lived",    "lives",	   "log",
		"logged",   "look",   "looked", "made",	   "move",   "moved",	"moving",  "pass",     "passed",   "picked",
		"plugged",  "put",    "puts",	"ran",	   "read",   "remain",	"run",	   "set",      "sets",	   "show",
		"sign",	    "sleep",  "slept",	"stay",	   "stayed", "stays",	"step",	   "switched", "take",	   "taken",
		"takes",    "took",   "turn",	"turned",  "wake",   "walk",	"walked",  "was",      "went",	   "were",
		"woke",	    "work",   "worked", "works",   NULL,
	};
	static const char *const objects[] = { "it", "him", "her", "them", "me", "us", "you", NULL };
	static const char *const latin[] = { "vitro", "vivo", "utero", "situ", "silico", "ovo", "extremis", NULL };
	if (i + 2 < run->word_count && text_word_in(text_word(run, i + 2), latin))
		return true;
	if (i > 1 && text_word_in(text_word(run, i - 1), objects))
		i--;
	return said_before(run, i, 1, verbs);
}

/* Verbs that may end one clause and begin another. */
static const char *const copulas[] = { "is", "was", "does", NULL };

/* "What it is is …", "what it does does not …": one clause ends, and another continues. */
static bool joins_clauses(const struct text_run *run, size_t i)
{
	enum { REACH = 12 };
	static const char *const opens[] = { "what", "who",	"where", "how", "which", "whether",    "why", "whatever",
					     "all",  "thing", "that", "when", "as",    "whoever", "everything", NULL };
	static const char *const asks[] = { "it", "he", "she", "this", "that", "there", NULL };
	/* "The kind of man he is is unknown", but not "It is is safe". */
	bool pronoun = i > 1 && same_sentence(run, i - 2, i) && text_word_in(text_word(run, i - 1), asks);
	return pronoun || said_before(run, i, REACH, opens) ||
	       (i + 2 < run->word_count && text_word_in(text_word(run, i + 2), asks));
}

/* Gorilla gorilla: a capital and a small letter within a sentence, or alone, are a genus and its species. */
static bool is_species(const struct text_run *run, size_t i)
{
	bool capital = (run->words[i].flags & WORD_CAPITAL) && !(run->words[i + 1].flags & WORD_CAPITAL);
	bool within = i > 0 ? same_sentence(run, i - 1, i) : run->word_count == 2;
	return capital && within && !text_word_in(text_word(run, i), small_words);
}

static bool is_meant(const struct text_run *run, size_t i)
{
	const struct text_word *first = &run->words[i], *second = &run->words[i + 1];
	struct str word = text_word(run, i);
	bool article = text_word_is(word, "a") && !((first->flags | second->flags) & WORD_CAPITAL) &&
		       language_is_english(prose_lang(&run->check->texts.prose, first->start));
	if (((first->flags | second->flags) & WORD_DIGITS) || (word.len < 2 && !article) || text_word_in(word, doubles))
		return true;
	if ((text_word_in(word, particles) && is_particle(run, i)) || (text_word_in(word, copulas) && joins_clauses(run, i)))
		return true;
	if (text_word_is(word, "can") && said_before(run, i, 1, determiners)) /* a dance */
		return true;
	/* "mg/kg KG", "give it IT": the second is an abbreviation. */
	if (((first->flags ^ second->flags) & WORD_CAPITALS) && word.len > 1)
		return true;
	if (is_species(run, i) && language_is_english(prose_lang(&run->check->texts.prose, first->start)))
		return true;
	/* The gorilla is Gorilla gorilla. At the beginning of a sentence it may be "The the". */
	if ((first->flags & ~second->flags & WORD_CAPITAL) &&
	    (text_is_inside(run, first->start, second->end, INLINE_EM) || (i > 0 && same_sentence(run, i - 1, i))))
		return true;
	/* Duran Duran, and the genotype AA AA. */
	if ((first->flags & WORD_CAPITAL) && (second->flags & WORD_CAPITAL) && !text_word_in(word, small_words))
		return true;
	/* Threefold repetition is intended: a stammer, a chorus. */
	if ((i > 0 && is_same(run, i - 1)) || (i + 2 < run->word_count && is_same(run, i + 1)))
		return true;
	/* A hyphen makes it part of something else: "was was-haltig", "the kernel-package package", "-name name". */
	if ((second->end < run->text.len && run->text.at[second->end] == '-') ||
	    (first->start > 0 && run->text.at[first->start - 1] == '-'))
		return true;
	/* resource_mask Mask: a name of a program, and its type */
	if (first->start > 0 && run->text.at[first->start - 1] == '_')
		return true;
	/* "Piano piano" in Italian, and die "die" in another language */
	if (text_is_foreign(run, i) || prose_lang_end(&run->check->texts.prose, first->start) <= second->start)
		return true;
	return text_is_inside(run, first->start, first->end, INLINE_CODE) ||
	       text_is_inside(run, second->start, second->end, INLINE_CODE) ||
	       text_is_inside(run, second->start, second->end, INLINE_SUP) ||
	       text_is_inside(run, second->start, second->end, INLINE_SUB);
}

/* Whether two words are repeated from word i on, of which the first says that it is no phrase of everyday language: "in the
 * in the", but not "step by step by step" or "more and more and more". */
static bool is_same_pair(const struct text_run *run, size_t i)
{
	static const char *const first[] = { "a",   "an",   "at",  "for", "from", "her", "his", "in",  "is",   "its", "of",    "on",
					     "our", "that", "the", "their", "these", "this", "was", "were", "with", NULL };
	for (size_t k = i; k < i + 3; k++)
		if (!only_space_between(run, k))
			return false;
	for (size_t k = i; k < i + 2; k++)
		if (run->words[k].hash != run->words[k + 2].hash || (run->words[k].flags & WORD_DIGITS) ||
		    !text_equal_but_case(text_word(run, k), text_word(run, k + 2)) ||
		    text_is_inside(run, run->words[k].start, run->words[k + 2].end, INLINE_CODE) || text_is_foreign(run, k + 2))
			return false;
	/* "The more the more", "the fewer the fewer" */
	return text_word_in(text_word(run, i), first) && !str_ends(text_word(run, i + 1), "er") &&
	       !text_word_is(text_word(run, i + 1), "more") && !text_word_is(text_word(run, i + 1), "less") &&
	       run->words[i].hash != run->words[i + 1].hash;
}

static void report_pair(const struct text_run *run, size_t i)
{
	struct report *report = run->check->report;
	size_t start = run->words[i + 2].start, end = run->words[i + 3].end;
	if (!language_is_english(prose_lang(&run->check->texts.prose, start)))
		return;
	struct diagnostic *d = report_add(report, RULE_TEXT_REPEATED_WORD, text_span(run, start, end), run->site->item,
					  "the words \"%.*s\" are repeated", (int)(end - start), run->text.at + start);
	report_help(report, d, "delete the repetition");
	if (d && prose_is_plain(&run->check->texts.prose, run->check->source, run->words[i].start, end))
		report_edit(report, d, FIX_UNSAFE, text_span(run, run->words[i + 1].end, end), STR(""));
}

void text_repeated_words(const struct text_run *run)
{
	/* In these languages, repetition is grammatical. */
	static const char doubling[] = " bn fil gu hi id kn ml mr ms my ne or pa si sw ta te th tl tr ur vi ";
	struct report *report = run->check->report;
	if (!(run->has & RUN_REPEATED) || !report_wants(report, RULE_TEXT_REPEATED_WORD))
		return;
	for (size_t i = 0; i + 1 < run->word_count; i++) {
		if (i + 3 < run->word_count && run->words[i].hash == run->words[i + 2].hash && is_same_pair(run, i))
			report_pair(run, i);
		if (!is_same(run, i) || !only_space_between(run, i) || is_meant(run, i))
			continue;
		const struct text_word *first = &run->words[i], *second = &run->words[i + 1];
		struct str lang = prose_lang(&run->check->texts.prose, second->start);
		if (language_is_any(lang, doubling))
			continue;
		struct str word = text_word(run, i + 1);
		struct diagnostic *d = report_add(report, RULE_TEXT_REPEATED_WORD,
						  text_span(run, second->start, second->end), run->site->item,
						  "the word \"%.*s\" is repeated", STR_ARG(word));
		report_help(report, d, "remove one of them");
		/* Which words other languages repeat is unknown. */
		if (d && language_is_english(lang) &&
		    prose_is_plain(&run->check->texts.prose, run->check->source, first->start, second->end))
			report_edit(report, d, FIX_UNSAFE, text_span(run, first->end, second->end), STR(""));
	}
}
