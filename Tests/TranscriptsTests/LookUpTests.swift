import Conversations
import Diagnostics
import Testing

@testable import Transcripts

@Suite struct `Look-ups` {
  @Test(arguments: [
    "queue,business\r\n\"Billing, \"\"new\"\"\",343\r\n\r\nSales,\r\n",
    "\u{FEFF}queue,business\n\"Billing, \"\"new\"\"\",343\nSales,\nSales,9",
    #"[{"queue": "Billing, \"new\"", "business": 343}, {"queue": "Sales", "business": null}]"#,
  ])
  func `a key's row completes a conversation, and a key without one is named`(
    _ text: String
  ) throws {
    let table = try LookUpTable(Array(text.utf8), name: "t", key: "queue")
    let lookUp = LookUp(
      table, by: .attribute("queue"), sets: [(field: .init("business_id"), column: "business")])
    var billing = Conversation(id: "a", attributes: ["queue": "Billing, \"new\""], messages: [])
    #expect(lookUp.complete(&billing) == nil)
    #expect(billing.businessID == "343")
    var sales = Conversation(
      id: "b", businessID: "1", attributes: ["queue": "Sales"], messages: [])
    #expect(lookUp.complete(&sales) == nil)
    #expect(sales.businessID == "1")
    var other = Conversation(id: "c", attributes: ["queue": "Legal"], messages: [])
    #expect(lookUp.complete(&other) == "Legal")
    var none = Conversation(id: "d", messages: [])
    #expect(lookUp.complete(&none) == nil)
  }

  @Test func `a table without its key, or that is none, is refused`() {
    #expect {
      try LookUpTable(Array("a,b\n1,2".utf8), name: "t", key: "c")
    } throws: { error in
      "\(error)" == """
        t: error: the table has no column "c" [no-key-column]
          = name the column that rows are found by
        """
    }
    #expect {
      try LookUpTable(Array("[{".utf8), name: "t", key: "c")
    } throws: { error in
      "\(error)" == """
        t: error: the table cannot be read: the record is not JSON: a bracket, comma or colon is missing or too many; it may be cut off [bad-table]
          = write CSV with a line of names, or a JSON array of objects
        """
    }
  }
}
