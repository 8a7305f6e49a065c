#include "cre2.h"

#include <dlfcn.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

struct cre2_regex {
  re2::RE2 regex;
  cre2_regex(const re2::StringPiece &pattern, const re2::RE2::Options &options)
      : regex(pattern, options) {}
};

namespace {

re2::RE2::Options re2_options(cre2_options options) {
  re2::RE2::Options result;
  result.set_log_errors(false);
  result.set_case_sensitive(!options.case_insensitive);
  result.set_literal(options.literal);
  if (options.max_memory > 0) result.set_max_mem(options.max_memory);
  return result;
}

re2::RE2::Anchor re2_anchor(cre2_anchor anchor) {
  switch (anchor) {
    case CRE2_ANCHOR_START: return re2::RE2::ANCHOR_START;
    case CRE2_ANCHOR_BOTH: return re2::RE2::ANCHOR_BOTH;
    default: return re2::RE2::UNANCHORED;
  }
}

void put_error(const std::string &message, char *error, size_t capacity) {
  if (error == nullptr || capacity == 0) return;
  size_t count = std::min(message.size(), capacity - 1);
  std::memcpy(error, message.data(), count);
  error[count] = '\0';
}

}  // namespace

extern "C" {

cre2_regex *cre2_regex_new(const char *pattern, size_t length, cre2_options options, char *error,
                           size_t error_capacity) {
  auto *result = new cre2_regex(re2::StringPiece(pattern, length), re2_options(options));
  if (result->regex.ok()) return result;
  put_error(result->regex.error(), error, error_capacity);
  delete result;
  return nullptr;
}

void cre2_regex_free(cre2_regex *regex) { delete regex; }

int cre2_regex_group_count(const cre2_regex *regex) {
  return regex->regex.NumberOfCapturingGroups();
}

int cre2_regex_group_named(const cre2_regex *regex, const char *name, size_t length) {
  const auto &groups = regex->regex.NamedCapturingGroups();
  auto found = groups.find(std::string(name, length));
  return found == groups.end() ? -1 : found->second;
}

bool cre2_regex_match(const cre2_regex *regex, const char *text, size_t length, size_t from,
                      cre2_anchor anchor, cre2_span *spans, int count) {
  if (from > length) return false;
  constexpr int inline_capacity = 16;
  re2::StringPiece small[inline_capacity];
  std::vector<re2::StringPiece> large;
  re2::StringPiece *groups = small;
  if (count > inline_capacity) {
    large.resize(count);
    groups = large.data();
  }
  re2::StringPiece subject(text, length);
  if (!regex->regex.Match(subject, from, length, re2_anchor(anchor), groups, count)) return false;
  for (int i = 0; i < count; i++) {
    if (groups[i].data() == nullptr) {
      spans[i] = {-1, -1};
    } else {
      ptrdiff_t start = groups[i].data() - text;
      spans[i] = {start, start + static_cast<ptrdiff_t>(groups[i].size())};
    }
  }
  return true;
}

const char *cre2_library_path(void) {
  Dl_info info;
  const void *address = reinterpret_cast<const void *>(&re2::RE2::QuoteMeta);
  return dladdr(address, &info) != 0 ? info.dli_fname : nullptr;
}

}  // extern "C"
