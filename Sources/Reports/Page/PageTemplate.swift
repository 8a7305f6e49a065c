internal import Crypto
internal import Diagnostics
internal import Foundation
internal import Mustache

/// The page's template, style and script, which are data files of this room.
struct PageTemplate {
  private let top: MustacheTemplate
  private let style: String
  private let script: String
  private let sentences: PageSentences
  /// What stands after the rows: the script.
  let foot: String

  init(ruleSentences: [String: String]) throws(Diagnostic) {
    style = try Self.data("page/page.css")
    script = try Self.data("page/page.js")
    var sentences = PageSentences(json: try Self.data("page/sentences.json"))
    sentences.rules.merge(ruleSentences) { _, own in own }
    self.sentences = sentences
    foot = "<script>\(script)</script>\n</body>\n</html>\n"
    let text = try Self.data("page/head.mustache")
    guard let template = try? MustacheTemplate(string: text) else {
      throw ReportFailure.malformed("page/head.mustache", line: nil)
    }
    top = template
  }

  /// Returns what stands before the rows. Every value is escaped by the template but the style,
  /// which is ours.
  func head(_ facts: PageFacts) -> String {
    var values = facts.values(sentences: sentences)
    values["style"] = style
    values["policy"] = Self.policy(style: style, script: script)
    values["sentences"] = sentences.scriptData
    return top.render(values)
  }

  /// Nothing from anywhere; the one style and the one script by their hashes.
  static func policy(style: String, script: String?) -> String {
    let scripts = script.map { "script-src 'sha256-\(hash($0))'; " } ?? ""
    return "default-src 'none'; \(scripts)style-src 'sha256-\(hash(style))'; "
      + "base-uri 'none'; form-action 'none'"
  }

  private static func hash(_ text: String) -> String {
    Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
  }

  static func data(_ path: String) throws(Diagnostic) -> String {
    guard let text = EmbeddedData.text(path) else {
      throw ReportFailure.reading(path, "it is not in this program")
    }
    return text
  }
}

/// What reason codes, flags and rules mean, in a sentence each.
struct PageSentences: Codable {
  var reasons: [String: String] = [:]
  var flags: [String: String] = [:]
  var rules: [String: String] = [:]

  /// The sentences as JSON that may stand in a script element of a page.
  var scriptData: String {
    let text = String(decoding: JSONFile.bytes(of: self), as: UTF8.self)
    return text.replacing("<", with: "\\u003c")
  }

  init(json: String) {
    if let made = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) { self = made }
  }
}
