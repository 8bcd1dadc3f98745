/* Settings and feedback in Moodle XML that lessons cannot have. */
#include "convert/core/foreign_xml.h"
#include "convert/moodle/moodle_question.h"

/* What may be in a question: elements that are read elsewhere, and settings with values that change nothing, between
 * bars; NULL: any. */
static const struct {
	const char *name;
	const char *usual;
} elements[] = {
	{ "name", NULL },
	{ "questiontext", NULL },
	{ "generalfeedback", NULL },
	{ "idnumber", NULL },
	{ "answer", NULL },
	{ "subquestion", NULL },
	{ "selectoption", NULL },
	{ "dragbox", NULL },
	{ "row", NULL },
	{ "column", NULL },
	{ "weight", NULL },
	{ "numberofrows", NULL },
	{ "numberofcolumns", NULL },
	{ "scoringmethod", "|subpoints|" },
	{ "units", NULL },
	{ "hint", NULL },
	{ "tags", NULL },
	{ "coursetags", NULL },
	{ "single", NULL },
	{ "shuffleanswers", NULL },
	{ "usecase", NULL },
	{ "graderinfo", NULL },
	{ "image", NULL },
	{ "image_base64", NULL },
	{ "correctfeedback", NULL },
	{ "partiallycorrectfeedback", NULL },
	{ "incorrectfeedback", NULL },
	{ "responsetemplate", NULL },
	{ "instructions", NULL },
	/* How Moodle shows and grades attempts. */
	{ "hidden", "|0|" },
	{ "defaultgrade", "|1|" },
	{ "penalty", "|0|0.1|0.3333333|0.3333333333333333|0.33333|1|" },
	{ "answernumbering", "|abc|" },
	{ "numberingstyle", "|none|" },
	{ "shownumcorrect", NULL },
	{ "correctresponsesfeedback", NULL },
	{ "showstandardinstruction", NULL },
	{ "responseformat", "|editor|plain|monospaced|" },
	{ "responserequired", NULL },
	{ "responsefieldlines", NULL },
	{ "minwordlimit", "||0|" },
	{ "maxwordlimit", "||0|" },
	{ "attachments", "||0|" },
	{ "attachmentsrequired", "||0|" },
	{ "maxbytes", NULL },
	{ "filetypeslist", NULL },
	{ "unitgradingtype", "||0|" },
	{ "unitpenalty", NULL },
	{ "showunits", NULL },
	{ "unitsleft", "||0|" },
	{ "layouttype", NULL },
	{ "selecttype", "||0|ALL|" },
	{ "selectcount", NULL },
	{ "gradingtype", NULL },
	{ "showgrading", NULL },
};

/* The number without zeros at its end, after a point. */
static struct str short_number(struct str text)
{
	if (!memchr(text.at, '.', text.len))
		return text;
	while (text.len && text.at[text.len - 1] == '0')
		text.len--;
	if (text.len && text.at[text.len - 1] == '.')
		text.len--;
	return text;
}

static bool is_usual(const char *usual, struct str value)
{
	for (const char *at = usual; at && at[1]; at = strchr(at + 1, '|'))
		if (str_equal(value, (struct str){ at + 1, (size_t)(strchr(at + 1, '|') - at - 1) }))
			return true;
	return !usual;
}

static void note_setting(struct moodle_reader *reader, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		if (strcmp(elements[i].name, name) != 0)
			continue;
		const xmlNode *text = foreign_child(node, "text");
		struct str value = elements[i].usual ? moodle_content(reader->arena, text ? text : node) : STR_NONE;
		if (!elements[i].usual || is_usual(elements[i].usual, short_number(value)))
			return;
		if (strcmp(name, "defaultgrade") == 0)
			moodle_note(reader, "all questions count the same", "left out", "points '%.*s'",
				    STR_ARG(short_number(value)));
		else
			moodle_note(reader, "lessons have no such setting", "left out", "setting '%s: %.*s'", name,
				    STR_ARG(short_number(value)));
		return;
	}
	moodle_note(reader, "its meaning is unknown", "left out", "element '%s'", name);
}

/* What Moodle itself says, in the languages of most of its users. */
static const char *const usual_feedback[] = {
	"Your answer is correct.",
	"Your answer is partially correct.",
	"Your answer is incorrect.",
	"Die Antwort ist richtig.",
	"Die Antwort ist teilweise richtig.",
	"Die Antwort ist falsch.",
	"Ihre Antwort ist richtig.",
	"Ihre Antwort ist teilweise richtig.",
	"Ihre Antwort ist falsch.",
	"Votre réponse est correcte.",
	"Votre réponse est partiellement correcte.",
	"Votre réponse est incorrecte.",
	"Respuesta correcta",
	"Respuesta parcialmente correcta.",
	"Respuesta incorrecta.",
	"Risposta corretta.",
	"Risposta parzialmente esatta.",
	"Risposta errata.",
	"Sua resposta está correta.",
	"Sua resposta está parcialmente correta.",
	"Sua resposta está incorreta.",
	"Je antwoord is juist.",
	"Je antwoord is gedeeltelijk juist.",
	"Je antwoord is fout.",
};

/* Without a paragraph around it. */
static struct str bare(struct str text)
{
	text = str_trim(text);
	if (str_starts(text, "<p>") && text.len >= 7 && memcmp(text.at + text.len - 4, "</p>", 4) == 0)
		text = (struct str){ text.at + 3, text.len - 7 };
	return str_trim(text);
}

static void note_feedback(struct moodle_reader *reader, const char *name, const char *of)
{
	const xmlNode *node = foreign_child(reader->element, name);
	struct str text = moodle_text_of(reader->arena, node);
	text = text.at ? bare(text) : STR("");
	bool usual = !text.len;
	for (size_t i = 0; i < sizeof(usual_feedback) / sizeof(usual_feedback[0]) && !usual; i++)
		usual = str_is(text, usual_feedback[i]);
	if (!usual)
		moodle_note(reader, "only options and questions have feedback", "left out", "feedback on %s '%.*s'", of,
			    STR_ARG(text));
}

void moodle_settings_note(struct moodle_reader *reader)
{
	for (const xmlNode *node = reader->element->children; node; node = node->next)
		if (node->type == XML_ELEMENT_NODE)
			note_setting(reader, node);
	note_feedback(reader, "correctfeedback", "right replies");
	note_feedback(reader, "partiallycorrectfeedback", "partly right replies");
	note_feedback(reader, "incorrectfeedback", "wrong replies");
	struct str template = moodle_text_of(reader->arena, foreign_child(reader->element, "responsetemplate"));
	if (template.len)
		moodle_note(reader, "answers begin empty", "left out", "template of the answer '%.*s'",
			    STR_ARG(template));
	struct str instructions = moodle_text_of(reader->arena, foreign_child(reader->element, "instructions"));
	if (instructions.len)
		moodle_note(reader, "lessons have no such setting", "left out", "instructions '%.*s'",
			    STR_ARG(instructions));
}
