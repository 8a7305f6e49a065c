#ifndef EXITPOLL_CSIMDJSON_H
#define EXITPOLL_CSIMDJSON_H

// A small C face on simdjson's DOM parser; the tape is walked in Swift.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct csimdjson_parser csimdjson_parser;

/// The version of the library, NUL-terminated.
const char *csimdjson_version(void);

#ifdef __cplusplus
}
#endif
#endif
