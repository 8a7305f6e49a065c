import Diagnostics
import Documents

/// Reads a mapping file, or the same in a pipeline.
struct FormatDecoder {
  let defaultName: String

  /// Returns the compiled format; reports all mistakes, and returns nil where there are any.
  func format(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> TranscriptFormat? {
    guard var reader = MappingReader(node, as: "a transcript format", into: &diagnostics) else {
      return nil
    }
    let before = diagnostics.count
    let name = reader.string("format", into: &diagnostics) ?? defaultName
    let title = reader.string("title", into: &diagnostics) ?? ""
    let about = reader.string("about", into: &diagnostics) ?? ""
    let layout = layout(&reader, into: &diagnostics)
    let encoding = reader.string("encoding", into: &diagnostics).map { TextEncoding(name: $0) }
    var plan = FormatPlan()
    if case .xml = layout { plan.isMarkup = true }
    plan.missing = reader.stringOrList("missing", into: &diagnostics) ?? []
    var tables: [(name: String, columns: [String])] = []
    if let node = reader.optional("tables") {
      plan.tables = decodeTables(node, plan.isMarkup, names: &tables, into: &diagnostics)
    }
    if let node = reader.optional("conversation") {
      conversation(node, tables, of: &plan, into: &diagnostics)
    }
    if let node = reader.optional("messages") {
      var messages = MessageDecoder(isMarkup: plan.isMarkup, tables: tables)
      messages.decode(node, into: &diagnostics)
      (plan.messages, plan.lists) = (messages.plans, messages.lists)
    } else {
      diagnostics.append(FormatMistake.noMessages(at: reader.node.place))
    }
    plan.ordersByTime = reader.bool("order_by_time", into: &diagnostics) ?? false
    let isGrouped = reader.bool("grouped", into: &diagnostics) ?? false
    let gap = reader.optional("split").flatMap {
      TranscriptFormat.sessionGap($0, into: &diagnostics)
    }
    if let node = reader.optional("survey") {
      let survey = SurveyDecoder(isMarkup: plan.isMarkup, tables: tables, format: name)
      plan.fields = survey.fields(node, into: &diagnostics)
    }
    reader.finish(into: &diagnostics)
    guard diagnostics.count == before else { return nil }
    return TranscriptFormat(
      name: name, title: title, about: about, layout: layout, encoding: encoding ?? .utf8,
      isGrouped: isGrouped, sessionGap: gap, plan: plan)
  }

  /// `reads: json` (with `records: { in: […] }` or `records: whole`), `reads: xml` with the names
  /// of the elements under `records`, or `reads: text`.
  private func layout(
    _ reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) -> RecordLayout {
    let reads = reader.optional("reads")
    let records = reader.optional("records")
    switch reads?.text {
    case "xml":
      let names = records?.stringOrList(into: &diagnostics) ?? []
      if names.isEmpty {
        diagnostics.append(FormatMistake.noSource(at: records?.place ?? reader.node.place))
      }
      return .xml(elements: names)
    case "text": return .text
    case nil, "json": break
    case let word?:
      diagnostics.append(
        FormatMistake.unknownWord(
          word, of: "kind of file", known: ["json", "xml", "text"],
          at: reads?.place ?? reader.node.place))
    }
    guard let records else { return .json(envelopes: [], isArrayRecord: false) }
    if records.text == "whole" { return .json(envelopes: [], isArrayRecord: true) }
    guard var inner = MappingReader(records, as: "records", into: &diagnostics) else {
      return .json(envelopes: [], isArrayRecord: false)
    }
    let ways = inner.optional("in")?.items ?? []
    inner.finish(into: &diagnostics)
    let envelopes = ways.compactMap { envelope($0, into: &diagnostics) }
    return .json(envelopes: envelopes, isArrayRecord: false)
  }

  /// A key of the top object, or a path that ends in `[*]` or `.*`.
  private func envelope(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> EnvelopePath? {
    guard let text = node.string(into: &diagnostics) else { return nil }
    guard text.hasPrefix("$") else { return EnvelopePath(key: text) }
    let picks = PickDecoder(isMarkup: false, tables: [])
    guard let path = picks.path(node, into: &diagnostics) else { return nil }
    if let envelope = EnvelopePath(path) { return envelope }
    diagnostics.append(FormatMistake.badEnvelope(text, at: node.place))
    return nil
  }

  private func decodeTables(
    _ node: YAMLNode, _ isMarkup: Bool, names: inout [(name: String, columns: [String])],
    into diagnostics: inout [Diagnostic]
  ) -> [TablePlan] {
    var plans: [TablePlan] = []
    let entries = PickDecoder(isMarkup: isMarkup, tables: []).entries(of: node, into: &diagnostics)
    for (name, node) in entries {
      guard var reader = MappingReader(node, as: "a table", into: &diagnostics) else { continue }
      // A table may refer to those above it.
      let picks = PickDecoder(isMarkup: isMarkup, tables: names)
      let from = reader.required("from", into: &diagnostics)
        .flatMap { picks.path($0, into: &diagnostics) }
      let key = reader.required("key", into: &diagnostics)
        .flatMap { picks.pick($0, into: &diagnostics) }
      var columns: [(name: String, pick: Pick)] = []
      if let take = reader.required("columns", into: &diagnostics) {
        for (column, node) in picks.entries(of: take, into: &diagnostics) {
          if let pick = picks.pick(node, into: &diagnostics) { columns.append((column, pick)) }
        }
      }
      reader.finish(into: &diagnostics)
      guard let from, let key else { continue }
      plans.append(TablePlan(from: from, key: key, columns: columns))
      names.append((name, columns.map(\.name)))
    }
    return plans
  }

  private func conversation(
    _ node: YAMLNode, _ tables: [(name: String, columns: [String])], of plan: inout FormatPlan,
    into diagnostics: inout [Diagnostic]
  ) {
    guard var reader = MappingReader(node, as: "a conversation", into: &diagnostics) else { return }
    let picks = PickDecoder(isMarkup: plan.isMarkup, tables: tables)
    for node in reader.optional("below")?.items ?? [] {
      if let path = picks.path(node, into: &diagnostics) { plan.roots.append(path) }
    }
    for node in reader.optional("has")?.items ?? [] {
      if let path = picks.path(node, into: &diagnostics) { plan.signs.append(path) }
    }
    plan.conditions = picks.conditions(reader.optional("where"), into: &diagnostics)
    func pick(_ key: String) -> Pick? {
      reader.optional(key).flatMap { picks.pick($0, into: &diagnostics) }
    }
    plan.id = pick("id")
    plan.authID = pick("auth_id")
    plan.businessID = pick("business_id")
    plan.channel = pick("channel")
    plan.agent = pick("agent")
    plan.startedAt = picks.time(reader.optional("started_at"), into: &diagnostics)
    plan.endedAt = picks.time(reader.optional("ended_at"), into: &diagnostics)
    if let node = reader.optional("attributes") {
      attributes(node, picks, of: &plan, into: &diagnostics)
    }
    reader.finish(into: &diagnostics)
  }

  /// Names with their values, or the path of an object whose members are all taken.
  private func attributes(
    _ node: YAMLNode, _ picks: PickDecoder, of plan: inout FormatPlan,
    into diagnostics: inout [Diagnostic]
  ) {
    switch node.content {
    case .mapping:
      for (name, value) in picks.entries(of: node, into: &diagnostics) {
        if let pick = picks.pick(value, into: &diagnostics) { plan.attributes.append((name, pick)) }
      }
    default:
      for item in node.items {
        if let path = picks.path(item, into: &diagnostics) { plan.attributeLists.append(path) }
      }
    }
  }
}
