import Conversations
import Patterns

/// Finds the markers in a bot's, agent's or system's message; one per worker.
final class MarkerFinder {
  private let markers: [Marker]
  private let vocabulary: Vocabulary
  /// The wordings of one language, which are looked for only where it may be spoken.
  private struct Group {
    let languages: LanguageSet
    let spellings: Spellings
    let patterns: PatternSet
    /// For each pattern its marker, and what it does there.
    let owners: [Hit]
  }

  /// A pattern that matches a sentence.
  private struct Hit {
    /// What a pattern does for its marker.
    enum Part {
      case wording, bareWording, exception
    }

    var marker: Int
    var part: Part
  }

  private let groups: [Group]
  private let statementPatterns: PatternSet
  private let statementOwners: [(marker: Int, pattern: String)]
  /// For each marker of statements that has exceptions, these.
  private let statementExceptions: [Int: PatternSet]
  private var matchers: [Int: Pattern] = [:]

  init(_ model: SurveyModel) {
    markers = model.markers
    vocabulary = model.vocabulary
    var statements: [(marker: Int, pattern: String)] = []
    var keys: [LanguageSet] = []
    for (place, marker) in markers.enumerated() {
      if marker.kind == .statement { statements += marker.wordings.map { (place, $0) } }
      let key = Self.key(of: marker)
      if !keys.contains(key) { keys.append(key) }
    }
    let all = markers
    groups = keys.map { Self.group(all, $0) }
    statementOwners = statements
    statementExceptions = Dictionary(
      uniqueKeysWithValues: all.indices.filter {
        all[$0].kind == .statement && !all[$0].exceptions.isEmpty
      }.map { ($0, PatternSet(all[$0].exceptions)) })
    statementPatterns = PatternSet(statements.map(\.pattern))
  }

  /// The languages in which a marker is looked for; none means in every sentence.
  private static func key(of marker: Marker) -> LanguageSet {
    marker.isOwn ? [] : marker.languages
  }

  private static func group(_ markers: [Marker], _ key: LanguageSet) -> Group {
    var patterns: [String] = []
    var owners: [Hit] = []
    var spellings = Spellings()
    for (place, marker) in markers.enumerated()
    where marker.kind != .statement && Self.key(of: marker) == key {
      let parts: [([String], Hit.Part)] = [
        (marker.wordings, .wording), (marker.bareWordings, .bareWording),
        (marker.exceptions, .exception),
      ]
      for (some, part) in parts {
        patterns += some
        owners += some.map { _ in Hit(marker: place, part: part) }
      }
      spellings.add(marker.spellings)
    }
    return Group(
      languages: key, spellings: spellings, patterns: PatternSet(patterns), owners: owners)
  }

  /// The patterns that match a sentence, and the languages that it is most likely in.
  private func hits(
    in sentence: Sentence, _ spoken: SpokenLanguages
  ) -> (hits: [Hit], likely: LanguageSet) {
    let hits = groups.flatMap { group -> [Hit] in
      guard spoken.includes(group.languages) else { return [] }
      let bytes = group.spellings.applied(to: sentence.bytes)
      return group.patterns.matches(in: bytes[...]).map { group.owners[$0] }
    }
    return (hits, spoken.likely)
  }

  /// Returns what a message means for a survey.
  func prompt(of message: Message, folded: FoldedText, folder: TextFolder) -> Prompt {
    let stated = statements(in: folded, by: message.role)
    guard message.kind != .event else { return Prompt(folded: folded, statements: stated) }
    let sentences = Sentence.sentences(of: folded.bytes)
    var builder = PromptBuilder(
      folded: folded, choices: message.choices, vocabulary: vocabulary, folder: folder)
    for sentence in sentences {
      for part in parts(of: sentence, by: message.role) {
        builder.add(part.sentence, part.found, part.passed)
      }
    }
    return builder.prompt(statements: stated)
  }

  private typealias Part = (
    sentence: Sentence, found: [Marker], passed: [(marker: String, why: String)]
  )

  /// A sentence with its markers, or its clauses with theirs where they ask more than the whole:
  /// "Did we solve it, and how would you rate us?".
  private func parts(of sentence: Sentence, by role: Message.Role) -> [Part] {
    let spoken = SpokenLanguages(sentence, vocabulary: vocabulary)
    let (found, passed) = markers(in: sentence, spoken, by: role)
    let whole: [Part] = [(sentence, found, passed)]
    guard !found.isEmpty || !passed.isEmpty else { return whole }
    let known = Set(found.map(\.id) + passed.map(\.marker))
    var best = whole
    for clauses in ClauseSplitter(vocabulary: vocabulary)
      .splits(of: sentence, atSigns: found.isEmpty)
    {
      let parts: [Part] = clauses.map { clause in
        let (found, passed) = markers(in: clause, spoken, by: role)
        return (clause, found.filter { $0.kind == .other || known.contains($0.id) }, passed)
      }
      let asks = Self.asks(parts)
      // What an exception passed over may still be a rating: "your rating matters, please rate us".
      if found.isEmpty, asks != ["rating"] { continue }
      let isMix = asks.contains("other")
      if isMix, !asks.contains("resolved"), !isScaleBesideLink(parts) { continue }
      if asks.count > Self.asks(best).count { best = parts }
    }
    return best
  }

  /// Whether a clause asks for a rating on a scale that it names and the other one is a link: "rate
  /// us 1-5, or use https://…".
  private func isScaleBesideLink(_ parts: [Part]) -> Bool {
    let others = parts.flatMap(\.found).filter { $0.kind == .other }
    guard others.allSatisfy({ $0.id.hasSuffix(".survey-link") }) else { return false }
    return parts.contains { part in
      part.found.contains { marker in
        marker.kind == .question && marker.aspect == .rating
          && ScaleReader(
            languages: vocabulary.withCompanions(marker.languages), vocabulary: vocabulary
          ).isOffered(
            in: FoldedText(bytes: part.sentence.bytes), 0..<part.sentence.bytes.count, [])
      }
    }
  }

  /// What some parts ask for, each once.
  private static func asks(_ parts: [Part]) -> Set<String> {
    var result: Set<String> = []
    for part in parts {
      if part.found.contains(where: { $0.kind == .other }) {
        result.insert("other")
      } else {
        result.formUnion(part.found.compactMap { $0.aspect?.rawValue })
      }
    }
    return result
  }

  /// The markers of one sentence that count, in the model's order, and those that do not.
  private func markers(
    in sentence: Sentence, _ spoken: SpokenLanguages, by role: Message.Role
  ) -> (found: [Marker], passed: [(marker: String, why: String)]) {
    let (hits, likely) = hits(in: sentence, spoken)
    guard !hits.isEmpty else { return ([], []) }
    let exceptions = hits.filter { $0.part == .exception }.map { markers[$0.marker] }
    let plain = Set(hits.filter { $0.part == .wording }.map(\.marker))
    var found: [Marker] = []
    var passed: [(marker: String, why: String)] = []
    for hit in hits where hit.part != .exception {
      var marker = markers[hit.marker]
      marker.isBare = !plain.contains(hit.marker)
      if let same = found.firstIndex(where: { $0.id == marker.id }) {
        found[same].languages.formUnion(marker.languages)
        found[same].isBare = found[same].isBare && marker.isBare
        continue
      }
      if exceptions.contains(where: { concerns($0, marker, likely) }) {
        if passed.contains(where: { $0.marker == marker.id }) { continue }
        passed.append((marker.id, "an exception of it matches the same sentence"))
      } else if !marker.speakers.contains(role), marker.kind == .question {
        passed.append((marker.id, "its sender is not one that the marker names"))
      } else {
        found.append(marker)
      }
    }
    return (related(found, likely), passed)
  }

  /// Whether an exception of one marker also holds for another: the same marker, in its language,
  /// one that its speakers mix with it, or the one that the sentence is most likely in.
  private func concerns(
    _ exception: Marker, _ marker: Marker, _ likely: LanguageSet
  ) -> Bool {
    exception.id == marker.id
      && (exception.languages == marker.languages
        || !exception.languages.isDisjoint(with: likely)
        || !exception.languages.isDisjoint(with: vocabulary.withCompanions(marker.languages)))
  }

  /// The markers of a sentence without those of no survey in a language that nobody mixes with the
  /// question's.
  private func related(_ found: [Marker], _ likely: LanguageSet) -> [Marker] {
    let questions = found.filter { $0.kind == .question }
    guard !questions.isEmpty else { return found }
    func isLikely(_ marker: Marker) -> Bool {
      marker.languages.isEmpty || !marker.languages.isDisjoint(with: likely)
    }
    let isTold = questions.contains(where: isLikely)
    return found.filter { marker in
      marker.kind == .question
        || (marker.aspect == nil || isLikely(marker) || !isTold)
          && questions.contains {
            $0.languages.isEmpty || marker.languages.isEmpty
              || !marker.languages.isDisjoint(with: vocabulary.withCompanions($0.languages))
              || !$0.languages.isDisjoint(with: vocabulary.withCompanions(marker.languages))
          }
    }
  }

  private func statements(in folded: FoldedText, by role: Message.Role) -> [Stated] {
    guard !statementOwners.isEmpty else { return [] }
    let hits = statementPatterns.matches(in: folded.bytes[...])
    var result: [Stated] = []
    for hit in hits {
      let (place, pattern) = statementOwners[hit]
      let marker = markers[place]
      let isExcepted =
        statementExceptions[place].map { !$0.matches(in: folded.bytes[...]).isEmpty } ?? false
      guard marker.speakers.contains(role), !isExcepted, let matcher = matcher(hit, pattern),
        let groups = matcher.firstMatch(in: folded.bytes[...])
      else { continue }
      let reader = StatementReader(marker: marker, vocabulary: vocabulary, folded: folded)
      for stated in reader.values(of: groups, named: matcher.group(named:))
      where !result.contains(where: { $0.aspect == stated.aspect }) {
        result.append(stated)
      }
    }
    return result
  }

  private func matcher(_ index: Int, _ pattern: String) -> Pattern? {
    if let known = matchers[index] { return known }
    let new = try? Pattern(pattern)
    matchers[index] = new
    return new
  }
}
