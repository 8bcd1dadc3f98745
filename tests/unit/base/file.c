#include "base/file.h"
#include "base/file_list.h"
#include "base/path.h"
#include "../../write_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool without_proc;

/* Overrides the C library's function in this program: simulates a system without /proc. */
int access(const char *path, int mode)
{
	if (!without_proc || strncmp(path, "/proc/", 6) != 0)
		return faccessat(AT_FDCWD, path, mode, 0);
	errno = ENOENT;
	return -1;
}

/* Each test runs in an empty folder. */
static int enter(void **state)
{
	const char *temporary = getenv("TMPDIR");
	char *folder = NULL;
	*state = asprintf(&folder, "%s/base_file.XXXXXX", temporary ? temporary : P_tmpdir) < 0 ? NULL : folder;
	return !*state || !mkdtemp(folder) || chdir(folder) != 0;
}

static int leave(void **state)
{
	char command[4096];
	snprintf(command, sizeof(command), "rm -rf '%s'", (const char *)*state);
	free(*state);
	return chdir("/") != 0 || system(command) != 0;
}

static void a_file_is_read_whole_up_to_the_cap(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, BUF_CAP);
	assert_true(write_file("a", STR("12345")));
	assert_int_equal(file_read("a", 5, &out), FILE_OK);
	assert_string_equal(buf_cstr(&out), "12345");
	assert_int_equal(file_read("a", 4, &out), FILE_TOO_LARGE);
	assert_string_equal(buf_cstr(&out), "1234");
	assert_true(write_file("a", STR("")));
	assert_int_equal(file_read("a", 5, &out), FILE_OK);
	assert_int_equal(out.len, 0);
	buf_release(&out);
}

static void what_is_no_plain_file_is_refused_at_once(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, BUF_CAP);
	assert_int_equal(file_read("none", 5, &out), FILE_FAILED);
	assert_string_equal(file_status_text(FILE_FAILED), "no such file or directory");
	assert_int_equal(file_read(".", 5, &out), FILE_IS_FOLDER);
	assert_int_equal(file_read("/dev/zero", 5, &out), FILE_NOT_PLAIN);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(file_read("pipe", 5, &out), FILE_NOT_PLAIN);
	buf_release(&out);
}

static void a_stream_is_read_to_its_end(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, BUF_CAP);
	assert_true(write_file("a", STR("stream")));
	FILE *stream = fopen("a", "r");
	assert_non_null(stream);
	assert_int_equal(file_read_stream(stream, 100, &out), FILE_OK);
	assert_string_equal(buf_cstr(&out), "stream");
	rewind(stream);
	assert_int_equal(file_read_stream(stream, 3, &out), FILE_TOO_LARGE);
	assert_string_equal(buf_cstr(&out), "str");
	fclose(stream);
	buf_release(&out);
}

static void assert_holds(const char *path, const char *text)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	assert_int_equal(file_read(path, 9, &out), FILE_OK);
	assert_string_equal(buf_cstr(&out), text);
	buf_release(&out);
}

static void assert_names(size_t count)
{
	char command[64];
	snprintf(command, sizeof(command), "test $(ls -A | wc -l) -eq %zu", count);
	assert_int_equal(system(command), 0);
}

static void open_and_write(struct file_writer *writer, const char *path, const char *text)
{
	assert_int_equal(file_writer_open(writer, path), FILE_OK);
	fputs(text, writer->stream);
}

static void write_in_all_ways(void)
{
	struct file_writer writer, other;
	struct stat info;
	mode_t mask = umask(027);
	assert_true(write_file("a", STR("old")));
	open_and_write(&writer, "a", "new");
	file_writer_drop(&writer);
	assert_holds("a", "old");
	open_and_write(&writer, "a", "new");
	open_and_write(&other, "a", "newer");
	assert_int_equal(file_writer_commit(&writer), FILE_OK);
	file_writer_drop(&writer);
	assert_holds("a", "new");
	assert_int_equal(file_writer_commit(&other), FILE_OK);
	assert_holds("a", "newer");
	assert_int_equal(stat("a", &info), 0);
	assert_int_equal(info.st_mode & 07777, 0640);
	/* A broken link is replaced. */
	assert_int_equal(symlink("none/a", "link"), 0);
	open_and_write(&writer, "link", "new");
	assert_int_equal(file_writer_commit(&writer), FILE_OK);
	assert_int_equal(lstat("link", &info), 0);
	assert_true(S_ISREG(info.st_mode));
	assert_int_equal(file_writer_open(&writer, "none/a"), FILE_NO_FOLDER);
	assert_null(writer.stream);
	assert_int_equal(file_writer_open(&writer, "."), FILE_IS_FOLDER);
	assert_names(2);
	/* The target has become a folder in the meantime. */
	open_and_write(&writer, "a", "new");
	assert_int_equal(unlink("a"), 0);
	assert_int_equal(mkdir("a", 0700), 0);
	assert_int_equal(file_writer_commit(&writer), FILE_FAILED);
	assert_int_equal(errno, EISDIR);
	assert_names(2);
	umask(mask);
}

static void a_written_file_is_whole_or_absent(void **state)
{
	(void)state;
	write_in_all_ways();
}

static void a_written_file_is_whole_or_absent_without_proc(void **state)
{
	struct file_writer writer;
	(void)state;
	without_proc = true;
	write_in_all_ways();
	open_and_write(&writer, "b", "new");
	assert_names(3);
	file_writer_drop(&writer);
	without_proc = false;
	assert_names(2);
}

/* So nothing is left of the file if the process ends. */
static void a_file_has_no_name_until_it_is_whole(void **state)
{
	struct file_writer writer;
	int fd = -1;
	(void)state;
#ifdef O_TMPFILE
	fd = open(".", O_TMPFILE | O_RDWR, 0600);
#endif
	if (fd < 0)
		skip();
	close(fd);
	open_and_write(&writer, "a", "new");
	assert_int_equal(fflush(writer.stream), 0);
	assert_names(0);
	assert_int_equal(file_writer_commit(&writer), FILE_OK);
	assert_names(1);
	assert_int_equal(file_writer_open_over(&writer, "a"), FILE_OK);
	assert_names(1);
	file_writer_drop(&writer);
	assert_holds("a", "new");
}

struct maker {
	atomic_bool done;
	unsigned wrong;
};

/* Creates files as any other thread may. */
static void *make_files(void *context)
{
	struct maker *maker = context;
	struct stat info;
	while (!maker->done) {
		int fd = open("other", O_WRONLY | O_CREAT | O_EXCL, 0666);
		maker->wrong += fd < 0 || fstat(fd, &info) != 0 || (info.st_mode & 07777) != 0640;
		close(fd);
		unlink("other");
	}
	return NULL;
}

/* The umask is shared by all threads, and reading it means changing it. */
static void a_written_file_changes_no_mode_of_others(void **state)
{
	struct maker maker = { .done = false };
	struct file_writer writer;
	pthread_t thread;
	mode_t mask = umask(027);
	(void)state;
	assert_int_equal(pthread_create(&thread, NULL, make_files, &maker), 0);
	for (unsigned i = 0; i < 20000; i++) {
		assert_int_equal(file_writer_open(&writer, "a"), FILE_OK);
		file_writer_drop(&writer);
	}
	maker.done = true;
	assert_int_equal(pthread_join(thread, NULL), 0);
	umask(mask);
	assert_int_equal(maker.wrong, 0);
}

struct seen {
	char failed[64];
	unsigned failures;
};

static void on_error(void *context, const char *path, enum file_status status)
{
	struct seen *seen = context;
	assert_int_not_equal(status, FILE_OK);
	snprintf(seen->failed, sizeof(seen->failed), "%s", path);
	seen->failures++;
}

static void a_file_written_over_stays_what_it_is(void **state)
{
	(void)state;
	struct file_writer writer;
	struct stat info;
	assert_true(write_file("real", STR("old")));
	assert_int_equal(chmod("real", 0640), 0);
	assert_int_equal(symlink("real", "link"), 0);
	assert_int_equal(file_writer_open_over(&writer, "link"), FILE_OK);
	fputs("new", writer.stream);
	assert_int_equal(file_writer_commit(&writer), FILE_OK);
	assert_int_equal(lstat("link", &info), 0);
	assert_true(S_ISLNK(info.st_mode));
	assert_int_equal(stat("real", &info), 0);
	assert_int_equal(info.st_mode & 07777, 0640);
	assert_int_equal(info.st_size, 3);
	assert_int_equal(chmod("real", 0440), 0);
	assert_int_equal(file_writer_open_over(&writer, "real"), FILE_FAILED);
	assert_int_equal(errno, EACCES);
	assert_int_equal(file_writer_open_over(&writer, "missing"), FILE_FAILED);
	assert_int_equal(errno, ENOENT);
	assert_null(writer.stream);
}

static void folders_are_searched_and_links_cannot_trap_it(void **state)
{
	(void)state;
	assert_int_equal(mkdir("in", 0700), 0);
	assert_int_equal(mkdir("in/deep", 0700), 0);
	assert_int_equal(mkdir("in/.git", 0700), 0);
	assert_true(write_file("in/b.xml", STR("")));
	assert_true(write_file("in/a.xml", STR("")));
	assert_true(write_file("in/a.txt", STR("")));
	assert_true(write_file("in/.hidden.xml", STR("")));
	assert_true(write_file("in/.git/c.xml", STR("")));
	assert_true(write_file("in/deep/d.xml", STR("")));
	assert_int_equal(symlink("..", "in/deep/up"), 0);
	assert_int_equal(symlink("deep", "in/same"), 0);
	assert_int_equal(symlink("loop", "in/loop"), 0);
	assert_int_equal(symlink("none", "in/gone.xml"), 0);
	struct seen seen = { "", 0 };
	struct file_list list;
	file_list_init(&list);
	assert_true(file_list_add(&list, "in", ".xml", NULL, on_error, &seen));
	assert_true(file_list_add(&list, "in/a.xml", ".xml", NULL, on_error, &seen));
	assert_true(file_list_add(&list, "./in//b.xml", ".xml", NULL, on_error, &seen));
	assert_int_equal(seen.failures, 1);
	assert_string_equal(seen.failed, "in/gone.xml");
	assert_true(file_list_add(&list, "missing", ".xml", NULL, on_error, &seen));
	assert_int_equal(seen.failures, 2);
	assert_string_equal(seen.failed, "missing");
	file_list_finish(&list);
	assert_int_equal(list.count, 3);
	assert_string_equal(list.paths[0], "./in//b.xml");
	assert_string_equal(list.paths[1], "in/a.xml");
	assert_string_equal(list.paths[2], "in/deep/d.xml");
	file_list_release(&list);
}

static bool starts_with_a(void *context, const char *path)
{
	(void)context;
	return *path_name(path) == 'a';
}

static void a_filter_chooses_among_what_is_found(void **state)
{
	(void)state;
	assert_true(write_file("a.xml", STR("")));
	assert_true(write_file("b.xml", STR("")));
	struct seen seen = { "", 0 };
	struct file_list list;
	file_list_init(&list);
	assert_true(file_list_add(&list, ".", ".xml", starts_with_a, on_error, &seen));
	file_list_finish(&list);
	assert_int_equal(list.count, 1);
	assert_string_equal(path_name(list.paths[0]), "a.xml");
	file_list_release(&list);
}

static void paths_split_at_their_last_slash(void **state)
{
	(void)state;
	assert_true(str_is(path_folder("a/b/c.xml"), "a/b"));
	assert_true(str_is(path_folder("c.xml"), "."));
	assert_true(str_is(path_folder("/c.xml"), "/"));
	assert_true(str_is(path_folder("a//c.xml"), "a"));
	assert_string_equal(path_name("a/b/c.xml"), "c.xml");
	assert_string_equal(path_name("c.xml"), "c.xml");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_file_is_read_whole_up_to_the_cap, enter, leave),
		cmocka_unit_test_setup_teardown(what_is_no_plain_file_is_refused_at_once, enter, leave),
		cmocka_unit_test_setup_teardown(a_stream_is_read_to_its_end, enter, leave),
		cmocka_unit_test_setup_teardown(a_written_file_is_whole_or_absent, enter, leave),
		cmocka_unit_test_setup_teardown(a_written_file_is_whole_or_absent_without_proc, enter, leave),
		cmocka_unit_test_setup_teardown(a_file_has_no_name_until_it_is_whole, enter, leave),
		cmocka_unit_test_setup_teardown(a_written_file_changes_no_mode_of_others, enter, leave),
		cmocka_unit_test_setup_teardown(a_file_written_over_stays_what_it_is, enter, leave),
		cmocka_unit_test_setup_teardown(folders_are_searched_and_links_cannot_trap_it, enter, leave),
		cmocka_unit_test_setup_teardown(a_filter_chooses_among_what_is_found, enter, leave),
		cmocka_unit_test(paths_split_at_their_last_slash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
