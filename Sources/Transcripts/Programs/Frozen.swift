#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A list of plain values in memory of its own, which is read without reference counting.
///
/// It lives as long as the ``FrozenMemory`` that made it.
struct Frozen<Element: BitwiseCopyable>: BitwiseCopyable {
  private let base: UnsafePointer<Element>?
  let count: Int

  fileprivate init(base: UnsafePointer<Element>?, count: Int) {
    self.base = base
    self.count = count
  }

  /// A list of nothing.
  static var empty: Frozen { Frozen(base: nil, count: 0) }

  @inline(__always) var isEmpty: Bool { count == 0 }

  @inline(__always) subscript(index: Int) -> Element {
    UnsafeBufferPointer(start: base, count: count)[index]
  }

  /// Where an element stands, so that a large one need not be copied.
  @inline(__always) func pointer(at index: Int) -> UnsafePointer<Element>? {
    base.map { $0 + index }
  }

  @inline(__always) var buffer: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base, count: count)
  }
}

/// The owner of frozen lists.
final class FrozenMemory {
  private var blocks: [UnsafeMutableRawPointer] = []

  deinit {
    for block in blocks { block.deallocate() }
  }

  func freeze<Element: BitwiseCopyable>(_ list: [Element]) -> Frozen<Element> {
    guard !list.isEmpty else { return .empty }
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: list.count)
    _ = memory.initialize(fromContentsOf: list)
    guard let base = memory.baseAddress else { return .empty }
    blocks.append(UnsafeMutableRawPointer(base))
    return Frozen(base: UnsafePointer(base), count: list.count)
  }

  func freeze(_ text: String) -> FrozenText {
    FrozenText(freeze(Array(text.utf8)))
  }
}

/// A text to compare others with.
struct FrozenText: BitwiseCopyable {
  private let bytes: Frozen<UInt8>
  /// The first eight bytes, and a mask for shorter texts.
  private let head: UInt64
  private let mask: UInt64

  fileprivate init(_ bytes: Frozen<UInt8>) {
    self.bytes = bytes
    head = bytes.buffer.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    mask = bytes.count >= 8 ? .max : (1 << UInt64(bytes.count * 8)) - 1
  }

  var count: Int { bytes.count }
  var string: String { String(decoding: bytes.buffer, as: UTF8.self) }

  /// Whether a text that has 8 readable bytes is this one, as all texts of tapes and of the scratch
  /// memory have.
  @inline(__always) func equals(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == bytes.count, let base = text.baseAddress else {
      return text.isEmpty && bytes.isEmpty
    }
    let word = UInt64(littleEndian: UnsafeRawPointer(base).loadUnaligned(as: UInt64.self))
    guard word & mask == head else { return false }
    guard bytes.count > 8, let own = bytes.buffer.baseAddress else { return true }
    return memcmp(base, own, bytes.count) == 0
  }

  /// Whether a text ends with this one.
  @inline(__always) func ends(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= bytes.count else { return false }
    return bytes.buffer.elementsEqual(text.suffix(bytes.count))
  }

  /// Whether a text begins with this one.
  @inline(__always) func begins(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= bytes.count else { return false }
    return equals(UnsafeBufferPointer(start: text.baseAddress, count: bytes.count))
  }
}
