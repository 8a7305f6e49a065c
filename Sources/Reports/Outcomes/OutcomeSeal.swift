internal import Crypto
internal import Foundation

/// The last line of a part that `exitpoll decide --part` writes: which part it is, what it holds and
/// what made it, so that a missing, doubled or damaged part is found.
package struct OutcomeSeal: Codable, Sendable, Hashable {
  /// Which part of how many, such as `3/8`.
  package struct Number: Sendable, Hashable {
    /// From 1.
    package var part: Int
    /// How many parts there are.
    package var count: Int

    /// Reads `3/8`; nil for anything else.
    package init?(_ text: String) {
      let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard numbers.count == 2, let part = numbers[0], let count = numbers[1],
        part >= 1, part <= count, count <= 1_000_000
      else { return nil }
      (self.part, self.count) = (part, count)
    }

    /// As `3/8`.
    package var text: String { "\(part)/\(count)" }
  }

  /// As `3/8`.
  package var part: String
  /// How many lines stand above: one for each record.
  package var records: Int
  /// How many of them could not be read.
  package var unreadable: Int
  /// The SHA-256 of the lines above, in hex.
  package var digest: String
  /// What made it; its plan is empty.
  package var manifest: Manifest

  /// The number, where it is one.
  package var number: Number? { Number(part) }

  /// Whether a line begins as a seal does: its keys are in alphabetical order.
  static func isSeal(_ line: some Collection<UInt8>) -> Bool {
    line.starts(with: #"{"digest":"#.utf8)
  }

  /// Reads a line; nil where it is no seal.
  init?(line: some Sequence<UInt8>) {
    guard let seal = try? JSONDecoder().decode(OutcomeSeal.self, from: Data(line)) else {
      return nil
    }
    self = seal
  }

  init(part: String, records: Int, unreadable: Int, digest: String, manifest: Manifest) {
    self.part = part
    self.records = records
    self.unreadable = unreadable
    self.digest = digest
    self.manifest = manifest
  }

  /// The line, with its line feed.
  var line: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Encoding fails only for numbers that are not finite, and a seal holds none.
    return ((try? encoder.encode(self)).map(Array.init) ?? []) + [0x0A]
  }
}

/// Makes the seal of a part while its lines go by.
package struct OutcomeSealer: Sendable {
  private var hash = SHA256()
  private var records = 0
  private var unreadable = 0

  /// Makes a sealer of no lines.
  package init() {}

  /// Takes in whole lines with their line feeds.
  package mutating func add(_ lines: [UInt8], records: Int, unreadable: Int) {
    lines.withUnsafeBytes { hash.update(bufferPointer: $0) }
    self.records += records
    self.unreadable += unreadable
  }

  /// Returns the seal's line, with its line feed.
  package func line(part: OutcomeSeal.Number, manifest: Manifest) -> [UInt8] {
    OutcomeSeal(
      part: part.text, records: records, unreadable: unreadable,
      digest: Digest.hex(hash.finalize()), manifest: manifest
    ).line
  }

  /// Whether the lines are those that a seal speaks of.
  func fits(_ seal: OutcomeSeal) -> Bool {
    records == seal.records && Digest.hex(hash.finalize()) == seal.digest
  }
}
