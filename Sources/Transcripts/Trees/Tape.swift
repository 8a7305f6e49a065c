/// A tree as simdjson lays it out: 64-bit words in document order, and the strings beside them.
///
/// XML elements and lines of text are laid out the same way (``TapeBuilder``), so that one mapping
/// engine reads all formats. It points into its parser's memory and lives until the next parse.
struct Tape {
  let words: UnsafePointer<UInt64>
  let strings: UnsafePointer<UInt8>
}

/// A value of a tape.
struct Node {
  let tape: Tape
  let index: Int

  /// What a value is: the type letters of the tape.
  enum Kind: UInt8 {
    case object = 0x7B
    case array = 0x5B
    case string = 0x22
    case integer = 0x6C
    case unsigned = 0x75
    case double = 0x64
    case yes = 0x74
    case no = 0x66
    case null = 0x6E
  }

  @inline(__always) var word: UInt64 { tape.words[index] }
  @inline(__always) var letter: UInt8 { UInt8(truncatingIfNeeded: word >> 56) }
  @inline(__always) var kind: Kind { Kind(rawValue: letter) ?? .null }
  @inline(__always) var isContainer: Bool { letter == 0x7B || letter == 0x5B }
  @inline(__always) var isObject: Bool { letter == 0x7B }
  @inline(__always) var isString: Bool { letter == 0x22 }

  /// The index of the word after the value.
  @inline(__always) var end: Int {
    switch letter {
    case 0x7B, 0x5B: Int(word & 0xFFFF_FFFF)
    case 0x6C, 0x75, 0x64: index + 2
    default: index + 1
    }
  }

  /// The bytes of a string or of a key.
  @inline(__always) var bytes: UnsafeBufferPointer<UInt8> {
    let start = tape.strings + Int(word & 0x00FF_FFFF_FFFF_FFFF)
    let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return UnsafeBufferPointer(start: start + 4, count: Int(UInt32(littleEndian: length)))
  }

  @inline(__always) func at(_ index: Int) -> Node { Node(tape: tape, index: index) }

  /// The members of an object or the items of an array, in order; none of anything else.
  var children: Children { Children(node: self) }

  /// A container's values, with their keys where it is an object.
  struct Children: Sequence, IteratorProtocol {
    private let tape: Tape
    private let isObject: Bool
    private var index: Int
    private let end: Int

    @inline(__always) init(node: Node) {
      tape = node.tape
      isObject = node.isObject
      index = node.index + 1
      end = node.isContainer ? node.end - 1 : index
    }

    @inline(__always) mutating func next() -> (key: Node?, value: Node)? {
      guard index < end else { return nil }
      let key = isObject ? Node(tape: tape, index: index) : nil
      let value = Node(tape: tape, index: isObject ? index + 1 : index)
      index = value.end
      return (key, value)
    }
  }
}

extension Node {
  /// The first member with a key.
  @inline(__always) func child(_ key: FrozenText) -> Node? {
    guard isObject else { return nil }
    var index = self.index + 1
    let end = self.end - 1
    while index < end {
      let value = at(index + 1)
      if key.equals(at(index).bytes) { return value }
      index = value.end
    }
    return nil
  }

  /// The item at an index, from the end where negative.
  func item(_ index: Int) -> Node? {
    var count = 0
    if index < 0 {
      for _ in children { count += 1 }
    }
    var position = index < 0 ? index + count : index
    for (_, value) in children {
      if position == 0 { return value }
      position -= 1
    }
    return nil
  }
}
