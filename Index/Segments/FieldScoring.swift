/// How the frequencies of a term in the columns of a row become a score.
///
/// With w, b per column f, tf the frequency and len the tokens of the column in the row:
/// ```
/// x     = Σ_f w_f · tf_f / (1 − b_f + b_f · len_f / average_f)
/// score = weight · idf · x · (k1 + 1) / (x + k1)
/// idf   = ln(1 + (N − n + ½) / (n + ½))         ; n rows have the term, in any column
/// ```
/// This is BM25F; Robertson, Zaragoza: The Probabilistic Relevance Framework (2009), section 3.6.
package struct FieldScoring: Sendable, Hashable {
  /// What a length is measured against, and how rare terms are weighed.
  package enum Formula: Sendable, Hashable {
    /// BM25F: each column has its own average length.
    case fields
    /// As FTS5's own `bm25()`: lengths are those of whole rows, `b` is that of the first column,
    /// idf = ln((N − n + ½) / (n + ½)), but at least 10⁻⁶. Scores here are positive.
    case stock
  }

  /// Weight of each column, 0 or more.
  package var weights: [Double]
  /// How much the length of each column counts, 0...1.
  package var lengthFactors: [Double]
  /// Saturation of frequencies, over 0.
  package var k1: Double
  /// Which formula it is.
  package var formula: Formula

  /// Makes a scoring of BM25F.
  ///
  /// - Parameters:
  ///   - weights: Weight of each column.
  ///   - lengthFactors: `b` of each column.
  ///   - k1: Saturation; default 2.
  package init(weights: [Double], lengthFactors: [Double], k1: Double = 2) {
    self.weights = weights
    self.lengthFactors = lengthFactors
    self.k1 = k1
    formula = .fields
  }

  /// The scoring of FTS5's `bm25(t, weight, …)`.
  package static func stock(weights: [Double]) -> FieldScoring {
    var result = FieldScoring(
      weights: weights, lengthFactors: [Double](repeating: 0.75, count: weights.count), k1: 1.2)
    result.formula = .stock
    return result
  }

  /// The factor for rarity of a term that `matching` of `total` rows have.
  package func inverseDocumentFrequency(matching: Int, of total: Int) -> Double {
    let matching = Double(matching)
    let other = max(Double(total) - matching, 0)
    switch formula {
    case .fields: return logarithm(1 + (other + 0.5) / (matching + 0.5))
    case .stock:
      let value = logarithm((other + 0.5) / (matching + 0.5))
      return value <= 0 ? 1e-6 : value
    }
  }
}
