#include "csimdjson.h"

// Finds the end of a JSON value without reading it: 64 bytes at a time, strings masked out.

#if defined(__x86_64__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

/// A bit for each of 64 bytes.
struct masks {
  uint64_t quotes, backslashes, opening, closing, controls;
};

#if defined(__x86_64__)
static inline struct masks classify(const uint8_t *bytes) {
  struct masks m = {0, 0, 0, 0, 0};
  for (int i = 0; i < 4; i++) {
    __m128i v = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
    // '[' and '{', ']' and '}' differ in one bit.
    __m128i folded = _mm_or_si128(v, _mm_set1_epi8(0x20));
    __m128i low = _mm_set1_epi8(0x1F);
#define BITS(x) ((uint64_t)(uint32_t)_mm_movemask_epi8(x) << (16 * i))
    m.quotes |= BITS(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
    m.backslashes |= BITS(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
    m.opening |= BITS(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{')));
    m.closing |= BITS(_mm_cmpeq_epi8(folded, _mm_set1_epi8('}')));
    m.controls |= BITS(_mm_cmpeq_epi8(_mm_min_epu8(v, low), v));
#undef BITS
  }
  return m;
}
#elif defined(__aarch64__)
static inline uint64_t bits(uint8x16_t v) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t weighted = vandq_u8(v, weights);
  return (uint64_t)vaddv_u8(vget_low_u8(weighted)) |
         (uint64_t)vaddv_u8(vget_high_u8(weighted)) << 8;
}

static inline struct masks classify(const uint8_t *bytes) {
  struct masks m = {0, 0, 0, 0, 0};
  for (int i = 0; i < 4; i++) {
    uint8x16_t v = vld1q_u8(bytes + 16 * i);
    uint8x16_t folded = vorrq_u8(v, vdupq_n_u8(0x20));
    m.quotes |= bits(vceqq_u8(v, vdupq_n_u8('"'))) << (16 * i);
    m.backslashes |= bits(vceqq_u8(v, vdupq_n_u8('\\'))) << (16 * i);
    m.opening |= bits(vceqq_u8(folded, vdupq_n_u8('{'))) << (16 * i);
    m.closing |= bits(vceqq_u8(folded, vdupq_n_u8('}'))) << (16 * i);
    m.controls |= bits(vcleq_u8(v, vdupq_n_u8(0x1F))) << (16 * i);
  }
  return m;
}
#else
static inline struct masks classify(const uint8_t *bytes) {
  struct masks m = {0, 0, 0, 0, 0};
  for (int i = 0; i < 64; i++) {
    uint64_t bit = (uint64_t)1 << i;
    uint8_t c = bytes[i];
    if (c == '"') m.quotes |= bit;
    if (c == '\\') m.backslashes |= bit;
    if ((c | 0x20) == '{') m.opening |= bit;
    if ((c | 0x20) == '}') m.closing |= bit;
    if (c < 0x20) m.controls |= bit;
  }
  return m;
}
#endif

/// The bytes that a backslash before them escapes; carries over into the next 64.
static inline uint64_t escapes(uint64_t backslashes, uint64_t *carry) {
  uint64_t escaped = *carry;
  backslashes &= ~escaped;
  while (backslashes) {
    uint64_t first = backslashes & -backslashes;
    uint64_t next = first << 1;
    escaped |= next;
    backslashes &= ~(first | next);
    if (!next) {
      *carry = 1;
      return escaped;
    }
  }
  *carry = 0;
  return escaped;
}

/// Each bit the exclusive or of itself and all below: ones from an opening quote to the closing one.
static inline uint64_t between(uint64_t quotes) {
  for (int shift = 1; shift < 64; shift <<= 1) quotes ^= quotes << shift;
  return quotes;
}

/// Counts the brackets of one block; returns the number of the byte after the one that closes the
/// first bracket, 0 where none does.
static inline int count_brackets(uint64_t *depth, uint64_t opening, uint64_t closing) {
  uint64_t brackets = opening | closing;
  while (brackets) {
    uint64_t bit = brackets & -brackets;
    if (opening & bit) {
      ++*depth;
    } else if (*depth <= 1) {
      *depth = 0;
      return __builtin_ctzll(bit) + 1;
    } else {
      --*depth;
    }
    brackets &= brackets - 1;
  }
  return 0;
}

static size_t close_slowly(csimdjson_bracket_scan *scan, const uint8_t *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    uint8_t c = bytes[i];
    if (scan->escaped) {
      scan->escaped = 0;
    } else if (scan->in_string) {
      if (c == '\\') scan->escaped = 1;
      if (c == '"') scan->in_string = 0;
      if (c < 0x20) {
        scan->broken = true;
        return i;
      }
    } else if (c == '"') {
      scan->in_string = ~(uint64_t)0;
    } else if (c == '{' || c == '[') {
      scan->depth++;
    } else if (c == '}' || c == ']') {
      if (scan->depth <= 1) {
        scan->depth = 0;
        return i + 1;
      }
      scan->depth--;
    }
  }
  return length;
}

size_t csimdjson_close(csimdjson_bracket_scan *scan, const uint8_t *bytes, size_t length) {
  size_t done = 0;
  while (length - done >= 64) {
    csimdjson_bracket_scan before = *scan;
    struct masks m = classify(bytes + done);
    uint64_t escaped = 0;
    if (m.backslashes | scan->escaped) escaped = escapes(m.backslashes, &scan->escaped);
    uint64_t strings = between(m.quotes & ~escaped) ^ scan->in_string;
    // A backslash outside a string and such oddities go to the careful loop, which the parser's
    // verdict follows in any case.
    if ((m.controls & strings) | (m.backslashes & ~strings)) {
      *scan = before;
      size_t more = close_slowly(scan, bytes + done, 64);
      done += more;
      if (scan->broken || scan->depth == 0) return done;
      continue;
    }
    int end = count_brackets(&scan->depth, m.opening & ~strings, m.closing & ~strings);
    if (end) {
      scan->in_string = 0;
      scan->escaped = 0;
      return done + (size_t)end;
    }
    scan->in_string = strings >> 63 ? ~(uint64_t)0 : 0;
    done += 64;
  }
  return done + close_slowly(scan, bytes + done, length - done);
}
