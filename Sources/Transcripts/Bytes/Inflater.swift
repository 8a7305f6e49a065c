import CZlib

/// One zlib stream: the only place that calls zlib.
final class Inflater {
  enum Result {
    case more
    case end
    case damaged
  }

  private let stream: UnsafeMutablePointer<z_stream>

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15: the largest window; 16: gzip and nothing else.
    guard exitpoll_inflate_init(stream, 15 + 16) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Begins a new member.
  func reset() {
    inflateReset(stream)
  }

  /// Inflates as much as input and output allow.
  func step(
    _ input: UnsafeMutableRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, produced: Int, result: Result) {
    let room = min(output.count, Int(UInt32.max))
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(input.count)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    let code = CZlib.inflate(stream, Z_NO_FLUSH)
    let result: Result =
      switch code {
      case Z_OK, Z_BUF_ERROR: .more
      case Z_STREAM_END: .end
      default: .damaged
      }
    return (
      input.count - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out), result
    )
  }
}
