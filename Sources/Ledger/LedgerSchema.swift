internal import Diagnostics
internal import GRDB

/// The tables of a ledger, and the steps from one version of them to the next.
enum LedgerSchema {
  /// Marks the file as a ledger in its header: `ExPl`.
  private static let applicationID = 0x4578_506C

  /// One script a version; a ledger of version n has had the first n.
  private static let migrations = [first, audits, readings]
  /// From this version on, plans and verdicts are kept.
  static let auditVersion = 2

  private static let first = """
    CREATE TABLE account (
      id INTEGER PRIMARY KEY,
      endpoint TEXT NOT NULL,
      client TEXT NOT NULL,
      UNIQUE (endpoint, client)
    );
    CREATE TABLE submission (
      row INTEGER PRIMARY KEY,
      account INTEGER NOT NULL REFERENCES account (id),
      id TEXT NOT NULL,
      conversation TEXT,
      auth_id TEXT,
      body BLOB,
      digest BLOB,
      last_message_at INTEGER,
      state TEXT NOT NULL,
      note TEXT,
      due_at INTEGER,
      doubt_since INTEGER,
      blocks_until INTEGER,
      attempts INTEGER NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0,
      run INTEGER NOT NULL,
      planned_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      correction BLOB,
      sum INTEGER GENERATED ALWAYS AS (\(sum)) STORED,
      UNIQUE (account, id)
    );
    CREATE INDEX submission_user ON submission (account, auth_id, blocks_until)
      WHERE auth_id IS NOT NULL;
    CREATE INDEX submission_open ON submission (run, row)
      WHERE state IN ('planned', 'pending', 'held', 'in-doubt');
    CREATE INDEX submission_intent ON submission (row) WHERE state = 'intent';
    CREATE TABLE attempt (
      row INTEGER PRIMARY KEY,
      submission INTEGER NOT NULL REFERENCES submission (row),
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      status INTEGER,
      state TEXT,
      note TEXT,
      answer BLOB
    );
    CREATE INDEX attempt_submission ON attempt (submission);
    CREATE TABLE progress (commits INTEGER NOT NULL, runs INTEGER NOT NULL);
    INSERT INTO progress VALUES (0, 0);
    """

  private static let audits = """
    CREATE TABLE plan (
      run INTEGER PRIMARY KEY,
      account INTEGER NOT NULL REFERENCES account (id),
      digest TEXT NOT NULL,
      applied_at INTEGER NOT NULL
    );
    CREATE TABLE verdict (
      row INTEGER PRIMARY KEY,
      submission INTEGER NOT NULL REFERENCES submission (row),
      run INTEGER NOT NULL,
      ruling TEXT NOT NULL,
      auditor TEXT,
      note TEXT,
      given_at INTEGER NOT NULL
    );
    CREATE INDEX verdict_submission ON verdict (submission);
    """

  private static let readings = """
    CREATE TABLE reading (
      row INTEGER PRIMARY KEY,
      pipeline TEXT NOT NULL,
      started_at TEXT NOT NULL,
      digest TEXT NOT NULL,
      conversations INTEGER NOT NULL,
      records INTEGER NOT NULL,
      counts TEXT NOT NULL,
      UNIQUE (pipeline, started_at, digest)
    );
    """

  /// What a row's check sum covers: all that decides whether, when and what is sent.
  static let sum = """
    ledger_sum(account, id, conversation, auth_id, body, digest, last_message_at, state, note, \
    due_at, doubt_since, blocks_until, attempts)
    """

  /// Checks an existing ledger and brings it to the newest version; fills an empty file.
  static func prepare(_ queue: DatabaseQueue, path: String) throws {
    try queue.read { try check($0, path: path, mayBeEmpty: true) }
    try queue.inTransaction(.immediate) { db in
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      for script in migrations.dropFirst(version) { try db.execute(sql: script) }
      if version < migrations.count {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(migrations.count)")
      }
      return .commit
    }
  }

  /// Throws where the file is no ledger, is too new, or does not hold together.
  static func check(
    _ db: Database, path: String, mayBeEmpty: Bool = false, isThorough: Bool = true
  ) throws {
    let mark = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    if mark == 0 && version == 0 && tables == 0 {
      guard mayBeEmpty else { throw LedgerMessages.notALedger(path) }
      return
    }
    guard mark == applicationID else { throw LedgerMessages.notALedger(path) }
    guard version <= migrations.count else { throw LedgerMessages.newer(path) }
    guard isThorough else { return }
    let findings = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
    guard findings == ["ok"] else {
      throw LedgerMessages.damaged(path, why: "its pages do not fit together")
    }
  }
}
