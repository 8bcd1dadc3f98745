/* Claims that call an option the answer. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/claims.h"
#include "check/question/parts.h"

/* Whether the preceding text keeps "the answer is" from being a claim: "if the answer is", "some think the answer
 * is". */
static bool is_refused(struct str before)
{
	static const char *const words[] = {
		"if",	  "whether", "why",   "wrong",	 "incorrect", "false",	  "your",  "their", "his",    "her",
		"my",	  "a",	     "an",    "another", "other",     "no",	  "every", "each",  "common", "first",
		"second", "next",    "usual", "student", "tempting",  "previous", "short", NULL,
	};
	/* "The" and "correct" have been read together with the following words. */
	static const char *const read[] = { "the", "correct", "right", "best", NULL };
	static const char *const articles[] = { "a", "an", NULL };
	before = str_trim(before);
	if (phrase_ends_any(before, read) < before.len || phrase_ends_any(before, words) < before.len)
		return true;
	/* "A popular answer is" */
	size_t word = before.len;
	while (word > 0 && phrase_in_word(before, word - 1))
		word--;
	struct str sooner = str_trim((struct str){ before.at, word });
	if (word < before.len && phrase_ends_any(sooner, articles) < sooner.len)
		return true;
	/* "Second-best" */
	return before.len && before.at[before.len - 1] == '-';
}

/* Whether the option, in lower case, has the number, from 1 on, in digits or as a word; or, unless exactly, is an amount. */
static bool has_number(struct str option, size_t number, bool exactly)
{
	static const char *const words[] = { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine" };
	static const char *const amounts[] = { "one",  "two",  "three", "four", "five",	 "six",	  "seven",  "eight",
					       "nine", "none", "zero",	"once", "twice", "first", "second", NULL };
	struct str word;
	size_t at = 0;
	if (!exactly && ((option.len && ascii_is_digit(option.at[0])) || phrase_starts_any(option, amounts)))
		return true;
	while (phrase_next_word(option, &at, &word)) {
		size_t value = 0, digits = 0;
		for (; digits < word.len && ascii_is_digit(word.at[digits]) && value < 100; digits++)
			value = value * 10 + (size_t)(word.at[digits] - '0');
		if ((digits && value == number) || (number <= sizeof(words) / sizeof(words[0]) && str_is(word, words[number - 1])))
			return true;
	}
	return false;
}

/* Whether no option has the number, or, unless exactly, is an amount, so that it can only mean the place of one. */
static bool is_place(struct str options, size_t number, bool exactly)
{
	for (; options.len; options = phrase_after(options, strlen(options.at) + 1))
		if (has_number(str_from(options.at), number, exactly))
			return false;
	return true;
}

/* What is said to be an option. */
struct subject {
	enum claim_kind kind;
	bool right;
	bool noun;	 /* "answer", "the right option", "the exception" */
	bool short_form; /* "Ans" */
	bool ours;	 /* "your answer should be" */
	bool liquid;	 /* "solution" */
	bool option;	 /* "the right option" */
	bool bare;	 /* "our choice", which only a letter follows: treatments are choices too */
};

/* "Option", before "that best fits". */
static bool take_option_that(struct str *rest)
{
	static const char *const options[] = { "option", "choice", "response", "alternative", "statement", NULL };
	struct str after = *rest;
	if (!phrase_take(&after, options) || !phrase_starts(after, "that"))
		return false;
	*rest = after;
	return true;
}

static const char *const answer_nouns[] = {
	"answer key", "answer", "answers", "ans", "key", "solution", "soln", "sol", "antwort", "richtig ist", "lösung",
	"réponse correcte", "réponse", "respuesta correcta", "respuesta", NULL,
};

/* "Answer", "option that", also "pick is"; after an adjective more nouns will do, or none: "the best is B". */
static void take_noun(struct str *rest, bool adjective, struct subject *subject)
{
	static const char *const options[] = { "option", "choice", "response", "alternative", "one",
					       "fit",	 "match",  "letter",   NULL };
	static const char *const choices[] = { "option", "choice", "response", "alternative", "letter", "pick", NULL };
	static const char *const is[] = { "is", "was", "falls on", NULL };
	subject->short_form = phrase_starts(*rest, "ans") > 0;
	subject->liquid = phrase_starts(*rest, "solution") > 0;
	subject->noun = phrase_take(rest, answer_nouns);
	subject->option = !subject->noun && adjective && phrase_take(rest, options);
	subject->noun = subject->noun || subject->option || take_option_that(rest);
	if (!subject->noun && !adjective) {
		struct str after = *rest;
		subject->bare = phrase_take(&after, choices) && phrase_starts_any(after, is);
		*rest = subject->bare ? after : *rest;
		subject->noun = subject->bare;
	}
	/* "The best is B" */
	subject->noun = subject->noun || (adjective && phrase_starts(*rest, "is"));
}

/* "The correct answer", "best", "the odd one out", "the false statement"; moves rest past it. False if it is none. */
static bool take_subject(struct str *rest, struct subject *subject)
{
	static const char *const article[] = { "the", "our", "my", "die", "la", NULL }, *const your[] = { "your",
													  NULL };
	static const char *const adjectives[] = {
		"correct",     "right",	       "best",	     "single best", "most appropriate", "most suitable",
		"most likely", "only correct", "only right", "richtige",    "korrekte",		"bonne",
		NULL
	};
	static const char *const exceptions[] = {
		"exception", "odd one out", "odd one", "outlier", "one that does not belong", "one that does not fit",
		NULL
	};
	static const char *const true_words[] = { "true", NULL }, *const false_words[] = { "false", "wrong",
											   "incorrect", "untrue",
											   NULL };
	static const char *const statements[] = { "statement", "option", "one", NULL };
	static const char *const lies[] = { "that is false", "that is wrong", "that is incorrect", "that is not true", "that is untrue", NULL };
	struct str start = *rest;
	bool yours = phrase_take(rest, your), the = !yours && phrase_take(rest, article);
	*subject = (struct subject){ .kind = CLAIM_ANSWER, .right = true, .ours = yours };
	/* Few words follow "the" here. */
	if (the && !claim_has_head(*rest))
		return false;
	bool adjective = phrase_take(rest, adjectives);
	take_noun(rest, adjective, subject);
	if (subject->noun || adjective) {
		if (phrase_take(rest, lies)) {
			subject->kind = CLAIM_TRUTH;
			subject->right = false;
		}
		return true;
	}
	*rest = the ? *rest : start;
	struct str after = *rest;
	if (phrase_take(&after, exceptions) && (the || (after.len && after.at[0] == ':'))) {
		*rest = after;
		subject->kind = CLAIM_EXCEPTION;
		return subject->noun = true;
	}
	bool is_true = phrase_take(rest, true_words);
	if (!is_true && !phrase_take(rest, false_words))
		return false;
	/* "True answer" */
	if (is_true && phrase_take(rest, answer_nouns))
		return subject->noun = true;
	subject->kind = CLAIM_TRUTH;
	subject->right = is_true;
	/* "True: B" */
	return (subject->noun = phrase_take(rest, statements)) || (rest->len && strchr(":=", rest->at[0]));
}

/* "Here", "to this question", "among the listed choices", "that best fits": what may follow the subject. */
static void skip_scope(struct str *rest)
{
	static const char *const scopes[] = {
		"to this question",
		"to the question",
		"for this question",
		"in this question",
		"in this case",
		"in this patient",
		"for this patient",
		"here",
		"among these",
		"among the given options",
		"among the options",
		"among the listed choices",
		"among the choices given",
		"among the choices",
		"of these",
		"of the four",
		"of the five",
		"of the options",
		"that best fits",
		"that fits best",
		"that fits",
		"that applies",
		"that best applies",
		"to choose",
		"to pick",
		"therefore",
		"thus",
		"then",
		NULL,
	};
	while (phrase_take(rest, scopes))
		;
}

/* Takes one option after the subject: "the third one". */
static bool take_ordinal(const struct claim_reading *reading, struct str *rest, struct mention_list *mentions)
{
	static const char *const the[] = { "the", NULL };
	struct str at = *rest;
	(void)phrase_take(&at, the);
	mentions->count = 1;
	if (!mention_ordinal(reading->options, &at, &mentions->at[0]))
		return false;
	*rest = at;
	return true;
}

/* "3" may be an amount, as may "the answer is 5", unless the options are no amounts: whether digits mean an option.
 * sole: nothing precedes. */
static bool is_number(const struct claim_reading *reading, const struct mention *mention, const struct subject *subject,
		      bool sole, struct str next)
{
	struct mention quoted;
	struct str said = next;
	bool stop = mention_skip(&said, ".:-)") || !next.len || str_starts(next, "(");
	if (mention->enclosed || mention_quotation(reading->options, said, &quoted))
		return true;
	/* Another sentence may follow: "The correct answer is 3. The vastus lateralis". */
	bool ends = stop && (!said.len || ascii_is_upper(said.at[0]) || said.at[0] == '(');
	return stop && mention->number < mention_options(reading->options) &&
	       is_place(reading->options, mention->number + 1, subject->short_form) &&
	       (subject->option || (ends && (subject->short_form || sole)));
}

/* "Answer: B The mitral valve is", "Ans. B It is": a letter before another sentence. */
static bool take_before_sentence(const struct claim_reading *reading, struct str *rest, struct mention_list *mentions)
{
	struct mention *mention = &mentions->at[0], quoted;
	struct str before = str_trim((struct str){ reading->text.at, (size_t)(rest->at - reading->text.at) });
	bool set_off = str_ends(before, ":") || str_ends(before, "=") || str_ends(before, ".");
	if (!set_off || !mention_sign(*rest, mention) || mention->small || mention->sign <= '9' ||
	    mention->number >= mention_options(reading->options) || mention_quotation(reading->options, *rest, &quoted))
		return false;
	struct str after = phrase_after(*rest, mention->text.len), next = str_trim(after);
	if (!next.len || next.len == after.len || !(ascii_is_upper(next.at[0]) || mention_mark(next)))
		return false;
	mentions->count = 1;
	*rest = after;
	return true;
}

/* ", C, needs no radiation" after "the right choice here". */
static bool take_apposition(const struct claim_reading *reading, struct str *rest, struct mention_list *mentions)
{
	struct str said = *rest;
	if (!mention_skip(&said, ",") || !mention_letters(reading->options, &said, true, mentions) ||
	    !str_starts(said, ","))
		return false;
	*rest = said;
	return true;
}

bool claim_answer(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const be[] = { "is",	       "are", "was", "being",	"would be", "will be", "should be", "must be",
					  "has to be", "ist", "lautet", "est",	    "es",	   "falls on", NULL };
	static const char *const duty[] = { "should be", "must be", "has to be", NULL };
	static const char *const no[] = { "not", NULL };
	static const char *const fillers[] = { "therefore", "thus",	  "hence",     "then",	      "clearly",
					       "indeed",    "definitely", "obviously", "option",      "choice",
					       "answer",    "antwort",	  "letter",    "alternative", "statement",
					       "number",    "no.",	  "no",	       NULL };
	static const char *const verbs[] = {
		"is", "are", "was", "were", "would", "can", "may", "has", "and", "or", NULL
	};
	struct str rest = phrase_after(reading->text, start);
	struct subject subject;
	if (!take_subject(&rest, &subject))
		return false;
	/* "A: right. B: wrong" */
	bool linked = mention_skip(&rest, subject.noun ? ".:-= " : ":-= ");
	if (subject.noun)
		skip_scope(&rest);
	if ((!subject.noun && !linked) || (subject.ours && !phrase_starts_any(rest, duty)) ||
	    is_refused((struct str){ reading->text.at, start }))
		return false;
	bool verb = subject.noun && phrase_take(&rest, be);
	bool negated = verb && phrase_take(&rest, no);
	linked = mention_skip(&rest, ":-= ") || linked || verb;
	bool filler = phrase_take(&rest, fillers);
	(void)(filler && phrase_take(&rest, fillers));
	linked = mention_skip(&rest, ":-= ") || linked;
	*claim = (struct claim){ .start = start, .right = subject.right != negated, .kind = subject.kind };
	struct str at = rest;
	if (take_before_sentence(reading, &rest, &claim->mentions) ||
	    (!linked && subject.option && take_apposition(reading, &rest, &claim->mentions))) {
		claim->end = (size_t)(rest.at - reading->text.at);
		return true;
	}
	if (mention_letters(reading->options, &rest, subject.bare || (!linked && !subject.short_form),
			    &claim->mentions)) {
		struct mention *first = &claim->mentions.at[0];
		/* "Answer A is", "the answer is 5" */
		struct str next = str_trim(rest);
		bool sole = start == 0 || linked;
		if ((first->sign <= '9' && !filler && !is_number(reading, first, &subject, sole, next)) ||
		    (!linked && !subject.short_form &&
		     (subject.liquid || phrase_starts_any(next, verbs) || (start > 0 && str_starts(next, ",")))))
			return false;
		claim->end = (size_t)(rest.at - reading->text.at);
		return true;
	}
	if (!linked || subject.bare)
		return false;
	claim->mentions.count = 1;
	if (take_ordinal(reading, &at, &claim->mentions)) {
		struct str words = str_trim((struct str){ reading->text.at, (size_t)(at.at - reading->text.at) });
		claim->end = words.len;
	} else if (mention_quotation(reading->options, at, &claim->mentions.at[0])) {
		claim->end = (size_t)(at.at - reading->text.at) + claim->mentions.at[0].text.len;
	} else {
		return false;
	}
	return verdict_ends(phrase_after(reading->text, claim->end));
}
