/// Every sentence that this module says about an expression that cannot be compiled.
enum CompileSentence: Sendable, Hashable {
  case tooLong(limit: Int)
  case tooDeep(limit: Int)
  case unexpected(found: String, wanted: String)
  case unknownCharacter(String)
  case openString
  case badEscape(String)
  case badNumber(String)
  case reserved(String)
  case badMacro(String, wants: String)
  case unknownName(String, nearest: String?)
  case unknownFunction(String, nearest: String?)
  case unknownType(String, nearest: String?)
  case unknownField(String, type: String, nearest: String?)
  case noOverload(String, arguments: String, signatures: [String])
  case noFields(type: String)
  case noElements(type: String)
  case typeMismatch(found: String, wanted: String)
  case badLiteral(String, reason: String)
  case repeatedVariable(String)

  var code: String {
    switch self {
    case .tooLong: "expression-too-long"
    case .tooDeep: "expression-too-deep"
    case .unexpected: "syntax"
    case .unknownCharacter: "unknown-character"
    case .openString: "open-string"
    case .badEscape: "bad-escape"
    case .badNumber: "bad-number"
    case .reserved: "reserved-word"
    case .badMacro: "bad-macro"
    case .unknownName: "unknown-name"
    case .unknownFunction: "unknown-function"
    case .unknownType: "unknown-type"
    case .unknownField: "unknown-field"
    case .noOverload: "no-overload"
    case .noFields: "no-fields"
    case .noElements: "no-elements"
    case .typeMismatch: "type-mismatch"
    case .badLiteral: "bad-literal"
    case .repeatedVariable: "repeated-variable"
    }
  }

  var message: String {
    switch self {
    case .tooLong(let limit): "the expression is longer than \(limit) characters"
    case .tooDeep(let limit): "the expression is nested deeper than \(limit)"
    case .unexpected(let found, let wanted): "\(found) stands where \(wanted) is wanted"
    case .unknownCharacter(let text): "\"\(text)\" means nothing here"
    case .openString: "the text is not closed"
    case .badEscape(let text): "\"\(text)\" is no escape sequence"
    case .badNumber(let text): "\"\(text)\" is no number that fits its type"
    case .reserved(let word): "\"\(word)\" is a reserved word"
    case .badMacro(let name, let wants): "\"\(name)\" wants \(wants)"
    case .unknownName(let name, _): "there is no variable \"\(name)\""
    case .unknownFunction(let name, _): "there is no function \"\(name)\""
    case .unknownType(let name, _): "there is no object type \"\(name)\""
    case .unknownField(let name, let type, _): "\"\(type)\" has no field \"\(name)\""
    case .noOverload(let name, let arguments, _): "\"\(name)\" does not take (\(arguments))"
    case .noFields(let type): "a value of type \(type) has no fields"
    case .noElements(let type): "a value of type \(type) has no elements to go over"
    case .typeMismatch(let found, let wanted): "this is \(found), and \(wanted) is wanted"
    case .badLiteral(let kind, let reason): "this is no \(kind): \(reason)"
    case .repeatedVariable(let name): "both variables are called \"\(name)\""
    }
  }

  var remedy: String? {
    switch self {
    case .unknownName(_, let nearest), .unknownFunction(_, let nearest),
      .unknownType(_, let nearest), .unknownField(_, _, let nearest):
      nearest.map { "did you mean \"\($0)\"?" }
    case .noOverload(_, _, let signatures):
      signatures.isEmpty ? nil : "it takes \(signatures.joined(separator: ", or "))"
    case .tooLong, .tooDeep: "split it into variables"
    case .unknownCharacter("="): "compare with =="
    case .unknownCharacter("&"), .unknownCharacter("|"): "write && for and, || for or"
    case .unknownCharacter("“"), .unknownCharacter("”"), .unknownCharacter("‘"),
      .unknownCharacter("’"):
      "write straight quotation marks: \"…\""
    case .openString: "close it with the quotation mark that opened it"
    case .badEscape: "write \\\\ for a backslash, or r\"…\" for text without escapes"
    default: nil
    }
  }
}
