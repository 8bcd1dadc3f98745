/* Short names for compiler attributes. */
#ifndef BASE_ATTRIBUTES_H
#define BASE_ATTRIBUTES_H

#define MUST_CHECK __attribute__((warn_unused_result))
/* Called rarely: the code that leads to it is moved out of the way. */
#define COLD			   __attribute__((cold))
#define PRINTF_LIKE(string, first) __attribute__((format(printf, string, first)))

/* Whether AddressSanitizer is on, which also reports memory that is not freed when a program ends. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define ADDRESS_SANITIZER 1
#endif
#ifndef ADDRESS_SANITIZER
#define ADDRESS_SANITIZER 0
#endif

#endif
