/* Allocation failures while releases are made, and while their locks are compared. */
#include "../failing.h"
#include "../../write_file.h"

/* Made by minisign -G -W for this test. */
static const char secret_key[] =
	"untrusted comment: minisign encrypted secret key\n"
	"RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0QJos3pJ8ItGVMB"
	"IEoctyySttdPIpZk/1Vy9HGIC7VyRo7zRkMCHLQJF/"
	"wIAaN9+gs6laT25O9M0wcKtsmeOTIjQC6AYtT2vAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

static void write_definition(void)
{
	char path[64];
	assert_true(write_file(in_folder(path, "small.xml"),
			       STR("<pack xmlns='urn:satchel:pack:1' id='small' version='1.0.0' release='1' "
				   "licence='CC0-1.0' xml:lang='en' content='content'><title>Small</title>"
				   "<unit id='organs'><title>Organs</title><lesson id='heart'/></unit></pack>\n")));
}

/* Changes the digest of the JSON in the line of a lesson, so that its items are compared. */
static void change_digest(char *line)
{
	char *at = line;
	for (int spaces = 0; at && spaces < 6; spaces++)
		at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL;
	assert_non_null(at);
	*at = *at == '0' ? '1' : '0';
}

/* Copies a lock; if other is set, every card becomes a cloze. */
static void copy_lock(const char *from, const char *to, bool other)
{
	char path[64], line[1024];
	FILE *in = fopen(in_folder(path, from), "r"), *out = fopen(in_folder(path, to), "w");
	bool changed = false;
	assert_true(in && out);
	while (fgets(line, sizeof(line), in)) {
		char *card = other ? strstr(line, " card ") : NULL;
		changed = changed || card;
		if (other && strstr(line, " lesson "))
			change_digest(line);
		if (card)
			fprintf(out, "%.*s cloze %s", (int)(card - line), line, card + strlen(" card "));
		else
			fputs(line, out);
	}
	assert_int_equal(fclose(in), 0);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(changed, other);
}

static void remove_retired(void)
{
	char path[64];
	unlink(in_folder(path, "content/retired.xml"));
}

static char built[64];

static void remove_built(void)
{
	unlink(built);
}

/* A release was made, and rel contains its lock. */
static void test_gate(const char *lesson)
{
	char definition[64], lock[64], other[64];
	in_folder(definition, "small.xml");
	in_folder(lock, "small.lock");
	in_folder(other, "other.lock");
	in_folder(built, "built.satchel");
	copy_lock("rel/small.lock", "small.lock", true);
	copy_lock("rel/small.lock", "other.lock", false);
	char *locks[] = { "satchel-diff", "--jobs=1", lock, other, NULL };
	torture(diff_main, locks, NULL);
	static char *formats[] = { "--format=text", "--format=json", "--format=sarif", "--format=github" };
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		char *gate[] = { "satchel-diff", "--jobs=1", "--gate", formats[i], definition, NULL };
		torture(diff_main, gate, NULL);
	}
	char *bump[] = { "satchel-diff", "--jobs=1", "--bump", definition, NULL };
	torture(diff_main, bump, write_definition);
	write_definition();
	char *build[] = { "satchel-pack", "build", "--quiet", "--jobs=1", definition, "-o", built, NULL };
	struct outcome refused = run(pack_build_main, build);
	assert_int_equal(refused.code, EXIT_FINDINGS);
	outcome_free(&refused);
	assert_int_equal(access(built, F_OK), -1);
	torture(pack_build_main, build, NULL);
	assert_int_equal(access(built, F_OK), -1);
	copy_lock("rel/small.lock", "small.lock", false);
	torture(pack_build_main, build, remove_built);
	write_lesson(lesson, "oxygen");
	char *retire[] = { "satchel-diff", "--jobs=1", "--retire", "asked twice", definition, NULL };
	torture(diff_main, retire, remove_retired);
	remove_retired();
	assert_int_equal(unlink(built), 0);
	assert_int_equal(unlink(lock), 0);
	assert_int_equal(unlink(other), 0);
}

static void expect_clean(char **argv)
{
	struct outcome done = run(pack_build_main, argv);
	assert_int_equal(done.code, EXIT_CLEAN);
	outcome_free(&done);
}

static void test_release(void **state)
{
	(void)state;
	char place[64], content[64], lesson[64], definition[64];
	make_folder();
	assert_int_equal(mkdir(in_folder(content, "content"), 0777), 0);
	write_lesson(in_folder(lesson, "content/heart.xml"), "blood");
	in_folder(place, "rel");
	in_folder(definition, "small.xml");
	write_definition();
	assert_int_equal(setenv("SATCHEL_SECRET_KEY", secret_key, 1), 0);
	char base[64];
	in_folder(base, "rel/small-1.0.0.satchel");
	/* Every run must start from the same existing release. */
	char *release[] = { "satchel-pack", "release", "--jobs=1", definition, "-o", place, "--date", "2026-11-26", NULL };
	expect_clean(release);
	char *again[] = { "satchel-pack", "release",	"--jobs=1", definition, "-o", place, "--date",
			  "2026-11-26",	  "--base", base, "--oci",	"--player", NULL };
	torture(pack_build_main, again, NULL);
	again[10] = NULL;
	expect_clean(again);
	assert_int_equal(unsetenv("SATCHEL_SECRET_KEY"), 0);
	test_gate(lesson);
	static const char *const names[] = { "rel/SHA256SUMS",	  "rel/SHA256SUMS.minisig",
					     "rel/latest.json",	  "rel/latest.json.minisig",
					     "rel/CHANGELOG.md",  "rel/small-1.0.0.satchel",
					     "rel/small.lock",	  "rel/progress.json",
					     "content/heart.xml", "small.xml" };
	char path[64];
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(unlink(in_folder(path, names[i])), 0);
	assert_int_equal(rmdir(place), 0);
	assert_int_equal(rmdir(content), 0);
	assert_int_equal(rmdir(folder), 0); /* no temporary folder was left */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_release),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
