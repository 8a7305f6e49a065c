internal import Synchronization

/// Says during a run which ordinary conversations the page may still hold.
///
/// The share falls while the run goes on, so that no more is spilled to the disk than the page can
/// use; which conversations are held depends on their ids and the seed alone, not on the workers.
package final class PageSampler: Sendable {
  private let limit: Atomic<UInt64>
  private let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
    limit = Atomic(.max)
  }

  /// Whether a conversation, by the bytes of its id, is within the share of this moment.
  func holds(_ name: some Sequence<UInt8>) -> Bool {
    let limit = limit.load(ordering: .relaxed)
    return limit == .max || Self.number(of: name, seed: seed) <= limit
  }

  /// Lowers the share where so many ordinary conversations give over twice what the page takes.
  func note(ordinary: Int, maximum: Int) {
    var share = limit.load(ordering: .relaxed)
    while Double(ordinary) * Double(share) * 0x1p-64 > 2 * Double(max(1, maximum)) { share /= 2 }
    limit.store(share, ordering: .relaxed)
  }

  /// A number for a name that is spread evenly: FNV-1a, then SplitMix64's output function.
  static func number(of name: some Sequence<UInt8>, seed: UInt64) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return PageSelection.mixed(hash ^ seed)
  }
}
