internal import CZlib
internal import Foundation

/// Compresses the page's data as browsers unpack it: gzip, then base64.
enum GzipText {
  /// Returns base64 of gzip of bytes; nil where zlib has no memory.
  static func base64(of bytes: [UInt8], level: Int32 = 3) -> [UInt8]? {
    guard let packed = gzip(bytes, level: level) else { return nil }
    return Array(Data(packed).base64EncodedData())
  }

  /// The window of 32 KiB, plus what makes zlib write a gzip header.
  private static let windowBits: Int32 = 15 + 16

  private static func gzip(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard
      deflateInit2_(
        &stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var input = bytes
    let bound = Int(deflateBound(&stream, UInt(input.count))) + 64
    var isWhole = false
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(truncatingIfNeeded: input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(truncatingIfNeeded: bound)
        isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
      count = bound - Int(stream.avail_out)
    }
    return isWhole ? packed : nil
  }

  /// Returns the bytes that `base64(of:)` was given; nil where the text is none of its own or gives
  /// more than `limit` bytes.
  static func bytes(base64 text: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
    guard var packed = Data(base64Encoded: Data(text)).map(Array.init) else { return nil }
    var stream = z_stream()
    guard exitpoll_inflate_init(&stream, windowBits) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { output, count in
      packed.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(truncatingIfNeeded: input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(truncatingIfNeeded: limit)
        isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END
      }
      count = limit - Int(stream.avail_out)
    }
    return isWhole ? bytes : nil
  }
}
