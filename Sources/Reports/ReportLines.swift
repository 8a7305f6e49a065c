package import Conversations

/// Writes the lines of the report for the conversations of one worker.
///
/// Workers fill one each in parallel; `take()` gives what came together since the last time, which
/// the report's writer appends in the order of the input.
package struct ReportLines: Sendable {
  /// Lines of consecutive records, ready to be appended to the report's files.
  package struct Chunk: Sendable {
    /// What the lines add to the report's counts.
    package internal(set) var counts = ReportCounts()
    var decisions: [UInt8] = []
    var table: [UInt8] = []
    var submissions: [UInt8] = []
    var submissionCount = 0
    var reviews: [UInt8] = []
    var reviewCount = 0
    var unreadable: [UInt8] = []
    var rows: [UInt8] = []
    var details: [UInt8] = []
    var notableCount = 0
  }

  private let redaction: Redaction?
  private let sampler: PageSampler?
  private var notableCount = 0
  private var decisions = JSONText()
  private var table = CSVText()
  private var submissions = JSONText()
  private var submissionCount = 0
  private var reviews = JSONText()
  private var reviewCount = 0
  private var unreadable = JSONText()
  private var rows = JSONText()
  private var details = JSONText()
  private var counts = ReportCounts()

  /// Makes empty lines; no redaction masks nothing.
  ///
  /// With the writer's sampler, exchanges that the page will not hold are not written at all.
  package init(redaction: Redaction? = .standard, sampler: PageSampler? = nil) {
    self.redaction = redaction
    self.sampler = sampler
  }

  /// Appends a conversation's lines.
  package mutating func append(_ decided: DecidedConversation) {
    counts.add(decided)
    if !decided.unmatched.isEmpty { counts.add(decided.unmatched.filter { !holdsSecret($0) }) }
    var line = DecisionLine(decided)
    let texts = maskedExchange(of: decided)
    if let redaction {
      line.conversation = redaction.identifier(line.conversation)
      redaction.mask(&line, in: decided, texts: texts, counts: &counts.masked)
    }
    line.write(to: &decisions)
    decisions.endLine()
    line.write(to: &table)
    if let submission = decided.submission {
      submission.write(to: &submissions)
      submissions.endLine()
      submissionCount += 1
    }
    if case .review = decided.decision.verdict {
      ReviewLine(conversation: decided.conversation.id, draft: decided.draft).write(to: &reviews)
      reviews.endLine()
      reviewCount += 1
    }
    decided.writePageRow(named: line.conversation, to: &rows)
    rows.endLine()
    appendDetail(decided, line, texts)
    details.endLine()
  }

  /// Whether something of a wording would be masked; then it is not one that a bot repeats.
  private func holdsSecret(_ wording: UnmatchedWording) -> Bool {
    var ignored = MaskCounts()
    return redaction?.masked(wording.text, counts: &ignored) != nil
  }

  /// Appends what the page shows of an opened row, unless the page will not hold it.
  private mutating func appendDetail(
    _ decided: DecidedConversation, _ line: DecisionLine, _ texts: [MaskedText]
  ) {
    if decided.isNotable {
      notableCount += 1
    } else if let sampler {
      // An id that JSON escapes is always written: the writer names it by its escaped bytes.
      let isPlain = !line.conversation.utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
      if isPlain && !sampler.holds(line.conversation.utf8) { return }
    }
    var body = decided.submission?.body
    if let masked = body.flatMap({ redaction?.masked($0, of: decided, in: line) }) { body = masked }
    var ignored = MaskCounts()
    var words = decided.explanation
    if let masked = words.flatMap({ redaction?.masked($0, counts: &ignored) }) { words = masked }
    PageDetail(
      messages: decided.conversation.messages,
      firstMessageIndex: decided.conversation.firstMessageIndex, texts: texts, body: body,
      explanation: words, showsUsers: redaction == nil
    ).write(line, to: &details)
  }

  /// Appends the line of a record that could not be read.
  package mutating func append(_ record: UnreadableRecord) {
    counts.unreadable += 1
    unreadable.open(.object)
    unreadable.key("path")
    unreadable.string(record.source.path)
    unreadable.key("record")
    unreadable.number(record.source.record)
    unreadable.key("offset")
    unreadable.number(record.offset)
    unreadable.key("why")
    unreadable.string(record.why)
    unreadable.close(.object)
    unreadable.endLine()
  }

  /// Hands over what was appended, and begins anew.
  package mutating func take() -> Chunk {
    var chunk = Chunk()
    chunk.counts = counts
    chunk.decisions = decisions.bytes
    chunk.table = table.bytes
    chunk.submissions = submissions.bytes
    chunk.submissionCount = submissionCount
    chunk.reviews = reviews.bytes
    chunk.reviewCount = reviewCount
    chunk.unreadable = unreadable.bytes
    chunk.rows = rows.bytes
    chunk.details = details.bytes
    chunk.notableCount = notableCount
    startAnew()
    return chunk
  }

  /// Forgets everything but the memory.
  private mutating func startAnew() {
    decisions.removeAll()
    table.removeAll()
    submissions.removeAll()
    reviews.removeAll()
    unreadable.removeAll()
    rows.removeAll()
    details.removeAll()
    counts = ReportCounts()
    (submissionCount, reviewCount, notableCount) = (0, 0, 0)
  }

  /// The messages of the exchange, as far as the page shows them.
  private mutating func maskedExchange(of decided: DecidedConversation) -> [MaskedText] {
    guard let exchange = decided.outcome.exchange else { return [] }
    let first = decided.conversation.firstMessageIndex
    let held = decided.conversation.messages
    let from = max(exchange.lowerBound - first, 0)
    let to = min(exchange.upperBound - first, held.count)
    guard from < to else { return [] }
    var texts: [MaskedText] = []
    texts.reserveCapacity(min(to - from, PageDetail.maximumMessages))
    for position in from..<min(to, from + PageDetail.maximumMessages) {
      let masked = redaction?.masked(held[position].text, counts: &counts.masked)
      texts.append(MaskedText(position: position, masked: masked.map { $0[...] }))
    }
    return texts
  }
}
