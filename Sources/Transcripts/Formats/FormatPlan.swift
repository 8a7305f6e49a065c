import Conversations

/// What a format's mapping says, compiled for the reader.
struct FormatPlan: Sendable {
  /// Reading an XML tree: an element's value is the text in it.
  var isMarkup = false
  /// Texts that stand for a missing value, except in what people wrote.
  var missing: [String] = []
  /// Where the conversation is within the record: the first that is there.
  var roots: [TreePath] = []
  /// One of these is there in every record of the format.
  var signs: [TreePath] = []
  /// The record is a conversation only where all of these hold.
  var conditions: [TreePath.Test] = []
  var tables: [TablePlan] = []

  var id: Pick?
  var authID: Pick?
  var businessID: Pick?
  var channel: Pick?
  var agent: Pick?
  var attributes: [(name: String, pick: Pick)] = []
  /// Objects all of whose members are attributes.
  var attributeLists: [TreePath] = []
  var startedAt: TimePick?
  var endedAt: TimePick?

  var messages: [MessagePlan] = []
  /// Plans with the same list are read together, in document order.
  var lists: [ListPlan] = []
  var ordersByTime = false
  var fields: [FieldPlan] = []
}

/// A list of rows within the record that others refer to by a key.
struct TablePlan: Sendable {
  var from: TreePath
  var key: Pick
  var columns: [(name: String, pick: Pick)]
}

/// Message plans that read the same list of nodes.
struct ListPlan: Sendable {
  var source: ListSource
  /// The plans by the element's name (nil: any); the first whose conditions hold is taken.
  var plans: [(name: TreeKey?, plan: Int)]
}

/// Where a list of message nodes is.
enum ListSource: Sendable, Hashable {
  /// The nodes of a path; with names: those children of its nodes, in document order.
  case nodes(TreePath, isByName: Bool)
  /// The messages of one text.
  case text(TreePath, TextLayout)
}

/// How one kind of entry becomes a message.
struct MessagePlan: Sendable {
  var conditions: [TreePath.Test] = []
  var role = Verdict<Message.Role>(pick: nil, cases: [], otherwise: .system, absent: nil)
  var kind = Verdict<Message.Kind>(pick: nil, cases: [], otherwise: .text, absent: nil)
  var name: Pick?
  var text: Pick?
  /// Whether an entry without a text is left out.
  var needsText = false
  var at: TimePick?
  var choices: [ChoicePlan] = []
  var choiceValue: Pick?
  /// Nil: it never closes the chat; empty: it always does.
  var closes: [TreePath.Test]?
  var closingRoles: [Message.Role] = []
}

/// Where a message's offered choices are.
struct ChoicePlan: Sendable {
  var from: TreePath
  var label: Pick
  var value: Pick?
  /// Splits one text into labels.
  var separator: String?
}

/// Where a survey field is.
struct FieldPlan: Sendable {
  var from: TreePath
  var conditions: [TreePath.Test]
  var aspect: Aspect
  var pick: Pick
  var scale: FieldScale
  var object: String?
  var marker: String
}

/// The scale that a field's values are on.
enum FieldScale: Sendable, Hashable {
  case fixed(Scale?)
  /// A list of two numbers in the record.
  case stated(TreePath)
}
