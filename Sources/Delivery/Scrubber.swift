internal import Ledger

/// Takes credentials out of what a server sent back, before it is kept.
struct Scrubber: Sendable {
  /// How many bytes of an answer are kept.
  static let kept = 2048

  private let needles: [[UInt8]]

  init(token: Secret, clientID: Secret) {
    let values = [token, clientID].map { $0.reveal { $0 } }
    let forms = values.flatMap { [$0, $0.replacing("/", with: "\\/")] }
    needles = Set(forms).sorted { $0.utf8.count > $1.utf8.count }.map { Array($0.utf8) }
  }

  /// Returns the beginning of an answer with the mask where a credential stood.
  ///
  /// What was read goes beyond what is kept, so that no credential is cut in two at its end.
  func scrubbed(_ body: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var index = 0
    while index < body.count && out.count < Self.kept {
      if let needle = needles.first(where: { body[index...].starts(with: $0) }) {
        out += Secret.mask.utf8
        index += needle.count
      } else {
        out.append(body[index])
        index += 1
      }
    }
    return out
  }
}
