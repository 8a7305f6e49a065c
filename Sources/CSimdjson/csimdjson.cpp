#include "csimdjson.h"

#include <simdjson.h>

#define STRINGIFY_VALUE(x) #x
#define STRINGIFY(x) STRINGIFY_VALUE(x)

extern "C" const char *csimdjson_version(void) {
#ifdef SIMDJSON_VERSION
  return STRINGIFY(SIMDJSON_VERSION);
#else
  return "unknown";
#endif
}
