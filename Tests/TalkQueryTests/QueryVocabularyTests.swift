import Foundation
import TalkQuery
import Testing

@Suite("Query vocabulary")
struct QueryVocabularyTests {
  @Test("No name stands for two things")
  func unique() {
    let names = QueryVocabulary.fields.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test("Every state, presence, order and field has a name, and the name is the case's own")
  func complete() {
    #expect(QueryVocabulary.states.map(\.value) == QueryState.allCases)
    #expect(QueryVocabulary.states.allSatisfy { $0.keyword.name == $0.value.rawValue })
    #expect(QueryVocabulary.presences.map(\.value) == QueryPresence.allCases)
    #expect(QueryVocabulary.presences.allSatisfy { $0.keyword.name == $0.value.rawValue })
    #expect(QueryVocabulary.sortOrders.map(\.value) == SortOrder.allCases)
    #expect(QueryVocabulary.sortOrders.allSatisfy { $0.keyword.name == $0.value.rawValue })
    for field in QueryField.allCases {
      #expect(
        QueryVocabulary.fields.contains { $0.kind == .text(field) && $0.name == field.rawValue })
    }
  }

  @Test("Every example is understood, and means the same with every alias")
  func examples() throws {
    for field in QueryVocabulary.fields {
      let query = try parse(field.example)
      #expect(query.diagnostics == [])
      #expect(query.root != nil || query.sort != nil)
      let value = String(field.example.drop { $0 != ":" })
      for alias in field.aliases {
        #expect(try parse(alias + value).description == query.description)
      }
    }
  }

  @Test("Every date form is a date")
  func dates() throws {
    for form in QueryVocabulary.dateForms {
      for name in [form.name] + form.aliases {
        #expect(try parse("date:" + name).diagnostics == [], "\(name)")
      }
    }
  }

  @Test("Every value of is:, has: and sort: is understood, in all spellings")
  func values() throws {
    let lists = [
      ("is:", QueryVocabulary.states.map(\.keyword)),
      ("has:", QueryVocabulary.presences.map(\.keyword)),
      ("sort:", QueryVocabulary.sortOrders.map(\.keyword)),
    ]
    for (label, keywords) in lists {
      for keyword in keywords {
        for name in [keyword.name] + keyword.aliases {
          #expect(try parse(label + name).diagnostics == [], "\(label)\(name)")
        }
      }
    }
  }
}

@Suite("Documentation of the query language")
struct QueryLanguagePageTests {
  @Test("The page names every field, alias, value and date form")
  func page() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(root)/Sources/TalkQuery/TalkQuery.docc/QueryLanguage.md"
    let page = try String(contentsOfFile: path, encoding: .utf8)
    for field in QueryVocabulary.fields {
      for name in [field.name] + field.aliases { #expect(page.contains("`\(name):`"), "\(name)") }
    }
    let lists = [
      QueryVocabulary.states.map(\.keyword), QueryVocabulary.presences.map(\.keyword),
      QueryVocabulary.sortOrders.map(\.keyword),
    ]
    for keyword in lists.joined() {
      for name in [keyword.name] + keyword.aliases {
        #expect(page.contains("`\(name)`"), "\(name)")
      }
    }
    for form in QueryVocabulary.dateForms {
      let names = [form.name] + form.aliases
      #expect(names.contains { page.contains("`\($0)`") }, "\(form.name)")
    }
  }
}
