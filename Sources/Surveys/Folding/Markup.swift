/// The markup of a text: HTML elements, character references, and marks of emphasis.
struct Markup {
  /// What to leave out, in order.
  private(set) var cuts: [Range<Int>] = []
  /// Elements that part lines, by their first scalar.
  private(set) var breaks: Set<Int> = []
  /// Character references.
  private(set) var entities: [(range: Range<Int>, scalar: Unicode.Scalar)] = []

  private let scalars: [Unicode.Scalar]

  /// Finds the markup of a text.
  init(in scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    var position = 0
    while position < scalars.count {
      switch scalars[position] {
      case "<": position = readElement(at: position)
      case "&": position = readEntity(at: position)
      default: position += 1
      }
    }
    findEmphasis()
    cuts.sort { $0.lowerBound < $1.lowerBound }
  }

  /// Whether a text may hold markup.
  static func mayStand(in bytes: some Sequence<UInt8>) -> Bool {
    bytes.contains { $0 == 0x3C || $0 == 0x26 || $0 == 0x2A || $0 == 0x5F || $0 == 0x7E }
  }

  private mutating func readElement(at start: Int) -> Int {
    var end = start + 1
    if end < scalars.count, scalars[end] == "/" { end += 1 }
    var name = ""
    while end < scalars.count, scalars[end].isASCII,
      scalars[end].properties.isAlphabetic
        || ("0"..."9").contains(scalars[end]), name.utf8.count < 11
    {
      name.unicodeScalars.append(scalars[end])
      end += 1
    }
    guard let breaksLine = Self.elements[name.lowercased()] else { return start + 1 }
    let limit = min(scalars.count, start + 2_000)
    while end < limit, scalars[end] != ">" { end += 1 }
    guard end < limit else { return start + 1 }
    cuts.append(start..<end + 1)
    if breaksLine { breaks.insert(start) }
    return end + 1
  }

  private mutating func readEntity(at start: Int) -> Int {
    var end = start + 1
    var name = ""
    while end < scalars.count, scalars[end] != ";", name.utf8.count < 9 {
      name.unicodeScalars.append(scalars[end])
      end += 1
    }
    guard end < scalars.count, scalars[end] == ";", let scalar = Self.reference(name) else {
      return start + 1
    }
    entities.append((start..<end + 1, scalar))
    return end + 1
  }

  private static func reference(_ name: String) -> Unicode.Scalar? {
    if let named = named[name.lowercased()] { return named }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let value =
      digits.hasPrefix("x") || digits.hasPrefix("X")
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init)
  }

  /// Marks that open before a word and close after one on the same line: `*Yes*`, `_4_`, `**5**`.
  private mutating func findEmphasis() {
    var open: [Unicode.Scalar: Int] = [:]
    for position in scalars.indices {
      let scalar = scalars[position]
      if scalar == "\n" { open = [:] }
      guard scalar == "*" || scalar == "_" || scalar == "~" else { continue }
      if let start = open[scalar], isText(position - 1), !isText(position + 1),
        position - start > 1
      {
        cuts.append(start..<start + 1)
        cuts.append(position..<position + 1)
        open[scalar] = nil
      } else if isText(position + 1), !isText(position - 1) {
        open[scalar] = position
      }
    }
    dropDoubledMarks()
  }

  /// The outer marks of `**5**`, once the inner ones are known.
  private mutating func dropDoubledMarks() {
    for cut in cuts where cut.count == 1 {
      let mark = scalars[cut.lowerBound]
      for beside in [cut.lowerBound - 1, cut.lowerBound + 1]
      where scalars.indices.contains(beside) && scalars[beside] == mark {
        cuts.append(beside..<beside + 1)
      }
    }
  }

  private func isText(_ position: Int) -> Bool {
    guard scalars.indices.contains(position) else { return false }
    let scalar = scalars[position]
    return scalar != "*" && scalar != "_" && scalar != "~" && !scalar.properties.isWhitespace
      && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || !scalar.isASCII || (position > 0 && "!?.,)".unicodeScalars.contains(scalar)))
  }

  private static let named: [String: Unicode.Scalar] = [
    "nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "rsquo": "'",
    "lsquo": "'", "hellip": "…", "mdash": "-", "ndash": "-",
    "agrave": "à", "egrave": "è", "igrave": "ì", "ograve": "ò", "ugrave": "ù", "aacute": "á",
    "eacute": "é", "iacute": "í", "oacute": "ó", "uacute": "ú", "yacute": "ý", "acirc": "â",
    "ecirc": "ê", "icirc": "î", "ocirc": "ô", "ucirc": "û", "atilde": "ã", "ntilde": "ñ",
    "otilde": "õ", "auml": "ä", "euml": "ë", "iuml": "ï", "ouml": "ö", "uuml": "ü", "yuml": "ÿ",
    "aring": "å", "ccedil": "ç", "szlig": "ß", "iquest": "¿", "iexcl": "¡", "oslash": "ø",
    "aelig": "æ", "oelig": "œ", "laquo": "\"", "raquo": "\"", "euro": "€", "deg": "°",
    "ldquo": "\"", "rdquo": "\"",
  ]

  /// The elements that chats hold, and whether each parts lines.
  private static let elements: [String: Bool] = [
    "a": false, "b": false, "i": false, "u": false, "s": false, "em": false, "strong": false,
    "p": true, "br": true, "div": true, "span": false, "ul": true, "ol": true, "li": true,
    "font": false, "small": false, "big": false, "h1": true, "h2": true, "h3": true, "h4": true,
    "h5": true, "h6": true, "hr": true, "img": false, "table": true, "tr": true, "td": true,
    "th": true, "tbody": true, "thead": true, "pre": true, "code": false, "blockquote": true,
    "sub": false, "sup": false, "del": false, "ins": false, "mark": false, "center": true,
    "body": true, "html": true, "head": true, "button": true, "label": true, "speak": true,
  ]
}
