import CEL
import Diagnostics
import Documents
import Foundation

@testable import Policies

/// One folder of the public conformance suite.
struct ConformanceCase: Sendable, CustomStringConvertible {
  let name: String
  let folder: URL

  var description: String { name }

  /// Where the suite lies; nil where there is none.
  static let root: URL? = {
    let named = ProcessInfo.processInfo.environment["EXITPOLL_CONFORMANCE"].map {
      URL(filePath: $0)
    }
    let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/conformance")
    let folder = (named ?? beside).appending(path: "policy")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// Every folder with tests that need no protobuf schema.
  static let all: [ConformanceCase] = {
    guard let root else { return [] }
    let names =
      folders(in: root)
      + folders(in: root.appending(path: "compile_errors"))
      .map { "compile_errors/\($0)" }
    return names.filter { !["pb", "context_pb", "compile_errors"].contains($0) }
      .map { ConformanceCase(name: $0, folder: root.appending(path: $0)) }
  }()

  private static func folders(in url: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }

  func source(_ file: String) -> SourceText? {
    let url = folder.appending(path: file)
    return (try? String(contentsOf: url, encoding: .utf8)).map { SourceText(name: file, text: $0) }
  }

  func document(_ file: String) throws -> YAMLNode? {
    try source(file).map { try YAMLDocument.parse($0) }
  }

  /// The policy; `k8s` is written in Kubernetes' own form, which is turned into ours here as the
  /// suite's other runners do.
  func policy(into problems: inout [Diagnostic]) throws -> Policy? {
    guard let source = source("policy.yaml") else { return nil }
    if name == "k8s" { return try kubernetesPolicy() }
    return Policy.parse(source, into: &problems)
  }

  private func kubernetesPolicy() throws -> Policy? {
    guard let root = try document("policy.yaml"), let spec = root["spec"] else { return nil }
    let variables = spec["variables"]?.items.compactMap { node -> PolicyVariable? in
      guard let name = node["name"]?.text, let expression = node["expression"] else { return nil }
      return PolicyExpression(expression).map {
        PolicyVariable(name: name, place: node.place, expression: $0)
      }
    }
    let matches = spec["validations"]?.items.compactMap { node -> PolicyMatch? in
      guard let expression = node["expression"].flatMap(PolicyExpression.init),
        let message = node["messageExpression"].flatMap(PolicyExpression.init)
      else { return nil }
      let condition = PolicyExpression(
        text: "!(\(expression.text))", origin: ExpressionOrigin { _, _ in node.place })
      return PolicyMatch(condition: condition, outcome: .output(message), place: node.place)
    }
    return Policy(
      rule: PolicyRule(
        variables: variables ?? [], semantic: .firstMatch, matches: matches ?? [],
        place: spec.place))
  }

  /// The tests of every section.
  func tests() throws -> [YAMLNode] {
    guard let root = try document("tests.yaml") else { return [] }
    let sections = root["section"] ?? root["sections"]
    return sections?.items.flatMap { $0["tests"]?.items ?? [] } ?? []
  }
}

extension YAMLNode {
  subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.text == key }?.value
  }

  var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  /// The plain data of the suite as a value.
  var celValue: Value {
    switch content {
    case .sequence(let items): return .list(items.map(\.celValue))
    case .mapping(let entries):
      return .map(MapValue(entries.map { ($0.key.celValue, $0.value.celValue) }))
    case .scalar(let scalar):
      guard scalar.isPlain else { return .string(scalar.text) }
      if isNull { return .null }
      if let bool = Bool(scalar.text) { return .bool(bool) }
      if let int = Int64(scalar.text) { return .int(int) }
      if let double = Double(scalar.text) { return .double(double) }
      return .string(scalar.text)
    }
  }

  /// The type that the suite's environment files write.
  var celType: CELType {
    if let inner = self["type"] { return inner.celType }
    let parameters = self["params"]?.items.map(\.celType) ?? []
    switch self["type_name"]?.text ?? "" {
    case "bool": return .bool
    case "int": return .int
    case "uint": return .uint
    case "double": return .double
    case "string": return .string
    case "bytes": return .bytes
    case "null_type": return .null
    case "google.protobuf.Timestamp": return .timestamp
    case "google.protobuf.Duration": return .duration
    case "list": return .list(parameters.first ?? .dyn)
    case "map": return .map(parameters.first ?? .dyn, parameters.dropFirst().first ?? .dyn)
    default: return .dyn
    }
  }
}
