/// Every sentence that this module says about an evaluation that fails.
enum EvaluationSentence: String, CaseIterable {
  case noOverload = "the function does not take values of these types"
  case unknownFunction = "there is no such function"
  case unknownName = "there is no such variable"
  case noValue = "the variable has no value"
  case noFieldSelection = "the value has no fields"
  case noSuchField = "the object has no such field"
  case noSuchKey = "the map has no such key"
  case unsupportedKey = "a map's key is a bool, a number that is whole, or a text"
  case repeatedKey = "the map has the key twice"
  case indexOutOfRange = "the index is outside the list"
  case textIndexOutOfRange = "the index is outside the text"
  case overflow = "the result does not fit its type"
  case divisionByZero = "a number is divided by zero"
  case moduloByZero = "the remainder of a division by zero is asked for"
  case badConversion = "the value cannot be converted to that type"
  case badPattern = "the text is no regular expression that RE2 takes"
  case badTimestamp = "the text is no timestamp"
  case badDuration = "the text is no duration"
  case badTimeZone = "the text is no time zone"
  case timeOutOfRange = "the time is outside the years 1 to 9999"
  case emptyOptional = "the optional holds no value"
  case notOptional = "the value after ? is no optional"
  case badFormat = "the format has a clause that does not exist"
  case formatMismatch = "a format clause does not take a value of that type"
  case missingArgument = "the format has more clauses than there are values"
  case badEncoding = "the text is no base64"
  case badAddress = "the text is no network address"
  case tooLarge = "the result is too large"
  case costLimit = "the evaluation costs more than it may"
  case cancelled = "the evaluation was cancelled"
  case noImplementation = "the function is declared without an implementation"
  case badBits = "the number of bits to shift is negative"
  case noArguments = "the list has no elements"
  case notComparable = "the elements cannot be put in order"

  var kind: EvaluationError.Kind {
    switch self {
    case .noOverload, .noFieldSelection, .notOptional, .notComparable: .noSuchOverload
    case .unknownFunction, .unknownName, .noValue, .noImplementation: .unknownName
    case .noSuchField: .noSuchField
    case .noSuchKey: .noSuchKey
    case .indexOutOfRange, .textIndexOutOfRange: .indexOutOfRange
    case .overflow, .timeOutOfRange: .overflow
    case .divisionByZero, .moduloByZero: .divisionByZero
    case .badConversion: .conversion
    case .emptyOptional: .emptyOptional
    case .costLimit, .tooLarge: .costLimit
    case .cancelled: .cancelled
    default: .invalidArgument
    }
  }

  var error: EvaluationError { EvaluationError(kind, rawValue) }
}
