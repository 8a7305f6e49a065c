/// How far a run has come.
package struct DeliveryProgress: Sendable, Hashable {
  /// How many submissions the plan has, or `send` took up.
  package var submitted: Int
  /// How many of them were delivered by this run so far.
  package var delivered = 0
  /// How many requests were made.
  package var requests = 0
}
