import Reports
import Synchronization

/// The digests of the inputs that a run has read, in reading order.
final class InputDigests: Sendable {
  private let items = Mutex<[Manifest.Item]>([])

  func add(_ name: String, _ digest: String) {
    items.withLock { $0.append(Manifest.Item(name: name, digest: digest)) }
  }

  var all: [Manifest.Item] { items.withLock { $0 } }
}
