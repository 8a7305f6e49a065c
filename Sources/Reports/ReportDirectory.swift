internal import Diagnostics
internal import Foundation

/// A report directory while it is written: under another name, and locked.
///
/// A run that is killed leaves `NAME.partial`, which the next run of the same name takes over; what
/// bears the report's own name is always complete.
struct ReportDirectory: ~Copyable {
  /// The report's own name.
  let final: String
  /// The name until it is complete.
  let partial: String
  private let lock: Int32

  private init(final: String, partial: String, lock: Int32) {
    self.final = final
    self.partial = partial
    self.lock = lock
  }

  /// Creates the directory, 0700, and those above it.
  static func create(_ path: String) throws(Diagnostic) -> ReportDirectory {
    var name = path
    while name.count > 1 && name.hasSuffix("/") { name.removeLast() }
    let partial = name + ".partial"
    guard !exists(name) else { throw ReportFailure.exists(name) }
    try createParents(of: name)
    let isNew = mkdir(partial, 0o700) == 0
    guard isNew || errno == EEXIST else {
      throw ReportFailure.writing(name, OutputFile.lastError())
    }
    let lock = open(partial, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard lock >= 0 else { throw ReportFailure.writing(name, OutputFile.lastError()) }
    let directory = ReportDirectory(final: name, partial: partial, lock: lock)
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw ReportFailure.busy(name) }
    if !isNew { directory.removeFiles { _ in true } }
    fchmod(lock, 0o700)
    return directory
  }

  deinit { close(lock) }

  /// The path of a file in it.
  func file(_ name: String) -> String { partial + "/" + name }

  /// Takes work files away and gives the directory its own name.
  func complete() throws(Diagnostic) {
    removeFiles { !ReportPath.names.contains($0) }
    fsync(lock)
    guard !Self.exists(final) else { throw ReportFailure.exists(final) }
    guard rename(partial, final) == 0 else {
      throw ReportFailure.writing(final, OutputFile.lastError())
    }
  }

  /// Removes it, with what was written.
  func remove() {
    removeFiles { _ in true }
    rmdir(partial)
  }

  /// Removes files, whoever made them while the report was written.
  private func removeFiles(where isUnwanted: (String) -> Bool) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: partial)) ?? []
    for name in names where isUnwanted(name) { unlink(file(name)) }
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func createParents(of path: String) throws(Diagnostic) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let parent = String(path[..<slash])
    guard !exists(parent) else { return }
    try createParents(of: parent)
    guard mkdir(parent, 0o700) == 0 || errno == EEXIST else {
      throw ReportFailure.writing(parent, OutputFile.lastError())
    }
  }
}
