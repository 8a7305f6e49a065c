internal import Foundation

extension [UInt8] {
  /// The bytes as SQLite takes a blob.
  var data: Data { Data(self) }

  /// Makes bytes of a blob; nil stays nil.
  init?(bytes data: Data?) {
    guard let data else { return nil }
    self = Array(data)
  }
}
