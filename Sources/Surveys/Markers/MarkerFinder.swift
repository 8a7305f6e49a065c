import Conversations
import Patterns

/// Finds the markers in a bot's, agent's or system's message; one per worker.
final class MarkerFinder {
  private let markers: [Marker]
  private let vocabulary: Vocabulary
  private let groups: [GroupFinder]
  private let statementPatterns: PatternSet
  private let statements: StatementWordings
  private let words: SurveyWords
  private let unworded: [Marker]
  /// For each marker of statements that has exceptions, these.
  private let statementExceptions: [Int: PatternSet]

  /// The patterns of one group, for one worker.
  private struct GroupFinder {
    let group: WordingGroup
    let wordings: PatternSet
    let exceptions: PatternSet

    init(_ group: WordingGroup) {
      self.group = group
      wordings = PatternSet(group.wordings)
      exceptions = PatternSet(group.exceptions)
    }

    func bytes(of sentence: Sentence) -> ArraySlice<UInt8> {
      group.spellings.applied(to: sentence.bytes)[...]
    }
  }

  init(_ model: SurveyModel) {
    markers = model.markers
    vocabulary = model.vocabulary
    groups = model.wordingGroups.map { GroupFinder($0) }
    words = SurveyWords(model.markers)
    unworded = model.markers.filter { $0.unworded != nil }
    statements = model.statementWordings
    statementPatterns = PatternSet(statements.patterns)
    statementExceptions = statements.exceptions.mapValues { PatternSet($0) }
  }

  /// The groups whose language a sentence may be in.
  private func groups(for spoken: SpokenLanguages) -> [GroupFinder] {
    groups.filter { spoken.includes($0.group.languages) }
  }

  /// The exceptions that match a sentence, of the groups that have any for the markers hit.
  private func exceptions(
    in sentence: Sentence, for hits: [WordingGroup.Hit], _ groups: [GroupFinder],
    _ likely: LanguageSet
  ) -> [Marker] {
    let concerned = groups.filter { finder in
      finder.group.exempted.contains { exempted in
        hits.contains { concerns(markers[exempted], markers[$0.marker], likely) }
      }
    }
    return concerned.flatMap { finder in
      finder.exceptions.matches(in: finder.bytes(of: sentence)).map {
        markers[finder.group.exceptionOwners[$0]]
      }
    }
  }

  /// Returns what a message means for a survey.
  func prompt(of message: Message, folded: FoldedText, folder: TextFolder) -> Prompt {
    let stated = statements(in: folded, by: message.role)
    guard message.kind != .event else { return Prompt(folded: folded, statements: stated) }
    let sentences = Sentence.sentences(of: folded.bytes)
    var builder = PromptBuilder(
      folded: folded, choices: message.choices, vocabulary: vocabulary, folder: folder,
      words: words, unworded: unworded)
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
    let spoken = sentence.spokenLanguages(vocabulary)
    let (found, passed) = markers(in: sentence, spoken, by: role)
    let whole: [Part] = [(sentence, found, passed)]
    guard !found.isEmpty || !passed.isEmpty else { return whole }
    let asked = Set(found.map(\.id))
    let known = asked.union(passed.map(\.marker))
    var best = whole
    for clauses in ClauseSplitter(vocabulary: vocabulary)
      .splits(of: sentence, atSigns: found.isEmpty)
    {
      let parts: [Part] = clauses.map { clause in
        let (found, passed) = markers(in: clause, spoken, by: role)
        let asking = found.filter {
          $0.kind == .other ? $0.aspect == nil || asked.contains($0.id) : known.contains($0.id)
        }
        return (clause, asking, passed)
      }
      // "How was your flight, 1 to 5?": the scale goes on from the thing.
      let ratesThing = found.contains(where: Self.isAboutThing)
      if ratesThing, !parts.contains(where: { $0.found.contains(where: Self.isAboutThing) }) {
        continue
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

  /// Whether a marker knows a question about a thing that is no chat.
  private static func isAboutThing(_ marker: Marker) -> Bool {
    marker.kind == .other && marker.object != nil
  }

  /// What some parts ask for, each once.
  private static func asks(_ parts: [Part]) -> Set<String> {
    var result: Set<String> = []
    for part in parts {
      if part.found.contains(where: { $0.kind == .other }) {
        result.insert("other")
      } else {
        result.formUnion(part.found.compactMap { $0.followsQuestion ? nil : $0.aspect?.rawValue })
      }
    }
    return result
  }

  /// The markers of one sentence that count, in the model's order, and those that do not.
  private func markers(
    in sentence: Sentence, _ spoken: SpokenLanguages, by role: Message.Role
  ) -> (found: [Marker], passed: [(marker: String, why: String)]) {
    let groups = groups(for: spoken)
    let hits = groups.flatMap { finder in
      finder.wordings.matches(in: finder.bytes(of: sentence)).map { finder.group.owners[$0] }
    }
    guard !hits.isEmpty else { return ([], []) }
    let likely = spoken.likely
    let exceptions = exceptions(in: sentence, for: hits, groups, likely)
    let plain = Set(hits.filter { !$0.isBare }.map(\.marker))
    var found: [Marker] = []
    var passed: [(marker: String, why: String)] = []
    for hit in hits {
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
    guard !statements.owners.isEmpty else { return [] }
    let hits = statementPatterns.matches(in: folded.bytes[...])
    var result: [Stated] = []
    for hit in hits {
      let place = statements.owners[hit]
      let marker = markers[place]
      let isExcepted =
        statementExceptions[place].map { !$0.matches(in: folded.bytes[...]).isEmpty } ?? false
      guard marker.speakers.contains(role), !isExcepted,
        let matcher = statementPatterns.pattern(hit),
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
}
