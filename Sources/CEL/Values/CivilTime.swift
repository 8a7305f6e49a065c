/// A date and a time of day in the proleptic Gregorian calendar.
struct CivilTime {
  let year: Int
  /// 1 to 12.
  let month: Int
  /// 1 to 31.
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int
  /// Days since 1970-01-01.
  let days: Int

  /// The civil time of seconds since 1970-01-01T00:00:00.
  init(seconds: Int64) {
    let (quotient, remainder) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let isBefore = remainder < 0
    days = Int(quotient) - (isBefore ? 1 : 0)
    let ofDay = Int(remainder) + (isBefore ? 86_400 : 0)
    (hour, minute, second) = (ofDay / 3600, ofDay / 60 % 60, ofDay % 60)
    // Years begin in March here, so that the leap day is the last one.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * ofYear + 2) / 153
    day = ofYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days from 1970-01-01 to a date.
  static func days(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
  }

  static func isValid(year: Int, month: Int, day: Int) -> Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    return day
      <= days(year: next.0, month: next.1, day: 1) - days(year: year, month: month, day: 1)
  }

  /// 0 for Sunday.
  var dayOfWeek: Int { ((days + 4) % 7 + 7) % 7 }

  /// 0 for the first of January.
  var dayOfYear: Int { days - CivilTime.days(year: year, month: 1, day: 1) }
}
