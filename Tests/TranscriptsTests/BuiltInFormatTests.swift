import Diagnostics
import Testing

@testable import Transcripts

@Suite struct `Built-in formats` {
  @Test(arguments: TranscriptFormat.names)
  func `every mapping file is without mistakes`(_ name: String) {
    var diagnostics: [Diagnostic] = []
    let format = TranscriptFormat.loaded(name, into: &diagnostics)
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.description).joined(separator: "\n"))")
    #expect(format?.name == name)
    #expect(format?.title.isEmpty == false)
  }
}
