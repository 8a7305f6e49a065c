internal import Crypto
package import Diagnostics
internal import Foundation

extension Manifest {
  /// The manifest as the file holds it: JSON, keys in alphabetical order.
  package var bytes: [UInt8] { JSONFile.bytes(of: self) }

  /// The digest that the next run's manifest names: of the file's bytes.
  package var digest: String { Digest.hex(of: bytes) }

  /// Returns the manifest in a report directory.
  package static func read(in directory: String) throws(Diagnostic) -> Manifest {
    let path = ReportPath.manifest(in: directory)
    return try JSONFile.read(Manifest.self, from: path)
  }

  /// Signs it with a plan key.
  mutating func sign(key: [UInt8]) {
    signature = Digest.hex(HMAC<SHA256>.authenticationCode(for: unsigned, using: .init(data: key)))
  }

  /// Returns whether the signature is that of a plan key; the time does not depend on where they
  /// differ.
  func isSigned(key: [UInt8]) -> Bool {
    guard let signature, let code = Digest.bytes(hex: signature) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(
      code, authenticating: unsigned, using: .init(data: key))
  }

  private var unsigned: [UInt8] {
    var copy = self
    copy.signature = nil
    return copy.bytes
  }
}

/// SHA-256 as hex digits.
package enum Digest {
  /// Returns the digest of bytes.
  package static func hex(of bytes: [UInt8]) -> String {
    hex(SHA256.hash(data: bytes))
  }

  /// Returns bytes as lower-case hex digits, two each.
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits: StaticString = "0123456789abcdef"
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits.utf8Start[Int(byte >> 4)])
      text.append(digits.utf8Start[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  static func bytes(hex text: String) -> [UInt8]? {
    let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == text.utf8.count, digits.count % 2 == 0 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(digits[$0] * 16 + digits[$0 + 1])
    }
  }
}

/// A small file of JSON that people may read too.
enum JSONFile {
  static func bytes(of value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Encoding fails only for numbers that are not finite, and these values hold none.
    return ((try? encoder.encode(value)).map(Array.init) ?? []) + [0x0A]
  }

  static func read<Value: Decodable>(
    _ type: Value.Type, from path: String
  ) throws(Diagnostic) -> Value {
    let bytes = try LineReader.contents(of: path)
    guard let value = try? JSONDecoder().decode(type, from: Data(bytes)) else {
      throw ReportFailure.malformed(path, line: nil)
    }
    return value
  }
}

/// The files of a report directory.
package enum ReportPath {
  static let names = [
    "index.html", "manifest.json", "summary.json", "decisions.ndjson", "decisions.csv",
    "submissions.ndjson", "reviews.ndjson", "unreadable.ndjson",
  ]

  package static func manifest(in directory: String) -> String { directory + "/manifest.json" }
  package static func summary(in directory: String) -> String { directory + "/summary.json" }
  package static func page(in directory: String) -> String { directory + "/index.html" }
  package static func plan(in directory: String) -> String { directory + "/submissions.ndjson" }
  package static func decisions(in directory: String) -> String { directory + "/decisions.ndjson" }
  package static func reviews(in directory: String) -> String { directory + "/reviews.ndjson" }
  package static func verdicts(in directory: String) -> String { directory + "/verdicts.csv" }
  package static func sample(in directory: String) -> String { directory + "/sample.csv" }
  package static func applied(in directory: String) -> String { directory + "/applied.json" }
}
