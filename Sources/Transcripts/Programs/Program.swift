import Conversations

/// One way to a value, as plain data. What it cannot do at once goes to the full ``Pick/Way``.
struct ProgramWay: BitwiseCopyable {
  enum Operation: BitwiseCopyable {
    /// The value of a collected member.
    case member
    /// The node itself.
    case itself
    /// Something in the JSON text of a collected member, which must look like one.
    case inner
    /// Something that needs a collected member.
    case below
    /// A column of the table row whose key is a collected member.
    case row
    /// A path whose first key is not collected.
    case route
    /// Anything else.
    case other
  }

  var operation: Operation
  /// The collected key that it begins with.
  var slot: Int32
  /// Nothing is done to the value.
  var isPlain: Bool
  /// Whether the text must be looked at by the full way whatever it is.
  var isInvolved: Bool
  var cleanings: CleaningSet
  /// What the text must begin with to have the template, and with what it ends.
  var prefix: FrozenText
  var suffix: FrozenText
  var hasTemplate: Bool
  /// Whether the template is one name between the two.
  var isSimpleTemplate: Bool
  var excluded: Frozen<FrozenText>
  var table: Int32
  var column: Int32
  /// The path from the node, where there is one.
  var route: Route
  /// The full way's index.
  var full: Int32
}

/// The ways to one value in order of preference; none where the format has no such value.
typealias ProgramPick = Frozen<ProgramWay>

/// A condition as plain data.
struct ProgramTest: BitwiseCopyable {
  /// The collected key whose value is compared; -1: the full test is needed.
  var slot: Int32
  var values: Frozen<FrozenText>
  var allowsNothing: Bool
  var isNegated: Bool
  var full: Int32
}

/// A value of a closed set, told by a picked text.
struct ProgramVerdict<Value: BitwiseCopyable>: BitwiseCopyable {
  struct Case: BitwiseCopyable {
    var text: FrozenText
    var value: Value
  }

  var pick: ProgramPick
  var cases: Frozen<Case>
  var otherwise: Value?
  var absent: Value?
}

/// A time as plain data.
struct ProgramTime: BitwiseCopyable {
  var pick: ProgramPick
  var pattern: Frozen<TimePattern.Part>
  /// The pattern as places of digits, where it has such a form.
  var fixed: FixedTime?
  /// How many milliseconds one is worth of a count from the start; 0 where it is no such count.
  var unitSinceStart: Double
  /// The full time's index.
  var full: Int32
  var zone: Int32
}

/// Where choices are, as plain data.
struct ProgramChoice: BitwiseCopyable {
  /// The collected key that must be there; -1: none.
  var slot: Int32
  /// Whether its value must look like a JSON text.
  var isInner: Bool
  var from: Route
  var label: ProgramPick
  var value: ProgramPick
  /// Splits one text into labels; empty where it does not.
  var separator: FrozenText
}

/// A table as plain data.
struct ProgramTable: BitwiseCopyable {
  var from: Route
  var key: ProgramPick
  var columns: Frozen<ProgramPick>
}

/// A message plan as plain data.
struct ProgramMessage: BitwiseCopyable {
  var name: FrozenText
  var isNamed: Bool
  var keys: Frozen<FrozenText>
  var conditions: Frozen<ProgramTest>
  var role: ProgramVerdict<Message.Role>
  var kind: ProgramVerdict<Message.Kind>
  var sender: ProgramPick
  /// The collected key whose text alone says the role and the name; -1: there is none.
  var senderSlot: Int32
  var text: ProgramPick
  var needsText: Bool
  var at: ProgramTime
  var choices: Frozen<ProgramChoice>
  var choiceValue: ProgramPick
  var canClose: Bool
  var closingRoles: UInt8
  var closes: Frozen<ProgramTest>
}

/// What is read of a conversation beside its messages, as plain data.
struct ProgramHeading: BitwiseCopyable {
  var keys: Frozen<FrozenText>
  var signs: Frozen<ProgramTest>
  var conditions: Frozen<ProgramTest>
  var id: ProgramPick
  var authID: ProgramPick
  var businessID: ProgramPick
  var channel: ProgramPick
  var agent: ProgramPick
  var startedAt: ProgramTime
  var endedAt: ProgramTime
}
