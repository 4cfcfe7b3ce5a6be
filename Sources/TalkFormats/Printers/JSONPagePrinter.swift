public import TalkQuery

/// Prints a page as one JSON document.
///
/// ```json
/// {"schema": 1, "query": "…", "total": 2, "total_is_exact": true, "hits": […], "facets": […],
///  "notes": [{"code": "corrected", "message": "…"}], "plan": […]}
/// ```
///
/// `plan` is there only where the page has one.
public struct JSONPagePrinter: PagePrinter {
  private let fields: [OutputField]

  /// Makes a printer.
  public init(_ options: PrintOptions = PrintOptions()) { fields = options.jsonFields }

  /// Appends the page.
  public func print(_ page: SearchPage, _ context: PageContext, to output: inout [UInt8]) {
    var json = JSONWriter(indents: true)
    json.object { json in
      json.key("schema")
      json.integer(OutputSchema.version)
      json.key("query")
      json.string(context.query)
      json.key("total")
      json.integer(page.total)
      json.key("total_is_exact")
      json.flag(page.totalIsExact)
      json.key("hits")
      json.array { json in
        for hit in page.hits { json.hit(hit, fields) }
      }
      json.key("facets")
      json.array { json in
        for (facet, counts) in page.facets { json.facet(facet, counts) }
      }
      json.key("notes")
      json.array { json in
        for note in page.notes { json.note(note) }
      }
      if !page.plan.isEmpty {
        json.key("plan")
        json.array { json in
          for line in page.plan { json.string(line) }
        }
      }
    }
    json.endLine()
    output += json.bytes
  }
}

/// Prints every hit as one JSON object on a line of its own, with the keys of a hit in
/// ``JSONPagePrinter``.
public struct JSONLinesPagePrinter: PagePrinter {
  private let fields: [OutputField]

  /// Makes a printer.
  public init(_ options: PrintOptions = PrintOptions()) { fields = options.jsonFields }

  /// Appends the page.
  public func print(_ page: SearchPage, _ context: PageContext, to output: inout [UInt8]) {
    var json = JSONWriter(indents: false)
    for hit in page.hits {
      json.hit(hit, fields)
      json.endLine()
    }
    output += json.bytes
  }
}

extension PrintOptions {
  fileprivate var jsonFields: [OutputField] {
    fields ?? OutputField.jsonDefault + (explains ? [.explanation] : [])
  }
}

extension JSONWriter {
  fileprivate mutating func hit(_ hit: SearchHit, _ fields: [OutputField]) {
    object { json in
      for field in fields {
        json.key(field.rawValue)
        hit.value(of: field).write(to: &json)
      }
    }
  }

  fileprivate mutating func facet(_ facet: Facet, _ counts: [FacetCount]) {
    object { json in
      json.key("facet")
      json.string(facet.rawValue)
      json.key("counts")
      json.array { json in
        for count in counts {
          json.object { json in
            json.key("value")
            json.string(count.value)
            json.key("count")
            json.integer(count.count)
          }
        }
      }
    }
  }

  fileprivate mutating func note(_ note: SearchNote) {
    object { json in
      json.key("code")
      json.string(note.code.rawValue)
      json.key("message")
      json.string(note.message)
    }
  }
}
