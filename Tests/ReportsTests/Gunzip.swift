import Foundation

/// Unpacks what the page holds, with the system's gzip.
enum Gunzip {
  static func text(base64: String) throws -> String {
    let packed = Data(base64Encoded: base64) ?? Data()
    let folder = try TemporaryFolder()
    let path = folder.path + "/block.gz"
    try packed.write(to: URL(fileURLWithPath: path))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
