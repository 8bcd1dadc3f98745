/* Results of the functions in this folder. */
#ifndef RELEASE_STATUS_H
#define RELEASE_STATUS_H

enum release_status {
	RELEASE_OK,
	RELEASE_REFUSED, /* not allowed: see why */
	RELEASE_FAILED,	 /* reading or writing failed: see why */
	RELEASE_NO_MEMORY,
};

#endif
