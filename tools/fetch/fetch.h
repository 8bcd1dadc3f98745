/* Brings a pack up to date with what a folder of releases publishes: reads latest.json, and makes the new file of what
 * is here already and of what has to be fetched. The file is the old one or the new one at any time. */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include "fetch/status.h"
#include "fetch/transfer.h"

struct fetch_request {
	const char *url;     /* of latest.json or the folder that it is in, or the path of one of them */
	const char *file;    /* to be brought up to date; it need not be there */
	const char *base;    /* another old copy; or NULL */
	const char *edition; /* or NULL: the one that file has, else full */
	/* None: signatures are not asked for, and the server is trusted. */
	const struct satchel_key *keys;
	size_t key_count;
	bool only_look;
	unsigned timeout;	  /* seconds */
	const char *ca_file;	  /* or NULL */
	const char *today;	  /* YYYY-MM-DD, of UTC */
	fetch_progress *progress; /* or NULL */
	void *progress_context;
};

struct fetch_outcome {
	bool up_to_date;	/* there was nothing to do */
	bool local;		/* the pack is in a folder of this machine */
	bool damaged;		/* the file was, and was repaired */
	struct buf before, now; /* versions; before is empty where there was none */
	bool expires_soon;
	long days;	    /* that latest.json can still be relied on after today */
	struct buf expires; /* its last day */
	uint64_t size;		/* of the pack */
	/* What was fetched, or would be, where one only looked: bytes of bodies, and requests. */
	uint64_t bytes;
	unsigned requests;
};

/* *outcome is the caller's, whatever it returns: fetch_outcome_release. */
enum fetch_status fetch_update(const struct fetch_request *request, struct fetch_outcome *outcome,
			       struct buf *why) MUST_CHECK;
void fetch_outcome_release(struct fetch_outcome *outcome);

#endif
