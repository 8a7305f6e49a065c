import Conversations

/// Values that look like a survey's.
struct SurveyFinding {
  /// The list that it is an item of, from the conversation; nil: at its head.
  var list: ShapePath?
  var aspect: Aspect
  var path: ShapePath
  /// The `scale` of the mapping; nil: 1 to 5.
  var scale: String?
  /// The question that the value answers.
  var question: (path: ShapePath, text: String)?
  var doubt: String?

  /// Returns what a conversation has beside its messages, and what these have themselves.
  static func findings(_ conversation: ConversationFinding) -> [SurveyFinding] {
    let (words, isMarkup) = (conversation.words, conversation.sample.isMarkup)
    var found: [SurveyFinding] = []
    for leaf in conversation.head
    where leaf.path.lists == 0 && !leaf.path.steps.contains(.position(0)) {
      if !conversation.isGrouped { found += finding(leaf, in: nil, words).map { [$0] } ?? [] }
    }
    let places = isMarkup ? conversation.shape.elements() : conversation.shape.lists()
    for (path, item) in places {
      let leaves = item.leaves(isMarkup: isMarkup)
      guard path.lists > 0 || isMarkup else { continue }
      if isMarkup && path.lists == 0 { continue }
      if let answers = answers(leaves, in: path, words) {
        found += answers
      } else {
        found += leaves.compactMap { finding($0, in: path, words) }
      }
    }
    return found.best()
  }

  private static func finding(
    _ leaf: Leaf, in list: ShapePath?, _ words: DraftWords
  ) -> SurveyFinding? {
    let names = (list?.names ?? []) + leaf.path.names
    guard !leaf.shape.texts.isEmpty, words.fit(leaf.name, .computed) < 0.3 else { return nil }
    let isInSurvey = names.dropLast().contains { words.fit($0, .survey) > 0.4 }
    func fit(_ field: DraftWords.Field) -> Bool {
      words.fit(leaf.name, field) > 0.45 && (words.fit(leaf.name, field) > 0.75 || isInSurvey)
        || isInSurvey && words.fit(leaf.name, field) > 0.25
    }
    let values = leaf.shape.texts.map { $0.lowercased() }
    if fit(.resolved), values.allSatisfy(words.verdicts.contains) {
      return SurveyFinding(
        list: list, aspect: .resolved, path: leaf.path,
        doubt: isInSurvey
          ? nil : "whether the customer said so, or an agent, the file does not tell")
    }
    let isRating = fit(.rating) || (isInSurvey && words.fit(leaf.name, .answer) > 0.6)
    if isRating, let scale = scale(values, words) {
      return SurveyFinding(
        list: list, aspect: .rating, path: leaf.path, scale: scale.scale, doubt: scale.doubt)
    }
    let isText = leaf.shape.samples.contains { $0.kind == .text && $0.text.hasLetters }
    let isComment =
      isInSurvey
      ? words.fit(leaf.name, .comment) > 0.25 || words.fit(leaf.name, .text) > 0.5
      : words.fit(leaf.name, .comment) > 0.6
    guard isText, isComment, words.fit(leaf.name, .at) < 0.5 else { return nil }
    return SurveyFinding(list: list, aspect: .comment, path: leaf.path)
  }

  /// The scale that the values seen may be of; nil where they are no rating.
  private static func scale(
    _ values: [String], _ words: DraftWords
  ) -> (scale: String?, doubt: String?)? {
    let numbers = values.compactMap { Double($0) }
    guard numbers.count == values.count else {
      guard values.allSatisfy(words.thumbs.contains) else { return nil }
      return ("thumbs", nil)
    }
    let (least, most) = (numbers.min() ?? 0, numbers.max() ?? 0)
    switch (least, most) {
    case (1..., ...5):
      return most == 5 ? (nil, nil) : (nil, "taken for 1 to 5, though no 5 was seen")
    case (0..., ...1): return ("thumbs", "0 and 1 were taken for thumbs down and up")
    case (0..., ...5): return (nil, "taken for 1 to 5 with 0 for none; say so with `unless: '0'`")
    case (0..., ...10): return ("[0, 10]", "taken for 0 to 10; `scale: recommendation` for an NPS")
    case (0..., ...100): return ("[0, 100]", "taken for 0 to 100, which may be computed")
    default: return nil
    }
  }

  /// Lists of questions with their answers.
  private static func answers(
    _ leaves: [Leaf], in list: ShapePath, _ words: DraftWords
  ) -> [SurveyFinding]? {
    guard
      list.names.contains(where: { words.fit($0, .survey) > 0.25 || $0.folded.contains("answer") }),
      let question = MessageFinding.best(
        leaves, .question, words, where: { $0.shape.texts.contains { $0.contains(" ") } }),
      let answer = MessageFinding.best(
        leaves, .answer, words, where: { $0.path != question.path })
    else { return nil }
    return question.shape.distinct.sorted().prefix(8).compactMap { text in
      let lower = text.lowercased()
      guard text.utf8.count <= 120 else { return nil }
      let aspect: Aspect =
        if ["resolv", "solve", "fixed"].contains(where: lower.contains) {
          .resolved
        } else if ["rate", "satisf", "scale", "experience", "score"].contains(where: lower.contains)
        {
          .rating
        } else {
          .comment
        }
      return SurveyFinding(
        list: list, aspect: aspect, path: answer.path, question: (question.path, text),
        doubt: "what this question asks was told by its words")
    }
  }
}

extension [SurveyFinding] {
  /// One of each aspect for a place, the first found.
  fileprivate func best() -> [SurveyFinding] {
    var seen: Set<String> = []
    return filter { found in
      let place = found.list.map { "\($0.names)" } ?? "\(found.path.names.dropLast())"
      return seen.insert("\(place) \(found.aspect) \(found.question?.text ?? "")").inserted
    }
  }
}
