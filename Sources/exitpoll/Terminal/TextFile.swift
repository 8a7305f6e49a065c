import Foundation

/// Files that the tool writes for other programs.
enum TextFile {
  /// Writes a file at once: whoever reads sees the old one or the whole new one.
  static func write(_ text: String, to path: String) throws {
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw CommandMistake.cannotWrite(path)
    }
  }

  /// Appends to a file, which is made where there is none.
  static func append(_ text: String, to path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return try write(text, to: path) }
    do {
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      defer { try? file.close() }
      try file.seekToEnd()
      try file.write(contentsOf: Data(text.utf8))
    } catch {
      throw CommandMistake.cannotWrite(path)
    }
  }
}
