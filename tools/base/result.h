/* The result of work that explains a failure in words: functions that return it append the reason to a buffer, why. */
#ifndef BASE_RESULT_H
#define BASE_RESULT_H

enum result {
	RESULT_OK,
	RESULT_REFUSED, /* the input is wrong, or must not be used or overwritten: see why */
	RESULT_FAILED,	/* reading or writing failed: see why */
	RESULT_NO_MEMORY,
};

#endif
