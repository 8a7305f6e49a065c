/// Lays out a tree word by word, as simdjson does.
///
/// The tree lives until the builder is reset. Offsets, not pointers, are kept while it grows.
final class TapeBuilder {
  @exclusivity(unchecked) private var words: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var wordCapacity = 1 << 10
  @exclusivity(unchecked) private var wordCount = 0
  @exclusivity(unchecked) private var strings: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var stringCapacity = 1 << 16
  @exclusivity(unchecked) private var stringCount = 0
  /// Where the open string's length stands; nil where none is open.
  private var openString: Int?

  init() {
    words = .allocate(capacity: wordCapacity)
    strings = .allocate(capacity: stringCapacity)
  }

  deinit {
    words.deallocate()
    strings.deallocate()
  }

  /// Forgets the tree; memory that one huge record took is given back.
  func reset() {
    if stringCapacity > 1 << 24 {
      strings.deallocate()
      stringCapacity = 1 << 16
      strings = .allocate(capacity: stringCapacity)
    }
    wordCount = 0
    stringCount = 0
    openString = nil
    append(0x72 << 56)
  }

  /// The root of the finished tree.
  var root: Node { Node(tape: Tape(words: words, strings: strings), index: 1) }

  /// The index that the next word gets.
  var next: Int { wordCount }

  @inline(__always) func append(_ word: UInt64) {
    if wordCount == wordCapacity { growWords() }
    words[wordCount] = word
    wordCount += 1
  }

  /// Replaces all words from an index on by one.
  @inline(__always) func replace(from index: Int, with word: UInt64) {
    words[index] = word
    wordCount = index + 1
  }

  func word(_ index: Int) -> UInt64 { words[index] }

  /// Begins an object or a list; returns its index for `close`.
  @inline(__always) func open(_ kind: Node.Kind) -> Int {
    append(UInt64(kind.rawValue) << 56)
    return wordCount - 1
  }

  /// Ends the container that begins at an index.
  @inline(__always) func close(_ begin: Int) {
    let letter = words[begin] >> 56
    append((letter + 2) << 56 | UInt64(begin))
    words[begin] = letter << 56 | UInt64(wordCount)
  }

  /// Writes a string's bytes without a word that refers to them; returns where they are.
  @inline(__always) func store(_ bytes: UnsafeBufferPointer<UInt8>, prefix: UInt8? = nil) -> Int {
    let begin = beginString()
    if let prefix {
      reserve(1)
      strings[stringCount] = prefix
      stringCount += 1
    }
    appendText(bytes)
    endString(begin)
    return begin
  }

  /// Refers to stored bytes: a key or a value.
  @inline(__always) func refer(to stored: Int) {
    append(0x22 << 56 | UInt64(stored))
  }

  @inline(__always) func string(_ text: String) {
    var text = text
    refer(to: text.withUTF8 { store($0) })
  }

  @inline(__always) func beginString() -> Int {
    reserve(4)
    let begin = stringCount
    stringCount += 4
    return begin
  }

  @inline(__always) func appendText(_ bytes: UnsafeBufferPointer<UInt8>) {
    reserve(bytes.count)
    if let base = bytes.baseAddress {
      (strings + stringCount).update(from: base, count: bytes.count)
    }
    stringCount += bytes.count
  }

  @inline(__always) func endString(_ begin: Int) {
    let length = UInt32(stringCount - begin - 4)
    UnsafeMutableRawPointer(strings + begin).storeBytes(of: length.littleEndian, as: UInt32.self)
    strings[stringCount] = 0
    stringCount += 1
  }

  /// Makes room, with what a parser or a key's comparison may read beyond it.
  @inline(__always) private func reserve(_ count: Int) {
    if stringCount + count + JSONParser.padding > stringCapacity { growStrings(count) }
  }

  private func growWords() {
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: wordCapacity * 2)
    larger.update(from: words, count: wordCount)
    words.deallocate()
    words = larger
    wordCapacity *= 2
  }

  private func growStrings(_ count: Int) {
    let capacity = max(stringCapacity * 2, stringCount + count + 2 * JSONParser.padding)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: strings, count: stringCount)
    strings.deallocate()
    strings = larger
    stringCapacity = capacity
  }
}
