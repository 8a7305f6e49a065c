/// What a bot or an agent asks near the end of a chat that looks like a survey question and that no
/// marker knows.
public struct UnmatchedWording: Sendable, Hashable {
  /// The sentence as it came, without markup.
  public var text: String
  /// A marker's wording that matches it.
  public var wording: String
  /// What the user's reply is about, where one came that can be told.
  public var answer: Aspect?

  /// Makes an unmatched wording.
  public init(text: String, wording: String, answer: Aspect? = nil) {
    self.text = text
    self.wording = wording
    self.answer = answer
  }
}
