import Diagnostics
import Documents

extension HaptikSink {
  /// Reads the settings of the stage `haptik`.
  init?(_ entry: StageList.Entry, into diagnostics: inout [Diagnostic]) {
    guard let settings = entry.settings else {
      diagnostics.append(
        Diagnostic(
          code: "missing-key", "the stage \"haptik\" needs url, token, client_id and ledger",
          at: entry.place, remedy: "see pipelines/haptik-nightly.yaml for an example"))
      return nil
    }
    guard var reader = MappingReader(settings, of: HaptikKeys.shape, into: &diagnostics)
    else { return nil }
    let url = reader.value(HaptikKeys.url, into: &diagnostics)
    let token = reader.value(HaptikKeys.token, into: &diagnostics)
    let clientID = reader.value(HaptikKeys.clientID, into: &diagnostics)
    let ledger = reader.value(HaptikKeys.ledger, into: &diagnostics)
    let rate = reader.value(HaptikKeys.rate, into: &diagnostics)
      .flatMap { Self.rate($0, into: &diagnostics) }
    let concurrency = reader.value(HaptikKeys.concurrency, into: &diagnostics)
    let maximumAge = reader.value(HaptikKeys.maximumAge, into: &diagnostics)
    let timeout = reader.value(HaptikKeys.timeout, into: &diagnostics)
    let attempts = reader.value(HaptikKeys.attempts, into: &diagnostics)
    let retention = reader.value(HaptikKeys.retention, into: &diagnostics)
    let certificates = reader.value(HaptikKeys.certificates, into: &diagnostics)
    let hour = reader.value(HaptikKeys.hour, into: &diagnostics)
      .flatMap { Self.hour($0, into: &diagnostics) }
    let patience = reader.value(HaptikKeys.patience, into: &diagnostics)
    let doNotSend = reader.valueIfWritten(HaptikKeys.doNotSend, into: &diagnostics)
      .map { DoNotSendSource($0, into: &diagnostics) }
    let expectations = reader.valueIfWritten(HaptikKeys.expect, into: &diagnostics)
      .map { Expectation.list($0, into: &diagnostics) }
    reader.refuseVariables(in: ledger, HaptikKeys.ledger, into: &diagnostics)
    reader.refuseVariables(in: certificates, HaptikKeys.certificates, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let url, let token, let clientID, let ledger,
      let address = SecretReference(url, key: nil, into: &diagnostics),
      let secret = SecretReference(token, key: "token", into: &diagnostics),
      let client = SecretReference(clientID, key: "client_id", into: &diagnostics)
    else { return nil }
    self.init(
      url: address, token: secret, clientID: client, ledger: ledger, rate: rate,
      concurrency: concurrency ?? 4, maximumAge: maximumAge, timeout: timeout ?? .seconds(30),
      attempts: attempts ?? 5, retention: retention ?? .seconds(90 * 86_400),
      hour: hour ?? Self.longestHour, patience: patience ?? .seconds(120),
      doNotSend: doNotSend ?? DoNotSendSource(), expectations: expectations ?? [],
      certificates: certificates, place: entry.place)
  }

  private static let longestHour = Duration.seconds(3600)

  /// Reads the user's hour, which a rehearsal may shorten.
  ///
  /// A longer one is refused: what is in doubt would be sent again when Haptik no longer calls it a
  /// duplicate.
  private static func hour(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> Duration? {
    guard let hour = node.duration(into: &diagnostics) else { return nil }
    guard hour > .zero, hour <= longestHour else {
      diagnostics.append(SinkMistake.hour(node.text ?? "", at: node.place))
      return nil
    }
    return hour
  }

  /// Reads `5/s`, `100/m` or `2000/h` as so many a second.
  private static func rate(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> Double? {
    let parts = (node.text ?? "").split(separator: "/", maxSplits: 1)
    let seconds = ["s": 1.0, "m": 60, "h": 3600]
    guard parts.count == 2, let count = Double(parts[0]), count > 0, count <= 100_000,
      let unit = seconds[String(parts[1])]
    else {
      diagnostics.append(PipelineMistake.rate(node.text ?? "", at: node.place))
      return nil
    }
    return count / unit
  }
}

extension DoNotSendSource {
  /// Reads ids and patterns, or `{file: PATH}`.
  init(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    place = node.place
    guard case .mapping = node.content else {
      entries = node.stringOrList(into: &diagnostics) ?? []
      return
    }
    var reader = MappingReader(node, of: DoNotSendKeys.shape, into: &diagnostics)
    file = reader?.value(DoNotSendKeys.file, into: &diagnostics)
    reader?.finish(into: &diagnostics)
  }
}

extension SecretReference {
  /// Reads `${NAME}` or `{file: PATH}`. Where `key` is given the value must be wholly a reference;
  /// a value that is not never shows in the mistake.
  init?(_ node: YAMLNode, key: String?, into diagnostics: inout [Diagnostic]) {
    if case .mapping = node.content {
      guard var reader = MappingReader(node, of: HaptikKeys.file, into: &diagnostics) else {
        return nil
      }
      let path = reader.value(HaptikKeys.path, into: &diagnostics)
      reader.finish(into: &diagnostics)
      guard let path else { return nil }
      self.init(.file(path: path), at: node.place)
      return
    }
    guard let text = node.string(into: &diagnostics) else { return nil }
    if let key {
      guard text.hasPrefix("${"), text.firstIndex(of: "}") == text.indices.last else {
        diagnostics.append(PipelineMistake.writtenSecret(key, at: node.place))
        return nil
      }
    }
    for name in Self.names(in: text) where !Self.isVariableName(name) {
      diagnostics.append(PipelineMistake.variableName(name, at: node.place))
      return nil
    }
    self.init(.environment(template: text), at: node.place)
  }

  private static func names(in text: String) -> [String] {
    text.split(separator: "${", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { end in String(part[..<end]) }
    }
  }

  private static func isVariableName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.allSatisfy {
      (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
        || $0 == 0x5F
    }
  }
}
