#include "release/publish.h"

#include "base/human.h"
#include "base/shell.h"
#include "compare/lock.h"

#include <inttypes.h>

/* Files that announce a release to clients. */
static const char *const last[] = { "progress.json", "SHA256SUMS", "SHA256SUMS.minisig", "latest.json",
				    "latest.json.minisig" };
enum { LAST = sizeof(last) / sizeof(last[0]) };

/* Appends a file of the folder as a shell word. */
static void word_in(struct buf *out, const char *folder, const char *name)
{
	struct buf path;
	buf_init(&path, 64 * 1024);
	buf_format(&path, "%s/%s", folder, name);
	out->failed = out->failed || buf_failed(&path);
	shell_word(out, buf_cstr(&path));
	buf_release(&path);
}

void steps_describe(const struct steps *steps, const struct buf *signer, struct buf *out)
{
	const struct release_latest *latest = steps->latest;
	for (size_t i = 0; i < latest->edition_count; i++) {
		const struct release_edition *edition = &latest->editions[i];
		buf_text(out, "# ");
		human_text(out, str_from(steps->folder), HUMAN_WHOLE);
		buf_format(out, "/%s: ", edition->url);
		human_count(out, edition->size, "byte");
		buf_char(out, '\n');
	}
	buf_text(out, "# ");
	human_text(out, str_from(steps->folder), HUMAN_WHOLE);
	buf_format(out, ": %s %s, release %" PRIu64 " of %s, valid until %s, signed with key %s\n\n", latest->id,
		   latest->version, latest->release, latest->date, latest->expires, buf_cstr(signer));
}

struct names {
	struct buf definition, lock; /* paths in the repository, as shell words */
	struct buf tree;	     /* everything that the release is made of */
	struct buf tag;
};

static void names_make(struct names *names, const struct steps *steps)
{
	struct buf lock;
	buf_init(&lock, 64 * 1024);
	buf_init(&names->definition, 64 * 1024);
	buf_init(&names->lock, 64 * 1024);
	buf_init(&names->tree, 1024 * 1024);
	buf_init(&names->tag, 1024);
	lock_path(&lock, steps->definition);
	shell_word(&names->definition, steps->definition);
	shell_word(&names->lock, buf_cstr(&lock));
	buf_format(&names->tree, "%s %s", buf_cstr(&names->definition), steps->tree);
	buf_format(&names->tag, "%s-%s", steps->latest->id, steps->latest->version);
	names->tag.failed = names->tag.failed || buf_failed(&lock);
	buf_release(&lock);
}

static void names_release(struct names *names, struct buf *out)
{
	out->failed = out->failed || buf_failed(&names->definition) || buf_failed(&names->lock) ||
		      buf_failed(&names->tree) || buf_failed(&names->tag);
	buf_release(&names->definition);
	buf_release(&names->lock);
	buf_release(&names->tree);
	buf_release(&names->tag);
}

/* Commands for the repository: commit the lock, and sign a tag. Repeated, they find both unchanged; they fail if the
 * content or the tag belongs to another commit. */
static void add_git(const struct steps *steps, struct buf *out)
{
	const struct release_latest *latest = steps->latest;
	struct names names;
	struct buf made;
	names_make(&names, steps);
	buf_init(&made, 1024);
	buf_format(&made, "%s" LOCK_SUFFIX, latest->id);
	const char *definition = buf_cstr(&names.definition), *lock = buf_cstr(&names.lock);
	const char *tag = buf_cstr(&names.tag), *tree = buf_cstr(&names.tree);
	if (*steps->commit)
		buf_format(out, "git --no-pager diff --stat --exit-code %s HEAD -- %s &&\n", steps->commit, tree);
	buf_text(out, "cp ");
	word_in(out, steps->folder, buf_cstr(&made));
	buf_format(out, " %s &&\ngit add -- %s %s &&\n", lock, definition, lock);
	buf_format(out, "{ git diff --cached --quiet -- %s %s ||\n", definition, lock);
	buf_format(out, "\tgit commit -q -m 'Release %s %s' -- %s %s; } &&\n", latest->id, latest->version,
		   definition, lock);
	buf_format(out, "{ git rev-parse -q --verify refs/tags/%s > /dev/null ||\n\tgit tag -s %s ", tag, tag);
	if (steps->changelog) {
		/* Otherwise Git treats headings as comments. */
		buf_text(out, "--cleanup=whitespace -F ");
		word_in(out, steps->folder, "CHANGELOG.md");
	} else {
		buf_format(out, "-m '%s %s'", latest->id, latest->version);
	}
	buf_format(out, "; } &&\ngit --no-pager diff --stat --exit-code refs/tags/%s HEAD -- %s %s &&\n", tag, tree,
		   lock);
	out->failed = out->failed || buf_failed(&made);
	buf_release(&made);
	names_release(&names, out);
}

static void add_last(const struct steps *steps, size_t from, struct buf *out)
{
	buf_text(out, "rsync -a --delay-updates");
	for (size_t i = from; i < LAST; i++) {
		buf_char(out, ' ');
		word_in(out, steps->folder, last[i]);
	}
	buf_text(out, " \"${SITE:?}/\"");
}

/* Files that announce the release are copied last: until then clients fetch the previous one, which is still there, and
 * compare its progress.json with its SHA256SUMS. */
static void add_upload(const struct steps *steps, struct buf *out)
{
	buf_text(out, "rsync -a");
	for (size_t i = 0; i < LAST; i++)
		buf_format(out, " --exclude=/%s", last[i]);
	if (steps->oci)
		buf_text(out, " --exclude=/oci");
	buf_char(out, ' ');
	word_in(out, steps->folder, "");
	buf_text(out, " \"${SITE:?}/\" &&\n");
	add_last(steps, 0, out);
}

static void add_registry(const struct steps *steps, struct buf *out)
{
	const struct release_latest *latest = steps->latest;
	struct buf layout;
	buf_init(&layout, 1024);
	buf_format(&layout, "oci:%s", latest->version);
	buf_text(out, " &&\nif command -v oras > /dev/null; then\n\toras cp --from-oci-layout ");
	word_in(out, steps->folder, buf_cstr(&layout));
	buf_format(out, " \"${REGISTRY:?}/%s:%s\"\nelse\n\tskopeo copy oci:", latest->id, latest->version);
	word_in(out, steps->folder, buf_cstr(&layout));
	buf_format(out, " \"docker://${REGISTRY:?}/%s:%s\"\nfi", latest->id, latest->version);
	out->failed = out->failed || buf_failed(&layout);
	buf_release(&layout);
}

void steps_publish(const struct steps *steps, struct buf *out)
{
	buf_text(out, "# Nothing is published yet: these commands publish it, and stop at the first failure.\n"
		      "# SITE is the folder that the web server serves, in rsync's notation: SITE=host:/srv/packs\n");
	if (steps->oci)
		buf_text(out, "# REGISTRY is the container registry, with the path of the packs in it.\n");
	buf_format(out, ": \"${SITE:?}\"%s &&\n", steps->oci ? " \"${REGISTRY:?}\"" : "");
	add_git(steps, out);
	add_upload(steps, out);
	if (steps->oci)
		add_registry(steps, out);
	buf_char(out, '\n');
}

void steps_renew(const struct steps *steps, struct buf *out)
{
	buf_text(out, "# Nothing is published yet: this command publishes it.\n"
		      "# SITE is the folder that the web server serves, in rsync's notation: SITE=host:/srv/packs\n");
	add_last(steps, 1, out);
	buf_char(out, '\n');
}
