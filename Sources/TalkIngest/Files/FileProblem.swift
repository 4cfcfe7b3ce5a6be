import ICalendar

/// Why a file or folder could not be read.
public struct FileProblem: Error, Sendable, Hashable {
  /// What kind of problem it is; stable, for programs.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// There is no such file.
    case missing
    /// The system refuses: permission, a device error.
    case unreadable
    /// A symbolic link that was found, not named.
    case symbolicLink = "symbolic-link"
    /// A FIFO, socket or device.
    case special
    /// Larger than the limit.
    case tooLarge = "too-large"
    /// Written to by somebody else each time it was read.
    case changing
    /// Folders too deep.
    case tooDeep = "too-deep"
    /// Not a calendar: an error page, a picture.
    case notCalendar = "not-a-calendar"
    /// Nothing in it.
    case empty
    /// The calendar breaks off.
    case truncated
    /// Most of its talks have gone; refused without `--force`.
    case massDisappearance = "mass-disappearance"
    /// An older state of a feed than the index already holds.
    case outdated
    /// The index knows the file as part of another source.
    case otherSource = "other-source"

    /// Whether such a file is passed over on principle, which is no rejection.
    public var isPassedOver: Bool {
      switch self {
      case .symbolicLink, .special, .tooDeep: true
      case .missing, .unreadable, .tooLarge, .changing, .notCalendar, .empty, .truncated,
        .massDisappearance, .outdated, .otherSource:
        false
      }
    }
  }

  /// What kind of problem it is.
  public var code: Code
  /// What is the matter and what to do, as a sentence without the path.
  public var message: String

  /// Makes a problem.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The problem behind an error of the system.
  init(_ failure: SystemErrno) {
    if failure.isMissing {
      self.init(.missing, "no such file or folder")
    } else if failure.isSymbolicLink {
      self.init(.symbolicLink, "is a symbolic link; name it as an argument to follow it")
    } else {
      self.init(.unreadable, failure.text)
    }
  }

  /// Why `document`, read of `bytes`, is no calendar; `nil` where it is one.
  init?(_ document: CalendarDocument, bytes: [UInt8]) {
    guard !bytes.isEmpty else {
      self.init(.empty, "is empty; download it again")
      return
    }
    guard !document.isCalendar else { return nil }
    let isWebPage = bytes.first { $0 > 0x20 } == UInt8(ascii: "<")
    self.init(
      .notCalendar,
      isWebPage
        ? "is a web page, not a calendar; open its address in a browser to see why"
        : "is not a calendar")
  }
}
