#include "convert/anki/own.h"

#define ANSWER_RULE	"<hr id=answer>"
#define IF(field, html) "{{#" field "}}" html "{{/" field "}}"
#define EXTRA(field)	IF(field, "<div class=\"extra\">{{" field "}}</div>")

/* Anki's own script draws the shapes. */
#define PICTURE                                                                                                        \
	IF("Header", "<div class=\"header\">{{Header}}</div>")                                                         \
	"<div style=\"display: none\">{{cloze:Occlusion}}</div>"                                                       \
	"<div id=\"err\"></div>"                                                                                       \
	"<div id=\"image-occlusion-container\">{{Image}}<canvas id=\"image-occlusion-canvas\"></canvas></div>"         \
	"<script>try { if (anki.imageOcclusion) anki.imageOcclusion.setup(); else anki.setupImageCloze(); } "          \
	"catch (error) { document.getElementById(\"err\").textContent = "                                              \
	"\"This card needs Anki 23.10 or later. \" + error; }</script>"

#define ASKED IF("Case", "<div class=\"case\">{{Case}}</div>") "<div class=\"stem\">{{Question}}</div>"

const struct own_type own_types[] = {
	[OWN_CARD] = { "Satchel card",
		       { "Front", "Back", "Extra" },
		       "Card",
		       "{{Front}}",
		       "{{FrontSide}}" ANSWER_RULE "{{Back}}" EXTRA("Extra"),
		       false,
		       UINT64_C(1606694400001) },
	[OWN_CLOZE] = { "Satchel cloze",
			{ "Text", "Extra" },
			"Cloze",
			"{{cloze:Text}}",
			"{{cloze:Text}}" EXTRA("Extra"),
			true,
			UINT64_C(1606694400002) },
	[OWN_CLOZE_WHOLE] = { "Satchel cloze with one card",
			      { "Text", "Extra" },
			      "Cloze",
			      "{{cloze:Text}}",
			      "{{cloze:Text}}" EXTRA("Extra"),
			      true,
			      UINT64_C(1606694400003) },
	[OWN_OCCLUSION] = { "Satchel image occlusion",
			    { "Occlusion", "Image", "Header", "Back Extra", "Comments", "Labels" },
			    "Image occlusion",
			    PICTURE,
			    PICTURE IF("Labels", "<div class=\"labels\">{{cloze:Labels}}</div>") EXTRA("Back Extra")
				    IF("Comments", "<div class=\"extra\">{{Comments}}</div>"),
			    true,
			    UINT64_C(1606694400004) },
	[OWN_QUESTION] = { "Satchel question",
			   { "Question", "Case", "Options", "Answer", "Explanation", "Kind" },
			   "Question",
			   ASKED "<div class=\"asking\">{{Options}}</div>",
			   ASKED ANSWER_RULE "<div class=\"answering\">{{Options}}</div>" IF(
				   "Answer", "<div class=\"answer\">{{Answer}}</div>") EXTRA("Explanation"),
			   false,
			   UINT64_C(1606694400005) },
};

const char own_styles[] =
	".card {\n font-family: arial;\n font-size: 20px;\n text-align: left;\n color: black;\n background-color: "
	"white;\n}\n"
	".cloze, .right {\n font-weight: bold;\n color: #0645ad;\n}\n"
	".nightMode .cloze, .nightMode .right {\n color: lightblue;\n}\n"
	/* Before the answer, nothing tells the right options. */
	".asking .right {\n font-weight: inherit;\n color: inherit;\n}\n"
	".asking .feedback, .asking .match, .asking .place {\n display: none;\n}\n"
	".extra, .feedback {\n margin-top: 0.5em;\n font-size: 85%;\n}\n"
	/* Of the labels, only that of the card is shown. */
	".labels {\n font-size: 0;\n}\n.labels .cloze {\n font-size: 20px;\n}\n"
	"img {\n max-width: 100%;\n}\n"
	"#image-occlusion-canvas {\n --inactive-shape-color: #ffeba2;\n --active-shape-color: #ff8e8e;\n"
	" --inactive-shape-border: 1px #212121;\n --active-shape-border: 1px #212121;\n"
	" --highlight-shape-color: #ff8e8e00;\n --highlight-shape-border: 1px #ff8e8e;\n}\n";

const char *const own_question_kinds[] = { "single", "multiple", "open", "numeric", "matching", "ordering" };

enum own_kind own_kind(const struct anki_type *type)
{
	for (size_t i = OWN_CARD; i < OWN_KINDS; i++)
		if (str_is(type->name, own_types[i].name))
			return (enum own_kind)i;
	return OWN_NONE;
}
