import ArgumentParser
import Dispatch
import Foundation
import ICalendar
import Synchronization
import TalkExtraction
import TalkModel

struct MeasureRead: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Decode every property of every event as text.")

  @Argument(help: "Calendars.") var files: [String]

  func run() throws {
    let total = try onAllCores(files) { bytes, _ in
      var length = 0
      let events = CalendarDocument(bytes: bytes).events
      for event in events {
        for property in event.properties { property.withTextUTF8 { length += $0.count } }
      }
      return (events.count, length)
    }
    print("\(total.events) events \(total.size) bytes of text")
  }
}

struct MeasureExtract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Read calendars and extract talks with keywords.")

  @Argument(help: "Calendars.") var files: [String]

  func run() throws {
    let total = try onAllCores(files) { bytes, name in
      var events = 0
      var keywords = 0
      TalkExtractor(options: .standard)
        .forEachEvent(of: CalendarDocument(bytes: bytes), fileName: name) { event in
          events += 1
          keywords += event.talk.keywords.count
        }
      return (events, keywords)
    }
    print("\(total.events) events \(total.size) keywords")
  }
}

/// Runs `work` on the bytes of every file, files spread over all cores, and adds up what it returns.
private func onAllCores(
  _ files: [String], _ work: @Sendable @escaping ([UInt8], String) -> (Int, Int)
) throws -> (events: Int, size: Int) {
  keepFreedMemory()
  let totals = Mutex((events: 0, size: 0))
  let failure = Mutex<String?>(nil)
  DispatchQueue.concurrentPerform(iterations: files.count) { index in
    guard let bytes = contents(of: files[index]) else {
      failure.withLock { $0 = files[index] }
      return
    }
    let (events, size) = work(bytes, files[index])
    totals.withLock {
      $0.events += events
      $0.size += size
    }
  }
  if let file = failure.withLock({ $0 }) { throw ValidationError("cannot read \(file)") }
  return totals.withLock { $0 }
}

/// Keeps freed memory for what is allocated next, as the program does.
///
/// The program keeps its own to itself: this is another package.
private func keepFreedMemory() {
  #if canImport(Glibc)
    guard let symbol = dlsym(nil, "mallopt") else { return }
    let set = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)
    _ = set(-1, 64 << 20)
    _ = set(-3, 32 << 20)
  #endif
}

/// The bytes of a file, read into one array.
private func contents(of path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  setvbuf(file, nil, _IONBF, 0)
  guard fseek(file, 0, SEEK_END) == 0 else { return nil }
  let size = ftell(file)
  guard size >= 0, fseek(file, 0, SEEK_SET) == 0 else { return nil }
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = fread(buffer.baseAddress, 1, size, file)
  }
}
