/* The answers of a question: what is right, how it is asked, and how it is scored. */
#include "convert/qti/qti_write.h"

#include "convert/html/html_write.h"

#include <stdio.h>

static const struct str response = { "RESPONSE", 8 };

void qti_identifier(const struct option *option, char letter, size_t position, char out[80])
{
	if (option->id.value.len)
		snprintf(out, 80, "%.*s", STR_ARG(option->id.value));
	else
		snprintf(out, 80, "%c%zu", letter, position);
}

bool qti_has_feedback(const struct question *question)
{
	bool any = question->explanation != NULL;
	for (const struct option *o = question_has_options(question) ? question->options : NULL; o; o = o->next)
		any = any || o->feedback;
	return any;
}

static bool has_credit(const struct question *question)
{
	for (const struct option *o = question_has_options(question) ? question->options : NULL; o; o = o->next)
		if (o->credit.value.at)
			return true;
	return false;
}

static char letter_of(const struct question *question)
{
	return question->kind == QUESTION_ORDERING ? 'S' : 'O';
}

static void put_value(struct qti_writer *w, struct str value)
{
	qti_element(w, "value", value);
}

/* The correct options, steps in order, pairs, the best answer, or the number. */
static void write_correct(struct qti_writer *w, const struct question *question)
{
	char id[80], pair[200];
	size_t position = 0;
	if (question->kind == QUESTION_NUMERIC && !question->value.value.at)
		return;
	qti_open_tag(w, "correctResponse");
	qti_content(w);
	if (question->kind == QUESTION_OPEN) {
		put_value(w, qti_plain(w, question->options->text));
	} else if (question->kind == QUESTION_NUMERIC) {
		put_value(w, question->value.value);
	} else if (question->kind == QUESTION_MATCHING) {
		for (const struct option *p = question->prompts; p; p = p->next) {
			snprintf(pair, sizeof(pair), "P%zu %.*s", ++position, STR_ARG(p->choice.value));
			put_value(w, str_from(pair));
		}
	} else {
		for (const struct option *o = question->options; o; o = o->next) {
			qti_identifier(o, letter_of(question), ++position, id);
			if (o->correct || question->kind == QUESTION_ORDERING)
				put_value(w, str_from(id));
		}
	}
	qti_close(w, "correctResponse");
}

/* A percentage as a part of one point: two digits are moved after the point. */
static void put_part(struct buf *out, struct str percent)
{
	bool minus = percent.len && percent.at[0] == '-';
	percent = (struct str){ percent.at + minus, percent.len - minus };
	const char *point = memchr(percent.at, '.', percent.len);
	size_t whole = point ? (size_t)(point - percent.at) : percent.len;
	char digits[32];
	snprintf(digits, sizeof(digits), "%s%.*s%.*s", whole < 2 ? whole ? "0" : "00" : "", (int)whole, percent.at,
		 point ? (int)(percent.len - whole - 1) : 0, point ? point + 1 : "");
	size_t before = (whole < 2 ? 2 : whole) - 2, len = strlen(digits);
	while (len > before + 1 && digits[len - 1] == '0')
		len--;
	buf_format(out, "%s%.*s.%.*s", minus ? "-" : "", before ? (int)before : 1, before ? digits : "0",
		   (int)(len - before), digits + before);
}

static void write_entry(struct qti_writer *w, struct str key, struct str value, bool text)
{
	qti_open_tag(w, "mapEntry");
	qti_put(w, "mapKey", key);
	qti_put(w, "mappedValue", value);
	if (text)
		qti_put(w, "caseSensitive", STR("false"));
	qti_void(w);
}

static void write_mapping(struct qti_writer *w, const struct question *question)
{
	size_t position = 0, correct = 0;
	bool open = question->kind == QUESTION_OPEN;
	for (const struct option *o = question->options; o; o = o->next)
		correct += o->correct;
	qti_open_tag(w, "mapping");
	qti_put(w, "defaultValue", STR("0"));
	qti_content(w);
	for (const struct option *o = question->options; o; o = o->next) {
		char id[80], share[32];
		struct buf value;
		buf_init(&value, BUF_CAP);
		qti_identifier(o, 'O', ++position, id);
		snprintf(share, sizeof(share), "%.6f", 1.0 / (double)(correct ? correct : 1));
		if (!open && o->credit.value.at)
			put_part(&value, o->credit.value);
		else
			buf_text(&value, open ? "1" : correct == 1 ? "1" : share);
		if (open || o->correct || o->credit.value.at)
			write_entry(w, open ? qti_plain(w, o->text) : str_from(id), buf_view(&value), open);
		buf_release(&value);
	}
	qti_close(w, "mapping");
}

static void write_outcome(struct qti_writer *w, const char *id, const char *cardinality, const char *type, bool zero)
{
	qti_open_tag(w, "outcomeDeclaration");
	qti_put(w, "identifier", str_from(id));
	qti_put(w, "cardinality", str_from(cardinality));
	qti_put(w, "baseType", str_from(type));
	if (!zero) {
		qti_void(w);
		return;
	}
	qti_content(w);
	qti_open_tag(w, "defaultValue");
	qti_content(w);
	put_value(w, STR("0"));
	qti_close(w, "defaultValue");
	qti_close(w, "outcomeDeclaration");
}

void qti_write_declarations(struct qti_writer *w, const struct question *question)
{
	static const char *const cardinalities[] = {
		[QUESTION_SINGLE] = "single",  [QUESTION_MULTIPLE] = "multiple", [QUESTION_OPEN] = "single",
		[QUESTION_NUMERIC] = "single", [QUESTION_MATCHING] = "multiple", [QUESTION_ORDERING] = "ordered",
	};
	static const char *const types[] = {
		[QUESTION_SINGLE] = "identifier",     [QUESTION_MULTIPLE] = "identifier",
		[QUESTION_OPEN] = "string",	      [QUESTION_NUMERIC] = "float",
		[QUESTION_MATCHING] = "directedPair", [QUESTION_ORDERING] = "identifier",
	};
	bool essay = question->kind == QUESTION_OPEN && !question->options;
	qti_open_tag(w, "responseDeclaration");
	qti_put(w, "identifier", response);
	qti_put(w, "cardinality", str_from(cardinalities[question->kind]));
	qti_put(w, "baseType", str_from(types[question->kind]));
	if (essay) {
		qti_void(w);
	} else {
		qti_content(w);
		write_correct(w, question);
		if (question->kind == QUESTION_OPEN || has_credit(question))
			write_mapping(w, question);
		qti_close(w, "responseDeclaration");
	}
	write_outcome(w, "SCORE", "single", "float", true);
	if (qti_has_feedback(question))
		write_outcome(w, "FEEDBACK", "multiple", "identifier", false);
}

static void put_number(struct qti_writer *w, const char *name, size_t number)
{
	char digits[24];
	snprintf(digits, sizeof(digits), "%zu", number);
	qti_put(w, name, str_from(digits));
}

static void open_interaction(struct qti_writer *w, const char *name)
{
	qti_open_tag(w, name);
	qti_put(w, "responseIdentifier", response);
}

/* The stem as a prompt if it is only text; else it precedes the interaction. */
static void write_prompt(struct qti_writer *w, const struct question *question)
{
	if (question->stem->blocks)
		return;
	qti_open_tag(w, "prompt");
	qti_content(w);
	qti_write_text(w, question->stem);
	qti_close(w, "prompt");
}

static void write_choice(struct qti_writer *w, const char *name, const char *id, const struct option *option,
			 const char *match_max)
{
	struct flow flow = option_flow(option);
	qti_open_tag(w, name);
	qti_put(w, "identifier", str_from(id));
	if (match_max)
		qti_put(w, "matchMax", str_from(match_max));
	qti_content(w);
	qti_write_text(w, &flow);
	qti_close(w, name);
}

static void write_choices(struct qti_writer *w, const struct question *question)
{
	bool ordering = question->kind == QUESTION_ORDERING;
	const char *name = ordering ? "orderInteraction" : "choiceInteraction";
	size_t position = 0;
	open_interaction(w, name);
	qti_put(w, "shuffle", question->fixed_order && !ordering ? STR("false") : STR("true"));
	if (!ordering)
		put_number(w, "maxChoices", question->kind == QUESTION_SINGLE);
	qti_content(w);
	write_prompt(w, question);
	for (const struct option *o = question->options; o; o = o->next) {
		char id[80];
		qti_identifier(o, letter_of(question), ++position, id);
		write_choice(w, "simpleChoice", id, o, NULL);
	}
	qti_close(w, name);
}

static void write_match(struct qti_writer *w, const struct question *question)
{
	size_t position = 0;
	for (const struct option *p = question->prompts; p; p = p->next)
		position++;
	open_interaction(w, "matchInteraction");
	qti_put(w, "shuffle", question->fixed_order ? STR("false") : STR("true"));
	put_number(w, "maxAssociations", position);
	qti_content(w);
	write_prompt(w, question);
	qti_open_tag(w, "simpleMatchSet");
	qti_content(w);
	position = 0;
	for (const struct option *p = question->prompts; p; p = p->next) {
		char id[80];
		snprintf(id, sizeof(id), "P%zu", ++position);
		write_choice(w, "simpleAssociableChoice", id, p, "1");
	}
	qti_close(w, "simpleMatchSet");
	qti_open_tag(w, "simpleMatchSet");
	qti_content(w);
	for (const struct option *o = question->options; o; o = o->next) {
		char id[80];
		qti_identifier(o, 'O', 0, id);
		write_choice(w, "simpleAssociableChoice", id, o, "0");
	}
	qti_close(w, "simpleMatchSet");
	qti_close(w, "matchInteraction");
}

static void write_entry_field(struct qti_writer *w, const struct question *question)
{
	buf_text(w->out, "<p>");
	open_interaction(w, "textEntryInteraction");
	put_number(w, "expectedLength", question->kind == QUESTION_NUMERIC ? 10 : 30);
	qti_void(w);
	if (question->unit.value.len) {
		buf_text(w->out, " <span class=\"unit\">");
		html_escape(w->out, question->unit.value);
		buf_text(w->out, "</span>");
	}
	buf_text(w->out, "</p>\n");
}

void qti_write_interaction(struct qti_writer *w, const struct question *question)
{
	if (question->kind == QUESTION_MATCHING) {
		write_match(w, question);
	} else if (question->kind == QUESTION_NUMERIC || (question->kind == QUESTION_OPEN && question->options)) {
		write_entry_field(w, question);
	} else if (question->kind == QUESTION_OPEN) {
		open_interaction(w, "extendedTextInteraction");
		qti_content(w);
		write_prompt(w, question);
		qti_close(w, "extendedTextInteraction");
	} else {
		write_choices(w, question);
	}
}

static void put_reference(struct qti_writer *w, const char *name)
{
	qti_open_tag(w, name);
	qti_put(w, "identifier", response);
	qti_void(w);
}

static void put_base(struct qti_writer *w, const char *type, struct str value)
{
	qti_open_tag(w, "baseValue");
	qti_put(w, "baseType", str_from(type));
	qti_content(w);
	html_escape(w->out, value);
	qti_close(w, "baseValue");
}

static void write_bound(struct qti_writer *w, const char *comparison, struct str value)
{
	qti_open_tag(w, comparison);
	qti_content(w);
	put_reference(w, "variable");
	put_base(w, "float", value);
	qti_close(w, comparison);
}

/* The number is the right one, within the tolerance or the bounds. */
static void write_number_test(struct qti_writer *w, const struct question *question)
{
	struct str tolerance = question->tolerance.value;
	if (question->min.value.at) {
		qti_open_tag(w, "and");
		qti_content(w);
		write_bound(w, "gte", question->min.value);
		write_bound(w, "lte", question->max.value);
		qti_close(w, "and");
		return;
	}
	bool percent = tolerance.len && tolerance.at[tolerance.len - 1] == '%';
	tolerance.len -= percent;
	qti_open_tag(w, "equal");
	qti_put(w, "toleranceMode", percent ? STR("relative") : tolerance.len ? STR("absolute") : STR("exact"));
	if (tolerance.len) {
		char both[64];
		snprintf(both, sizeof(both), "%.*s %.*s", STR_ARG(tolerance), STR_ARG(tolerance));
		qti_put(w, "tolerance", str_from(both));
	}
	qti_content(w);
	put_reference(w, "variable");
	put_reference(w, "correct");
	qti_close(w, "equal");
}

static void open_outcome(struct qti_writer *w, const char *id)
{
	qti_open_tag(w, "setOutcomeValue");
	qti_put(w, "identifier", str_from(id));
	qti_content(w);
}

static void write_score(struct qti_writer *w, const struct question *question, bool mapped)
{
	if (mapped) {
		open_outcome(w, "SCORE");
		put_reference(w, "mapResponse");
		qti_close(w, "setOutcomeValue");
		return;
	}
	qti_open_tag(w, "responseCondition");
	qti_content(w);
	qti_open_tag(w, "responseIf");
	qti_content(w);
	if (question->kind == QUESTION_NUMERIC) {
		write_number_test(w, question);
	} else {
		qti_open_tag(w, "match");
		qti_content(w);
		put_reference(w, "variable");
		put_reference(w, "correct");
		qti_close(w, "match");
	}
	open_outcome(w, "SCORE");
	put_base(w, "float", STR("1"));
	qti_close(w, "setOutcomeValue");
	qti_close(w, "responseIf");
	qti_close(w, "responseCondition");
}

/* Feedback is shown by the identifier of what was chosen; the explanation always. */
static void write_feedback_rule(struct qti_writer *w, const struct question *question)
{
	open_outcome(w, "FEEDBACK");
	qti_open_tag(w, "multiple");
	qti_content(w);
	if (question_has_options(question))
		put_reference(w, "variable");
	if (question->explanation)
		put_base(w, "identifier", STR("EXPLANATION"));
	qti_close(w, "multiple");
	qti_close(w, "setOutcomeValue");
}

void qti_write_processing(struct qti_writer *w, const struct question *question)
{
	bool mapped = question->kind == QUESTION_OPEN || has_credit(question);
	bool essay = question->kind == QUESTION_OPEN && !question->options, feedback = qti_has_feedback(question);
	if (essay && !feedback)
		return;
	qti_open_tag(w, "responseProcessing");
	if (!feedback && question->kind != QUESTION_NUMERIC) {
		struct buf template;
		buf_init(&template, BUF_CAP);
		buf_text(&template, w->v3 ? "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
					  : "http://www.imsglobal.org/question/qti_v2p1/rptemplates/");
		buf_text(&template, mapped ? "map_response" : "match_correct");
		qti_put(w, "template", buf_view(&template));
		buf_release(&template);
		qti_void(w);
		return;
	}
	qti_content(w);
	if (!essay)
		write_score(w, question, mapped);
	if (feedback)
		write_feedback_rule(w, question);
	qti_close(w, "responseProcessing");
}
