#ifndef EXITPOLL_CRE2_H
#define EXITPOLL_CRE2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A small C face on RE2. Text is UTF-8 given by pointer and length; offsets are bytes.
// No call throws or prints; a pattern that RE2 refuses gives an error text instead of an object.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cre2_regex cre2_regex;

typedef struct {
  bool case_insensitive;
  bool literal;
  /// Bytes that the compiled program and its caches may take; 0 is RE2's own default (8 MB).
  int64_t max_memory;
} cre2_options;

typedef enum { CRE2_UNANCHORED = 0, CRE2_ANCHOR_START = 1, CRE2_ANCHOR_BOTH = 2 } cre2_anchor;

/// A byte range of the text, or start = -1 where a group did not take part.
typedef struct {
  ptrdiff_t start;
  ptrdiff_t end;
} cre2_span;

/// Compiles a pattern. On failure returns NULL and writes a NUL-terminated message to `error`.
cre2_regex *cre2_regex_new(const char *pattern, size_t length, cre2_options options, char *error,
                           size_t error_capacity);
void cre2_regex_free(cre2_regex *regex);
/// The number of capturing groups, the whole match not counted.
int cre2_regex_group_count(const cre2_regex *regex);
/// The number of the group with a name, or -1.
int cre2_regex_group_named(const cre2_regex *regex, const char *name, size_t length);
/// Whether the text from byte `from` on matches; fills up to `count` spans, the whole match first.
bool cre2_regex_match(const cre2_regex *regex, const char *text, size_t length, size_t from,
                      cre2_anchor anchor, cre2_span *spans, int count);

/// The file that the library was loaded from; NULL where nobody knows.
const char *cre2_library_path(void);

#ifdef __cplusplus
}
#endif
#endif
