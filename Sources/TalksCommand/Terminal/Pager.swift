#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Shows long text screen by screen with the program that `PAGER` names, else `less`.
enum Pager {
  /// Shows `bytes`; returns whether a pager could be started.
  static func show(_ bytes: [UInt8]) -> Bool {
    let command = ProcessEnvironment.value("PAGER") ?? "less"
    guard command != "cat" else { return false }
    // Colours pass, short text stays on the screen; a user's own LESS wins.
    if ProcessEnvironment.value("LESS") == nil { setenv("LESS", "FRX", 1) }
    guard let pipe = popen(command, "w") else { return false }
    let number = fileno(pipe)
    _ = Output.write(bytes, to: number)
    let status = pclose(pipe)
    // 127: the shell found no such program.
    return status != -1 && (status >> 8) & 0xFF != 127
  }
}
