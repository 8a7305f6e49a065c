internal import Crypto

/// Makes the ids of submissions.
public enum SubmissionID {
  /// Returns the first 32 hex digits of the SHA-256 of business id, user id, conversation id and the
  /// survey's anchor, each prefixed by its length in bytes and a colon.
  ///
  /// The values of the survey are not in it: a corrected rating has the same id. The anchor is
  /// written `@` and milliseconds since the epoch, or `#` and the ordinal.
  public static func of(
    businessID: Int64, authID: String, conversation: String, anchor: Outcome.Anchor
  ) -> String {
    let moment =
      switch anchor {
      case .time(let time): "@\(time.milliseconds)"
      case .ordinal(let index): "#\(index)"
      }
    var hash = SHA256()
    for part in [String(businessID), authID, conversation, moment] {
      var prefixed = "\(part.utf8.count):\(part)"
      prefixed.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
    return hex(hash.finalize().prefix(16))
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits: StaticString = "0123456789abcdef"
    return String(unsafeUninitializedCapacity: 32) { buffer in
      var count = 0
      for byte in bytes {
        buffer[count] = digits.utf8Start[Int(byte >> 4)]
        buffer[count + 1] = digits.utf8Start[Int(byte & 15)]
        count += 2
      }
      return count
    }
  }
}
