import CEL
import Diagnostics
import Foundation
import Testing

/// The public conformance suite, read from a folder beside the repository.
enum ConformanceSuite {
  static let folder: URL? = {
    let environment = ProcessInfo.processInfo.environment["EXITPOLL_CONFORMANCE"]
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let base =
      environment.map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared/conformance")
    let folder = base.appending(path: "cel")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// One test as the file writes it.
  struct Case {
    let file: String
    let json: [String: Any]

    var name: String {
      "\(file)/\(json["section"] as? String ?? "")/\(json["name"] as? String ?? "")"
    }

    func isSet(_ key: String) -> Bool { json[key] as? Bool ?? false }
  }

  /// The tests that need none of the test protobuf schemas, by file.
  static func cases() throws -> [(file: String, cases: [Case])] {
    guard let folder else { return [] }
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { file in
        let name = file.deletingPathExtension().lastPathComponent
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        let all = (json as? [[String: Any]] ?? []).map { Case(file: name, json: $0) }
        return (name, all.filter { !$0.isSet("protobuf") })
      }
  }
}

/// What a case gave: nil where it passed, else what went wrong.
struct ConformanceRun {
  let test: ConformanceSuite.Case

  func failure() -> String? {
    var environment = Environment(extensions: .all)
    environment.container = test.json["container"] as? String ?? ""
    environment.limits = Limits(length: 100_000, depth: 300, cost: 1_000_000)
    for declaration in test.json["type_env"] as? [[String: Any]] ?? [] {
      ConformanceForms.declare(declaration, in: &environment)
    }
    let expression = test.json["expr"] as? String ?? ""
    let source = SourceText(name: "test", text: expression)
    var diagnostics: [Diagnostic] = []
    let program =
      test.isSet("disable_check")
      ? environment.compileUnchecked(source, into: &diagnostics)
      : environment.compile(source, into: &diagnostics)
    guard let program else {
      return test.json["eval_error"] != nil
        ? nil : "does not compile: " + diagnostics.map(\.message).joined(separator: "; ")
    }
    if let typed = test.json["typed_result"] as? [String: Any],
      let type = typed["type"] as? String,
      program.resultType != ConformanceForms.type(type)
    {
      return "type \(program.resultType), wanted \(type)"
    }
    return test.isSet("check_only") ? nil : evaluationFailure(program, environment)
  }

  private func evaluationFailure(_ program: Program, _ environment: Environment) -> String? {
    var bindings: [String: Value] = [:]
    for (name, value) in test.json["bindings"] as? [String: Any] ?? [:] {
      bindings[name] = ConformanceForms.value(value)
    }
    let typed = test.json["typed_result"] as? [String: Any]
    let wanted =
      (test.json["value"] ?? typed?["value"]).flatMap(ConformanceForms.value) ?? .bool(true)
    do {
      let result = try program.evaluate(VariableValues(bindings, in: environment))
      if test.json["eval_error"] != nil { return "\(result), wanted an error" }
      return ConformanceForms.isSame(result, wanted) ? nil : "\(result), wanted \(wanted)"
    } catch {
      return test.json["eval_error"] != nil ? nil : "error: \(error.message), wanted \(wanted)"
    }
  }
}
