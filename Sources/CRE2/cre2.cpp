#include "cre2.h"

#include <dlfcn.h>
#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

struct cre2_regex {
  re2::RE2 regex;
  cre2_regex(const re2::StringPiece &pattern, const re2::RE2::Options &options)
      : regex(pattern, options) {}
};

struct cre2_set {
  re2::RE2::Set set;
  cre2_set(const re2::RE2::Options &options, re2::RE2::Anchor anchor) : set(options, anchor) {}
};

struct cre2_filter {
  re2::RE2::Options options;
  re2::FilteredRE2 patterns;
  re2::RE2::Set literals;
  cre2_filter(const re2::RE2::Options &options, const re2::RE2::Options &literal, int min_literal)
      : options(options), patterns(min_literal), literals(literal, re2::RE2::UNANCHORED) {}
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

int put_indexes(std::vector<int> &found, int *indexes, int capacity) {
  std::sort(found.begin(), found.end());
  int written = std::min(static_cast<int>(found.size()), capacity);
  std::copy_n(found.begin(), written, indexes);
  return static_cast<int>(found.size());
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

cre2_set *cre2_set_new(cre2_options options, cre2_anchor anchor) {
  return new cre2_set(re2_options(options), re2_anchor(anchor));
}

void cre2_set_free(cre2_set *set) { delete set; }

int cre2_set_add(cre2_set *set, const char *pattern, size_t length, char *error,
                 size_t error_capacity) {
  std::string message;
  int index = set->set.Add(re2::StringPiece(pattern, length), &message);
  if (index < 0) put_error(message, error, error_capacity);
  return index;
}

bool cre2_set_compile(cre2_set *set) { return set->set.Compile(); }

int cre2_set_match(const cre2_set *set, const char *text, size_t length, int *indexes,
                   int capacity) {
  thread_local std::vector<int> found;
  found.clear();
  re2::RE2::Set::ErrorInfo info;
  bool any = set->set.Match(re2::StringPiece(text, length), &found, &info);
  if (!any) return info.kind == re2::RE2::Set::kNoError ? 0 : -1;
  return put_indexes(found, indexes, capacity);
}

cre2_filter *cre2_filter_new(cre2_options options, int min_literal) {
  cre2_options literal = options;
  literal.literal = true;
  return new cre2_filter(re2_options(options), re2_options(literal), min_literal);
}

void cre2_filter_free(cre2_filter *filter) { delete filter; }

int cre2_filter_add(cre2_filter *filter, const char *pattern, size_t length, char *error,
                    size_t error_capacity) {
  int index = -1;
  auto code = filter->patterns.Add(re2::StringPiece(pattern, length), filter->options, &index);
  if (code == re2::RE2::NoError) return index;
  put_error("error " + std::to_string(code), error, error_capacity);
  return -1;
}

bool cre2_filter_compile(cre2_filter *filter) {
  if (filter->patterns.NumRegexps() == 0) return false;
  std::vector<std::string> literals;
  filter->patterns.Compile(&literals);
  for (const auto &literal : literals) {
    if (filter->literals.Add(literal, nullptr) < 0) return false;
  }
  return filter->literals.Compile();
}

int cre2_filter_match(const cre2_filter *filter, const char *text, size_t length, int *indexes,
                      int capacity) {
  thread_local std::vector<int> literals, found;
  literals.clear();
  found.clear();
  re2::StringPiece subject(text, length);
  re2::RE2::Set::ErrorInfo info;
  if (!filter->literals.Match(subject, &literals, &info) && info.kind != re2::RE2::Set::kNoError) {
    return -1;
  }
  filter->patterns.AllMatches(subject, literals, &found);
  return put_indexes(found, indexes, capacity);
}

const char *cre2_library_path(void) {
  Dl_info info;
  const void *address = reinterpret_cast<const void *>(&re2::RE2::QuoteMeta);
  return dladdr(address, &info) != 0 ? info.dli_fname : nullptr;
}

}  // extern "C"
