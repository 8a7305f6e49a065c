/// Values by folded words, in one block of memory.
///
/// Words are told apart by their bytes. A `String` as a key is hashed and compared by its canonical
/// form, which takes most of the time that words of other scripts than Latin cost.
struct WordTable<Value: Sendable>: Sendable {
  private var bytes: [UInt8] = []
  /// Where the words begin among the bytes, and where the last one ends.
  private var ends: [Int] = [0]
  private(set) var values: [Value] = []
  /// For each hash the place of a word, or -1; of a size that is a power of two, at most half full.
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  /// How many words it holds.
  var count: Int { values.count }
  var isEmpty: Bool { values.isEmpty }

  /// The value of a word; nil where it is unknown.
  subscript(word: ArraySlice<UInt8>) -> Value? {
    find(word, hash: WordHash(word)).map { values[$0] }
  }

  /// The value of a word whose hash is known.
  subscript(word: ArraySlice<UInt8>, hash: WordHash) -> Value? {
    find(word, hash: hash).map { values[$0] }
  }

  /// Changes the value of a word, which is the given one where the word is new.
  mutating func update(
    _ word: ArraySlice<UInt8>, default new: @autoclosure () -> Value,
    _ change: (inout Value) -> Void = { _ in }
  ) {
    let hash = WordHash(word)
    let place = find(word, hash: hash) ?? insert(word, hash, new())
    change(&values[place])
  }

  private func find(_ word: ArraySlice<UInt8>, hash: WordHash) -> Int? {
    var slot = hash.slot(of: slots.count)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if bytes[ends[place]..<ends[place + 1]].elementsEqual(word) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func insert(
    _ word: ArraySlice<UInt8>, _ hash: WordHash, _ value: Value
  ) -> Int {
    if values.count * 2 >= slots.count { grow() }
    fill(hash, values.count)
    values.append(value)
    bytes += word
    ends.append(bytes.count)
    return values.count - 1
  }

  private mutating func fill(_ hash: WordHash, _ place: Int) {
    var slot = hash.slot(of: slots.count)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(place)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for place in values.indices { fill(WordHash(bytes[ends[place]..<ends[place + 1]]), place) }
  }
}

/// A word's hash, which its beginnings have on the way: FNV-1a. A table holds words of lexicons
/// alone, so no text can make it slow.
struct WordHash {
  private var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  init(_ word: ArraySlice<UInt8>) {
    for byte in word { append(byte) }
  }

  mutating func append(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Its place in a table of so many slots, a power of two.
  func slot(of size: Int) -> Int {
    Int(truncatingIfNeeded: value ^ value >> 29) & (size - 1)
  }
}
