/* Markdown as HTML, by cmark-gfm. */
#include "convert/markdown/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdlib.h>

/* Raw HTML passes, because html_read makes it safe. A single tilde strikes nothing out: "~5 days". */
enum { OPTIONS = CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE };

struct cmark_node *markdown_parse(struct str text, struct cmark_parser **parser)
{
	static const char *const extensions[] = { "table", "strikethrough", "autolink", "tasklist" };
	cmark_gfm_core_extensions_ensure_registered();
	*parser = cmark_parser_new(OPTIONS);
	for (size_t i = 0; *parser && i < sizeof(extensions) / sizeof(extensions[0]); i++) {
		cmark_syntax_extension *extension = cmark_find_syntax_extension(extensions[i]);
		if (extension)
			cmark_parser_attach_syntax_extension(*parser, extension);
	}
	if (!*parser)
		return NULL;
	cmark_parser_feed(*parser, text.at, text.len);
	return cmark_parser_finish(*parser);
}

struct str markdown_html(struct arena *arena, struct cmark_node *node, struct cmark_parser *parser)
{
	char *html = cmark_render_html(node, OPTIONS, cmark_parser_get_syntax_extensions(parser));
	struct str copy = html ? arena_str(arena, str_from(html)) : STR_NONE;
	free(html);
	return copy;
}

struct flow *markdown_flow(struct html_reader *reader, struct str text, bool cloze)
{
	struct arena *arena = &reader->import->arena;
	struct cmark_parser *parser = NULL;
	struct str prepared = markdown_prepare(reader, text, cloze);
	struct cmark_node *document = prepared.at ? markdown_parse(prepared, &parser) : NULL;
	struct str html = document ? markdown_html(arena, document, parser) : STR_NONE;
	struct flow *flow = html.at ? html_read(reader, html) : NULL;
	if (document)
		cmark_node_free(document);
	if (parser)
		cmark_parser_free(parser);
	return flow;
}
