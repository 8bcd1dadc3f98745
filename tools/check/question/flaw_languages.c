/* Negative stems and options about the others in German and French. */
#include "base/ascii.h"
#include "check/question/flaw.h"

struct language_words {
	const char *code;
	const char *asks;	    /* words of questions, and of statements that the options complete */
	const char *clauses;	    /* words that begin a clause which a question only mentions */
	const char *negations;	    /* negate by themselves */
	const char *falses;	    /* negate as a verdict: "ist falsch" */
	const char *be;		    /* precede a verdict */
	const char *least, *likely; /* "am wenigsten wahrscheinlich" */
	const char *alls, *nones;   /* begin options about the others */
	const char *others;	    /* one of these follows */
	const char *alone;	    /* all others are right, without a further word */
};

static const struct language_words languages[] = {
	{
		.code = "de",
		.asks = " welche welcher welches welchen welchem was wer wann wo wie womit wodurch woran worin alle "
			"jede jeder jedes "
			"finden nennen kreuzen wählen ",
		.clauses = " der die das den dem deren dessen wenn weil da obwohl dass falls nachdem bevor ",
		.negations = " nicht kein keine keiner keines keinen keinem außer ausser ausgenommen unzutreffend "
			     "unwahrscheinlich nie ",
		.falses = " falsch falsche falschen unrichtig unrichtige inkorrekt inkorrekte ",
		.be = " ist sind die der das aussage aussagen antwort trifft welche ",
		.least = " wenigsten unwahrscheinlichsten seltensten ",
		.likely = " am ",
		.alls = " alle alles sämtliche beide ",
		.nones = " keine keiner keines nichts ",
		.others = " genannten genannte genanntes obigen oben antworten antwort aussagen aussage davon angaben "
			  "aufgeführten "
			  "angegebenen vorgenannten antwortmöglichkeiten dieser möglichkeiten drei vier fünf ",
		.alone = " beide alle ",
	},
	{
		.code = "fr",
		.asks = " quel quelle quels quelles lequel laquelle lesquels lesquelles que quoi qui parmi toutes tous "
			"indiquez cochez ",
		.clauses = " qui que dont si lorsque quand car parce puisque ",
		.negations = " sauf excepté exceptée hormis jamais ",
		.falses = " faux fausse fausses inexact inexacte inexactes incorrect incorrecte incorrectes erronée "
			  "erronées ",
		.be = " est sont proposition propositions affirmation affirmations réponse réponses la l ",
		.least = " moins ",
		.likely = " le la les ",
		.alls = " toutes tous tout ",
		.nones = " aucun aucune ",
		.others = " réponses réponse propositions proposition précédentes précédents précédente précède dessus "
			  "affirmations "
			  "affirmation choix ceux-ci citées cités ",
		.alone = " toutes tous aucune aucun ",
	},
};

static const struct language_words *words_of(const struct flaw_question *question)
{
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
		if (language_is(question->lang, languages[i].code))
			return &languages[i];
	return NULL;
}

bool flaw_knows_language(struct str lang)
{
	return language_is_any(lang, " de fr ");
}

/* Where the question begins: after a clause before it, "Wenn er nicht raucht, welche …". */
static size_t asks_from(const struct flaw_question *question, const struct language_words *words)
{
	const struct flaw_text *stem = &question->stem;
	size_t begin = question->lead;
	for (size_t i = question->lead; i + 1 < question->lead_end; i++) {
		const char *gap = stem->lower.at + stem->words[i].end;
		if (memchr(gap, ',', stem->words[i + 1].start - stem->words[i].end) &&
		    word_is_one_of(flaw_word(stem, i + 1), words->asks) &&
		    !word_is_one_of(flaw_word(stem, i + 1), words->clauses))
			begin = i + 1;
	}
	return begin;
}

/* Whether a clause that the question only mentions contains word i: ", der nicht raucht,". */
static bool is_in_clause(const struct flaw_text *stem, const struct language_words *words, size_t begin, size_t i)
{
	bool inside = false, needs_comma = str_is((struct str){ words->code, 2 }, "de");
	for (size_t n = begin + 1; n < i; n++) {
		size_t gap = stem->words[n - 1].end;
		bool comma = memchr(stem->lower.at + gap, ',', stem->words[n].start - gap);
		/* "Qui suivent" says which propositions. */
		bool opens = word_is_one_of(flaw_word(stem, n), words->clauses) && (comma || !needs_comma) &&
			     !word_is_one_of(flaw_word(stem, n + 1), " suivent suit ");
		inside = opens || (inside && !comma);
	}
	return inside;
}

static bool begins_with_n(struct str word)
{
	return str_is(word, "ne") || str_starts(word, "n'") || str_starts(word, "n\xe2\x80\x99");
}

/* "N'est pas", "ne provoque aucune" */
static bool negates_in_french(const struct flaw_text *stem, size_t begin, size_t i)
{
	enum { REACH = 4 };
	if (!word_is_one_of(flaw_word(stem, i), " pas aucun aucune "))
		return false;
	for (size_t n = i > begin + REACH ? i - REACH : begin; n < i; n++)
		if (begins_with_n(flaw_word(stem, n)))
			return true;
	return false;
}

/* "Nicht-STEMI", "nicht nur", "nicht invasive Verfahren", "faux négatif": no negation of the question. */
static bool belongs_to_name(const struct flaw_text *stem, size_t i)
{
	struct str next = flaw_word(stem, i + 1);
	size_t end = stem->words[i].end;
	if ((end < stem->raw.len && stem->raw.at[end] == '-') ||
	    word_is_one_of(next, " nur positif positive positifs négatif négative négatifs positiv negativ positive "
				 "negative couche "))
		return true;
	bool adjective = str_is(flaw_word(stem, i), "nicht") && next.len > 4 &&
			 word_is_one_of((struct str){ next.at + next.len - 1, 1 }, " e n r s m ") &&
			 i + 2 < stem->count && ascii_is_upper(stem->raw.at[stem->words[i + 2].start]);
	return adjective && ascii_is_lower(stem->raw.at[stem->words[i + 1].start]);
}

size_t flaw_foreign_negation(const struct flaw_question *question)
{
	const struct language_words *words = words_of(question);
	const struct flaw_text *stem = &question->stem;
	size_t begin = words ? asks_from(question, words) : 0;
	bool asks = false;
	for (size_t i = begin; words && i < question->lead_end; i++)
		asks = asks || word_is_one_of(flaw_word(stem, i), words->asks);
	for (size_t i = begin; asks && i < question->lead_end; i++) {
		struct str word = flaw_word(stem, i), before = i > 0 ? flaw_word(stem, i - 1) : STR(""),
			   after = flaw_word(stem, i + 1);
		bool verdict = word_is_one_of(word, words->falses) &&
			       (word_is_one_of(before, words->be) || word_is_one_of(after, words->be));
		bool least = word_is_one_of(word, words->least) && word_is_one_of(before, words->likely) && i > begin;
		bool exception = word_is_one_of(word, " exception l'exception l\xe2\x80\x99"
						      "exception ") ||
				 flaw_words_are(stem, i, "mit ausnahme");
		if ((word_is_one_of(word, words->negations) || verdict || least || exception ||
		     negates_in_french(stem, begin, i)) &&
		    !belongs_to_name(stem, i) && !is_in_clause(stem, words, begin, i))
			return i;
	}
	return stem->count;
}

enum summary flaw_foreign_summary(const struct flaw_question *question, const struct flaw_text *text, bool last)
{
	enum { WORDS = 8 };
	const struct language_words *words = words_of(question);
	if (!words || text->count == 0 || text->count > WORDS)
		return SUMMARY_NO;
	bool none = word_is_one_of(flaw_word(text, 0), words->nones),
	     all = word_is_one_of(flaw_word(text, 0), words->alls);
	if (flaw_words_are(text, 0, "les deux") && text->count == 2)
		return last ? SUMMARY_ALL : SUMMARY_NO;
	if (text->count == 1)
		return last && word_is_one_of(flaw_word(text, 0), words->alone) ? (none ? SUMMARY_NONE : SUMMARY_ALL)
										: SUMMARY_NO;
	for (size_t i = 1; (none || all) && i < text->count && i < 5; i++)
		if (word_is_one_of(flaw_word(text, i), words->others))
			return none ? SUMMARY_NONE : SUMMARY_ALL;
	/* "Alle treffen zu", "toutes sont exactes" */
	return all && word_is_one_of(flaw_word(text, 1), " treffen sind sont ") && text->count <= 3 ? SUMMARY_ALL
												    : SUMMARY_NO;
}
