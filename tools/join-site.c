/* Makes the site of the player: join-site FOLDER ALL FILE ..., run where the FILEs are. Writes the site to FOLDER:
 * the modules that index.html preloads are joined to its script, those of the search worker to another, and other files
 * are as they were. Writes all modules as one script to ALL. Modules that nothing imports are left out. */
#include "preview/modules.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { FILES_MAX = 1024, FILE_MOST = 1 << 20, PATH_MOST = 4096 };

static const char page[] = "index.html", script[] = "player/main.js", worker[] = "player/search-worker.js";
static struct embedded_file files[FILES_MAX];
static const char *folder;

__attribute__((noreturn)) static void fail(const char *path, const char *problem)
{
	fprintf(stderr, "join-site: %s: %s\n", path, problem);
	exit(1);
}

static struct embedded_file read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = malloc(FILE_MOST);
	size_t len = file && bytes ? fread(bytes, 1, FILE_MOST, file) : 0;
	if (len == 0 || len == FILE_MOST || ferror(file))
		fail(path, "cannot be read");
	fclose(file);
	bytes[len] = '\0';
	return (struct embedded_file){ path, bytes, len };
}

static void write_file(const char *path, struct str bytes)
{
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(bytes.at, 1, bytes.len, file) != bytes.len || fclose(file) != 0)
		fail(path, strerror(errno));
}

/* Writes a file of the site, and the folders that it is in. */
static void write_site(const char *path, struct str bytes)
{
	char full[PATH_MOST];
	if (snprintf(full, sizeof(full), "%s/%s", folder, path) >= (int)sizeof(full))
		fail(path, "its path is too long");
	for (char *slash = full + strlen(folder); (slash = strchr(slash + 1, '/')) != NULL; *slash = '/') {
		*slash = '\0';
		if (mkdir(full, 0777) != 0 && errno != EEXIST)
			fail(full, strerror(errno));
	}
	write_file(full, bytes);
}

static void check(enum result status, const struct buf *why)
{
	if (status != RESULT_OK)
		fail("a module", status == RESULT_REFUSED ? buf_cstr(why) : "no memory left");
}

/* All modules that the script at path needs, as one. */
static void join_all(const char *path, struct buf *out)
{
	struct modules modules = { .files = files, .all = true };
	struct buf why;
	buf_init(&why, BUF_CAP);
	buf_init(out, BUF_CAP);
	if (!modules_add(&modules, str_from(path)))
		fail(path, "there is no such file");
	check(modules_join(&modules, out, &why), &why);
	buf_release(&why);
}

/* Adds the modules that the page preloads, and writes it without their links. */
static void write_page(struct modules *modules)
{
	static const char begin[] = "<link rel=\"modulepreload\" href=\"";
	struct embedded_file file = read_file(page);
	struct buf out;
	buf_init(&out, BUF_CAP);
	for (const char *line = file.bytes, *end; *line; line = end) {
		end = line + strcspn(line, "\n");
		end += *end == '\n';
		if (strncmp(line, begin, strlen(begin)) != 0) {
			buf_add(&out, line, (size_t)(end - line));
			continue;
		}
		struct str path = { line + strlen(begin), strcspn(line + strlen(begin), "\"") };
		if (!modules_add(modules, path))
			fail(page, "it preloads a module that is not there");
	}
	write_site(page, buf_view(&out));
	buf_release(&out);
}

static void write_modules(void)
{
	struct modules modules = { .files = files };
	struct buf out, why;
	buf_init(&out, BUF_CAP);
	buf_init(&why, BUF_CAP);
	if (!modules_add(&modules, str_from(script)))
		fail(script, "there is no such file");
	write_page(&modules);
	check(modules_join(&modules, &out, &why), &why);
	write_site(script, buf_view(&out));
	for (size_t i = modules.joined; i < modules.count; i++) {
		buf_clear(&out);
		check(modules_rewrite(&modules, i, &out, &why), &why);
		write_site(modules.found[i]->path, buf_view(&out));
	}
	buf_release(&out);
	buf_release(&why);
}

/* Whether a file is neither the page nor a module. */
static bool is_plain(const char *path)
{
	bool module = strchr(path, '/') && str_ends(str_from(path), ".js");
	return !module && strcmp(path, page) != 0;
}

int main(int argc, char **argv)
{
	struct buf out;
	if (argc < 4 || argc - 3 >= FILES_MAX)
		fail("usage", "join-site FOLDER ALL FILE ...");
	folder = argv[1];
	for (int i = 3; i < argc; i++)
		files[i - 3] = read_file(argv[i]);
	write_modules();
	join_all(worker, &out);
	write_site(worker, buf_view(&out));
	buf_release(&out);
	join_all(script, &out);
	write_file(argv[2], buf_view(&out));
	buf_release(&out);
	for (const struct embedded_file *file = files; file->path; file++)
		if (is_plain(file->path))
			write_site(file->path, (struct str){ file->bytes, file->len });
	return 0;
}
