/// Lays out XML elements as a tape: an element is an object of its attributes (`@name`), its texts
/// (`#text`) and its children in document order; one with nothing but text is a string.
final class ElementTreeBuilder {
  private struct Open {
    var index: Int
    /// Whether anything but text is in it.
    var isRich: Bool
    /// How many texts it has so far.
    var texts: Int
  }

  let tape = TapeBuilder()
  @exclusivity(unchecked) private var open: [Open] = []
  @exclusivity(unchecked) private var text: Int?
  @exclusivity(unchecked) private var textKey = 0
  @exclusivity(unchecked) private var names = ElementNames()
  private let attributes: Set<String>?
  private let maximumDepth: Int
  private(set) var isTooDeep = false

  init(attributes: Set<String>?, limits: ReadingLimits) {
    self.attributes = attributes
    maximumDepth = limits.depth
  }

  func reset() {
    tape.reset()
    open.removeAll(keepingCapacity: true)
    names.beginTree()
    text = nil
    isTooDeep = false
    let name: StaticString = "#text"
    textKey = tape.store(
      UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  /// Begins an element; false where it is nested too deep.
  func begin(_ name: UnsafePointer<UInt8>) -> Bool {
    endText()
    if !open.isEmpty {
      open[open.count - 1].isRich = true
      tape.refer(to: stored(name, isAttribute: false))
    }
    open.append(Open(index: tape.open(.object), isRich: false, texts: 0))
    isTooDeep = open.count > maximumDepth
    return !isTooDeep
  }

  func attribute(_ name: UnsafePointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
    let stored = stored(name, isAttribute: true)
    guard stored >= 0 else { return }
    open[open.count - 1].isRich = true
    tape.refer(to: stored)
    tape.refer(to: tape.store(value))
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !open.isEmpty else { return }
    if text == nil {
      let begin = tape.beginString()
      text = begin
    }
    tape.appendText(bytes)
  }

  func end() {
    endText()
    guard let element = open.popLast() else { return }
    if element.isRich || open.isEmpty || element.texts > 1 {
      tape.close(element.index)
    } else if element.texts == 1 {
      tape.replace(from: element.index, with: tape.word(element.index + 2))
    } else {
      let empty = tape.store(UnsafeBufferPointer(start: nil, count: 0))
      tape.replace(from: element.index, with: 0x22 << 56 | UInt64(empty))
    }
  }

  private func endText() {
    guard let begin = text else { return }
    text = nil
    tape.endString(begin)
    tape.refer(to: textKey)
    tape.refer(to: begin)
    open[open.count - 1].texts += 1
  }

  /// Forgets what is known of names: their addresses may mean others from now on.
  func forgetNames() {
    names = ElementNames()
  }

  /// Where a name's bytes are; -1 for an attribute that nobody looks at.
  @inline(__always)
  private func stored(_ name: UnsafePointer<UInt8>, isAttribute: Bool) -> Int {
    if let known = names.stored(name, isAttribute: isAttribute) { return known }
    return store(name, isAttribute: isAttribute)
  }

  private func store(_ name: UnsafePointer<UInt8>, isAttribute: Bool) -> Int {
    let bytes = UnsafeBufferPointer(start: name, count: strlen(name))
    var stored = -1
    if names.isWanted(name, isAttribute: isAttribute) ?? isWanted(bytes, isAttribute: isAttribute) {
      stored = tape.store(bytes, prefix: isAttribute ? 0x40 : nil)
    }
    names.note(name, isAttribute: isAttribute, stored: stored)
    return stored
  }

  private func isWanted(_ name: UnsafeBufferPointer<UInt8>, isAttribute: Bool) -> Bool {
    guard isAttribute, let attributes else { return true }
    return attributes.contains("@" + String(decoding: name, as: UTF8.self))
  }

  private func strlen(_ name: UnsafePointer<UInt8>) -> Int {
    var length = 0
    while name[length] != 0 { length += 1 }
    return length
  }
}
