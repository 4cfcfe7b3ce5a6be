import CivilTime

/// Coverage-guided fuzzing of everything that reads strangers' bytes, with libFuzzer and
/// AddressSanitizer.
///
/// `TALKS_FUZZ=1 swift build --product talks-fuzz` builds it; `TALKS_FUZZ_TARGET` names what is
/// fuzzed, the arguments are libFuzzer's. `Tests/Fuzz/run` does all of it.
@main
struct Fuzz {
  static let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "reader": ReaderTarget.run, "values": ValuesTarget.run, "extraction": ExtractionTarget.run,
    "query": QueryTarget.run, "html": HTMLTarget.run, "escaping": EscapingTarget.run,
    "segments": SegmentsTarget.run,
  ]

  /// What is fuzzed; the reader where nothing is named.
  nonisolated(unsafe) static var target: @Sendable ([UInt8]) -> Void = ReaderTarget.run

  static func main() {
    if let name = variable("TALKS_FUZZ_TARGET") {
      guard let found = targets[name] else {
        print("no target \(name); there are \(targets.keys.sorted().joined(separator: ", "))")
        return
      }
      target = found
    }
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments) { start, length in
      Fuzz.target(Array(UnsafeBufferPointer(start: start, count: length)))
      return 0
    }
  }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// libFuzzer's own main asks for this symbol; the driver above never calls it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ length: Int) -> CInt { 0 }

/// Ends the process, which libFuzzer takes for a find, unless `condition` holds.
func demand(_ condition: Bool, _ message: @autoclosure () -> String) {
  guard !condition else { return }
  say("broken: \(message())\n")
  preconditionFailure()
}
