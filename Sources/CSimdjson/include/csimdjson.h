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

/// What became of a parse.
enum csimdjson_result {
  CSIMDJSON_OK = 0,
  /// Larger than the parser's limit.
  CSIMDJSON_TOO_LARGE = 1,
  /// Nested deeper than the parser's limit.
  CSIMDJSON_TOO_DEEP = 2,
  /// Bytes that are not UTF-8.
  CSIMDJSON_NOT_UTF8 = 3,
  /// A string that does not end, holds a raw control character, or an escape that is none (a lone
  /// surrogate too).
  CSIMDJSON_BAD_STRING = 4,
  /// A number that is none.
  CSIMDJSON_BAD_NUMBER = 5,
  /// Nothing but white space.
  CSIMDJSON_EMPTY = 6,
  /// Any other break of JSON's grammar.
  CSIMDJSON_BAD_GRAMMAR = 7,
  CSIMDJSON_NO_MEMORY = 8,
};

/// How many bytes after a text must be readable.
#define CSIMDJSON_PADDING 64

/// The version of the library, NUL-terminated.
const char *csimdjson_version(void);

/// Makes a parser, NULL where memory is out. It is not to be shared between threads.
csimdjson_parser *csimdjson_parser_new(size_t max_length, size_t max_depth);
void csimdjson_parser_free(csimdjson_parser *parser);

/// Parses one text, which must be followed by `CSIMDJSON_PADDING` readable bytes. The tape and the
/// strings of the parse before are gone after the call, whatever it returns.
int csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t length);

/// The tape of the last successful parse: a word for each value, a type letter in its top byte.
const uint64_t *csimdjson_tape(const csimdjson_parser *parser);
/// The strings that the tape points into: a 32-bit length, the bytes, a zero.
const uint8_t *csimdjson_strings(const csimdjson_parser *parser);

/// Where a search for a closing bracket stands; all zero at the start.
typedef struct csimdjson_bracket_scan {
  /// All ones inside a string.
  uint64_t in_string;
  /// 1 where the next byte is escaped.
  uint64_t escaped;
  /// How many brackets are open.
  uint64_t depth;
  /// Whether a string holds a raw control character: the text is no JSON.
  bool broken;
} csimdjson_bracket_scan;

/// Looks for the bracket that closes the first one. Returns the number of bytes up to and with it,
/// and `depth` 0; or `length` with `depth` above 0, to go on with the bytes that follow; or, with
/// `broken`, the number of bytes before the offending one.
size_t csimdjson_close(csimdjson_bracket_scan *scan, const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif
#endif
