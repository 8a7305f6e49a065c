package import Diagnostics

/// The files that `exitpoll decide --part` wrote, checked, in the order of their numbers.
package struct OutcomeParts: Sendable {
  private struct Part: Sendable {
    var path: String
    var seal: OutcomeSeal
    var number: OutcomeSeal.Number
  }

  private let parts: [Part]

  /// The paths, in the order of the parts' numbers.
  package var paths: [String] { parts.map(\.path) }

  /// What made the parts, from the first to the last.
  package var manifests: [Manifest] { parts.map(\.seal.manifest) }

  /// How many records they hold, and how many of them could not be read.
  package var counts: (records: Int, unreadable: Int) {
    parts.reduce(into: (0, 0)) {
      $0.0 += $1.seal.records
      $0.1 += $1.seal.unreadable
    }
  }

  /// Reads every part once and checks its seal, that all go with `manifest`, and that none is
  /// missing or doubled.
  package init(_ paths: [String], madeWith manifest: Manifest) throws(Diagnostic) {
    var parts: [Part] = []
    for path in paths { parts.append(try Self.part(path, manifest)) }
    try Self.check(parts)
    self.parts = parts.sorted { $0.number.part < $1.number.part }
  }

  private static func part(_ path: String, _ manifest: Manifest) throws(Diagnostic) -> Part {
    var lines = try LineReader(path)
    var sealer = OutcomeSealer()
    var seal: OutcomeSeal?
    while let line = try lines.next() {
      if seal != nil { throw ReportFailure.damagedPart(path) }
      if OutcomeSeal.isSeal(line) {
        guard let made = OutcomeSeal(line: line) else {
          throw ReportFailure.malformed(path, line: lines.lineNumber)
        }
        seal = made
      } else {
        sealer.add(line + [0x0A], records: 1, unreadable: 0)
      }
    }
    guard let seal, let number = seal.number else { throw ReportFailure.unsealedPart(path) }
    guard sealer.fits(seal) else { throw ReportFailure.damagedPart(path) }
    if let what = seal.manifest.difference(from: manifest) {
      throw ReportFailure.foreignPart(path, what)
    }
    return Part(path: path, seal: seal, number: number)
  }

  private static func check(_ parts: [Part]) throws(Diagnostic) {
    guard let first = parts.first else { return }
    var paths: [Int: String] = [:]
    for part in parts {
      guard part.number.count == first.number.count else {
        throw ReportFailure.otherNumbering(first.path, part.path)
      }
      if let other = paths.updateValue(part.path, forKey: part.number.part) {
        throw ReportFailure.doubledNumber(other, part.path, part.number.part)
      }
    }
    for number in 1...first.number.count where paths[number] == nil {
      throw ReportFailure.missingPart(number, of: first.number.count)
    }
  }
}

/// The lines of outcome files, cut into pieces for several workers.
package struct OutcomeLines: ~Copyable {
  /// Whole lines of one file.
  package struct Piece: Sendable {
    /// The file.
    package var path: String
    /// Its number of the first line.
    package var firstLine: Int
    /// The lines, without their line feeds.
    package var lines: [[UInt8]]
    /// How many bytes of all files were read.
    package var bytesRead: Int
  }

  private var paths: ArraySlice<String>
  private var current: LineReader?
  private var bytesRead = 0
  private static let pieceSize = 1 << 20

  /// Makes the lines of files, one file after the other.
  package init(_ paths: [String]) {
    self.paths = paths[...]
  }

  /// Returns the next lines; nil after the last. Seals are left out.
  package mutating func next() throws(Diagnostic) -> Piece? {
    while true {
      if current == nil {
        guard let path = paths.popFirst() else { return nil }
        current = try LineReader(path)
      }
      if let piece = try nextPiece() { return piece }
      current = nil
    }
  }

  private mutating func nextPiece() throws(Diagnostic) -> Piece? {
    guard let path = current?.path, let number = current?.lineNumber else { return nil }
    var lines: [[UInt8]] = []
    var size = 0
    while size < Self.pieceSize, let line = try current?.next() {
      size += line.count + 1
      if !OutcomeSeal.isSeal(line) { lines.append(Array(line)) }
    }
    bytesRead += size
    guard size > 0 else { return nil }
    return Piece(path: path, firstLine: number + 1, lines: lines, bytesRead: bytesRead)
  }
}

extension OutcomeLines.Piece {
  /// Returns the records; each line must be one.
  package func records() throws(Diagnostic) -> [OutcomeRecord] {
    var records: [OutcomeRecord] = []
    records.reserveCapacity(lines.count)
    for (offset, line) in lines.enumerated() {
      guard let record = OutcomeRecord(line: line) else {
        throw ReportFailure.malformed(path, line: firstLine + offset)
      }
      records.append(record)
    }
    return records
  }
}
