/* The elements of a lesson, in byte order; this is the only list of them. */
#ifndef LESSON_NAMES_H
#define LESSON_NAMES_H

#include "base/str.h"

#define LESSON_NAMESPACE "urn:satchel:lesson:1"

#define LESSON_ELEMENTS(X)                                                                                          \
	X(ABBR, "abbr") X(BACK, "back") X(BLANK, "blank") X(CALLOUT, "callout") X(CAPTION, "caption") X(CARD, "card") \
	X(CARDS, "cards") X(CELL, "cell") X(CITE, "cite") X(CLOZE, "cloze") X(CODE, "code") X(CREDIT, "credit")       \
	X(DEFINITION, "definition") X(EM, "em") X(ENTRY, "entry") X(EXPLANATION, "explanation")                       \
	X(FEEDBACK, "feedback") X(FIGURE, "figure") X(FRONT, "front") X(GLOSSARY, "glossary") X(HEADER, "header")     \
	X(ITEM, "item") X(LESSON, "lesson") X(LINK, "link") X(LIST, "list") X(OBJECTIVE, "objective")                 \
	X(OBJECTIVES, "objectives") X(OPTION, "option") X(P, "p") X(QUESTION, "question") X(QUESTIONS, "questions")   \
	X(ROW, "row") X(SECTION, "section") X(SOURCE, "source") X(SOURCES, "sources") X(SPAN, "span")                 \
	X(STEM, "stem") X(STRONG, "strong") X(SUB, "sub") X(SUMMARY, "summary") X(SUP, "sup") X(TABLE, "table")       \
	X(TAKEAWAYS, "takeaways") X(TERM, "term") X(TITLE, "title") X(VIGNETTE, "vignette")

enum element_name {
#define ELEMENT(id, name) ELEMENT_##id,
	LESSON_ELEMENTS(ELEMENT)
#undef ELEMENT
	ELEMENT_UNKNOWN, /* also the number of elements */
};

/* ELEMENT_UNKNOWN if the schema has no such element. */
enum element_name element_find(const char *name);
const char *element_text(enum element_name name);

#endif
