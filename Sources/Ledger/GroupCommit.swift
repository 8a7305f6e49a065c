internal import Diagnostics
internal import Dispatch
internal import GRDB
internal import Synchronization

/// Gathers the writes that arrive while the disk is busy into one transaction.
///
/// A caller goes on only when its write is durable. Writes are applied in the order of their
/// arrival; where one fails, those beside it are written again, each alone.
final class GroupCommit: Sendable {
  private struct Job: Sendable {
    let apply: @Sendable (Database) throws -> Void
    let finish: @Sendable (Result<Void, Diagnostic>) -> Void
  }

  private struct Waiting: Sendable {
    var jobs: [Job] = []
    var isWriting = false
  }

  private let database: DatabaseQueue
  private let path: String
  private let lock: LedgerLock
  private let waiting = Mutex(Waiting())
  private let thread = DispatchQueue(label: "exitpoll.ledger")

  init(_ database: DatabaseQueue, path: String, lock: LedgerLock) {
    self.database = database
    self.path = path
    self.lock = lock
  }

  /// Writes, and returns once what was written is durable.
  func write<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(Diagnostic) -> Value {
    let outcome: Result<Value, Diagnostic> = await withCheckedContinuation { continuation in
      let reply = Reply<Value>()
      enqueue(
        Job(
          apply: { db in reply.set(try work(db)) },
          finish: { continuation.resume(returning: reply.result($0)) }))
    }
    return try outcome.get()
  }

  /// Writes at once, in a transaction of its own, before anything that is still waiting.
  func writeNow<Value>(_ work: (Database) throws -> Value) throws(Diagnostic) -> Value {
    let value = try LedgerFile.explained(path) {
      try database.write { db in
        let value = try work(db)
        return (value, try Self.countCommit(db))
      }
    }
    lock.mark(commits: value.1)
    return value.0
  }

  private func enqueue(_ job: Job) {
    let mustStart = waiting.withLock { waiting in
      waiting.jobs.append(job)
      defer { waiting.isWriting = true }
      return !waiting.isWriting
    }
    if mustStart { thread.async { self.drain() } }
  }

  private func drain() {
    while let jobs = takeAll() {
      do throws(Diagnostic) {
        try writeNow { db in for job in jobs { try job.apply(db) } }
        for job in jobs { job.finish(.success(())) }
      } catch {
        for job in jobs { job.finish(alone(job)) }
      }
    }
  }

  private func alone(_ job: Job) -> Result<Void, Diagnostic> {
    do throws(Diagnostic) {
      return .success(try writeNow { try job.apply($0) })
    } catch {
      return .failure(error)
    }
  }

  private func takeAll() -> [Job]? {
    waiting.withLock { waiting in
      guard !waiting.jobs.isEmpty else {
        waiting.isWriting = false
        return nil
      }
      defer { waiting.jobs = [] }
      return waiting.jobs
    }
  }

  private static func countCommit(_ db: Database) throws -> Int64 {
    try db.execute(literal: "UPDATE progress SET commits = commits + 1")
    return try Int64.fetchOne(db, sql: "SELECT commits FROM progress") ?? 0
  }
}

/// What a job found out, on its way from the writing thread to the caller.
private final class Reply<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  func set(_ new: Value) { value.withLock { $0 = new } }

  func result(_ outcome: Result<Void, Diagnostic>) -> Result<Value, Diagnostic> {
    outcome.flatMap {
      guard let value = value.withLock({ $0 }) else {
        return .failure(LedgerMessages.unusable("ledger", why: "a write gave no result"))
      }
      return .success(value)
    }
  }
}
