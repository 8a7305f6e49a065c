// The floor for JSON: simdjson parses a value a line and every word of its tape is visited.
//     walk FILE   prints the values' count and the seconds
#include <simdjson.h>

#include <chrono>
#include <cstdio>
#include <cstring>

using namespace simdjson;

static size_t walk(dom::element element) {
  size_t count = 1;
  switch (element.type()) {
    case dom::element_type::ARRAY:
      for (dom::element item : dom::array(element)) count += walk(item);
      break;
    case dom::element_type::OBJECT:
      for (auto member : dom::object(element)) count += member.key.size() + walk(member.value);
      break;
    case dom::element_type::STRING:
      count += std::string_view(element).size();
      break;
    default:
      break;
  }
  return count;
}

int main(int argc, char **argv) {
  if (argc != 2) return 64;
  auto start = std::chrono::steady_clock::now();
  FILE *file = fopen(argv[1], "rb");
  if (!file) return 66;
  dom::parser parser;
  size_t count = 0, carried = 0, capacity = 1 << 20;
  std::vector<uint8_t> block(capacity + SIMDJSON_PADDING);
  for (;;) {
    size_t got = fread(block.data() + carried, 1, capacity - carried, file);
    size_t end = carried + got, at = 0;
    if (got == 0) break;
    while (auto feed = static_cast<uint8_t *>(memchr(block.data() + at, '\n', end - at))) {
      size_t length = feed - (block.data() + at);
      dom::element root;
      if (length > 1 && parser.parse(block.data() + at, length, false).get(root) == SUCCESS)
        count += walk(root);
      at = feed - block.data() + 1;
    }
    carried = end - at;
    memmove(block.data(), block.data() + at, carried);
    if (carried == capacity) block.resize((capacity *= 2) + SIMDJSON_PADDING);
  }
  std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  printf("%zu %f\n", count, taken.count());
}
