/// The wordings of one language, which are looked for only where it may be spoken.
struct WordingGroup: Sendable {
  /// What a wording that matches a sentence means.
  struct Hit: Sendable {
    /// The marker's place in the model.
    var marker: Int
    /// Whether the wording does not say what is rated.
    var isBare: Bool
  }

  /// The languages in which they are looked for; none means in every sentence.
  let languages: LanguageSet
  let spellings: Spellings
  let wordings: SharedPatterns
  /// For each wording what it means.
  let owners: [Hit]
  /// Patterns of which none may match; most groups' are never asked for, so they stand apart.
  let exceptions: SharedPatterns
  /// For each exception its marker's place in the model.
  let exceptionOwners: [Int]
  /// The markers that have exceptions, each once.
  let exempted: [Int]

  /// Returns the groups of a model's markers, in the order in which their languages first stand.
  static func groups(of markers: [Marker]) -> [WordingGroup] {
    var keys: [LanguageSet] = []
    for marker in markers {
      let key = key(of: marker)
      if !keys.contains(key) { keys.append(key) }
    }
    return keys.map { WordingGroup(markers, $0) }
  }

  private static func key(of marker: Marker) -> LanguageSet {
    marker.isOwn ? [] : marker.languages
  }

  private init(_ markers: [Marker], _ key: LanguageSet) {
    var wordings: [String] = []
    var owners: [Hit] = []
    var exceptions: [String] = []
    var exceptionOwners: [Int] = []
    var spellings = Spellings()
    var last = Spellings()
    for (place, marker) in markers.enumerated()
    where marker.kind != .statement && Self.key(of: marker) == key {
      wordings += marker.wordings + marker.bareWordings
      owners += marker.wordings.map { _ in Hit(marker: place, isBare: false) }
      owners += marker.bareWordings.map { _ in Hit(marker: place, isBare: true) }
      exceptions += marker.exceptions
      exceptionOwners += marker.exceptions.map { _ in place }
      // The markers of one file share theirs.
      if marker.spellings != last {
        spellings.add(marker.spellings)
        last = marker.spellings
      }
    }
    languages = key
    self.spellings = spellings
    self.wordings = SharedPatterns(wordings)
    self.owners = owners
    self.exceptions = SharedPatterns(exceptions)
    self.exceptionOwners = exceptionOwners
    exempted = Array(Set(exceptionOwners)).sorted()
  }
}

/// The wordings of all statements of a model, which are looked for in whole messages.
struct StatementWordings: Sendable {
  let patterns: SharedPatterns
  /// For each pattern its marker's place in the model.
  let owners: [Int]
  /// For each marker that has exceptions, by its place, these.
  let exceptions: [Int: SharedPatterns]

  init(_ markers: [Marker]) {
    var patterns: [String] = []
    var owners: [Int] = []
    var exceptions: [Int: SharedPatterns] = [:]
    for (place, marker) in markers.enumerated() where marker.kind == .statement {
      patterns += marker.wordings
      owners += marker.wordings.map { _ in place }
      if !marker.exceptions.isEmpty { exceptions[place] = SharedPatterns(marker.exceptions) }
    }
    self.patterns = SharedPatterns(patterns)
    self.owners = owners
    self.exceptions = exceptions
  }
}
