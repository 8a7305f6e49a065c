// Runs the C++ shims over files and mutations of them, under the address and undefined-behaviour
// sanitizers: `make sanitize`.
//     shims ROUNDS FILE...
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "../../Sources/CRE2/include/cre2.h"
#include "../../Sources/CSimdjson/include/csimdjson.h"

static uint64_t seed = 0x5EED2026;

static size_t next(size_t limit) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (seed >> 33) % (limit ? limit : 1);
}

// Visits every word of a tape and the first and last byte of each string.
static uint64_t walk(const uint64_t *tape, const uint8_t *strings) {
  uint64_t sum = 0;
  size_t end = tape[0] & 0x00FFFFFFFFFFFFFF;
  for (size_t at = 1; at + 1 < end; at++) {
    char letter = tape[at] >> 56;
    if (letter == 'l' || letter == 'u' || letter == 'd') sum += tape[++at];
    if (letter != '"') continue;
    const uint8_t *text = strings + (tape[at] & 0x00FFFFFFFFFFFFFF);
    uint32_t length;
    memcpy(&length, text, 4);
    if (length) sum += text[4] + text[3 + length];
  }
  return sum;
}

static uint64_t parse(csimdjson_parser *parser, const std::string &text) {
  // Exactly as much room as the shim asks for.
  std::unique_ptr<uint8_t[]> bytes(new uint8_t[text.size() + CSIMDJSON_PADDING]);
  memcpy(bytes.get(), text.data(), text.size());
  memset(bytes.get() + text.size(), ' ', CSIMDJSON_PADDING);
  uint64_t sum = 0;
  if (csimdjson_parse(parser, bytes.get(), text.size()) == CSIMDJSON_OK)
    sum += walk(csimdjson_tape(parser), csimdjson_strings(parser));
  csimdjson_bracket_scan scan = {};
  size_t at = 0;
  while (at < text.size()) {
    size_t part = 1 + next(100);
    if (part > text.size() - at) part = text.size() - at;
    std::unique_ptr<uint8_t[]> exact(new uint8_t[part]);
    memcpy(exact.get(), text.data() + at, part);
    size_t used = csimdjson_close(&scan, exact.get(), part);
    if (used > part) abort();
    at += used;
    if (scan.broken || scan.depth == 0) break;
  }
  return sum + at;
}

static uint64_t match(const std::string &text) {
  static const char *patterns[] = {"(?i)rate|star", "([0-9]+) of ([0-9]+)", "(a|b)*c", "\\p{L}+$", "("};
  cre2_options options = {true, false, 1 << 20};
  char error[64];
  uint64_t sum = 0;
  for (const char *pattern : patterns) {
    cre2_regex *regex = cre2_regex_new(pattern, strlen(pattern), options, error, sizeof error);
    if (!regex) continue;
    cre2_span spans[3];
    if (cre2_regex_match(regex, text.data(), text.size(), next(text.size()), CRE2_UNANCHORED, spans, 3)) sum++;
    cre2_regex_free(regex);
  }
  return sum;
}

int main(int argc, char **argv) {
  csimdjson_parser *parser = csimdjson_parser_new(1 << 22, 256);
  uint64_t sum = 0;
  long texts = 0, rounds = argc > 1 ? atol(argv[1]) : 0;
  for (int file = 2; file < argc; file++) {
    std::string whole;
    if (FILE *input = fopen(argv[file], "rb")) {
      char block[4096];
      while (size_t count = fread(block, 1, sizeof block, input)) whole.append(block, count);
      fclose(input);
    }
    for (long round = 0; round <= rounds; round++, texts++) {
      std::string text = whole;
      for (size_t change = round ? 1 + next(5) : 0; change && !text.empty(); change--) {
        size_t at = next(text.size());
        if (next(3)) text[at] = (char)next(256);
        else text.resize(at);
      }
      sum += parse(parser, text) + match(text.substr(0, 2000));
    }
  }
  csimdjson_parser_free(parser);
  printf("%ld texts went through the shims (%llu)\n", texts, (unsigned long long)sum);
}
