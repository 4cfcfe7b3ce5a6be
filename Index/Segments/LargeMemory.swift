#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory for tables that are looked into all over, in large pages where the system has them.
///
/// A build waits mostly for memory; with pages of 2 MiB it waits for the data only, not for their
/// addresses as well.
package enum LargeMemory {
  static let pageSize = 2 << 20

  /// Memory for `count` values, not initialised; free it with `deallocate`.
  package static func allocate<Value>(_ type: Value.Type, count: Int) -> UnsafeMutablePointer<Value>
  {
    allocate(byteCount: count * MemoryLayout<Value>.stride).bindMemory(to: type, capacity: count)
  }

  /// Memory of that many bytes, not initialised; free it with `deallocate`.
  static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
    guard byteCount >= pageSize else {
      return .allocate(byteCount: byteCount, alignment: 64)
    }
    let result = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: pageSize)
    #if os(Linux)
      // A hint: without large pages everything works as well, only slower.
      _ = madvise(result, byteCount, MADV_HUGEPAGE)
    #endif
    return result
  }
}
