import CEL

/// One thing that a pipeline's expressions can read: its name, its type, and how it is found.
///
/// The declarations that expressions are checked against and the values that they read come from
/// the same list, so that they cannot differ.
struct Fact<Subject>: Sendable {
  let name: String
  let type: CELType
  let value: @Sendable (Subject) -> Value
  /// What the documentation says of it.
  let meaning: String

  init(
    _ name: String, _ type: CELType, _ meaning: String,
    _ value: @escaping @Sendable (Subject) -> Value
  ) {
    self.name = name
    self.type = type
    self.meaning = meaning
    self.value = value
  }
}

/// A named type of facts, in the order of its fields.
struct FactTable<Subject>: Sendable {
  let name: String
  let facts: [Fact<Subject>]

  /// The declaration for an environment of expressions.
  var objectType: ObjectType {
    ObjectType(name: name, fields: facts.map { ($0.name, $0.type) })
  }
}

/// A subject as a value of expressions; made only where an expression uses the object as a whole.
final class FactObject<Subject: Sendable>: ObjectValue {
  private let table: FactTable<Subject>
  private let subject: Subject

  init(_ subject: Subject, _ table: FactTable<Subject>) {
    self.subject = subject
    self.table = table
  }

  var type: CELType { .object(table.name) }

  func field(_ index: Int) throws(EvaluationError) -> Value {
    table.facts[index].value(subject)
  }
}
