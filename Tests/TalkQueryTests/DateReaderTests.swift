import TalkQuery
import Testing

@Suite("Dates in queries")
struct DateReaderTests {
  // "Today" is Friday, 9 May 2025.

  @Test(
    "Dates in digits",
    arguments: [
      ("on:2025-05-09", "on:2025-05-09"),
      ("on:2025-5-9", "on:2025-05-09"),
      ("on:2025/05/09", "on:2025-05-09"),
      ("on:20250509", "on:2025-05-09"),
      ("on:9.5.2025", "on:2025-05-09"),
      ("on:２０２５－０５－０９", "on:2025-05-09"),
      ("on:2025–05–09.", "on:2025-05-09"),
      ("month:5/2025", "date:2025-05-01..2025-05-31"),
      ("year:2025", "date:2025-01-01..2025-12-31"),
      ("date:2024-02", "date:2024-02-01..2024-02-29"),
      ("date:2025", "date:2025-01-01..2025-12-31"),
      ("date:2023-2025", "date:2023-01-01..2025-12-31"),
      ("date:2025-01..2025-06", "date:2025-01-01..2025-06-30"),
      ("date:2025-01…2025-06", "date:2025-01-01..2025-06-30"),
      ("date:2025-01...2025-06", "date:2025-01-01..2025-06-30"),
      ("date:2025..", "date:2025-01-01.."),
      ("date:..2025", "date:..2025-12-31"),
      ("date:..", "date:.."),
      ("date:(2023 OR 2025)", "date:2023-01-01..2023-12-31 OR date:2025-01-01..2025-12-31"),
      ("-date:2025", "-date:2025-01-01..2025-12-31"),
      ("date:2025-W19", "date:2025-05-05..2025-05-11"),
      ("date:2020-W53", "date:2020-12-28..2021-01-03"),
      ("date:2025-w01", "date:2024-12-30..2025-01-05"),
      ("date:2025-q2", "date:2025-04-01..2025-06-30"),
      ("date:0001", "date:0001-01-01..0001-12-31"),
      ("date:9999-12-31", "on:9999-12-31"),
    ])
  func digits(text: String, canonical: String) throws {
    let query = try parse(text)
    #expect(query.description == canonical)
    #expect(query.diagnostics == [])
  }

  @Test(
    "Relative dates",
    arguments: [
      ("on:today", "on:2025-05-09"),
      ("on:Tomorrow", "on:2025-05-10"),
      ("on:yesterday", "on:2025-05-08"),
      ("on:this-week", "date:2025-05-05..2025-05-11"),
      ("on:\"next week\"", "date:2025-05-12..2025-05-18"),
      ("on:last_week", "date:2025-04-28..2025-05-04"),
      ("on:weekend", "date:2025-05-10..2025-05-11"),
      ("on:this-weekend", "date:2025-05-10..2025-05-11"),
      ("on:this-month", "date:2025-05-01..2025-05-31"),
      ("on:next-month", "date:2025-06-01..2025-06-30"),
      ("on:last-month", "date:2025-04-01..2025-04-30"),
      ("on:next-quarter", "date:2025-07-01..2025-09-30"),
      ("on:last-year", "date:2024-01-01..2024-12-31"),
      ("on:last-30-days", "date:2025-04-09..2025-05-09"),
      ("on:\"past 2 weeks\"", "date:2025-04-25..2025-05-09"),
      ("on:next-7-days", "date:2025-05-09..2025-05-16"),
      ("on:last-3-months", "date:2025-02-09..2025-05-09"),
      ("on:3-days-ago", "on:2025-05-06"),
      ("on:in-2-weeks", "on:2025-05-23"),
      ("on:friday", "on:2025-05-09"),
      ("on:monday", "on:2025-05-12"),
      ("on:thu", "on:2025-05-15"),
      ("on:next-friday", "on:2025-05-16"),
      ("on:last-friday", "on:2025-05-02"),
      ("on:last-monday", "on:2025-05-05"),
      ("on:may", "date:2025-05-01..2025-05-31"),
      ("on:\"9 May 2024\"", "on:2024-05-09"),
      ("on:\"May 9th, 2024\"", "on:2024-05-09"),
      ("on:9-may", "on:2025-05-09"),
      ("on:sept-2024", "date:2024-09-01..2024-09-30"),
      ("date:last-month..today", "date:2025-04-01..2025-05-09"),
      ("since:last-month", "date:2025-04-01.."),
    ])
  func relative(text: String, canonical: String) throws {
    let query = try parse(text)
    #expect(query.description == canonical)
    #expect(query.diagnostics == [])
  }

  @Test(
    "Before and after lie outside the date, since and until include it",
    arguments: [
      ("after:2025-05", "date:2025-06-01.."),
      ("since:2025-05", "date:2025-05-01.."),
      ("before:2025-05", "date:..2025-04-30"),
      ("until:2025-05", "date:..2025-05-31"),
      ("after:2025-05-09", "date:2025-05-10.."),
      ("before:today", "date:..2025-05-08"),
      ("after:2025-01..2025-06", "date:2025-07-01.."),
      ("-after:2025", "-date:2026-01-01.."),
    ])
  func relations(text: String, canonical: String) throws {
    #expect(try parse(text).description == canonical)
  }

  @Test(
    "Without a field only what is a date and nothing else is one",
    arguments: [
      ("graphs 2025", "graphs 2025"),
      ("2025-05", "date:2025-05-01..2025-05-31"),
      ("graphs 2025-05-09.", "graphs on:2025-05-09"),
      ("2024..2025-02", "date:2024-01-01..2025-02-28"),
      ("next-week", "date:2025-05-12..2025-05-18"),
      ("last-30-days -graphs", "date:2025-04-09..2025-05-09 -graphs"),
      ("today", "today"),
      ("monday may", "monday may"),
      ("1972-1979", "1972-1979"),
      ("2020-21", "2020-21"),
      ("next-generation last-minute", "next-generation last-minute"),
      ("2025-02-30", "2025-02-30"),
      ("9.5.2025 v1.2.3", "9.5.2025 v1.2.3"),
      ("wait...what", "wait...what"),
      ("\"2025-05-09\" =next-week title:2025-05", "\"2025-05-09\" =next-week title:2025-05"),
    ])
  func bare(text: String, canonical: String) throws {
    #expect(try parse(text).description == canonical)
  }
}
