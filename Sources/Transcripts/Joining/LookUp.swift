package import Conversations

/// Completes conversations from a table: a queue's name gives the `business_id`, a platform's id the
/// `auth_id`.
package struct LookUp: Sendable {
  /// A value of a conversation.
  package enum Field: Sendable, Hashable {
    case id
    case authID
    case businessID
    case channel
    case agent
    case attribute(String)

    /// The field of a name as mappings write it: `auth_id`; any other name is an attribute's.
    package init(_ name: String) {
      self =
        switch name {
        case "id": .id
        case "auth_id": .authID
        case "business_id": .businessID
        case "channel": .channel
        case "agent": .agent
        default: .attribute(name)
        }
    }
  }

  private let table: LookUpTable
  private let key: Field
  private let sets: [(field: Field, column: String)]

  /// Makes a look-up by the value of `key`; each field of `sets` gets its column of the row.
  package init(_ table: LookUpTable, by key: Field, sets: [(field: Field, column: String)]) {
    self.table = table
    self.key = key
    self.sets = sets
  }

  /// Completes a conversation; returns the key that the table has no row for, or nil.
  ///
  /// A conversation without the key, and a field whose column is empty, stay as they are.
  package func complete(_ conversation: inout Conversation) -> String? {
    guard let value = conversation[key] else { return nil }
    guard let row = table.row(value) else { return value }
    for (field, column) in sets {
      if let new = row[column], !new.isEmpty { conversation[field] = new }
    }
    return nil
  }
}

extension Conversation {
  fileprivate subscript(field: LookUp.Field) -> String? {
    get {
      switch field {
      case .id: id
      case .authID: authID
      case .businessID: businessID
      case .channel: channel
      case .agent: agent
      case .attribute(let name): attributes[name]
      }
    }
    set {
      switch field {
      case .id: id = newValue ?? id
      case .authID: authID = newValue
      case .businessID: businessID = newValue
      case .channel: channel = newValue
      case .agent: agent = newValue
      case .attribute(let name): attributes[name] = newValue
      }
    }
  }
}
