package import Conversations
package import Diagnostics

/// Reads a file with a format and profiles what it finds.
package struct FormatProfiler {
  private let format: TranscriptFormat
  private let reader: RecordReader
  /// The same records read with the written time, or the sender's word, in place of the choice.
  private let times: RecordReader
  private let senders: RecordReader
  private let now: Timestamp
  private var ids: Set<String> = []
  private(set) var profile: FormatProfile

  /// Makes a profiler; times after `now` by more than a day are odd.
  package init(_ format: TranscriptFormat, attributes: [String: String] = [:], now: Timestamp) {
    self.format = format
    self.now = now
    func reader(_ format: TranscriptFormat) -> RecordReader {
      RecordReader(format: format.unsplit, needs: .everything, attributes: attributes)
    }
    self.reader = reader(format)
    times = reader(format.probing { $0.at?.pick })
    senders = reader(format.probing { $0.role.pick })
    profile = FormatProfile(format)
  }

  /// Returns the profile of an input, which is read once from begin to end.
  package mutating func profile(
    of source: any ByteSource, name: String
  ) throws(Diagnostic) -> FormatProfile {
    var splitter = RecordSplitter(source, name: name, format: format)
    while let chunk = try splitter.next() { add(chunk, name) }
    return profile
  }

  mutating func add(_ chunk: RecordChunk, _ name: String) {
    var readings: [[RecordReader.Reading]] = []
    for reader in [reader, times, senders] {
      var list: [RecordReader.Reading] = []
      reader.read(chunk, source: name) { list.append($0) }
      readings.append(list)
    }
    profile.passedOver = reader.passedOver
    for (index, reading) in readings[0].enumerated() {
      switch reading {
      case .failure(let mistake):
        profile.unreadable += 1
        profile.reasons[mistake.why, default: 0] += 1
      case .success(let read):
        // Where a probe read otherwise, there is nothing to compare.
        let written = readings[1][index].messages(like: read.conversation)
        let words = readings[2][index].messages(like: read.conversation)
        add(read.conversation, record: read.source.record, written, words)
      }
    }
  }

  private mutating func add(
    _ conversation: Conversation, record: Int, _ written: [Message]?, _ words: [Message]?
  ) {
    let aspects = Set(conversation.fields.map(\.aspect))
    // An id that was made of the file's name and the record's number was not found.
    let hasID = !conversation.id.hasSuffix("#\(record)")
    let found =
      [
        hasID, conversation.authID != nil, conversation.businessID != nil,
        conversation.channel != nil, conversation.startedAt != nil, conversation.agent != nil,
        !conversation.messages.isEmpty,
      ] + Aspect.allCases.map(aspects.contains)
    profile.countHead(conversation.id, Array(zip(FormatProfile.headNames, found)))
    if hasID && !format.isGrouped && !ids.insert(conversation.id).inserted {
      profile.odd("conversation.id", "stand at an earlier conversation too")
    }
    if let business = conversation.businessID, Int(business) == nil {
      profile.odd("conversation.business_id", "are no whole number")
    }
    if !format.isGrouped, !conversation.messages.contains(where: { $0.role == .user }) {
      profile.odd("messages", "conversations have no message by a user")
    }
    var last: Timestamp?
    for (index, message) in conversation.messages.enumerated() {
      add(message, written: written?[index].choiceValue, word: words?[index].choiceValue, &last)
    }
    for field in conversation.fields { add(field) }
  }

  private mutating func add(
    _ message: Message, written: String?, word: String?, _ last: inout Timestamp?
  ) {
    profile.roles[message.role, default: 0] += 1
    if message.kind == .event { profile.events += 1 }
    if let word, word.utf8.count <= 40,
      profile.senders[message.role, default: [:]].count < FormatProfile.mostValues
    {
      profile.senders[message.role, default: [:]][word, default: 0] += 1
    }
    profile.count("messages.at", message.at != nil)
    addTime(message.at, written: written, &last)
    guard message.kind != .event else { return }
    profile.count("messages.text", !message.text.isEmpty)
    profile.count("messages.name", message.name != nil)
    profile.count("messages.choices", !message.choices.isEmpty)
    if let why = Self.oddity(of: message.text) { profile.odd("messages.text", why) }
  }

  private mutating func addTime(
    _ at: Timestamp?, written: String?, _ last: inout Timestamp?
  ) {
    guard let at else {
      if written != nil { profile.odd("messages.at", "have not the form that `as` says") }
      return
    }
    let day: Int64 = 86_400_000
    if at.milliseconds < 9131 * day {
      profile.odd("messages.at", "lie before 1995")
    } else if at.milliseconds > now.milliseconds + day {
      profile.odd("messages.at", "lie in the future")
    } else if let before = last, at.milliseconds < before.milliseconds {
      profile.odd("messages.at", "lie before the message above")
    }
    last = at
  }

  /// What a text has that people do not write.
  private static func oddity(of text: Substring) -> String? {
    if text.isEmpty { return nil }
    if let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[",
      text.contains("\":")
    {
      return "look like JSON; see `json`"
    }
    let tags = ["<p>", "<p ", "<br", "<div", "<span", "<a href", "</"]
    if tags.contains(where: text.contains) { return "hold HTML tags; see `clean: html`" }
    let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#"]
    if entities.contains(where: text.contains) {
      return "hold entities; see `clean: entities`"
    }
    return nil
  }

  private mutating func add(_ field: SurveyField) {
    let name = "survey.\(field.aspect.rawValue)"
    let text =
      switch field.value {
      case .bool(let value): value ? "true" : "false"
      case .number(let value): Int(exactly: value).map { String($0) } ?? "\(value)"
      case .text(let value): value
      }
    if field.aspect != .comment, text.utf8.count <= 40,
      profile.values[field.aspect, default: [:]].count < FormatProfile.mostValues
    {
      profile.values[field.aspect, default: [:]][text, default: 0] += 1
    }
    let scale = field.scale ?? .oneToFive
    if field.aspect == .rating, let number = Double(text),
      !(scale.minimum...scale.maximum).contains(number)
    {
      profile.odd(name, "lie outside the scale")
    }
  }
}

extension RecordReader.Reading {
  /// The messages of a probe's reading where they are as many as another's.
  fileprivate func messages(like conversation: Conversation) -> [Message]? {
    guard case .success(let read) = self,
      read.conversation.messages.count == conversation.messages.count
    else { return nil }
    return read.conversation.messages
  }
}

extension TranscriptFormat {
  /// The format with another value in place of each message's chosen one.
  fileprivate func probing(_ aim: (MessagePlan) -> Pick?) -> TranscriptFormat {
    var probe = plan
    for index in probe.messages.indices {
      probe.messages[index].choiceValue = aim(plan.messages[index])
    }
    return TranscriptFormat(
      name: name, title: title, about: about, layout: layout, encoding: encoding,
      isGrouped: isGrouped, sessionGap: sessionGap, plan: probe)
  }

  /// The format without sessions: threads are profiled as they lie.
  fileprivate var unsplit: TranscriptFormat {
    TranscriptFormat(
      name: name, title: title, about: about, layout: layout, encoding: encoding,
      isGrouped: isGrouped, sessionGap: nil, plan: plan)
  }
}
