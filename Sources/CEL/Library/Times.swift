extension Library {
  static let times = FunctionTable(
    accessor("getFullYear") { $0.year }, accessor("getMonth") { $0.month - 1 },
    accessor("getDayOfMonth") { $0.day - 1 }, accessor("getDate") { $0.day },
    accessor("getDayOfWeek") { $0.dayOfWeek }, accessor("getDayOfYear") { $0.dayOfYear },
    accessor("getHours", span: 3_600_000_000_000) { $0.hour },
    accessor("getMinutes", span: 60_000_000_000) { $0.minute },
    accessor("getSeconds", span: 1_000_000_000) { $0.second }, milliseconds)

  private static func accessor(
    _ name: String, span: Int128? = nil, _ part: @escaping @Sendable (CivilTime) -> Int
  ) -> FunctionTable {
    var overloads: [Overload] = [
      .one("timestamp_\(name)", .timestamp, .int, isInstance: true) {
        (value) throws(EvaluationError) in
        guard case .timestamp(let time) = value else {
          throw EvaluationSentence.noOverload.error
        }
        return .int(Int64(part(CivilTime(seconds: time.seconds))))
      },
      .two("timestamp_\(name)_tz", .timestamp, .string, .int, isInstance: true) {
        (value, zone) throws(EvaluationError) in
        guard case (.timestamp(let time), .string(let zone)) = (value, zone) else {
          throw EvaluationSentence.noOverload.error
        }
        guard let offset = ZoneOffset.seconds(of: zone, at: time) else {
          throw EvaluationSentence.badTimeZone.error
        }
        return .int(Int64(part(CivilTime(seconds: time.seconds + offset))))
      },
    ]
    if let span {
      overloads.append(
        .one("duration_\(name)", .duration, .int, isInstance: true) {
          (value) throws(EvaluationError) in
          guard case .duration(let duration) = value else {
            throw EvaluationSentence.noOverload.error
          }
          return .int(Int64(duration.celNanoseconds / span))
        })
    }
    return FunctionTable([(name, overloads)])
  }

  private static let milliseconds = FunctionTable([
    (
      "getMilliseconds",
      [
        .one("timestamp_getMilliseconds", .timestamp, .int, isInstance: true) {
          (value) throws(EvaluationError) in
          guard case .timestamp(let time) = value else {
            throw EvaluationSentence.noOverload.error
          }
          return .int(Int64(time.nanoseconds / 1_000_000))
        },
        .two("timestamp_getMilliseconds_tz", .timestamp, .string, .int, isInstance: true) {
          (value, zone) throws(EvaluationError) in
          guard case (.timestamp(let time), .string(let zone)) = (value, zone) else {
            throw EvaluationSentence.noOverload.error
          }
          guard ZoneOffset.seconds(of: zone, at: time) != nil else {
            throw EvaluationSentence.badTimeZone.error
          }
          return .int(Int64(time.nanoseconds / 1_000_000))
        },
        .one("duration_getMilliseconds", .duration, .int, isInstance: true) {
          (value) throws(EvaluationError) in
          guard case .duration(let duration) = value else {
            throw EvaluationSentence.noOverload.error
          }
          return .int(Int64(duration.celNanoseconds / 1_000_000 % 1000))
        },
      ]
    )
  ])

  // MARK: Arithmetic

  static let timeSums: [Overload] = [
    .two("add_timestamp_duration", .timestamp, .duration, .timestamp) {
      (a, b) throws(EvaluationError) in try moved(a, by: b, sign: 1)
    },
    .two("add_duration_timestamp", .duration, .timestamp, .timestamp) {
      (a, b) throws(EvaluationError) in try moved(b, by: a, sign: 1)
    },
    .two("add_duration_duration", .duration, .duration, .duration) {
      (a, b) throws(EvaluationError) in try sum(a, b, sign: 1)
    },
  ]

  static let timeDifferences: [Overload] = [
    .two("subtract_timestamp_duration", .timestamp, .duration, .timestamp) {
      (a, b) throws(EvaluationError) in try moved(a, by: b, sign: -1)
    },
    .two("subtract_duration_duration", .duration, .duration, .duration) {
      (a, b) throws(EvaluationError) in try sum(a, b, sign: -1)
    },
    .two("subtract_timestamp_timestamp", .timestamp, .timestamp, .duration) {
      (a, b) throws(EvaluationError) in
      guard case (.timestamp(let a), .timestamp(let b)) = (a, b) else {
        throw EvaluationSentence.noOverload.error
      }
      return try span(a.celNanoseconds - b.celNanoseconds)
    },
  ]

  private static func moved(
    _ time: Value, by duration: Value, sign: Int128
  ) throws(EvaluationError) -> Value {
    guard case (.timestamp(let time), .duration(let duration)) = (time, duration) else {
      throw EvaluationSentence.noOverload.error
    }
    let moved = TimestampValue(
      celNanoseconds: time.celNanoseconds + sign * duration.celNanoseconds)
    guard moved.isInRange else { throw EvaluationSentence.timeOutOfRange.error }
    return .timestamp(moved)
  }

  private static func sum(
    _ a: Value, _ b: Value, sign: Int128
  ) throws(EvaluationError) -> Value {
    guard case (.duration(let a), .duration(let b)) = (a, b) else {
      throw EvaluationSentence.noOverload.error
    }
    return try span(a.celNanoseconds + sign * b.celNanoseconds)
  }

  private static func span(_ nanoseconds: Int128) throws(EvaluationError) -> Value {
    guard Int64(exactly: nanoseconds) != nil else { throw EvaluationSentence.overflow.error }
    return .duration(Duration(celNanoseconds: nanoseconds))
  }
}

extension TimestampValue {
  var celNanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

  init(celNanoseconds: Int128) {
    var (seconds, rest) = celNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    if rest < 0 { (seconds, rest) = (seconds - 1, rest + 1_000_000_000) }
    self.init(seconds: Int64(seconds), nanoseconds: Int32(rest))
  }
}
