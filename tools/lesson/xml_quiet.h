/* Keeps libxml2 silent. It writes errors in a file's encoding to standard error, whatever the parser's options are,
 * because it raises them without its parser. */
#ifndef LESSON_XML_QUIET_H
#define LESSON_XML_QUIET_H

/* For the calling thread. Call it before a parser that may meet encodings other than UTF-8. */
void xml_quiet(void);

#endif
