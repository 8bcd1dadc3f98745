#include "base/file.h"
#include "base/file_list.h"
#include "base/path.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Each test runs in an empty folder of its own. */
static int enter(void **state)
{
	char *folder = strdup("/tmp/base_file.XXXXXX");
	*state = folder;
	return !folder || !mkdtemp(folder) || chdir(folder) != 0;
}

static int leave(void **state)
{
	char command[64];
	snprintf(command, sizeof(command), "rm -rf %s", (const char *)*state);
	free(*state);
	return chdir("/") != 0 || system(command) != 0;
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void a_file_is_read_whole_up_to_the_cap(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, BUF_CAP);
	write_file("a", "12345");
	assert_int_equal(file_read("a", 5, &out), FILE_OK);
	assert_string_equal(buf_cstr(&out), "12345");
	assert_int_equal(file_read("a", 4, &out), FILE_TOO_LARGE);
	assert_string_equal(buf_cstr(&out), "1234");
	write_file("a", "");
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
	write_file("a", "stream");
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

static void a_written_file_is_whole_or_absent(void **state)
{
	(void)state;
	struct file_writer writer;
	struct buf out;
	buf_init(&out, BUF_CAP);
	write_file("a", "old");
	assert_int_equal(file_writer_open(&writer, "a"), FILE_OK);
	fputs("new", writer.stream);
	file_writer_drop(&writer);
	assert_int_equal(file_read("a", 9, &out), FILE_OK);
	assert_string_equal(buf_cstr(&out), "old");
	assert_int_equal(file_writer_open(&writer, "a"), FILE_OK);
	fputs("new", writer.stream);
	assert_int_equal(file_writer_commit(&writer), FILE_OK);
	file_writer_drop(&writer);
	assert_int_equal(file_read("a", 9, &out), FILE_OK);
	assert_string_equal(buf_cstr(&out), "new");
	assert_int_equal(file_writer_open(&writer, "none/a"), FILE_FAILED);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(system("test $(ls -A | wc -l) -eq 1"), 0);
	buf_release(&out);
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
	write_file("real", "old");
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
	write_file("in/b.xml", "");
	write_file("in/a.xml", "");
	write_file("in/a.txt", "");
	write_file("in/.hidden.xml", "");
	write_file("in/.git/c.xml", "");
	write_file("in/deep/d.xml", "");
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
	write_file("a.xml", "");
	write_file("b.xml", "");
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
		cmocka_unit_test_setup_teardown(a_file_written_over_stays_what_it_is, enter, leave),
		cmocka_unit_test_setup_teardown(folders_are_searched_and_links_cannot_trap_it, enter, leave),
		cmocka_unit_test_setup_teardown(a_filter_chooses_among_what_is_found, enter, leave),
		cmocka_unit_test(paths_split_at_their_last_slash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
