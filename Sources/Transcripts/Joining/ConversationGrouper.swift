package import Conversations
package import Diagnostics

/// Puts conversations together whose records are scattered over an input, such as webhook events.
///
/// Pieces with the same id are one conversation. Up to a limit the pieces are kept in memory; beyond
/// it they go to the given store, spread over parts by their ids, and come back part by part, so
/// that memory is bounded by the largest part.
package struct ConversationGrouper {
  /// A conversation, and where its first piece stood.
  package typealias Whole = (conversation: Conversation, source: Source)

  private let needs: ReadingNeeds
  private let sessions: SessionSplitter?
  private let limit: Int
  private var store: (any PieceStore)?
  private var groups: [String: Int] = [:]
  private var pieces: [Whole] = []
  private var size = 0
  private var nextPart: Int?

  /// How many parts a store has.
  package static let partCount = 256

  /// Makes a grouper; without a store everything stays in memory. `limit` counts bytes of text.
  package init(
    format: TranscriptFormat, needs: ReadingNeeds, store: (any PieceStore)? = nil,
    limit: Int = 16 << 20
  ) {
    self.needs = needs
    sessions = format.sessionGap.map { SessionSplitter(gap: $0) }
    self.store = store
    self.limit = limit
  }

  /// Takes the next piece.
  package mutating func add(_ piece: Conversation, from source: Source) throws(Diagnostic) {
    merge(piece, source)
    size += 400 + piece.messages.reduce(0) { $0 + $1.text.utf8.count + 200 }
    if size > limit && store != nil { try spill() }
  }

  /// Returns some whole conversations once all pieces were added, nil after the last: in the order
  /// in which they began, or, once pieces went to the store, in that order within each part.
  package mutating func next() throws(Diagnostic) -> [Whole]? {
    if nextPart == nil && size == 0 { return nil }
    guard nextPart != nil else { return drained() }
    if size > 0 { try spill() }
    while let part = nextPart, part < Self.partCount {
      nextPart = part + 1
      guard let bytes = try store?.take(part: part), !bytes.isEmpty else { continue }
      PieceBytes.read(bytes) { piece, source in merge(piece, source) }
      return drained()
    }
    return nil
  }

  private mutating func drained() -> [Whole] {
    var wholes: [Whole] = []
    for (piece, source) in pieces {
      for session in sessions?.sessions(of: piece) ?? [piece] {
        var tail = session
        tail.keepOnly(needs)
        wholes.append((tail, source))
      }
    }
    forget()
    return wholes
  }

  private mutating func forget() {
    groups = [:]
    pieces = []
    size = 0
  }

  private mutating func merge(_ piece: Conversation, _ source: Source) {
    guard let known = groups[piece.id] else {
      groups[piece.id] = pieces.count
      pieces.append((piece, source))
      return
    }
    pieces[known].conversation.merge(piece)
  }

  private mutating func spill() throws(Diagnostic) {
    nextPart = 0
    var parts: [Int: [UInt8]] = [:]
    for (piece, source) in pieces {
      PieceBytes.write(piece, source, to: &parts[Self.part(of: piece.id), default: []])
    }
    forget()
    for (part, bytes) in parts { try store?.append(bytes, toPart: part) }
  }

  /// FNV-1a: the same in every run, which a `Hasher` is not.
  private static func part(of id: String) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(hash % UInt64(partCount))
  }
}

/// A place for pieces of conversations outside memory; whoever makes it removes it afterwards.
package protocol PieceStore: Sendable {
  /// Adds bytes at the end of a part.
  mutating func append(_ bytes: [UInt8], toPart part: Int) throws(Diagnostic)
  /// Returns all bytes of a part, in order; it is not asked for again.
  mutating func take(part: Int) throws(Diagnostic) -> [UInt8]
}

extension Conversation {
  /// Adds another piece of the same conversation: messages in the order of their times, those
  /// without a time after the ones before them.
  mutating func merge(_ other: Conversation) {
    let isInOrder = other.startedAt.map { start in endedAt.map { $0 <= start } ?? true } ?? true
    messages += other.messages
    if !isInOrder { sortMessages() }
    startedAt = [startedAt, other.startedAt].compactMap { $0 }.min()
    endedAt = [endedAt, other.endedAt].compactMap { $0 }.max()
    authID = authID ?? other.authID
    businessID = businessID ?? other.businessID
    channel = channel ?? other.channel
    agent = other.agent ?? agent
    attributes.merge(other.attributes) { _, later in later }
    fields += other.fields
  }

  private mutating func sortMessages() {
    var last = Timestamp(milliseconds: .min)
    let keyed = messages.enumerated().map { index, message in
      last = message.at ?? last
      return (key: last, index: index, message: message)
    }
    messages = keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.message)
  }
}
