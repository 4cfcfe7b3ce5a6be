import FTS5Segments

/// Turns frequencies and lengths into the part of a score that is neither rarity nor discount.
struct ImpactFormula {
  /// The formula with the weights of an index.
  let packed: PackedFormula
  private let ranking: RankingWeights
  private let averageTotal: Double

  /// With weights, for an index of those average lengths.
  init(_ ranking: RankingWeights, _ lengths: TextLengths) {
    self.ranking = ranking
    averageTotal = max(lengths.averageTotal, 1e-9)
    var fields = [PackedFormula.Field](repeating: PackedFormula.Field(), count: 8)
    for field in TextField.allCases {
      let b = ranking.lengthFactors[field] ?? 0
      fields[field.rawValue].weight = ranking.fieldWeights[field] ?? 0
      fields[field.rawValue].rest = 1 - b
      fields[field.rawValue].share = b / max(lengths.averages[field.rawValue], 1e-9)
    }
    // Affiliations are no field of the index that lengths come from.
    for (field, place) in zip(TextIndex.prose.fields, TextLengths.places) {
      fields[field.rawValue].shift = place.shift
      fields[field.rawValue].limit = UInt64(place.limit)
    }
    packed = PackedFormula(saturation: ranking.saturation, fields)
  }

  /// Writes the impact of each of many frequencies, and the sum of them, at most 255.
  func fill(
    _ impacts: UnsafeMutableBufferPointer<Double>, _ totals: UnsafeMutableBufferPointer<UInt8>,
    _ counts: [UInt64], _ lengths: [UInt64]
  ) {
    for index in counts.indices {
      impacts[index] = impact(counts[index], lengths[index])
      totals[index] = UInt8(min(Frequencies.total(counts[index]), 255))
    }
  }

  /// Impact of a term, 0 to k1 + 1.
  @inline(__always)
  func impact(_ counts: UInt64, _ lengths: UInt64) -> Double { packed.impact(counts, lengths) }

  /// Impact of two words that stand side by side so often.
  func pairImpact(_ times: Int, _ lengths: UInt64) -> Double {
    let times = Double(times)
    return times * (ranking.saturation + 1) / (times + pairNorm(lengths))
  }

  /// What the frequency of a pair is measured against.
  func pairNorm(_ lengths: UInt64) -> Double {
    let b = ranking.pairLengthFactor
    return ranking.saturation * (1 - b + b * TextLengths.total(lengths) / averageTotal)
  }
}
