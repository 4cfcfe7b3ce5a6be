/// A parameter of a property.
public struct Parameter: Sendable, Hashable {
  /// The name in capital letters, `TZID`.
  public let name: String
  /// The values, unquoted and with RFC 6868 carets resolved.
  public let values: [String]

  /// Makes a parameter; `name` is put into capital letters.
  public init(name: String, values: [String]) {
    self.name = PropertyName(name).text
    self.values = values
  }
}

extension Property {
  /// All parameters in the order of the file, at most ``ReadingLimits/parameters``.
  ///
  /// A value without a name, as vCalendar 1.0 writes it (`SUMMARY;QUOTED-PRINTABLE:`), gets the name
  /// `ENCODING` or `TYPE`.
  public var parameters: [Parameter] {
    let record = record
    guard record.flags.contains(.hasParameters) else { return [] }
    var scanner = ParameterScanner(
      storage.text, from: Int(record.nameEnd), to: Int(record.valueStart) - 1)
    var parameters: [Parameter] = []
    while parameters.count < storage.limits.parameters, scanner.nextParameter() {
      let name = scanner.name
      parameters.append(Parameter(name: name, values: scanner.values(storage.limits.values)))
    }
    return parameters
  }

  /// The value of the first parameter of this name (in any case of letters), or `nil`.
  ///
  /// Several values are joined by commas, since an unquoted comma is most often one that should have
  /// been quoted (`CN=Doe, Jane`).
  public func parameter(_ name: String) -> String? {
    let record = record
    guard record.flags.contains(.hasParameters) else { return nil }
    var scanner = ParameterScanner(
      storage.text, from: Int(record.nameEnd), to: Int(record.valueStart) - 1)
    var count = 0
    while count < storage.limits.parameters, scanner.nextParameter() {
      if scanner.isNamed(name) {
        if let value = scanner.onlyPlainValue() {
          return storage.string(from: UInt32(value.lowerBound), to: UInt32(value.upperBound))
        }
        return scanner.values(storage.limits.values).joined(separator: ",")
      }
      scanner.skipValues()
      count += 1
    }
    return nil
  }
}
