/// What a value rests on.
public struct Evidence: Sendable, Hashable {
  /// The aspect of the value.
  public var aspect: Aspect
  /// The marker that gave it: set and name, such as `haptik-csat.rating`.
  public var marker: String
  /// The index of the message that asked; nil for a statement and a field.
  public var question: Int?
  /// The index of the message that was read: the user's, or the statement; nil for a field.
  public var answer: Int?
  /// The very characters that were read.
  public var text: String
  /// Where `text` stands in the answer's text as it came, in Unicode scalars; nil for a field.
  public var range: Range<Int>?

  /// Makes evidence.
  public init(
    aspect: Aspect, marker: String, question: Int?, answer: Int?, text: String, range: Range<Int>?
  ) {
    self.aspect = aspect
    self.marker = marker
    self.question = question
    self.answer = answer
    self.text = text
    self.range = range
  }
}
