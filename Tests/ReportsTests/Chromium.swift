import Foundation

/// A headless browser, where the machine has one.
struct Chromium {
  private let path: String

  /// nil where there is none: what needs it is then skipped, with `reason`.
  static let installed: Chromium? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let names = ["chromium", "chromium-browser", "google-chrome"]
    for name in names {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)")
      {
        return Chromium(path: "\(folder)/\(name)")
      }
    }
    return nil
  }()

  static let reason = "there is no chromium in PATH to look at the page with"

  /// Opens a page of ours from the disk, and returns its document once the table is drawn.
  ///
  /// The browser's virtual time does not wait for what unpacks on other threads: on a busy machine
  /// it is asked again.
  func document(of page: String, fragment: String = "") throws -> String {
    var document = ""
    for _ in 0..<4 {
      document = try dump(page, fragment)
      if document.contains("data-ready=\"yes\"") { break }
    }
    return document
  }

  private func dump(_ page: String, _ fragment: String) throws -> String {
    let profile = FileManager.default.temporaryDirectory
      .appending(path: "exitpoll-chromium-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: profile) }
    let output = profile.appending(path: "document.html")
    try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--user-data-dir=\(profile.path)", "--window-size=1280,900", "--virtual-time-budget=20000",
      "--timeout=60000", "--dump-dom", URL(filePath: page).absoluteString + fragment,
    ]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try String(contentsOf: output, encoding: .utf8)
  }
}
