/* How the parts of a release end. */
#ifndef RELEASE_STATUS_H
#define RELEASE_STATUS_H

enum release_status {
	RELEASE_OK,
	RELEASE_REFUSED, /* it may not be: why says why */
	RELEASE_FAILED,	 /* reading or writing failed: why says what */
	RELEASE_NO_MEMORY,
};

#endif
