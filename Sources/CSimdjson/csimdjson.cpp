#include "csimdjson.h"

#include <new>

#include <simdjson.h>

#define STRINGIFY_VALUE(x) #x
#define STRINGIFY(x) STRINGIFY_VALUE(x)

struct csimdjson_parser {
  simdjson::dom::parser parser;
  size_t max_depth;

  csimdjson_parser(size_t max_length, size_t depth) : parser(max_length), max_depth(depth) {}
};

static int result(simdjson::error_code error) {
  switch (error) {
  case simdjson::SUCCESS: return CSIMDJSON_OK;
  case simdjson::CAPACITY: return CSIMDJSON_TOO_LARGE;
  case simdjson::DEPTH_ERROR: return CSIMDJSON_TOO_DEEP;
  case simdjson::UTF8_ERROR: return CSIMDJSON_NOT_UTF8;
  case simdjson::UNCLOSED_STRING:
  case simdjson::UNESCAPED_CHARS:
  case simdjson::STRING_ERROR: return CSIMDJSON_BAD_STRING;
  case simdjson::NUMBER_ERROR: return CSIMDJSON_BAD_NUMBER;
  case simdjson::EMPTY: return CSIMDJSON_EMPTY;
  case simdjson::MEMALLOC: return CSIMDJSON_NO_MEMORY;
  default: return CSIMDJSON_BAD_GRAMMAR;
  }
}

extern "C" const char *csimdjson_version(void) {
#ifdef SIMDJSON_VERSION
  return STRINGIFY(SIMDJSON_VERSION);
#else
  return "unknown";
#endif
}

extern "C" csimdjson_parser *csimdjson_parser_new(size_t max_length, size_t max_depth) {
  return new (std::nothrow) csimdjson_parser(max_length, max_depth);
}

extern "C" void csimdjson_parser_free(csimdjson_parser *parser) { delete parser; }

extern "C" int csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t length) {
  if (length > parser->parser.max_capacity()) return CSIMDJSON_TOO_LARGE;
  if (length > parser->parser.capacity()) {
    // A little more than asked for: a run of slowly growing records allocates a few times only.
    size_t wanted = length + length / 4;
    size_t limit = parser->parser.max_capacity();
    auto error = parser->parser.allocate(wanted < limit ? wanted : limit, parser->max_depth);
    if (error) return result(error);
  }
  return result(parser->parser.parse(bytes, length, false).error());
}

extern "C" const uint64_t *csimdjson_tape(const csimdjson_parser *parser) {
  return parser->parser.doc.tape.get();
}

extern "C" const uint8_t *csimdjson_strings(const csimdjson_parser *parser) {
  return parser->parser.doc.string_buf.get();
}
