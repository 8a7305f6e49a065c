#ifndef EXITPOLL_CZLIB_SHIM_H
#define EXITPOLL_CZLIB_SHIM_H

#include <zlib.h>

/// `inflateInit2` is a macro, which Swift does not import. `window_bits` 15 + 32 reads gzip and
/// zlib headers alike.
static inline int exitpoll_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}

#endif
