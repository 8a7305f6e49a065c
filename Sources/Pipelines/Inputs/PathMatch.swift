extension PathPattern {
  /// Returns the named parts where the end of a path matches the whole pattern, or nil.
  ///
  /// Only as many components as the pattern has are looked at, from the end; with `**` any number.
  package func attributes(atEndOf path: String) -> [String: String]? {
    let parts = path.split(separator: "/")
    for count in stride(from: parts.count, through: 0, by: -1) {
      if let found = Self.match(components[...], parts.suffix(count)) { return found }
    }
    return nil
  }

  /// Returns the named parts where the last components of a path match the last components of the
  /// pattern, as many as there are; what does not match gives nothing.
  ///
  /// This is how a file given by `--input` gets the attributes of the pipeline's `from`.
  package func attributes(sharedWith path: String) -> [String: String] {
    let parts = path.split(separator: "/")
    let limit = min(parts.count, components.count)
    for count in stride(from: limit, through: 1, by: -1) {
      if let found = Self.match(components.suffix(count), parts.suffix(count)) { return found }
    }
    return [:]
  }

  private static func match(
    _ components: ArraySlice<Component>, _ parts: ArraySlice<Substring>
  ) -> [String: String]? {
    guard let component = components.first else { return parts.isEmpty ? [:] : nil }
    switch component {
    case .anyDepth:
      for skipped in 0...parts.count {
        if let found = match(components.dropFirst(), parts.dropFirst(skipped)) { return found }
      }
      return nil
    case .pieces(let pieces):
      guard let part = parts.first else { return nil }
      guard let here = captures(pieces[...], part) else { return nil }
      guard let rest = match(components.dropFirst(), parts.dropFirst()) else { return nil }
      return here.merging(rest) { first, _ in first }
    }
  }

  /// The named parts of one component, or nil where it does not match. The first `{name}` takes as
  /// little as it can.
  static func captures(
    _ pieces: ArraySlice<Piece>, _ text: Substring
  ) -> [String: String]? {
    guard let piece = pieces.first else { return text.isEmpty ? [:] : nil }
    let rest = pieces.dropFirst()
    switch piece {
    case .literal(let literal):
      return text.hasPrefix(literal) ? captures(rest, text.dropFirst(literal.count)) : nil
    case .anyCharacter:
      return text.isEmpty ? nil : captures(rest, text.dropFirst())
    case .anyText:
      return splits(text, from: 0).lazy.compactMap { captures(rest, $0.after) }.first
    case .name(let name):
      return splits(text, from: 1).lazy.compactMap { split in
        captures(rest, split.after)?.merging([name: String(split.before)]) { first, _ in first }
      }.first
    }
  }

  private static func splits(
    _ text: Substring, from least: Int
  ) -> [(before: Substring, after: Substring)] {
    guard text.count >= least else { return [] }
    return (least...text.count).map { (text.prefix($0), text.dropFirst($0)) }
  }
}
