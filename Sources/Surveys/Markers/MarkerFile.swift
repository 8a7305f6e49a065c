import Conversations
import Diagnostics
import Documents
import Patterns

/// The reading of a marker file, built in or a pipeline's own.
struct MarkerFile {
  /// The codes of the languages that wordings may be in.
  var languages: [String]
  var folder: TextFolder
  /// Whether each pattern is tried with RE2, so that a mistake is found here.
  var isChecked: Bool

  private var set = "own"
  private var lists: [String: [String]] = [:]
  private var speech: LanguageSet = []
  private var hasSpaces = true
  private var joined: [String] = []
  private var spellings = Spellings()

  init(languages: [String], folder: TextFolder, isChecked: Bool) {
    self.languages = languages
    self.folder = folder
    self.isChecked = isChecked
  }

  /// Returns the markers of a file.
  mutating func markers(in root: YAMLNode, into diagnostics: inout [Diagnostic]) -> [Marker] {
    if case .sequence(let items) = root.content {
      return items.compactMap { marker($0, into: &diagnostics) }
    }
    guard var reader = MappingReader(root, as: "a marker file", into: &diagnostics) else {
      return []
    }
    set = reader.string("set", into: &diagnostics) ?? "own"
    hasSpaces = reader.bool("spaced", into: &diagnostics) ?? true
    joined = (reader.optional("joined")?.wordList(into: &diagnostics) ?? [])
      .map { folder.foldedString($0) }
    readLanguages(&reader, into: &diagnostics)
    if let words = reader.optional("words") { readWords(words, into: &diagnostics) }
    if let node = reader.optional("spellings") { readSpellings(node, into: &diagnostics) }
    let items = reader.required("markers", into: &diagnostics)?.list(into: &diagnostics) ?? []
    let isRomanised = reader.bool("romanised", into: &diagnostics) ?? false
    reader.finish(into: &diagnostics)
    var markers = items.compactMap { marker($0, into: &diagnostics) }
    guard isRomanised else { return markers }
    spellings.addSounds(
      ofWordsIn: markers.flatMap { $0.wordings + $0.bareWordings + $0.exceptions })
    for index in markers.indices { markers[index].spellings = spellings }
    return markers
  }

  private mutating func readLanguages(
    _ reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) {
    guard let node = reader.optional("language") else { return }
    for name in node.stringOrList(into: &diagnostics) ?? [] {
      if let place = languages.firstIndex(of: name) {
        speech.insert(.language(place))
      } else if isChecked || !BuiltInData.languages.contains(name) {
        // Built-in wordings of a language that a pipeline leaves out stay: exports hold statements in
        // English whatever people speak.
        diagnostics.append(.unknownLanguage(name, known: languages, at: node.place))
      }
    }
  }

  private mutating func readWords(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    guard var reader = MappingReader(node, as: "the word lists", into: &diagnostics) else { return }
    for (key, value) in reader.remaining() {
      guard let name = key.text, let words = value.wordList(into: &diagnostics) else { continue }
      lists[name] = words.map { folder.foldedPattern($0) }
    }
  }

  private mutating func readSpellings(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    guard var reader = MappingReader(node, as: "the spellings", into: &diagnostics) else { return }
    for (key, value) in reader.remaining() {
      guard let word = key.text, let others = value.wordList(into: &diagnostics) else { continue }
      for other in others {
        spellings.add(
          Array(folder.foldedString(other).utf8), for: Array(folder.foldedString(word).utf8))
      }
    }
  }

  private func marker(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> Marker? {
    guard var reader = MappingReader(node, as: "a marker", into: &diagnostics) else { return nil }
    let name = reader.required("name", into: &diagnostics)?.string(into: &diagnostics) ?? "?"
    let kind: Marker.Kind = reader.choice("kind", into: &diagnostics) ?? .question
    var marker = Marker(id: "\(set).\(name)", kind: kind, wordings: [])
    marker.languages = speech
    marker.isOwn = isChecked
    marker.aspect = reader.choice("aspect", into: &diagnostics)
    marker.measure = reader.choice("measures", into: &diagnostics) ?? .satisfaction
    marker.object = reader.string("object", into: &diagnostics)
    marker.isInverted = reader.bool("inverted", into: &diagnostics) ?? false
    let needsChoices = reader.bool("needs-choices", into: &diagnostics)
    marker.needsChoices = needsChoices == true
    marker.refusesChoices = needsChoices == false
    marker.followsQuestion = reader.bool("follows", into: &diagnostics) ?? false
    marker.spellings = spellings
    marker.isYesNo = reader.bool("yes-no", into: &diagnostics) ?? false
    marker.scale = scale(&reader, marker.measure, into: &diagnostics)
    if let speakers = reader.optional("speakers") {
      marker.speakers = self.speakers(speakers, into: &diagnostics)
    }
    if let choices = reader.optional("choices") {
      marker.choices = declared(choices, into: &diagnostics)
    }
    marker.unworded = reader.choice("by", into: &diagnostics)
    let wordings =
      marker.unworded != nil
      ? reader.optional("wordings") : reader.required("wordings", into: &diagnostics)
    marker.wordings = patterns(wordings, of: kind, into: &diagnostics)
    marker.bareWordings = patterns(reader.optional("bare"), of: .other, into: &diagnostics)
    marker.exceptions = patterns(reader.optional("unless"), of: .other, into: &diagnostics)
    reader.finish(into: &diagnostics)
    if kind == .question, marker.aspect == nil {
      diagnostics.append(.aspectMissing(at: node.place))
      return nil
    }
    return marker.wordings.isEmpty && marker.unworded == nil ? nil : marker
  }

  private func scale(
    _ reader: inout MappingReader, _ measure: Marker.Measure, into diagnostics: inout [Diagnostic]
  ) -> Scale? {
    let isReversed = reader.bool("reversed", into: &diagnostics) ?? false
    guard let node = reader.optional("scale") else {
      return measure == .recommendation ? .recommendation : nil
    }
    if node.text == "thumbs" { return .thumbs }
    let ends = (node.list(into: &diagnostics) ?? []).compactMap { $0.double(into: &diagnostics) }
    guard ends.count == 2, ends[0] < ends[1] else {
      diagnostics.append(.badScale(at: node.place))
      return nil
    }
    let kind: Scale.Kind = measure == .recommendation ? .recommendation : .numbers
    return Scale(kind: kind, minimum: ends[0], maximum: ends[1], isReversed: isReversed)
  }

  private func speakers(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> Set<Message.Role> {
    let known = [Message.Role.bot, .agent, .system]
    var result: Set<Message.Role> = []
    for name in node.stringOrList(into: &diagnostics) ?? [] {
      if let role = known.first(where: { $0.rawValue == name }) {
        result.insert(role)
      } else {
        diagnostics.append(
          .unknownWord(name, for: "speakers", known: known.map(\.rawValue), at: node.place))
      }
    }
    return result
  }

  private func declared(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> [Marker.DeclaredChoice] {
    guard var reader = MappingReader(node, as: "the choices", into: &diagnostics) else { return [] }
    return reader.remaining().compactMap { key, value in
      guard let label = key.text, let value = value.string(into: &diagnostics) else { return nil }
      return Marker.DeclaredChoice(label: folder.foldedString(label), value: value)
    }
  }

  private func patterns(
    _ node: YAMLNode?, of kind: Marker.Kind, into diagnostics: inout [Diagnostic]
  ) -> [String] {
    guard let node else { return [] }
    let items: [YAMLNode]
    if case .sequence(let list) = node.content { items = list } else { items = [node] }
    return items.compactMap { pattern($0, of: kind, into: &diagnostics) }
  }

  private func pattern(
    _ node: YAMLNode, of kind: Marker.Kind, into diagnostics: inout [Diagnostic]
  ) -> String? {
    guard let wording = node.string(into: &diagnostics) else { return nil }
    if kind == .statement, !wording.contains("(?P<") {
      diagnostics.append(.statementWithoutGroup(at: node.place))
      return nil
    }
    let maker = MarkerPattern(lists: lists, hasSpaces: hasSpaces, joined: joined)
    switch maker.compiled(wording, folder: folder) {
    case .failure(let unknown):
      diagnostics.append(
        .unknownWordList(unknown.name, known: lists.keys.sorted(), at: node.place))
      return nil
    case .success(let pattern):
      guard isChecked else { return pattern }
      do {
        _ = try Pattern(pattern)
        return pattern
      } catch {
        diagnostics.append(.patternRefused(error.reason, at: node.place))
        return nil
      }
    }
  }
}

extension MappingReader {
  /// Returns an optional key's word as one of the cases of an enumeration.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, into diagnostics: inout [Diagnostic]
  ) -> Choice? where Choice.RawValue == String {
    guard let node = optional(key), let word = node.string(into: &diagnostics) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    diagnostics.append(
      .unknownWord(word, for: key, known: Choice.allCases.map(\.rawValue), at: node.place))
    return nil
  }
}

extension YAMLNode {
  /// Returns words that stand in a list, or in one text parted by commas.
  func wordList(into diagnostics: inout [Diagnostic]) -> [String]? {
    guard let items = stringOrList(into: &diagnostics) else { return nil }
    return items.flatMap(Self.words)
  }

  private static func words(of item: String) -> [String] {
    let bytes = Array(item.utf8)
    var result: [String] = []
    var start = 0
    for end in 0...bytes.count {
      guard
        end == bytes.count || bytes[end] == 0x2C && end + 1 < bytes.count && bytes[end + 1] == 0x20
      else { continue }
      let word = trimmed(bytes[start..<end])
      if !word.isEmpty { result.append(word) }
      start = end + 1
    }
    return result
  }

  /// A word without the spaces and commas at its ends.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while let first = bytes.first, isSpaceOrComma(first) { bytes.removeFirst() }
    while let last = bytes.last, isSpaceOrComma(last) { bytes.removeLast() }
    let word = String(decoding: bytes, as: UTF8.self)
    guard let first = bytes.first, let last = bytes.last, first | last >= 0x80 else { return word }
    var scalars = word.unicodeScalars[...]
    while let first = scalars.first, isSpaceOrComma(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpaceOrComma(last) { scalars.removeLast() }
    return String(scalars)
  }

  private static func isSpaceOrComma(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x2C || (0x09...0x0D).contains(byte)
  }

  private static func isSpaceOrComma(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "," || scalar.properties.isWhitespace
  }
}
