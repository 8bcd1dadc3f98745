/* Exercises. */
#include "convert/cnxml/cnxml.h"

/* The last list in the problem, if its items are options: the solution is a letter, or letters, of it. */
static xmlNode *options_of(const xmlNode *problem)
{
	xmlNode *found = NULL;
	for (xmlNode *child = problem->children; child; child = child->next)
		if (cnxml_is(child, "ol"))
			found = child;
	return found;
}

/* Whether the text is only letters of options: "D", "A, C", "b and d"; sets a bit for each. */
static bool letters_of(struct str text, unsigned count, unsigned *letters)
{
	*letters = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = ascii_lower(text.at[i]);
		bool alone = (i == 0 || !ascii_is_letter(text.at[i - 1])) &&
			     (i + 1 == text.len || !ascii_is_letter(text.at[i + 1]));
		if (ascii_is_letter(c) && alone && (unsigned)(c - 'a') < count)
			*letters |= 1u << (c - 'a');
		else if (ascii_is_letter(c) && i + 3 <= text.len && memcmp(text.at + i, "and", 3) == 0)
			i += 2;
		else if (!strchr(" ,.;()&\n\t", c))
			return false;
	}
	return *letters != 0;
}

static unsigned count_items(const xmlNode *list)
{
	unsigned count = 0;
	for (const xmlNode *child = list->children; child; child = child->next)
		count += cnxml_is(child, "li");
	return count;
}

static void read_options(struct cnxml *cnxml, struct question *question, const xmlNode *list, unsigned letters)
{
	unsigned index = 0;
	for (const xmlNode *child = list->children; child; child = child->next) {
		struct option *option = cnxml_is(child, "li") ? import_option(cnxml->import, &question->options) : NULL;
		if (!option)
			continue;
		html_flow_option(&cnxml->html, html_read_nodes(&cnxml->html, child->children, NULL, NULL), option);
		option->correct = letters >> index++ & 1;
	}
}

/* Exercises that are only a link are kept elsewhere, under a nickname. */
static bool is_embedded(const struct cnxml *cnxml, const xmlNode *problem, struct str *nickname)
{
	for (const xmlNode *node = problem->children; node; node = node->next) {
		const xmlNode *link = cnxml_is(node, "a") ? node : cnxml_child(node, "a");
		struct str href = link ? cnxml_attribute(cnxml, link, "href") : STR_NONE;
		if (href.len && (str_starts(href, "#ost/") || str_starts(href, "#exercise/"))) {
			*nickname = href;
			return true;
		}
	}
	return false;
}

/* Solutions after the first are more of the answer. */
static void join_solutions(xmlNode *solution)
{
	for (xmlNode *next, *node = solution->next; node; node = next) {
		next = node->next;
		if (!cnxml_is(node, "solution"))
			continue;
		xmlNode *content = node->children;
		node->children = node->last = NULL;
		if (content)
			xmlAddChildList(solution, content);
		xmlUnlinkNode(node);
		xmlFreeNode(node);
	}
}

/* Other parts, such as hints, become paragraphs of the explanation. */
static void read_others(struct cnxml *cnxml, const xmlNode *exercise, struct question *question)
{
	static const char *const known[] = { "problem", "solution", "commentary", "title", "label" };
	for (const xmlNode *node = exercise->children; node; node = node->next) {
		bool other = node->type == XML_ELEMENT_NODE && str_trim(cnxml_text(cnxml, node)).len;
		for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			other = other && !cnxml_is(node, known[i]);
		if (!other)
			continue;
		struct flow *flow = html_read_nodes(&cnxml->html, node->children, NULL, NULL);
		ledger_changef(&cnxml->import->ledger, cnxml->html.item, "questions have no such part",
			       "added to the explanation", "element '<%.60s>'", (const char *)node->name);
		if (question->explanation && flow)
			flow_append(&cnxml->import->arena, question->explanation, flow);
		else
			question->explanation = flow;
	}
}

xmlNode *cnxml_exercise(struct cnxml *cnxml, const xmlNode *exercise)
{
	struct import *import = cnxml->import;
	xmlNode *problem = cnxml_child(exercise, "problem"), *solution = cnxml_child(exercise, "solution");
	const xmlNode *commentary = cnxml_child(exercise, "commentary");
	struct str id = cnxml_attribute(cnxml, exercise, "id"), nickname;
	struct ledger_item *item =
		ledger_read(&import->ledger, LEDGER_QUESTION, problem ? cnxml_text(cnxml, problem) : id,
			    (size_t)xmlGetLineNo(exercise));
	if (!problem) {
		ledger_leave_out(&import->ledger, item, "it has no problem");
		return NULL;
	}
	if (is_embedded(cnxml, problem, &nickname)) {
		ledger_leave_out(&import->ledger, item, "it is not in the file but in a question bank, as '%.*s'",
				 STR_ARG(nickname));
		return NULL;
	}
	if (!solution) {
		ledger_change(&import->ledger, item, STR("the question"), "it has no solution",
			      "written as text of its section");
		return problem;
	}
	join_solutions(solution);
	cnxml->html.item = item;
	xmlNode *list = options_of(problem);
	unsigned letters = 0, count = list ? count_items(list) : 0;
	bool choice = count > 1 && count <= 26 && letters_of(cnxml_text(cnxml, solution), count, &letters);
	enum question_kind kind = !choice		    ? QUESTION_OPEN
				  : letters & (letters - 1) ? QUESTION_MULTIPLE
							    : QUESTION_SINGLE;
	struct str key = id.len ? cnxml_key(cnxml, cnxml->id, id)
				: import_text_key(import, "question", cnxml_text(cnxml, problem));
	struct question *question =
		import_question(import, cnxml->lesson, kind, import_id(import, "q-", key, false), item);
	if (choice)
		xmlUnlinkNode(list);
	if (question)
		question->stem = html_read_nodes(&cnxml->html, problem->children, NULL, NULL);
	if (question && choice)
		read_options(cnxml, question, list, letters);
	else if (question)
		question->model_answer = html_read_nodes(&cnxml->html, solution->children, NULL, NULL);
	if (choice)
		xmlFreeNode(list);
	if (question && commentary)
		question->explanation = html_read_nodes(&cnxml->html, commentary->children, NULL, NULL);
	if (question)
		read_others(cnxml, exercise, question);
	cnxml->html.item = cnxml->item;
	return NULL;
}

void cnxml_exercises_in(struct cnxml *cnxml, xmlNode *node)
{
	for (xmlNode *next, *child = node->children; child; child = next) {
		next = child->next;
		if (child->type != XML_ELEMENT_NODE)
			continue;
		if (!cnxml_is(child, "exercise")) {
			cnxml_exercises_in(cnxml, child);
			continue;
		}
		xmlNode *problem = cnxml_exercise(cnxml, child);
		if (problem) {
			xmlUnlinkNode(problem);
			xmlNodeSetName(problem, (const xmlChar *)"div");
			xmlAddPrevSibling(child, problem);
		} else if (cnxml_child(child, "solution")) {
			ledger_change(&cnxml->import->ledger, cnxml->item, STR("questions in callouts and examples"),
				      "all questions of a lesson are at its end", "moved there");
		}
		xmlUnlinkNode(child);
		xmlFreeNode(child);
	}
}
