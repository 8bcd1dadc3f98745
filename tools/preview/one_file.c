#include "preview/one_file.h"

#include "base/base64.h"
#include "base/file.h"
#include "preview/site.h"
#include "reader/digest.h"

#include <errno.h>

enum { PACK_PART = 3 * 64 * 1024 }; /* bytes at a time; base64 needs a multiple of 3 */

struct one_file {
	struct str script;
	struct buf styles;     /* the style sheets, one after the other */
	struct buf head, tail; /* of the page, before and after the pack */
	struct buf *why;
};

/* As a source in a Content-Security-Policy. */
static void add_hash(struct buf *out, struct str text)
{
	uint8_t digest[SHA256_SIZE];
	sha256(digest, text.at, text.len);
	buf_text(out, " 'sha256-");
	base64_add(out, digest, sizeof(digest));
	buf_char(out, '\'');
}

/* The tag at the start of text, up to its >. */
static struct str tag_at(struct str text)
{
	const char *end = memchr(text.at, '>', text.len);
	return (struct str){ text.at, end ? (size_t)(end + 1 - text.at) : text.len };
}

static bool has(struct str tag, const char *text)
{
	return memmem(tag.at, tag.len, text, strlen(text)) != NULL;
}

/* The value of an attribute of the tag. */
static struct str value_of(struct str tag, const char *attribute)
{
	const char *at = memmem(tag.at, tag.len, attribute, strlen(attribute));
	const char *begin = at ? at + strlen(attribute) : NULL;
	const char *end = begin ? memchr(begin, '"', tag.len - (size_t)(begin - tag.at)) : NULL;
	return end ? (struct str){ begin, (size_t)(end - begin) } : STR_NONE;
}

static bool add_style(struct one_file *page, struct str link)
{
	struct str path = value_of(link, "href=\"");
	const struct embedded_file *file = path.at ? site_file(path) : NULL;
	if (!file) {
		buf_format(page->why, "index.html: there is no style sheet '%.*s'", STR_ARG(path));
		return false;
	}
	buf_add(&page->styles, file->bytes, file->len);
	return true;
}

/* Collects the style sheets that the page links. */
static bool add_styles(struct one_file *page, struct str html)
{
	bool good = true;
	for (size_t i = 0; good && i < html.len; i++) {
		struct str rest = { html.at + i, html.len - i };
		if (!str_starts(rest, "<link "))
			continue;
		struct str tag = tag_at(rest);
		if (has(tag, "rel=\"stylesheet\""))
			good = add_style(page, tag);
	}
	return good;
}

static void add_policy(struct one_file *page, struct buf *out)
{
	buf_text(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src");
	add_hash(out, page->script);
	buf_text(out, "; style-src");
	add_hash(out, buf_view(&page->styles));
	buf_text(out, "; img-src blob: data:; media-src blob: https:; base-uri 'none'; form-action 'none'\"><style>");
	buf_str(out, buf_view(&page->styles));
	buf_text(out, "</style>");
}

/* Writes the page without what it links, and with that in it; the pack comes between head and tail. */
static void make_page(struct one_file *page, struct str html)
{
	struct buf *out = &page->head;
	while (html.len) {
		struct str tag = *html.at == '<' ? tag_at(html) : (struct str){ html.at, 1 };
		size_t skipped = tag.len;
		if (str_starts(tag, "<meta ") && has(tag, "Content-Security-Policy")) {
			add_policy(page, out);
		} else if (str_starts(tag, "<script ")) {
			buf_text(out, "<script type=\"application/json\" id=\"satchel-player\">{}</script>\n"
				      "<script type=\"application/octet-stream\" id=\"satchel-pack\">");
			out = &page->tail;
			buf_text(out, "</script>\n<script type=\"module\">");
			buf_str(out, page->script);
		} else if (!str_starts(tag, "<link ")) {
			buf_str(out, tag);
		}
		html.at += skipped;
		html.len -= skipped;
	}
}

static enum result write_pack(FILE *out, int file, uint64_t size, struct buf *why)
{
	static const size_t most = PACK_PART;
	struct buf bytes, text;
	bool good = true;
	buf_init(&bytes, 2 * most);
	buf_init(&text, 4 * most);
	char *to = buf_reserve(&bytes, most);
	for (uint64_t at = 0; to && good && at < size; at += most) {
		size_t part = size - at < most ? (size_t)(size - at) : most;
		good = file_read_at(file, at, to, part);
		buf_clear(&text);
		base64_add(&text, to, part);
		good = good && !buf_failed(&text) && fwrite(text.at, 1, text.len, out) == text.len;
	}
	if (!good)
		buf_format(why, "cannot write the page: %s", file_status_text(FILE_FAILED));
	buf_release(&bytes);
	buf_release(&text);
	return !to ? RESULT_NO_MEMORY : good ? RESULT_OK : RESULT_FAILED;
}

static bool write_text(FILE *out, const struct buf *text, struct buf *why)
{
	bool good = fwrite(text->at, 1, text->len, out) == text->len;
	if (!good)
		buf_format(why, "cannot write the page: %s", file_status_text(FILE_FAILED));
	return good;
}

static enum result write_page(struct one_file *page, FILE *out, int file, uint64_t size)
{
	const struct embedded_file *index = site_file(STR("index.html"));
	if (!index) {
		buf_text(page->why, "this program was built without the player");
		return RESULT_FAILED;
	}
	struct str html = { index->bytes, index->len };
	page->script = (struct str){ embedded_page_script->bytes, embedded_page_script->len };
	if (!add_styles(page, html))
		return RESULT_FAILED;
	make_page(page, html);
	if (buf_failed(&page->head) || buf_failed(&page->tail) || !page->tail.len)
		return RESULT_NO_MEMORY;
	if (!write_text(out, &page->head, page->why))
		return RESULT_FAILED;
	enum result status = write_pack(out, file, size, page->why);
	return status == RESULT_OK && !write_text(out, &page->tail, page->why) ? RESULT_FAILED : status;
}

enum result one_file_write(FILE *out, int file, uint64_t size, struct buf *why)
{
	struct one_file page = { .why = why };
	buf_init(&page.styles, BUF_CAP);
	buf_init(&page.head, BUF_CAP);
	buf_init(&page.tail, BUF_CAP);
	enum result status = write_page(&page, out, file, size);
	buf_release(&page.styles);
	buf_release(&page.head);
	buf_release(&page.tail);
	return status;
}
