/// Something done to a text before it is a message's.
enum Cleaning: String, Sendable, CaseIterable {
  /// White space at both ends is taken off.
  case trim
  /// Runs of white space become one space, those at the ends nothing.
  case squeeze
  /// HTML becomes plain text: tags go, `<br>` and block ends break lines, entities are read.
  case html
  /// Entities such as `&amp;` are read; tags stay.
  case entities
  /// Commands in braces at the end, such as `{task}`, are taken off.
  case commands = "trailing-commands"
  /// Invisible direction marks are taken off, narrow spaces become spaces.
  case marks
}
