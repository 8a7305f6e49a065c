/// Lays out the messages of one text as a tape: a list of objects, a member for each part of the
/// text's pattern.
struct TextTreeBuilder {
  private let layout: TextLayout

  init(_ layout: TextLayout) {
    self.layout = layout
  }

  /// Builds the list; what stands before the first message belongs to none.
  func build(_ text: String, into tape: TapeBuilder) -> Node {
    tape.reset()
    let list = tape.open(.array)
    var message: [(name: String, text: String)] = []
    var agents: Set<String> = []
    for line in lines(of: text).map({ $0.drop { $0 == "\u{200E}" || $0 == "\u{FEFF}" } }) {
      if let opening = layout.opening(line) {
        append(message, to: tape)
        message = opening
        if let sender = opening.first(where: { $0.name == "sender" }), agents.contains(sender.text)
        {
          message.insert(("known", "agent"), at: 0)
        }
      } else if let agent = layout.agent(line) {
        agents.insert(agent)
      } else if !message.isEmpty {
        message[message.count - 1].text += "\n" + line
      }
    }
    append(message, to: tape)
    tape.close(list)
    return tape.root
  }

  private func lines(of text: String) -> [Substring] {
    guard layout.isHTML else {
      return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }
    return PlainText.of(html: text).split(separator: "\n")
  }

  private func append(_ message: [(name: String, text: String)], to tape: TapeBuilder) {
    guard !message.isEmpty else { return }
    let object = tape.open(.object)
    for (name, text) in message {
      tape.string(name)
      // Empty lines at the end part messages; they are not words.
      tape.string(String(text.trimmingSuffix(while: \.isNewline)))
    }
    tape.close(object)
  }
}

extension String {
  fileprivate func trimmingSuffix(while fits: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, fits(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
