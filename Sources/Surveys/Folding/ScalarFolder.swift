import Foundation

/// Folds one scalar at a time and remembers what became of it.
///
/// One per worker: it grows with the scalars seen, at most to one entry for each scalar.
final class ScalarFolder {
  private var pages: [[[UInt8]?]?] = Array(repeating: nil, count: 0x1100)

  /// Returns the UTF-8 of the folded scalar; empty where it is dropped.
  func fold(_ scalar: Unicode.Scalar) -> [UInt8] {
    let page = Int(scalar.value >> 8)
    let place = Int(scalar.value & 0xFF)
    if let known = pages[page]?[place] { return known }
    let bytes = Self.folded(scalar)
    if pages[page] == nil { pages[page] = Array(repeating: nil, count: 256) }
    pages[page]?[place] = bytes
    return bytes
  }

  private static func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
    var result = ""
    for part in String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars {
      append(part, to: &result)
    }
    return Array(result.utf8)
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    if let special = FoldingTable.replacements[scalar] {
      result += special
    } else if let digit = decimal(scalar) {
      result += String(digit)
    } else if isDropped(scalar) {
      return
    } else if scalar.properties.isWhitespace {
      result += isLineBreak(scalar) ? "\n" : " "
    } else {
      for upper in scalar.properties.uppercaseMapping.unicodeScalars {
        for lower in upper.properties.lowercaseMapping.unicodeScalars where !isDropped(lower) {
          result += FoldingTable.replacements[lower] ?? String(lower)
        }
      }
    }
  }

  private static func decimal(_ scalar: Unicode.Scalar) -> Int? {
    guard scalar.properties.numericType == .decimal,
      let value = scalar.properties.numericValue
    else { return nil }
    return Int(value)
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x0640, 0x064B...0x065F, 0x0670, 0x20E3, 0xFE00...0xFE0F,
      0x1F3FB...0x1F3FF, 0xE0000...0xE01EF, 0x093C, 0x09BC, 0x0A3C, 0x0ABC, 0x0B3C, 0x0CBC:
      true
    default:
      switch scalar.properties.generalCategory {
      case .format, .surrogate: true
      case .control: !scalar.properties.isWhitespace
      default: false
      }
    }
  }
}

/// What folds to something that Unicode's compatibility forms and case do not give.
enum FoldingTable {
  /// Scalars written in several ways that readers take for one.
  static let replacements: [Unicode.Scalar: String] = [
    "‘": "'", "’": "'", "‛": "'", "´": "'", "ʼ": "'", "`": "'", "“": "\"", "”": "\"", "„": "\"",
    "«": "\"", "»": "\"", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "、": ",", "。": ".", "،": ",", "؛": ";", "؟": "?", "।": ".", "॥": ".", "۔": ".", "٫": ".",
    "：": ":", "・": " ", "¿": " ", "¡": " ", "đ": "d", "ø": "o", "ł": "l", "ı": "i",
    "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ة": "ه", "ے": "ي", "ں": "ن",
    "ँ": "ं", "ৎ": "ত্", "ঁ": "", "ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്",
    "ੰ": "ਂ", "\u{1F51F}": "10", "\u{FFFD}": " ",
  ]
}
