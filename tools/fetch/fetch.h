/* Updates a pack from a release folder: reads latest.json, then builds the new file from local entries and downloads
 * only the rest. At any moment, the file is either the complete old one or the complete new one. */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include "fetch/status.h"
#include "fetch/transfer.h"

struct fetch_request {
	const char *url;     /* URL or path of latest.json or its folder */
	const char *file;    /* the file to update; it need not exist */
	const char *base;    /* another old copy, or NULL */
	const char *edition; /* NULL: the edition of file, else full */
	/* If there are no keys, signatures are not required and the server is trusted. */
	const struct satchel_key *keys;
	size_t key_count;
	bool dry_run;
	unsigned timeout;	  /* in seconds */
	const char *ca_file;	  /* or NULL */
	const char *today;	  /* YYYY-MM-DD, in UTC */
	fetch_progress *progress; /* or NULL */
	void *progress_context;
};

struct fetch_outcome {
	bool up_to_date;	/* there was nothing to do */
	bool local;		/* the pack is in a folder on this machine */
	bool damaged;		/* the file was damaged and has been repaired */
	struct buf before, now; /* versions; before is empty if there was no file */
	bool expires_soon;
	long days;	    /* days until latest.json expires */
	struct buf expires; /* the last day on which it is valid */
	uint64_t size;		/* of the pack */
	/* Bytes of response bodies, and requests: actual ones, or those expected if dry_run is set. */
	uint64_t bytes;
	unsigned requests;
};

/* Release *outcome with fetch_outcome_release, whatever the result. */
enum fetch_status fetch_update(const struct fetch_request *request, struct fetch_outcome *outcome,
			       struct buf *why) MUST_CHECK;
void fetch_outcome_release(struct fetch_outcome *outcome);

#endif
