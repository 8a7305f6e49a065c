import Foundation

// Writes one Swift file that holds the commit which a package's folder is at.
//
//     embed-commit PACKAGE_FOLDER OUTPUT

/// The text of a file below a folder, without line breaks at its ends; nil where there is none.
func text(_ path: String, in folder: URL) -> String? {
  try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
    .trimmingCharacters(in: .whitespacesAndNewlines)
}

/// The folder of the repository's data; a work tree's `.git` is a file that names it.
func gitFolder(of package: URL) -> URL {
  let plain = package.appending(path: ".git")
  guard let link = text(".git", in: package), link.hasPrefix("gitdir: ") else { return plain }
  return URL(filePath: String(link.dropFirst(8)), relativeTo: package)
}

/// The commit that a reference such as `refs/heads/main` names.
func commit(of reference: String, in folder: URL) -> String? {
  if let commit = text(reference, in: folder) { return commit }
  let common = text("commondir", in: folder).map { URL(filePath: $0, relativeTo: folder) } ?? folder
  if let commit = text(reference, in: common) { return commit }
  let packed = text("packed-refs", in: common)?.split(separator: "\n") ?? []
  return packed.first { $0.hasSuffix(" " + reference) }.map { String($0.prefix { $0 != " " }) }
}

let arguments = CommandLine.arguments.dropFirst()
guard let package = arguments.first, let output = arguments.dropFirst().first else {
  FileHandle.standardError.write(Data("usage: embed-commit PACKAGE_FOLDER OUTPUT\n".utf8))
  exit(64)
}
let folder = gitFolder(of: URL(filePath: package))
let head = text("HEAD", in: folder)
let found = head.flatMap {
  $0.hasPrefix("ref: ") ? commit(of: String($0.dropFirst(5)), in: folder) : $0
}
let isCommit = found.map { !$0.isEmpty && $0.allSatisfy(\.isHexDigit) } ?? false
let literal = isCommit ? "\"\(found?.prefix(12) ?? "")\"" : "nil"
let source = """
  /// The commit that the tool was built from; nil where it was built without a repository.
  let builtCommit: String? = \(literal)

  """
try source.write(toFile: output, atomically: true, encoding: .utf8)
