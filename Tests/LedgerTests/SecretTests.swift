import Testing
import Ledger
@Suite struct `A secret` { @Test func `is masked`() { #expect("\(Secret("x"))" == "[secret]") } }
