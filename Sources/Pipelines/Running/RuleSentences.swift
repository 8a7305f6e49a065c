import Conversations
import Diagnostics
import Policies

extension Pipeline {
  /// What each rule means, in a sentence, by its id: its own explanation where that is the same for
  /// every kind of survey, else the conditions that must hold.
  ///
  /// None for the shipped rules: the page has sentences of its own for them.
  var ruleSentences: [String: String] {
    guard decide.source.text != DefaultRules.source.text else { return [:] }
    let policy = decide.rules.policy
    var found: [String: Set<String>] = [:]
    for outcome in OutcomeSpace.all where outcome.comment == .notAsked {
      let facts = Facts(outcome: outcome, parameters: decide.rules.parameters)
      for rule in policy.explain(facts).rules {
        if let text = rule.explanation { found[rule.id, default: []].insert(text) }
      }
    }
    var sentences: [String: String] = [:]
    for rule in policy.rules {
      if let texts = found[rule.id], texts.count == 1 {
        sentences[rule.id] = texts.first
      } else {
        let terms = rule.conditions.joined(separator: " && ")
        sentences[rule.id] =
          terms.isEmpty ? "It holds for all that is left." : "It holds where \(terms)."
      }
    }
    return sentences
  }
}
