import Foundation

extension Library {
  static let encoders = FunctionTable([
    (
      "base64.encode",
      [
        .one("base64_encode_bytes", .bytes, .string) { (value) throws(EvaluationError) in
          guard case .bytes(let bytes) = value else { throw EvaluationSentence.noOverload.error }
          return .string(Data(bytes).base64EncodedString())
        }
      ]
    ),
    (
      "base64.decode",
      [
        .one("base64_decode_string", .string, .bytes) { (value) throws(EvaluationError) in
          guard case .string(let text) = value else { throw EvaluationSentence.noOverload.error }
          let missing = (4 - text.utf8.count % 4) % 4
          guard let data = Data(base64Encoded: text + String(repeating: "=", count: missing))
          else { throw EvaluationSentence.badEncoding.error }
          return .bytes(Array(data))
        }
      ]
    ),
  ])
}
