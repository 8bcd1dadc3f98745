/* Documents of a package, and files that they show or play. */
#include "convert/core/foreign_xml.h"
#include "convert/qti/qti.h"

#include "base/path.h"

void qti_enter(struct qti *qti, struct str document)
{
	const char *slash = memrchr(document.at, '/', document.len);
	qti->document = document;
	qti->folder = (struct str){ document.at, slash ? (size_t)(slash - document.at) : 0 };
	if (!qti->path.at)
		return;
	struct buf source;
	buf_init(&source, BUF_CAP);
	buf_str(&source, qti->path);
	if (document.len)
		buf_format(&source, ":%.*s", STR_ARG(document));
	ledger_source(&qti->import->ledger, buf_view(&source));
	qti->import->arena.failed = qti->import->arena.failed || buf_failed(&source);
	buf_release(&source);
}

enum result qti_open(struct qti *qti, struct str path, xmlDocPtr *document, struct buf *why)
{
	struct ledger *ledger = &qti->import->ledger;
	struct buf bytes;
	*document = NULL;
	buf_init(&bytes, BUF_CAP);
	enum result result = archive_read(&qti->archive, path, &bytes, why);
	if (result == RESULT_OK && bytes.len > QTI_XML_MAX) {
		buf_text(why, "it is larger than 64 MB");
		result = RESULT_REFUSED;
	}
	if (result == RESULT_OK)
		result = foreign_xml_parse(ledger, path, buf_view(&bytes), document, why);
	buf_release(&bytes);
	if (result == RESULT_OK) {
		qti_restore(xmlDocGetRootElement(*document));
		qti_enter(qti, path);
	}
	return result;
}

/* How Canvas names the folder of the files. */
static const char *const folder_marks[] = { "$IMS-CC-FILEBASE$/", "$IMS_CC_FILEBASE$/", "%24IMS-CC-FILEBASE%24/" };

/* The length of the mark that text begins with, if any. */
static size_t mark_length(struct str text)
{
	static const char *const marks[] = { "%%LINKPATH%%", "@X@EmbeddedFile.location@X@",
					     "@X@EmbeddedFile.requestUrlStub@X@" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_starts(text, marks[i]))
			return strlen(marks[i]);
	return 0;
}

void qti_remove_marks(struct buf *html)
{
	size_t kept = 0, len;
	for (size_t i = 0; i < html->len;) {
		while ((len = mark_length((struct str){ html->at + i, html->len - i })) > 0)
			i += len;
		if (i < html->len)
			html->at[kept++] = html->at[i++];
	}
	buf_cut(html, kept);
}

/* Records that the file is used. */
static void mark(struct qti *qti, struct str path)
{
	struct str key = map_get(&qti->found, path) ? STR_NONE : arena_str(&qti->import->arena, path);
	void **slot = key.at ? map_put(&qti->found, key) : NULL;
	if (slot)
		*slot = qti;
}

static enum result try(struct qti *qti, const char *folder, struct str name, struct buf *bytes)
{
	struct buf path, why;
	buf_init(&path, BUF_CAP);
	buf_init(&why, BUF_CAP);
	struct str base = folder ? str_from(folder) : qti->folder;
	enum result result = RESULT_REFUSED;
	if (archive_path(&path, base, name))
		result = archive_read(&qti->archive, buf_view(&path), bytes, &why);
	if (result == RESULT_OK)
		mark(qti, buf_view(&path));
	result = buf_failed(&path) ? RESULT_NO_MEMORY : result;
	buf_release(&path);
	buf_release(&why);
	return result;
}

static struct str last_name(struct str path)
{
	const char *slash = memrchr(path.at, '/', path.len);
	size_t skipped = slash ? (size_t)(slash + 1 - path.at) : 0;
	return (struct str){ path.at + skipped, path.len - skipped };
}

/* The only file of the archive with that name, in any folder. Blackboard names files by a number, xid-12_1, which is a
 * part of their real names. */
static enum result try_anywhere(struct qti *qti, struct str name, struct buf *bytes)
{
	struct str wanted = last_name(name), found = STR_NONE;
	bool part = str_starts(wanted, "xid-");
	struct buf why;
	if (qti->archive.folder || wanted.len < 3)
		return RESULT_REFUSED;
	for (size_t i = 0; i < qti->archive.count; i++) {
		struct str entry = archive_name(&qti->archive, i), last = last_name(entry);
		bool xml = last.len > 4 && memcmp(last.at + last.len - 4, ".xml", 4) == 0;
		if (!(part ? memmem(last.at, last.len, wanted.at, wanted.len) && !xml : str_equal(last, wanted)))
			continue;
		if (found.at)
			return RESULT_REFUSED;
		found = entry;
	}
	if (!found.at)
		return RESULT_REFUSED;
	buf_init(&why, BUF_CAP);
	enum result result = archive_read(&qti->archive, found, bytes, &why);
	buf_release(&why);
	if (result == RESULT_OK)
		mark(qti, found);
	return result;
}

/* In Blackboard's folder for the document, which has its name. */
static enum result try_own(struct qti *qti, struct str name, struct buf *bytes)
{
	const char *dot = memrchr(qti->document.at, '.', qti->document.len);
	if (!dot)
		return RESULT_REFUSED;
	const char *folder = arena_copy(&qti->import->arena, qti->document.at, (size_t)(dot - qti->document.at));
	return folder ? try(qti, folder, name, bytes) : RESULT_NO_MEMORY;
}

enum result qti_find_file(void *context, struct str name, struct str *bytes, struct buf *why)
{
	static const char *const folders[] = { NULL, "", "web_resources", "csfiles/home_dir" };
	struct qti *qti = context;
	struct buf content;
	buf_init(&content, BUF_CAP);
	for (size_t i = 0; i < sizeof(folder_marks) / sizeof(folder_marks[0]); i++) {
		size_t len = strlen(folder_marks[i]);
		if (str_starts(name, folder_marks[i]))
			name = (struct str){ name.at + len, name.len - len };
	}
	enum result result = RESULT_REFUSED;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]) && result == RESULT_REFUSED; i++)
		result = try(qti, folders[i], name, &content);
	if (result == RESULT_REFUSED)
		result = try_own(qti, name, &content);
	if (result == RESULT_REFUSED)
		result = try_anywhere(qti, name, &content);
	if (result == RESULT_REFUSED)
		buf_text(why, "there is no such file");
	if (result == RESULT_OK) {
		*bytes = arena_str(&qti->import->arena, buf_view(&content));
		result = bytes->at ? RESULT_OK : RESULT_NO_MEMORY;
	}
	buf_release(&content);
	return result == RESULT_FAILED ? RESULT_REFUSED : result;
}
