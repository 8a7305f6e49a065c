import Diagnostics
import Foundation
import TestKit
import Testing

@testable import Pipelines

@Suite struct `A path in a pipeline file` {
  @Test func `is never made of the environment, lest a ledger be another one tonight`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      pipeline: paths
      report: { to: "${OUT}/{date}" }
      stages:
        - ingest: { from: [a, "${IN}/*.json"], format: exitpoll }
        - survey
        - decide
        - haptik:
            url: https://${HOST}/x
            token: ${TOKEN}
            client_id: ${ID}
            ledger: ${HOME}/x.ledger
            ca_file: ${CA}
      """, to: "p.yaml")
    var diagnostics: [Diagnostic] = []
    _ = Pipeline.load(folder.url.appending(path: "p.yaml").path, into: &diagnostics)
    let remedy = "write the path out; ${NAME} is for url, token and client_id"
    #expect(
      diagnostics.map { "\($0.place?.line ?? 0): \($0.message); \($0.remedy ?? "")" } == [
        "2: \"to\" is a path, and no variable is put into paths; \(remedy)",
        "4: \"from\" is a path, and no variable is put into paths; \(remedy)",
        "11: \"ledger\" is a path, and no variable is put into paths; \(remedy)",
        "12: \"ca_file\" is a path, and no variable is put into paths; \(remedy)",
      ])
  }
}
