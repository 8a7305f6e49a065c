#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import Conversations

/// The senders met last, with the role and the name that the format makes of them.
///
/// It is for programs whose role and name depend on one text alone (``ProgramMessage/senderSlot``):
/// the same text then always gives the same answer. Senders that others drove out are only read
/// once more.
final class SenderMemo {
  struct Sender {
    var role: Message.Role
    var name: String?
  }

  private struct Entry {
    var program: UnsafePointer<ProgramMessage>?
    /// The record that it holds for.
    var record = 0
    var length = 0
    var sender = Sender(role: .system)
  }

  private static let places = 16
  /// How long a text may be to be kept.
  private static let room = 48
  private let entries = UnsafeMutablePointer<Entry>.allocate(capacity: places)
  private let texts = UnsafeMutablePointer<UInt8>.allocate(capacity: places * room)
  private let holdsForOne: Bool
  @exclusivity(unchecked) private var record = 0

  /// `holdsForOne`: what a text means is said anew by each record.
  init(holdsForOne: Bool) {
    self.holdsForOne = holdsForOne
    entries.initialize(repeating: Entry(), count: Self.places)
  }

  deinit {
    entries.deinitialize(count: Self.places)
    entries.deallocate()
    texts.deallocate()
  }

  func beginRecord() {
    if holdsForOne { record &+= 1 }
  }

  /// Returns what is known of a text, or notes what `read` makes of it.
  @inline(__always) func sender(
    _ text: UnsafeBufferPointer<UInt8>, _ program: UnsafePointer<ProgramMessage>,
    read: () throws(RecordMistake) -> Sender
  ) throws(RecordMistake) -> Sender {
    // A copy fits its place: no longer text is kept.
    guard let base = text.baseAddress, 1...Self.room ~= text.count else { return try read() }
    let place = Self.place(text)
    let (entry, copy) = (entries + place, texts + place * Self.room)
    if entry.pointee.program == program, entry.pointee.length == text.count,
      entry.pointee.record == record, memcmp(copy, base, text.count) == 0
    {
      return entry.pointee.sender
    }
    let sender = try read()
    memcpy(copy, base, text.count)
    entry.pointee = Entry(
      program: program, record: record, length: text.count, sender: sender)
    return sender
  }

  @inline(__always) private static func place(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    // The middle tells names in brackets apart, the end tells numbers apart.
    let (middle, last) = (Int(text[text.count / 2]), Int(text[text.count - 1]))
    return (middle &* 5 ^ last &* 3 ^ text.count) & (places - 1)
  }
}
