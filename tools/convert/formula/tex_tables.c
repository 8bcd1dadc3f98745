/* Matrices, cases and aligned equations of TeX. */
#include "convert/formula/tex_reading.h"

static const struct {
	const char *name;
	const char *open, *close; /* brackets; NULL: none */
	bool columns;		  /* an argument names the columns */
	bool display;		  /* lines are set as on lines of their own */
} environments[] = {
	{ "matrix", NULL, NULL, false, false },
	{ "smallmatrix", NULL, NULL, false, false },
	{ "pmatrix", "(", ")", false, false },
	{ "bmatrix", "[", "]", false, false },
	{ "Bmatrix", "{", "}", false, false },
	{ "vmatrix", "|", "|", false, false },
	{ "Vmatrix", "\xe2\x80\x96", "\xe2\x80\x96", false, false },
	{ "array", NULL, NULL, true, false },
	{ "cases", "{", NULL, false, false },
	{ "dcases", "{", NULL, false, true },
	{ "rcases", NULL, "}", false, false },
	{ "aligned", NULL, NULL, false, true },
	{ "align", NULL, NULL, false, true },
	{ "align*", NULL, NULL, false, true },
	{ "alignat", NULL, NULL, true, true },
	{ "alignedat", NULL, NULL, true, true },
	{ "split", NULL, NULL, false, true },
	{ "gather", NULL, NULL, false, true },
	{ "gather*", NULL, NULL, false, true },
	{ "gathered", NULL, NULL, false, true },
	{ "multline", NULL, NULL, false, true },
	{ "multline*", NULL, NULL, false, true },
	{ "eqnarray", NULL, NULL, false, true },
	{ "eqnarray*", NULL, NULL, false, true },
	{ "subarray", NULL, NULL, true, false },
	{ "equation", NULL, NULL, false, true },
	{ "equation*", NULL, NULL, false, true },
	{ "displaymath", NULL, NULL, false, true },
	{ "math", NULL, NULL, false, false },
};

/* Takes \\ with its optional space, [2pt]. */
static bool take_line_end(struct tex_reading *t)
{
	struct str name = tex_command(t);
	if (!str_is(name, "\\") && !str_is(name, "cr") && !str_is(name, "newline"))
		return false;
	t->at += 1 + name.len;
	tex_take(t, '*');
	if (t->at < t->source.len && t->source.at[t->at] == '[')
		tex_optional_text(t);
	return true;
}

static struct math_node *row_with(struct tex_reading *t, bool *more)
{
	struct math_node *row = math_make(t->arena, "mtr");
	struct math_chain cells;
	enum math_style style = t->style;
	math_chain_init(&cells);
	do {
		struct math_node *cell = math_make(t->arena, "mtd");
		struct math_chain content = tex_row(t);
		t->style = style;
		if (cell)
			cell->children = content.first;
		math_chain_add(&cells, cell);
	} while (!tex_failed(t) && tex_take(t, '&'));
	*more = !tex_failed(t) && take_line_end(t);
	if (row)
		row->children = cells.first;
	return row;
}

static bool is_empty_row(const struct math_node *row)
{
	return row && row->children && !row->children->next && !row->children->children;
}

struct math_node *tex_table(struct tex_reading *t)
{
	struct math_node *table = math_make(t->arena, "mtable");
	struct math_chain rows;
	bool more = true;
	math_chain_init(&rows);
	while (more) {
		struct math_node *row = row_with(t, &more);
		/* \\ may end the last row, too. */
		if (more || !is_empty_row(row) || !rows.first)
			math_chain_add(&rows, row);
	}
	if (table)
		table->children = rows.first;
	return table;
}

/* The content of a table of one cell. */
static struct math_node *only_cell(struct tex_reading *t, struct math_node *table)
{
	struct math_node *row = table ? table->children : NULL, *cell = row ? row->children : NULL;
	if (!cell || row->next || cell->next)
		return table;
	struct math_node *content = math_make(t->arena, "mrow");
	if (content)
		content->children = cell->children;
	return content && content->children && !content->children->next ? content->children : content;
}

struct math_node *tex_environment(struct tex_reading *t)
{
	struct str name = str_trim(tex_group_text(t));
	size_t i = 0, count = sizeof(environments) / sizeof(environments[0]);
	while (i < count && !str_is(name, environments[i].name))
		i++;
	if (i == count) {
		tex_fail(t, "unknown environment '%.*s'", STR_ARG(name));
		return NULL;
	}
	if (environments[i].columns) {
		tex_optional_text(t);
		tex_group_text(t);
	}
	struct math_node *table = tex_table(t);
	struct str command = tex_command(t);
	if (str_is(command, "end"))
		t->at += 1 + command.len;
	if (!str_is(command, "end") || !str_equal(str_trim(tex_group_text(t)), name)) {
		tex_fail(t, "\\end{%.*s} is missing", STR_ARG(name));
		return NULL;
	}
	if (environments[i].display)
		math_make_attribute(t->arena, table, "displaystyle", "true");
	bool lines = environments[i].display || str_is(name, "math");
	if (!environments[i].open && !environments[i].close)
		return lines ? only_cell(t, table) : table;
	struct math_node *row = math_make(t->arena, "mrow");
	struct math_chain parts;
	math_chain_init(&parts);
	if (environments[i].open)
		math_chain_add(&parts, math_make_token(t->arena, "mo", str_from(environments[i].open)));
	math_chain_add(&parts, table);
	if (environments[i].close)
		math_chain_add(&parts, math_make_token(t->arena, "mo", str_from(environments[i].close)));
	if (row)
		row->children = parts.first;
	return row;
}
