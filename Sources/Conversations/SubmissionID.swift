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
    var text = ByteText()
    append(String(businessID), to: &text)
    append(authID, to: &text)
    append(conversation, to: &text)
    switch anchor {
    case .time(let time): append("@\(time.milliseconds)", to: &text)
    case .ordinal(let index): append("#\(index)", to: &text)
    }
    var hash = SHA256()
    text.withBytes { hash.update(bufferPointer: $0) }
    return hex(hash.finalize().prefix(16))
  }

  private static func append(_ part: String, to text: inout ByteText) {
    text.append(decimal: Int64(part.utf8.count))
    text.append(0x3A)
    text.append(part)
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
