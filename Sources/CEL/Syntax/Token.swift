/// A word of an expression, and where it stands.
struct Token {
  enum Kind: Hashable {
    case identifier(String)
    case quotedIdentifier(String)
    case literal(Value)
    case symbol(String)
    case end
  }

  let kind: Kind
  let range: Range<Int>

  /// The token as a mistake names it.
  var name: String {
    switch kind {
    case .identifier(let name): "\"\(name)\""
    case .quotedIdentifier(let name): "\"`\(name)`\""
    case .literal: "a literal"
    case .symbol(let symbol): "\"\(symbol)\""
    case .end: "the end"
    }
  }

  func isSymbol(_ symbol: String) -> Bool { kind == .symbol(symbol) }
}
