/// What was masked, by kind.
package struct MaskCounts: Sendable, Hashable {
  /// The number of each kind that occurred.
  package private(set) var counts: [MaskedKind: Int] = [:]

  package init() {}

  /// Takes the counts back from a summary, by the kinds' names.
  init(_ named: [String: Int]) {
    for (name, count) in named {
      if let kind = MaskedKind(rawValue: name) { counts[kind] = count }
    }
  }

  /// The number of all kinds together.
  package var total: Int { counts.values.reduce(0, +) }

  mutating func add(_ kind: MaskedKind) { counts[kind, default: 0] += 1 }

  mutating func add(_ other: MaskCounts) {
    guard !other.counts.isEmpty else { return }
    counts.merge(other.counts, uniquingKeysWith: +)
  }
}

/// A kind of personal data that is masked in reports.
package enum MaskedKind: String, Sendable, Hashable, CaseIterable {
  /// An e-mail address.
  case email
  /// A payment card number: 13 to 19 digits that pass Luhn's check.
  case card
  /// An Aadhaar number: 12 digits that pass Verhoeff's check.
  case aadhaar
  /// An international bank account number that passes its check (ISO 13616).
  case iban
  /// An Indian permanent account number.
  case pan
  /// A phone number.
  case phone
  /// A one-time password beside a word that says so.
  case otp
  /// What a pattern of the pipeline's own matches.
  case own
}
