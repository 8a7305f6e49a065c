/// What a survey question is about.
public enum Aspect: String, Sendable, Hashable, CaseIterable {
  /// Whether the user's query was resolved.
  case resolved
  /// How satisfied the user is.
  case rating
  /// Words about it.
  case comment
}

/// A value of a survey that the export itself carries, as its transcript format declares it.
///
/// Nothing is guessed: an export's value becomes a field only where a format says so.
public struct SurveyField: Sendable, Hashable {
  /// What was recorded, as its type in the export.
  public enum Value: Sendable, Hashable {
    /// `true` or `false`.
    case bool(Bool)
    /// A number, not yet converted to 1–5.
    case number(Double)
    /// A text: a label, a digit in quotes, a comment.
    case text(String)
  }

  /// What it is about.
  public var aspect: Aspect
  /// The recorded value; a format leaves out null and empty ones, which are no source.
  public var value: Value
  /// The scale that the format declares; nil for other aspects, and where it is 1–5.
  public var scale: Scale?
  /// What was rated, where the platform keeps several ratings (`bot`, `agent`).
  public var object: String?
  /// The marker that evidence names: the format and the field, such as `exitpoll.rating`.
  public var marker: String

  /// Makes a field.
  public init(
    aspect: Aspect, value: Value, scale: Scale? = nil, object: String? = nil, marker: String
  ) {
    self.aspect = aspect
    self.value = value
    self.scale = scale
    self.object = object
    self.marker = marker
  }
}
