#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A value that one thread at a time uses, behind a POSIX mutex.
///
/// Like `Mutex` of the standard library, whose waiting ThreadSanitizer does not see: where two threads
/// met at it, races were reported that there are none.
///
/// Invariant: `mutex` is initialised as long as the object lives, and `value` is touched only by
/// whoever holds it, hence `@unchecked Sendable`.
@safe final class Locked<Value: Sendable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  init(_ value: Value) {
    unsafe mutex = .allocate(capacity: 1)
    self.value = value
    let code = unsafe pthread_mutex_init(mutex, nil)
    precondition(code == 0, "no memory for a lock")
  }

  deinit {
    _ = unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Calls `body` with the value while no other thread does; must not be called within `body`.
  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    _ = unsafe pthread_mutex_lock(mutex)
    defer { _ = unsafe pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
