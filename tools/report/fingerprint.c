#include "base/ascii.h"
#include "report/render_parts.h"

#include <sodium.h>
#include <stdlib.h>

enum { HASH_SIZE = 16 };

struct fingerprint {
	unsigned char hash[HASH_SIZE];
	size_t times; /* 0: the slot is free */
};

bool fingerprints_init(struct fingerprints *fingerprints, const struct report *report)
{
	size_t count = report_count(report), room = 16;
	while (room < count * 2)
		room *= 2;
	*fingerprints = (struct fingerprints){ calloc(room, sizeof(struct fingerprint)), room };
	return fingerprints->slots != NULL;
}

void fingerprints_release(struct fingerprints *fingerprints)
{
	free(fingerprints->slots);
	fingerprints->slots = NULL;
}

static void add_part(crypto_generichash_state *state, const char *bytes, size_t len)
{
	crypto_generichash_update(state, (const unsigned char *)bytes, len);
	crypto_generichash_update(state, (const unsigned char *)"", 1);
}

/* Hashes the message with each number replaced by 0, in lower case, with white space normalised. */
static void add_folded(crypto_generichash_state *state, const char *message)
{
	char part[256];
	size_t len = 0;
	char before = 0;
	for (const char *p = message; *p; p++) {
		char c = *p;
		if (ascii_is_digit(c))
			c = '0';
		else if (ascii_is_upper(c))
			c = (char)(c - 'A' + 'a');
		else if (c == '\t' || c == '\n' || c == '\r')
			c = ' ';
		if (c == before && (c == '0' || c == ' '))
			continue;
		before = part[len++] = c;
		if (len == sizeof(part)) {
			crypto_generichash_update(state, (const unsigned char *)part, len);
			len = 0;
		}
	}
	crypto_generichash_update(state, (const unsigned char *)part, len);
}

/* An item's id is unique in the tree, so lessons may move; without an id, the file identifies the subject. */
static void add_subject(crypto_generichash_state *state, const char *path, struct str lesson, struct str item)
{
	struct str about = item.at ? item : lesson.at ? lesson : str_from(path);
	add_part(state, item.at ? "item" : lesson.at ? "lesson" : "path", 4);
	add_part(state, about.at, about.len);
}

/* Hashes the digests of both sides, the smaller one first, because the order of files determines which side a finding
 * is at. */
static void add_pair(crypto_generichash_state *state, const struct diagnostic *d)
{
	unsigned char sides[2][HASH_SIZE];
	for (int i = 0; i < 2; i++) {
		crypto_generichash_state side;
		crypto_generichash_init(&side, NULL, 0, HASH_SIZE);
		if (i == 0)
			add_subject(&side, d->path, d->lesson, d->item);
		else
			add_subject(&side, d->other->path, d->other->lesson, d->other->item);
		crypto_generichash_final(&side, sides[i], HASH_SIZE);
	}
	int first = memcmp(sides[0], sides[1], HASH_SIZE) <= 0 ? 0 : 1;
	crypto_generichash_update(state, sides[first], HASH_SIZE);
	crypto_generichash_update(state, sides[1 - first], HASH_SIZE);
	add_part(state, d->other->same.at, d->other->same.len);
}

static void hash_finding(const struct diagnostic *d, unsigned char hash[HASH_SIZE])
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
	const char *rule = d->name;
	add_part(&state, rule, strlen(rule));
	if (d->other) {
		add_pair(&state, d);
	} else {
		add_subject(&state, d->path, d->lesson, d->item);
		add_folded(&state, d->message);
	}
	crypto_generichash_final(&state, hash, HASH_SIZE);
}

void fingerprint_next(struct fingerprints *fingerprints, const struct diagnostic *diagnostic,
		      char out[FINGERPRINT_SIZE])
{
	unsigned char hash[HASH_SIZE];
	hash_finding(diagnostic, hash);
	size_t at;
	memcpy(&at, hash, sizeof(at));
	struct fingerprint *slot;
	do {
		slot = &fingerprints->slots[at++ & (fingerprints->room - 1)];
	} while (slot->times && memcmp(slot->hash, hash, HASH_SIZE) != 0);
	memcpy(slot->hash, hash, HASH_SIZE);
	char hex[HASH_SIZE * 2 + 1];
	sodium_bin2hex(hex, sizeof(hex), hash, HASH_SIZE);
	if (++slot->times == 1)
		snprintf(out, FINGERPRINT_SIZE, "%s", hex);
	else
		snprintf(out, FINGERPRINT_SIZE, "%s:%zu", hex, slot->times);
}
