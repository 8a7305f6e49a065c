/// A piece of a folded text.
struct Token: Sendable {
  /// What it is.
  enum Kind: Sendable, Hashable {
    case word
    /// A number, with its sign and fraction.
    case number(Double)
    /// Any other scalar that is seen.
    case sign(Unicode.Scalar)
    case lineBreak
  }

  var kind: Kind
  /// Its bytes in the folded text.
  var range: Range<Int>
  /// Whether white space, a line or the text's beginning stands before it.
  var isSpaced: Bool

  /// Whether it is made of letters or digits.
  var isSpoken: Bool {
    switch kind {
    case .word, .number: true
    case .sign, .lineBreak: false
    }
  }
}
