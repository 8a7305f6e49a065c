import Diagnostics
import Documents

/// Reads the values of a mapping: paths, picks and conditions.
struct PickDecoder {
  let isMarkup: Bool
  /// The tables by name, with their columns' names.
  let tables: [(name: String, columns: [String])]

  init(isMarkup: Bool, tables: [(name: String, columns: [String])]) {
    self.isMarkup = isMarkup
    self.tables = tables
  }

  /// Returns the path that a scalar holds.
  func path(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> TreePath? {
    guard let text = node.string(into: &diagnostics) else { return nil }
    return path(text, at: node, isMarkup: isMarkup, into: &diagnostics)
  }

  private func path(
    _ text: String, at node: YAMLNode, isMarkup: Bool, into diagnostics: inout [Diagnostic]
  ) -> TreePath? {
    do throws(PathError) {
      return try isMarkup ? XPath.parse(text) : JSONPath.parse(text)
    } catch {
      let place = node.place(atScalar: error.offset, length: error.length)
      let language = isMarkup ? "XPath" : "JSONPath or JSON Pointer"
      diagnostics.append(FormatMistake.badPath(error, language: language, at: place))
      return nil
    }
  }

  /// Returns the steps into the JSON text of a string; none where the key is absent.
  func json(_ node: YAMLNode?, into diagnostics: inout [Diagnostic]) -> [TreePath.Step] {
    guard let node, let text = node.string(into: &diagnostics),
      let path = path(text, at: node, isMarkup: false, into: &diagnostics)
    else { return [] }
    return [.json] + path.steps
  }

  /// Returns a pick: a path, a list of ways in order of preference, or a mapping.
  func pick(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> Pick? {
    switch node.content {
    case .scalar:
      return path(node, into: &diagnostics).map { Pick(ways: [Pick.Way(source: .path($0))]) }
    case .sequence(let items):
      var ways: [Pick.Way] = []
      for item in items { ways += pick(item, into: &diagnostics)?.ways ?? [] }
      return Pick(ways: ways)
    case .mapping:
      guard var reader = MappingReader(node, as: "a value", into: &diagnostics) else { return nil }
      let pick = pick(&reader, into: &diagnostics)
      reader.finish(into: &diagnostics)
      return pick
    }
  }

  /// Reads the keys of a pick from a mapping that may have others.
  ///
  /// `leavingMeanings`: `is` and `otherwise` are read, but are the caller's.
  func pick(
    _ reader: inout MappingReader, leavingMeanings: Bool = false,
    into diagnostics: inout [Diagnostic]
  ) -> Pick? {
    let before = diagnostics.count
    var ways: [Pick.Way] = []
    // Ways that are mappings of their own are finished already.
    var finished: [Pick.Way] = []
    let json = json(reader.optional("json"), into: &diagnostics)
    let joiner = reader.string("join", into: &diagnostics)
    for node in reader.optional("of")?.items ?? [] {
      if case .mapping = node.content {
        finished += pick(node, into: &diagnostics)?.ways ?? []
      } else if let path = path(node, into: &diagnostics) {
        ways.append(Pick.Way(source: .path(TreePath(path.steps + json))))
      }
    }
    if let value = reader.string("value", into: &diagnostics) {
      ways.append(Pick.Way(source: .constant(value)))
    }
    if reader.bool("own_name", into: &diagnostics) == true {
      ways.append(Pick.Way(source: .ownName))
    }
    ways += row(&reader, into: &diagnostics).map { [Pick.Way(source: $0)] } ?? []
    ways += sequence(&reader, into: &diagnostics).map { [Pick.Way(source: $0)] } ?? []
    if ways.isEmpty && finished.isEmpty && diagnostics.count == before {
      diagnostics.append(FormatMistake.noSource(at: reader.node.place))
    }
    var finish = finishing(&reader, into: &diagnostics)
    if leavingMeanings { (finish.meanings, finish.otherwise) = ([:], nil) }
    return Pick(ways: finished + ways.map { finish.applied(to: $0, joiner: joiner) })
  }

  private func row(
    _ reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) -> Pick.Source? {
    guard let node = reader.optional("table"), let name = node.string(into: &diagnostics) else {
      return nil
    }
    let column = reader.string("take", into: &diagnostics) ?? ""
    var by: [TreePath] = []
    for node in reader.optional("by")?.items ?? [] {
      if let path = path(node, into: &diagnostics) { by.append(path) }
    }
    guard let table = tables.firstIndex(where: { $0.name == name }),
      let index = tables[table].columns.firstIndex(of: column)
    else {
      let known = tables.flatMap { table in table.columns.map { "\(table.name).\($0)" } }
      diagnostics.append(FormatMistake.unknownTable(name, known: known, at: node.place))
      return nil
    }
    return .row(table: table, column: index, key: by)
  }

  private func sequence(
    _ reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) -> Pick.Source? {
    let separator = reader.string("with", into: &diagnostics) ?? ""
    guard let list = reader.optional("concat")?.list(into: &diagnostics) else { return nil }
    var parts: [Pick] = []
    for node in list { if let part = pick(node, into: &diagnostics) { parts.append(part) } }
    return .sequence(parts, separator: separator)
  }

  /// What is done to a value once it is found.
  private struct Finishing {
    var template: TextTemplate?
    var cleanings: [Cleaning] = []
    var excluded: [String] = []
    var meanings: [String: String] = [:]
    var otherwise: String?

    func applied(to way: Pick.Way, joiner: String?) -> Pick.Way {
      var way = way
      (way.joiner, way.template, way.cleanings) = (joiner, template, cleanings)
      (way.excluded, way.meanings, way.otherwise) = (excluded, meanings, otherwise)
      return way
    }
  }

  private func finishing(
    _ reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) -> Finishing {
    var finish = Finishing()
    if let node = reader.optional("match"), let text = node.string(into: &diagnostics) {
      finish.template = TextTemplate(text)
      if finish.template == nil { diagnostics.append(FormatMistake.badTemplate(at: node.place)) }
    }
    for node in reader.optional("clean")?.items ?? [] {
      guard let word = node.string(into: &diagnostics) else { continue }
      if let cleaning = Cleaning(rawValue: word) {
        finish.cleanings.append(cleaning)
      } else {
        diagnostics.append(
          FormatMistake.unknownWord(
            word, of: "cleaning", known: Cleaning.allCases.map(\.rawValue), at: node.place))
      }
    }
    finish.excluded = reader.stringOrList("unless", into: &diagnostics) ?? []
    for (text, meaning) in entries(of: reader.optional("is"), into: &diagnostics) {
      finish.meanings[text] = meaning.string(into: &diagnostics)
    }
    finish.otherwise = reader.string("otherwise", into: &diagnostics)
    return finish
  }

  /// The entries of a mapping whose keys the file chooses.
  func entries(
    of node: YAMLNode?, into diagnostics: inout [Diagnostic]
  ) -> [(text: String, value: YAMLNode)] {
    guard let node, var reader = MappingReader(node, as: "a list of values", into: &diagnostics)
    else {
      return []
    }
    return reader.remaining().compactMap { key, value in key.text.map { ($0, value) } }
  }
}

extension YAMLNode {
  /// The items of a list; anything else is a list of itself.
  var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [self] }
  }
}
