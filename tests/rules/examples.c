/* Checks the rule pages: every rule has a page, every page a rule, bad examples are found, and good examples are clean.
 * Pages of the family change, whose examples show the lessons before and after a change, are in changes.c. Prints TAP,
 * one line per page.
 *
 * An example that begins with <?xml or <lesson, or that does not begin with a tag, is a whole file; any other is
 * inserted into a small lesson where its first element belongs. One that begins with <satchel is a satchel.xml: it is
 * what is tested on pages of the family config, and applies to the following examples up to the next heading on others.
 * On pages of the family file, an example lists files, one per line. */
#include "base/embedded.h"
#include "base/file.h"
#include "check/spelling/dictionaries.h"

#include "pages.h"
#include "messages.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The messages for the bad examples of a page. */
static struct buf messages;

/* The folder of the examples, with pictures and retired.xml. */
static char folder[] = "/tmp/satchel-examples-XXXXXX";
static char lesson_path[sizeof(folder) + 16];
static char picture_path[sizeof(folder) + 32];
static char unused_path[sizeof(folder) + 32];
static char retired_path[sizeof(folder) + 16];
static char config_path[sizeof(folder) + 16];

#define HEADER(size) "\x89PNG\r\n\x1a\n\0\0\0\rIHDR" size "\x08\x00\0\0\0"
#define DATA "\0\0\0\0IDAT\x35\xaf\x06\x1e"
#define END "\0\0\0\0IEND\xae\x42\x60\x82"
#define FILE_OF(bytes) { bytes, sizeof(bytes) - 1 }
/* The files in images/. */
static const struct {
	const char *name;
	struct str bytes;
} pictures[] = {
	{ "heart.svg", FILE_OF("<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n") },
	{ "heart-copy.svg", FILE_OF("<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n") },
	{ "active.svg", FILE_OF("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>\n") },
	{ "heart.png", FILE_OF(HEADER("\0\0\0\1\0\0\0\1") "\x3a\x7e\x9b\x55" DATA END) },
	{ "heart.jpg", FILE_OF(HEADER("\0\0\0\1\0\0\0\1") "\x3a\x7e\x9b\x55" DATA END) },
	{ "large.png", FILE_OF(HEADER("\0\0\x20\0\0\0\x20\0") "\x57\xc1\x95\x85" DATA END) },
	{ "cut.png", FILE_OF(HEADER("\0\0\0\1\0\0\0\1") "\x3a\x7e\x9b\x55" DATA) },
	{ "beat.wav", FILE_OF("RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\4\0\0\0\4\0\0\0\1\0\x08\0data\x08\0\0\0"
			      "\x80\x90\x80\x70\x80\x90\x80\x70") },
	{ "gait.vtt", FILE_OF("WEBVTT\n\n00:00.000 --> 00:40.000\nShe walks.\n") },
	{ "pointer.svg", FILE_OF("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n") },
};
enum { PICTURES = sizeof(pictures) / sizeof(pictures[0]) };

/* Other lessons, for the rule that needs them: each has a part of the same name. */
static const struct str others[] = {
	FILE_OF("<lesson xmlns='urn:satchel:lesson:1' id='lithium' xml:lang='en' reviewed='2026-11-20'><title>Lithium</title>"
		"<summary>S</summary><section id='monitoring'><title>Tests</title><p>Thyroid.</p></section></lesson>"),
	FILE_OF("<lesson xmlns='urn:satchel:lesson:1' id='valproate' xml:lang='en' reviewed='2026-11-20'><title>Valproate</title>"
		"<summary>S</summary><section id='monitoring'><title>Tests</title><p>Liver.</p></section></lesson>"),
};
enum { OTHERS = sizeof(others) / sizeof(others[0]) };
static char other_paths[OTHERS][sizeof(folder) + 16];

static void on_error(void *context, const char *path, enum file_status status)
{
	(void)context;
	printf("# %s: %s\n", path, file_status_text(status));
}

/* The satchel.xml for the examples of rules that need one. */
static void set_config(struct config *config, enum rule_id rule)
{
	static struct custom_rule pattern = {
		.name = "custom/pattern",
		.kind = CUSTOM_MUST_NOT,
		.pattern = "\\butili[sz]e",
		.replacement = "use",
		.message = "a plain word does as well",
		.severity = SEVERITY_WARNING,
		.roles = (2u << ROLE_ALT) - 1,
	};
	config->spelling = rule == RULE_TEXT_SPELLING;
	if (rule == RULE_CUSTOM_PATTERN)
		config->custom = &pattern;
}

/* Reads the example into config; report gets the errors in it. False on failure. */
static bool read_config(struct str example, struct config *config, struct report *report)
{
	enum file_status why;
	config_release(config);
	if (!write_file(config_path, example))
		return false;
	enum config_status status = config_read(config, config_path, report, &why);
	return status == CONFIG_OK || status == CONFIG_WRONG;
}

/* Checks the example under config, with rule enabled. False on failure. */
static bool check_example(struct str example, enum rule_id rule, struct config *config, struct report *report)
{
	struct buf file;
	set_config(config, rule);
	struct str texts[PLACES] = { STR_NONE };
	size_t location = location_of(example);
	buf_init(&file, BUF_CAP);
	if (location == PLACES) {
		buf_str(&file, example);
	} else {
		texts[location] = example;
		small_lesson(&file, STR("example"), texts);
	}
	struct rule_settings *settings = &config->settings;
	settings->severity[rule] = rule_get(rule)->severity;
	const char *path = lesson_path, *root = folder;
	struct file_list list = { .paths = &path, .count = 1 };
	/* The file in images/ that the page is about. */
	const char *picture = unused_path;
	struct file_list left = { .paths = &picture, .count = 1 };
	const char *beside[OTHERS];
	for (size_t i = 0; i < OTHERS; i++)
		beside[i] = other_paths[i];
	struct file_list context = { .paths = beside, .count = rule == RULE_REFERENCE_AMBIGUOUS_TARGET ? OTHERS : 0 };
	struct check_request request = {
		.context = &context,
		.settings = settings,
		.config = config,
		.dictionaries = dictionaries_new(),
		.today = STR("2026-11-24"),
		.jobs = 1,
		.lessons = &list,
		.roots = &root,
		.pictures = rule == RULE_MEDIA_UNUSED_PICTURE ? &left : NULL,
		.on_error = on_error,
	};
	bool good = !buf_failed(&file) && write_file(lesson_path, buf_view(&file)) && request.dictionaries &&
		    check_run(&request, report) == CHECK_OK;
	dictionaries_free(request.dictionaries);
	buf_release(&file);
	return good;
}

static void show(const struct report *report)
{
	for (const struct diagnostic *d = report->first; d; d = d->next)
		printf("#     %u:%u %s [%s]\n", d->location.line, d->location.column, d->message, d->name);
}

static bool is_config(struct str example)
{
	return str_starts(example, "<satchel");
}

/* Whether an example has the expected findings. */
static bool judge(struct str example, enum rule_id rule, bool bad, struct config *config)
{
	struct report report;
	report_init(&report, &config->settings);
	bool ran = is_config(example) ? read_config(example, config, &report)
				      : check_example(example, rule, config, &report);
	bool found = false, other = false;
	for (const struct diagnostic *d = report.first; d; d = d->next) {
		found = found || d->rule == rule;
		other = other || d->rule != rule;
		/* Authors need a location, but pictures have no lines. */
		if (rule == RULE_MEDIA_UNUSED_PICTURE)
			other = other || strcmp(d->path, unused_path) != 0;
		else
			other = other || d->location.line == 0 || !d->excerpt.text.at;
	}
	if (bad)
		append_messages(&messages, &report, folder);
	bool good = ran && found == bad && !other;
	if (!good) {
		printf("#   %s example: %s\n#     %.60s\n", bad ? "bad" : "good",
		       !ran	      ? "could not be checked"
		       : found != bad ? (bad ? "not found" : "found")
				      : "something else is found",
		       example.at);
		show(&report);
	}
	report_release(&report);
	return good;
}

static bool write_parents(const char *path)
{
	char parent[256];
	for (const char *slash = path; (slash = strchr(slash + 1, '/'));) {
		snprintf(parent, sizeof(parent), "%.*s", (int)(slash - path), path);
		if (mkdir(parent, 0777) != 0 && errno != EEXIST)
			return false;
	}
	return true;
}

/* Removes the file at path, and folders that become empty. */
static void remove_with_parents(const char *path)
{
	char parent[256];
	snprintf(parent, sizeof(parent), "%s", path);
	for (char *slash; remove(parent) == 0 && strcmp(parent, folder) != 0 && (slash = strrchr(parent, '/'));
	     *slash = '\0')
		;
}

/* Creates or removes the files that the example lists; false on failure. paths, unless NULL, gets their paths. */
static bool make_files(struct str example, bool make, struct file_list *paths)
{
	struct buf path;
	bool good = true;
	buf_init(&path, BUF_CAP);
	for (const char *at = example.at; at < example.at + example.len && good;) {
		size_t len = strcspn(at, "\n");
		buf_clear(&path);
		buf_format(&path, "%s/files/%.*s", folder, (int)len, at);
		at += len + 1;
		good = !make || (write_parents(buf_cstr(&path)) && write_file(buf_cstr(&path), STR_NONE) &&
				 file_list_append(paths, buf_cstr(&path)));
		if (!make)
			remove_with_parents(buf_cstr(&path));
	}
	buf_release(&path);
	return good;
}

static bool judge_files(struct str example, enum rule_id rule, bool bad, struct config *config)
{
	struct report report;
	struct file_list none = { .count = 0 }, files;
	char tree[sizeof(folder) + 16];
	size_t found = 0, other = 0;
	snprintf(tree, sizeof(tree), "%s/files", folder);
	report_init(&report, &config->settings);
	file_list_init(&files);
	struct check_request request = {
		.settings = &config->settings,
		.jobs = 1,
		.lessons = &none,
		.all_pictures = &files,
		.tree = tree,
		.on_error = on_error,
	};
	bool ran = make_files(example, true, &files) && check_run(&request, &report) == CHECK_OK;
	for (const struct diagnostic *d = report.first; d; d = d->next) {
		found += d->rule == rule;
		other += d->rule != rule;
	}
	if (bad)
		append_messages(&messages, &report, folder);
	bool good = ran && found == bad && !other;
	if (!good) {
		printf("#   %s files: %zu findings, %zu of other rules\n#     %.60s\n", bad ? "bad" : "good", found,
		       other, example.at);
		show(&report);
	}
	good = make_files(example, false, NULL) && good;
	report_release(&report);
	file_list_release(&files);
	return good;
}

/* Tests the examples below the heading; false if one is wrong or there is none. */
static bool judge_part(const char *page, const char *heading, enum rule_id rule, bool bad)
{
	struct str part = part_below(page, heading);
	const char *at = part.at;
	if (!at)
		return false;
	size_t count = 0;
	bool good = true, about_config = strncmp(rule_get(rule)->name, "config/", 7) == 0;
	bool about_files = strncmp(rule_get(rule)->name, "file/", 5) == 0;
	struct config config;
	config_init(&config);
	for (struct str example; (example = next_block(&at, part.at + part.len)).at;) {
		/* A satchel.xml for other rules must be valid. */
		bool context = is_config(example) && !about_config;
		good = judge(example, rule, bad && !context, &config) && good;
		count += !context;
	}
	for (struct str example; about_files && (example = next_fenced(&at, part.at + part.len, "```text\n")).at;
	     count++)
		good = judge_files(example, rule, bad, &config) && good;
	config_release(&config);
	if (count == 0)
		printf("#   there is no example under \"%s\"\n", heading + 1);
	return good && count;
}

static bool judge_page(const char *page, enum rule_id rule)
{
	buf_init(&messages, BUF_CAP);
	bool good = has_frame(page, rule);
	good = judge_part(page, "\n## Bad\n", rule, true) && good;
	good = judge_part(page, "\n## Good\n", rule, false) && good;
	good = messages_are(&messages, rule_get(rule)->name) && good;
	buf_release(&messages);
	return good;
}

/* Whether the page at path belongs to a rule. */
static bool page_has_rule(const char *path)
{
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		char expected[256];
		snprintf(expected, sizeof(expected), "tools/check/rules/%s.md", rule_get((enum rule_id)id)->name);
		if (strcmp(path, expected) == 0)
			return true;
	}
	return false;
}

static bool set_up(void)
{
	if (!mkdtemp(folder))
		return false;
	snprintf(lesson_path, sizeof(lesson_path), "%s/lesson.xml", folder);
	snprintf(config_path, sizeof(config_path), "%s/satchel.xml", folder);
	snprintf(unused_path, sizeof(unused_path), "%s/images/heart.svg", folder);
	snprintf(picture_path, sizeof(picture_path), "%s/images", folder);
	if (mkdir(picture_path, 0777) != 0)
		return false;
	for (size_t i = 0; i < PICTURES; i++) {
		snprintf(picture_path, sizeof(picture_path), "%s/images/%s", folder, pictures[i].name);
		if (!write_file(picture_path, pictures[i].bytes))
			return false;
	}
	for (size_t i = 0; i < OTHERS; i++) {
		snprintf(other_paths[i], sizeof(other_paths[i]), "%s/other%zu.xml", folder, i);
		if (!write_file(other_paths[i], others[i]))
			return false;
	}
	snprintf(retired_path, sizeof(retired_path), "%s/retired.xml", folder);
	struct str retired = STR("<retired-ids xmlns=\"urn:satchel:retired:1\">\n"
				 "<retired id=\"c-aspirin-reye\" since=\"2026-01-31\" reason=\"two facts\"/>\n"
				 "</retired-ids>\n");
	return write_file(retired_path, retired);
}

static void tear_down(void)
{
	unlink(lesson_path);
	unlink(config_path);
	unlink(retired_path);
	for (size_t i = 0; i < OTHERS; i++)
		unlink(other_paths[i]);
	for (size_t i = 0; i < PICTURES; i++) {
		snprintf(picture_path, sizeof(picture_path), "%s/images/%s", folder, pictures[i].name);
		unlink(picture_path);
	}
	*strrchr(picture_path, '/') = '\0';
	rmdir(picture_path);
	rmdir(folder);
}

int main(void)
{
	unsigned count = 0, wrong = 0;
	if (!set_up()) {
		printf("not ok 1 - a folder for examples: %s\n1..1\n", strerror(errno));
		return 1;
	}
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		if (rule_is_change((enum rule_id)id))
			continue;
		const char *page = check_rule_page((enum rule_id)id);
		bool good = page && judge_page(page, (enum rule_id)id);
		wrong += !good;
		printf("%sok %u - %s%s\n", good ? "" : "not ", ++count, rule_get((enum rule_id)id)->name,
		       page ? "" : " has no page");
	}
	for (const struct embedded_file *file = embedded_pages; file->path; file++) {
		if (page_has_rule(file->path))
			continue;
		wrong++;
		printf("not ok %u - %s is the page of no rule\n", ++count, file->path);
	}
	printf("1..%u\n", count);
	tear_down();
	return wrong != 0;
}
