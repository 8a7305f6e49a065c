/// One form for the spellings of a romanised word: "theek" and "thik", "samasya" and "samsyaa".
///
/// Long vowels are written as short ones, letters once, breathings and the a between consonants not
/// at all. Forms are for comparing, and no spelling.
struct RomanisedForm {
  /// The shortest form that is compared in answers; shorter ones are often names.
  static let shortest = 4

  /// Returns the form of a folded word; nil where it is too short or not of ASCII letters.
  static func form(of word: some Collection<UInt8>, shortest: Int = shortest) -> String? {
    guard word.count > shortest, word.allSatisfy({ (0x61...0x7A).contains($0) }) else {
      return nil
    }
    let short = withoutBreath(withoutInnerA(withOneSpelling(withShortVowels(Array(word)))))
    let form = withSingleLetters(withoutFinalN(short))
    return form.count >= shortest ? String(decoding: form, as: UTF8.self) : nil
  }

  private static func withShortVowels(_ word: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in word {
      guard byte == result.last else {
        result.append(byte)
        continue
      }
      if byte == UInt8(ascii: "e") { result[result.count - 1] = UInt8(ascii: "i") }
      if byte == UInt8(ascii: "o") { result[result.count - 1] = UInt8(ascii: "u") }
    }
    return result
  }

  /// Letters that write the same sound: w and v, z and j, q and k, ph and f, iy and i.
  private static func withOneSpelling(_ word: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in word {
      switch (result.last, byte) {
      case (UInt8(ascii: "p"), UInt8(ascii: "h")): result[result.count - 1] = UInt8(ascii: "f")
      case (UInt8(ascii: "i"), UInt8(ascii: "y")): continue
      case (_, UInt8(ascii: "w")): result.append(UInt8(ascii: "v"))
      case (_, UInt8(ascii: "z")): result.append(UInt8(ascii: "j"))
      case (_, UInt8(ascii: "q")): result.append(UInt8(ascii: "k"))
      default: result.append(byte)
      }
    }
    return result
  }

  private static func withoutInnerA(_ word: [UInt8]) -> [UInt8] {
    word.indices.filter { place in
      guard word[place] == UInt8(ascii: "a"), place > 0, place + 1 < word.count else { return true }
      return isVowel(word[place - 1]) || isVowel(word[place + 1])
    }.map { word[$0] }
  }

  private static func withoutBreath(_ word: [UInt8]) -> [UInt8] {
    word.indices.filter { place in
      word[place] != UInt8(ascii: "h") || place == 0 || isVowel(word[place - 1])
    }.map { word[$0] }
  }

  private static func withoutFinalN(_ word: [UInt8]) -> [UInt8] {
    guard word.count > 4, word.last == UInt8(ascii: "n"), isVowel(word[word.count - 2]) else {
      return word
    }
    return word.dropLast()
  }

  private static func withSingleLetters(_ word: [UInt8]) -> [UInt8] {
    word.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u")]
      .contains(byte)
  }
}
