extension Submission.Body {
  /// Appends the body as Haptik takes it: `feedback` is left out where there is none.
  public func write(to json: inout JSONText) {
    json.open(.object)
    json.key("auth_id")
    json.string(authID)
    json.key("business_id")
    json.number(businessID)
    json.key("query_resolved")
    json.bool(isResolved)
    json.key("query_rating")
    json.number(rating)
    if let feedback {
      json.key("feedback")
      json.string(feedback)
    }
    json.close(.object)
  }

  /// The body as UTF-8 JSON: what goes over the wire, and what the plan's digest covers.
  public var json: [UInt8] {
    var text = JSONText()
    write(to: &text)
    return text.bytes
  }
}

extension Submission {
  /// Appends the plan's line, without a line feed.
  public func write(to json: inout JSONText) {
    json.open(.object)
    json.key("id")
    json.string(id)
    json.key("conversation")
    json.string(conversation)
    if let lastMessageAt {
      json.key("last_message_at")
      json.string(lastMessageAt)
    }
    json.key("body")
    body.write(to: &json)
    json.close(.object)
  }
}
