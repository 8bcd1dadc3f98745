/* Packages and single documents. */
#include "base/file.h"
#include "base/path.h"
#include "convert/core/foreign_xml.h"
#include "convert/formats.h"
#include "convert/qti/qti.h"

#include <strings.h>

/* The documents of a package, in the order of its manifest. */
struct qti_package {
	struct qti *qti;
	struct qti_metadata *first, **end;
	struct str title;
	struct str manifest; /* its path */
	bool any;	     /* something of QTI was read */
	bool leftovers;	     /* the lesson of items outside of tests has begun */
};

static bool has_extension(struct str path, const char *const *extensions)
{
	for (; *extensions; extensions++) {
		size_t len = strlen(*extensions);
		if (path.len > len && strncasecmp(path.at + path.len - len, *extensions, len) == 0)
			return true;
	}
	return false;
}

static const char *const documents[] = { ".xml", ".qti", ".dat", NULL };
static const char *const media[] = { ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif",
				     ".bmp", ".tif", ".mp3",  ".wav", ".ogg", ".mp4",  ".webm",
				     ".m4a", ".mov", ".vtt",  ".flv", ".pdf", ".swf",  NULL };

static void add_document(struct qti_package *package, struct str path, struct str type, const xmlNode *node)
{
	struct arena *arena = &package->qti->import->arena;
	struct qti_metadata *metadata =
		map_get(&package->qti->metadata, path) ? NULL : arena_alloc(arena, sizeof(*metadata));
	struct str key = metadata ? arena_str(arena, path) : STR_NONE;
	void **slot = key.at ? map_put(&package->qti->metadata, key) : NULL;
	if (!slot)
		return;
	*metadata = (struct qti_metadata){ .type = type.at ? type : STR(""), .node = node, .path = key };
	*slot = metadata;
	*package->end = metadata;
	package->end = &metadata->next;
}

static void note_outside(struct qti *qti, struct str name)
{
	struct ledger *ledger = &qti->import->ledger;
	ledger_leave_out(ledger, ledger_read(ledger, LEDGER_OTHER, name, 0), "its address leads out of the package");
}

/* The path of the document of a resource, else of its first file; false if there is none in the package. */
static bool resource_path(struct qti *qti, const xmlNode *resource, struct buf *path)
{
	const xmlNode *file = qti_child(resource, "file");
	struct str names[] = { file ? qti_attribute(file, "href") : STR_NONE, qti_attribute(resource, "file"),
			       qti_attribute(resource, "href") };
	bool any = false;
	for (size_t i = sizeof(names) / sizeof(names[0]); i-- > 0;) {
		if (!names[i].len)
			continue;
		buf_clear(path);
		if (!archive_path(path, qti->folder, names[i])) {
			note_outside(qti, names[i]);
			return false;
		}
		any = true;
		if (has_extension(buf_view(path), documents))
			break;
	}
	return any;
}

static void add_resource(struct qti_package *package, const xmlNode *resource)
{
	struct qti *qti = package->qti;
	struct ledger *ledger = &qti->import->ledger;
	struct buf path;
	buf_init(&path, BUF_CAP);
	if (resource_path(qti, resource, &path)) {
		struct str name = buf_view(&path);
		if (has_extension(name, documents))
			add_document(package, name, qti_attribute(resource, "type"), resource);
		else if (!has_extension(name, media))
			ledger_leave_out(ledger, ledger_read(ledger, LEDGER_OTHER, name, 0),
					 "it is no test and no question");
	}
	/* Its other files may be documents too; if not, they are parts of it. */
	for (const xmlNode *file = qti_child(resource, "file"); file; file = qti_next(file, "file")) {
		struct str href = qti_attribute(file, "href");
		buf_clear(&path);
		if (href.len && archive_path(&path, qti->folder, href) && has_extension(buf_view(&path), documents))
			add_document(package, buf_view(&path), STR_NONE, NULL);
	}
	arena_drop(&qti->import->arena, &path);
}

static void add_leftover(struct qti_package *package, xmlNode *root, struct str path)
{
	if (!package->leftovers)
		qti_begin_lesson(package->qti, STR("package"), package->title, qti_language(root), NULL);
	package->leftovers = true;
	qti_read_item(package->qti, root, path);
}

/* Whether the document is one that is read. Items that a test names are read with it. */
static bool read_root(struct qti_package *package, xmlNode *root, struct str path)
{
	struct qti *qti = package->qti;
	if (qti_is(root, "assessmentItem")) {
		add_leftover(package, root, path);
	} else if (qti_is(root, "assessmentTest")) {
		qti_read_test(qti, root);
		package->leftovers = false;
	} else if (qti_is(root, "questestinterop")) {
		qti1_read(qti, root, package->title);
		package->leftovers = false;
	} else if (qti_is(root, "POOL")) {
		qti_read_pool(qti, root, package->title);
		package->leftovers = false;
	} else {
		return qti_is(root, "assessmentStimulus") || qti_is(root, "assessmentSection");
	}
	package->any = true;
	return true;
}

static void read_document(struct qti_package *package, struct qti_metadata *document)
{
	struct ledger *ledger = &package->qti->import->ledger;
	xmlDocPtr xml;
	struct buf why;
	document->used = true;
	buf_init(&why, BUF_CAP);
	enum result result = qti_open(package->qti, document->path, &xml, &why);
	xmlNode *root = result == RESULT_OK ? xmlDocGetRootElement(xml) : NULL;
	if (result != RESULT_OK)
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_OTHER, document->path, 0), "%s", buf_cstr(&why));
	else if (!read_root(package, root, document->path) && document->node)
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_OTHER, document->path, 0),
				 "it is no test and no question: its root element is <%s>", (const char *)root->name);
	xmlFreeDoc(xml);
	buf_release(&why);
	qti_enter(package->qti, STR(""));
}

static bool type_has(const struct qti_metadata *document, const char *word)
{
	return memmem(document->type.at, document->type.len, word, strlen(word)) != NULL;
}

/* Tests first, because they say in which order items come. Canvas has each quiz twice in its packages: what it keeps
 * for itself is complete. */
static void read_documents(struct qti_package *package)
{
	for (struct qti_metadata *d = package->first; d; d = d->next)
		if (type_has(d, "imsqti_test"))
			read_document(package, d);
	for (struct qti_metadata *d = package->first; d; d = d->next)
		if (!d->used && memmem(d->path.at, d->path.len, "non_cc_assessments/", 19))
			read_document(package, d);
	for (struct qti_metadata *d = package->first; d; d = d->next)
		if (!d->used)
			read_document(package, d);
}

static void note_unused(struct qti_package *package)
{
	struct qti *qti = package->qti;
	struct ledger *ledger = &qti->import->ledger;
	for (size_t i = 0; !qti->archive.folder && i < qti->archive.count; i++) {
		struct str name = archive_name(&qti->archive, i);
		if (has_extension(name, media) && !map_get(&qti->found, name))
			ledger_leave_out(ledger, ledger_read(ledger, LEDGER_OTHER, name, 0),
					 "no question that was imported shows or plays this file");
	}
}

static struct str title_of(struct qti_package *package, const xmlNode *manifest)
{
	const xmlNode *metadata = qti_child(manifest, "metadata");
	const xmlNode *title = metadata ? qti_find(metadata, "title") : NULL;
	struct str text = title ? qti_text(package->qti, title) : STR("");
	return text.len ? text : package->title;
}

/* Documents of the archive that the manifest does not list. */
static void add_others(struct qti_package *package)
{
	const struct foreign_archive *archive = &package->qti->archive;
	for (size_t i = 0; !archive->folder && i < archive->count; i++) {
		struct str name = archive_name(archive, i);
		if (has_extension(name, documents) && !str_equal(name, package->manifest))
			add_document(package, name, STR_NONE, NULL);
	}
}

static void read_manifest(struct qti_package *package, const xmlNode *root)
{
	const xmlNode *resources = qti_child(root, "resources");
	package->title = title_of(package, root);
	for (const xmlNode *r = resources ? qti_child(resources, "resource") : NULL; r; r = qti_next(r, "resource"))
		add_resource(package, r);
	add_others(package);
	read_documents(package);
}

/* The manifest of the archive, in the outermost folder that has one; STR_NONE if there is none. */
static struct str find_manifest(const struct foreign_archive *archive)
{
	struct str best = STR_NONE;
	for (size_t i = 0; i < archive->count; i++) {
		struct str name = archive_name(archive, i);
		bool is = name.len >= 15 && strcasecmp(name.at + name.len - 15, "imsmanifest.xml") == 0;
		if (is && (!best.at || name.len < best.len))
			best = name;
	}
	return best;
}

static enum result read_archive(struct qti_package *package, const char *path, struct buf *why)
{
	struct qti *qti = package->qti;
	struct ledger *ledger = &qti->import->ledger;
	xmlDocPtr document = NULL;
	enum result result = archive_open(&qti->archive, path, why);
	if (result != RESULT_OK)
		return result;
	qti->path = str_from(path);
	package->manifest = find_manifest(&qti->archive);
	if (package->manifest.at)
		result = qti_open(qti, package->manifest, &document, why);
	if (result != RESULT_OK)
		return result;
	if (document) {
		read_manifest(package, xmlDocGetRootElement(document));
	} else {
		ledger_change(ledger, ledger_read(ledger, LEDGER_FILE, STR(""), 0), STR("manifest of the package"),
			      "there is none", "all its documents were read");
		add_others(package);
		read_documents(package);
	}
	note_unused(package);
	xmlFreeDoc(document);
	return RESULT_OK;
}

/* One document, with the files beside it. */
static enum result read_single(struct qti_package *package, const char *path, struct buf *why)
{
	struct qti *qti = package->qti;
	struct str folder = path_folder(path);
	xmlDocPtr document;
	const char *kept = arena_copy(&qti->import->arena, folder.at, folder.len);
	if (!kept)
		return RESULT_NO_MEMORY;
	archive_open_folder(&qti->archive, folder.len ? kept : ".");
	enum result result = qti_open(qti, str_from(path_name(path)), &document, why);
	if (result != RESULT_OK)
		return result;
	xmlNode *root = xmlDocGetRootElement(document);
	struct str title = str_trim(qti_attribute(root, "title"));
	if (qti_is(root, "assessmentItem") && title.len)
		package->title = make_str(&qti->import->arena, title);
	if (qti_is(root, "manifest")) {
		qti->path = str_from(path);
		read_manifest(package, root);
	} else {
		(void)read_root(package, root, str_from(path_name(path)));
	}
	qti_enter(qti, STR(""));
	xmlFreeDoc(document);
	return RESULT_OK;
}

static bool is_archive(const char *path)
{
	struct buf start;
	buf_init(&start, BUF_CAP);
	enum file_status status = file_read(path, 4, &start);
	bool is = (status == FILE_OK || status == FILE_TOO_LARGE) && str_starts(buf_view(&start), "PK\3\4");
	buf_release(&start);
	return is;
}

enum result qti_import(struct import *import, const char *path, struct buf *why)
{
	const char *name = path_name(path), *dot = strrchr(name, '.');
	struct qti qti = { .import = import, .document = STR("") };
	struct qti_package package = { .qti = &qti,
				       .title = { name, dot && dot > name ? (size_t)(dot - name) : strlen(name) } };
	package.end = &package.first;
	qti.html = (struct html_reader){
		.import = import, .find = qti_find_file, .context_of_find = &qti, .targets = true
	};
	qti.folder = STR("");
	map_init(&qti.keys);
	map_init(&qti.metadata);
	map_init(&qti.found);
	map_init(&qti.stimuli);
	map_init(&qti.texts);
	enum result result = is_archive(path) ? read_archive(&package, path, why) : read_single(&package, path, why);
	qti_tidy_sets(&qti);
	if (result == RESULT_OK && !package.any) {
		buf_text(why, "it has no test and no question of QTI");
		result = RESULT_REFUSED;
	}
	map_release(&qti.keys);
	map_release(&qti.metadata);
	map_release(&qti.found);
	map_release(&qti.stimuli);
	map_release(&qti.texts);
	archive_close(&qti.archive);
	return arena_failed(&import->arena) ? RESULT_NO_MEMORY : result;
}

static bool has_word(struct str text, const char *word)
{
	return memmem(text.at, text.len, word, strlen(word)) != NULL;
}

static bool is_document(struct str start)
{
	return has_word(start, "questestinterop") || has_word(start, "<POOL") || has_word(start, "assessmentItem") ||
	       has_word(start, "assessment-item") || has_word(start, "assessmentTest") ||
	       has_word(start, "assessment-test") ||
	       (has_word(start, "<manifest") && (has_word(start, "imsqti") || has_word(start, "x-bb-")));
}

bool qti_detects(const char *path, struct str start)
{
	struct foreign_archive archive;
	struct buf why;
	bool found = false;
	if (!str_starts(start, "PK\3\4"))
		return memchr(start.at, '<', start.len < 64 ? start.len : 64) && is_document(start);
	buf_init(&why, BUF_CAP);
	if (archive_open(&archive, path, &why) == RESULT_OK)
		found = find_manifest(&archive).at != NULL;
	archive_close(&archive);
	buf_release(&why);
	return found;
}
