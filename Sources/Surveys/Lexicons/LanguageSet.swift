/// Some of the languages of a model, by their place in it; at most 64 are loaded.
struct LanguageSet: OptionSet, Sendable, Hashable {
  let rawValue: UInt64

  /// The language at a place.
  static func language(_ place: Int) -> LanguageSet { LanguageSet(rawValue: 1 << UInt64(place)) }
}
